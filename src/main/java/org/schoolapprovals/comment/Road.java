package org.schoolapprovals.comment;

/** How a comment reached the school. */
public enum Road {
    PAGE("Somebody wrote it on the page"),
    MAILBOX("It was sent to the staff account"),
    BY_HAND("Staff entered it");

    private final String words;

    Road(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }
}
