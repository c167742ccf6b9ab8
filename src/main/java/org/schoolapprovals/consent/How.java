package org.schoolapprovals.consent;

import java.util.Arrays;
import java.util.Optional;

/** The way in which a parent or carer answered. */
public enum How {
    PAPER("paper", "On paper"),
    ONLINE("online", "By the online form"),
    /** Enough to refuse or to withdraw, never to consent: S3 asks for it in writing. */
    SPOKEN("spoken", "In person or by telephone");

    private final String value;
    private final String words;

    How(String value, String words) {
        this.value = value;
        this.words = words;
    }

    public String value() {
        return value;
    }

    /** As people read it, such as {@code On paper}. */
    public String words() {
        return words;
    }

    /** The way with this value; empty for any other. */
    public static Optional<How> of(String value) {
        return Arrays.stream(values()).filter(how -> how.value.equals(value)).findFirst();
    }
}
