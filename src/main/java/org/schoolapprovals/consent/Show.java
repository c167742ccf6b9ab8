package org.schoolapprovals.consent;

import java.util.Arrays;
import java.util.Optional;

/** Which children a list of the register holds. */
public enum Show {
    EVERYBODY("everybody", "Everybody at the school"),
    /** Nobody has answered, or the yes has ended. */
    NO_ANSWER("no-answer", "No answer"),
    /** A yes ends before the next term begins. */
    ENDING_THIS_TERM("ending", "Consent ends this term"),
    /** Somebody says no, or the child is barred. */
    NOT_TO_BE_PUBLISHED("not-to-be-published", "Not to be published"),
    LEFT("left", "Has left the school");

    private final String value;
    private final String words;

    Show(String value, String words) {
        this.value = value;
        this.words = words;
    }

    public String value() {
        return value;
    }

    /** As people read it, such as {@code No answer}. */
    public String words() {
        return words;
    }

    /** The list with this value; empty for any other. */
    public static Optional<Show> of(String value) {
        return Arrays.stream(values()).filter(show -> show.value.equals(value)).findFirst();
    }
}
