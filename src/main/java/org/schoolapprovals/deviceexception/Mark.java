package org.schoolapprovals.deviceexception;

/** What makes an open task stand out in a queue; the earlier constant wins. */
public enum Mark {
    /** Less than one school day is left before departure. */
    URGENT("Urgent"),
    /** The due date has passed. */
    OVERDUE("Overdue"),
    /** Whoever has to act was reminded. */
    REMINDED("Reminded"),
    NONE("");

    private final String words;

    Mark(String words) {
        this.words = words;
    }

    /** As the queue shows it; empty for none. */
    public String words() {
        return words;
    }
}
