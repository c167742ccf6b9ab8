package org.schoolapprovals.policyreview;

import java.util.Arrays;
import java.util.Optional;

/** What the chair of governors decides about a review. */
public enum Verdict {
    APPROVE("approve", "Signed off"),
    RETURN("return", "Returned");

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
