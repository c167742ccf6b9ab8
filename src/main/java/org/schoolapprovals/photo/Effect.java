package org.schoolapprovals.photo;

import java.util.Arrays;
import java.util.Optional;

/** What is done with photographs where they appear. */
public enum Effect {
    PUBLISH("publish", "Publish"),
    REMOVE("remove", "Take down");

    private final String value;
    private final String words;

    Effect(String value, String words) {
        this.value = value;
        this.words = words;
    }

    /** As the process says it. */
    public String value() {
        return value;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    /** The effect behind a value of the process; empty for anything else. */
    public static Optional<Effect> of(String value) {
        return Arrays.stream(values())
                .filter(effect -> effect.value.equals(value))
                .findFirst();
    }
}
