package org.schoolapprovals.photo;

/** What can happen to photographs, as their timeline tells it. */
public enum EventType {
    RECEIVED("Received"),
    VERIFIED("Consents and words checked"),
    OBTAIN_CONSENT_REMINDED("Reminder to obtain consent"),
    OBTAIN_CONSENT_OVERDUE("Obtaining consent overdue"),
    CONSENT_OBTAINED("Consent recorded"),
    CONSENT_NOT_OBTAINED("Consent not obtained"),
    AMEND_REMINDED("Reminder to amend"),
    AMEND_OVERDUE("Amending overdue"),
    AMENDED("Amended"),
    WITHDRAWN("Withdrawn"),
    CLEAR_REMINDED("Reminder to clear"),
    CLEAR_OVERDUE("Clearing overdue"),
    CLEARED("Cleared"),
    TO_AMEND("To be amended"),
    REFUSED("Refused"),
    CLEARANCE_VOID("To be checked again"),
    PUBLISHED("Published"),
    NOT_DONE_YET("Did not work yet"),
    TO_BE_DONE_BY_HAND("To be done by hand"),
    BY_HAND_REMINDED("Reminder to publish by hand"),
    BY_HAND_OVERDUE("Publishing by hand overdue"),
    TAKEDOWN_BEGUN("To be taken down"),
    REMOVE_REMINDED("Reminder to take down"),
    REMOVE_OVERDUE("Taking down overdue"),
    GONE("Taken down"),
    TELL_PARENT_REMINDED("Reminder to tell the parents"),
    TELL_PARENT_OVERDUE("Telling the parents overdue"),
    PARENT_TOLD("Parents told");

    private final String title;

    EventType(String title) {
        this.title = title;
    }

    /** The heading on the timeline. */
    public String title() {
        return title;
    }
}
