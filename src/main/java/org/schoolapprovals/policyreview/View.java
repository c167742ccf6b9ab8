package org.schoolapprovals.policyreview;

import java.util.Arrays;
import java.util.Optional;

/** What a governor says to a review. */
public enum View {
    AGREE("agree", "Agrees"),
    RETURN("return", "Wants it returned");

    private final String value;
    private final String words;

    View(String value, String words) {
        this.value = value;
        this.words = words;
    }

    /** As the form sends it. */
    public String value() {
        return value;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    /** The view behind a form's value; empty for anything else. */
    public static Optional<View> of(String value) {
        return Arrays.stream(values()).filter(view -> view.value.equals(value)).findFirst();
    }
}
