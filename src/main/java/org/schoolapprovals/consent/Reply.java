package org.schoolapprovals.consent;

import java.util.Arrays;
import java.util.Optional;

/** What a parent or carer said. */
public enum Reply {
    GIVEN("given", "Given"),
    REFUSED("refused", "Refused"),
    WITHDRAWN("withdrawn", "Withdrawn");

    private final String value;
    private final String words;

    Reply(String value, String words) {
        this.value = value;
        this.words = words;
    }

    public String value() {
        return value;
    }

    /** As people read it, such as {@code Given}. */
    public String words() {
        return words;
    }

    /** The reply with this value; empty for any other. */
    public static Optional<Reply> of(String value) {
        return Arrays.stream(values())
                .filter(reply -> reply.value.equals(value))
                .findFirst();
    }
}
