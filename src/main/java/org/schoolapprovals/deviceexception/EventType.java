package org.schoolapprovals.deviceexception;

/** What can happen to a request, as its timeline tells it. */
public enum EventType {
    REQUESTED("Requested"),
    RECORDED_AS_RETROSPECTIVE("Recorded as retrospective"),
    DECIDERS_REMINDED("Reminder to decide"),
    DECISION_OVERDUE("Decision overdue"),
    APPROVED("Approved"),
    REFUSED("Refused"),
    MORE_INFORMATION_ASKED("More information asked for"),
    REQUESTER_REMINDED("Reminder to answer"),
    ANSWERED("Answered"),
    AMENDED("Request amended"),
    LAPSED("Lapsed"),
    ACTIVATED("Use began"),
    USE_ENDED("Use ended"),
    WITHDRAWN("Withdrawn"),
    REVOKED("Revoked"),
    CLOSURE_REMINDED("Reminder to close"),
    CLOSURE_REPORTED("Closure reported"),
    CLOSURE_FOLLOWED_UP("Late closure followed up"),
    CLOSURE_CHECKED("Closure checked"),
    CLOSED("Closed"),
    RETROSPECTIVE_USE_NOTED("Retrospective use noted");

    private final String title;

    EventType(String title) {
        this.title = title;
    }

    /** The heading on the timeline. */
    public String title() {
        return title;
    }
}
