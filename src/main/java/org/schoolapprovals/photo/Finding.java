package org.schoolapprovals.photo;

import java.util.Arrays;
import java.util.Optional;

/** What checking consents and words came to; the later constant is the stricter one. */
public enum Finding {
    CLEAR("clear"),
    CONSENT_MISSING("consent-missing"),
    WORDS_TO_CHANGE("words-to-change"),
    NOT_TO_BE_PUBLISHED("not-to-be-published");

    private final String value;

    Finding(String value) {
        this.value = value;
    }

    /** As the decision table {@code photo-clearance} says it. */
    public String value() {
        return value;
    }

    /** The finding behind a value of the decision table; empty for anything else. */
    public static Optional<Finding> of(String value) {
        return Arrays.stream(values())
                .filter(finding -> finding.value.equals(value))
                .findFirst();
    }

    Finding orStricter(Finding other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
