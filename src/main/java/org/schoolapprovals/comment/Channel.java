package org.schoolapprovals.comment;

import java.util.Arrays;
import java.util.Optional;

/** Where a comment stands or shall stand. */
public enum Channel {
    FACEBOOK("facebook", "Facebook"),
    TWITTER("twitter", "Twitter"),
    WEBSITE("website", "the school\u2019s website"),
    WEDUC("weduc", "Weduc");

    private final String value;
    private final String words;

    Channel(String value, String words) {
        this.value = value;
        this.words = words;
    }

    /** As forms send it. */
    public String value() {
        return value;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    /** The channel behind a form's value; empty for anything else. */
    public static Optional<Channel> of(Object value) {
        return Arrays.stream(values())
                .filter(channel -> channel.value.equals(value))
                .findFirst();
    }
}
