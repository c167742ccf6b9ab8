package org.schoolapprovals.comment;

import java.util.Arrays;
import java.util.Optional;

/** What follows from a report, S6. */
public enum ReportOutcome {
    NO_FURTHER_ACTION("no-further-action", "No further action"),
    SPEAK_TO_AUTHOR("speak-to-author", "Speak to the author"),
    REFER_SAFEGUARDING("refer-safeguarding", "Refer to safeguarding"),
    REFER_POLICE("refer-police", "Refer to the police");

    private final String value;
    private final String words;

    ReportOutcome(String value, String words) {
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

    /** The outcome behind a form's value; empty for anything else. */
    public static Optional<ReportOutcome> of(String value) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.value.equals(value))
                .findFirst();
    }
}
