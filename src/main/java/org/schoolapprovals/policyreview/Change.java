package org.schoolapprovals.policyreview;

import java.util.Arrays;
import java.util.Optional;

/** What becomes of the policy in a review. */
public enum Change {
    NO_CHANGE("no-change", "No change"),
    MINOR_CHANGE("minor-change", "Minor change"),
    MAJOR_CHANGE("major-change", "Major change");

    private final String value;
    private final String words;

    Change(String value, String words) {
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

    /** Whether there is to be a new version. */
    public boolean needsVersion() {
        return this != NO_CHANGE;
    }

    /** The change behind a form's value; empty for anything else. */
    public static Optional<Change> of(String value) {
        return Arrays.stream(values())
                .filter(change -> change.value.equals(value))
                .findFirst();
    }
}
