package org.schoolapprovals.photo;

import org.schoolapprovals.consent.Answer;

/** Where a child stands for one place, as staff may know it: neither why nor who. */
public enum Consent {
    YES("yes"),
    NO("no"),
    NOT_TO_BE_PUBLISHED("not to be published");

    private final String words;

    Consent(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    static Consent of(Answer answer) {
        return switch (answer) {
            case YES -> YES;
            case NONE -> NO;
            case NO, BARRED -> NOT_TO_BE_PUBLISHED;
        };
    }
}
