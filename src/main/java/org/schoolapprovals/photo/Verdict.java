package org.schoolapprovals.photo;

import java.util.Arrays;
import java.util.Optional;

/** What a second person decides about photographs. */
public enum Verdict {
    CLEAR("clear", "Clear"),
    AMEND("amend", "Have them amended"),
    REFUSE("refuse", "Refuse");

    private final String value;
    private final String words;

    Verdict(String value, String words) {
        this.value = value;
        this.words = words;
    }

    /** As the form sends it and the decision record keeps it. */
    public String value() {
        return value;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    /** The verdict behind a form's value; empty for anything else. */
    public static Optional<Verdict> of(String value) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.value.equals(value))
                .findFirst();
    }
}
