package org.schoolapprovals.policyreview;

/** What can happen to a review, as its timeline tells it. */
public enum EventType {
    OPENED("Opened"),
    REPORT_ATTACHED("Report of the term attached"),
    REMINDED("Reminder"),
    OVERDUE("Overdue"),
    PREPARED("Prepared"),
    HEAD_REVIEWED("Looked at by the head teacher"),
    DRAFTED("New version handed in"),
    GOVERNORS_ASKED("Sent to the governors"),
    GOVERNOR_JOINED("Governor joined"),
    GOVERNOR_LEFT("Governor left"),
    VIEWED("View given"),
    VIEWS_CLOSED("Views closed"),
    SIGNED_OFF("Signed off"),
    RETURNED("Returned"),
    PUBLISHED("New version published"),
    PERIOD_ENDED("Time to confirm has ended"),
    FOLLOWED_UP("Missing names followed up"),
    CLOSED("Closed"),
    CANCELLED("Cancelled");

    private final String title;

    EventType(String title) {
        this.title = title;
    }

    /** The heading on the timeline. */
    public String title() {
        return title;
    }
}
