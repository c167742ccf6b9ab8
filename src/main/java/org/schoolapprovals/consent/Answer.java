package org.schoolapprovals.consent;

/** What all that was recorded about a child comes to, for one use. */
public enum Answer {
    /** A parent or carer has said yes, it is still valid, and no other says no. */
    YES("Yes"),
    /** Nobody has said yes or no, or the yes has ended. */
    NONE("No answer"),
    /** Somebody refused or withdrew, whatever others say. */
    NO("No"),
    /** The child is not to be published anywhere; staff are never told why. */
    BARRED("Not to be published");

    private final String words;

    Answer(String words) {
        this.words = words;
    }

    /** As those who keep the register read it. */
    public String words() {
        return words;
    }
}
