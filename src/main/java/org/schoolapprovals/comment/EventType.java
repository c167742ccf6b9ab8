package org.schoolapprovals.comment;

/** What can happen to a comment, as its timeline tells it. */
public enum EventType {
    RECEIVED("Received"),
    SHORTENED("Shortened"),
    LEFT_OUT("Left out"),
    LOOKED_THROUGH("Looked through"),
    EDITED("Edited by its author"),
    REVIEW_REMINDED("Reminder to review"),
    REVIEW_OVERDUE("Review overdue"),
    AGREED("Agreed"),
    DECLINED("Declined"),
    REMOVAL_DECIDED("To be removed and reported"),
    HIDDEN("Hidden"),
    PUBLISHED("Published"),
    REMOVED("Removed"),
    NOT_DONE_YET("Did not work yet"),
    TO_BE_DONE_BY_HAND("To be done by hand"),
    BY_HAND_REMINDED("Reminder to do it by hand"),
    BY_HAND_OVERDUE("Doing it by hand overdue"),
    WITHDRAWN("No longer there"),
    REPLACED("Edited after it was decided"),
    RESPONSE_REMINDED("Reminder to respond"),
    RESPONSE_OVERDUE("Response overdue"),
    ANSWERED("Report answered");

    private final String title;

    EventType(String title) {
        this.title = title;
    }

    /** The heading on the timeline. */
    public String title() {
        return title;
    }
}
