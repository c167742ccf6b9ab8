package org.schoolapprovals.deviceexception;

import java.util.Arrays;
import java.util.Optional;

/** What a decider answers to a request. */
public enum Outcome implements FormValue {
    APPROVE("approve", "Approved"),
    REFUSE("refuse", "Refused"),
    MORE_INFORMATION("more-information", "More information asked for");

    private final String value;
    private final String words;

    Outcome(String value, String words) {
        this.value = value;
        this.words = words;
    }

    @Override
    public String value() {
        return value;
    }

    @Override
    public String words() {
        return words;
    }

    /** The outcome behind a form's value; empty for anything else. */
    public static Optional<Outcome> of(String value) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.value.equals(value))
                .findFirst();
    }
}
