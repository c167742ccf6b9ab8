package org.schoolapprovals.consent;

import java.util.Arrays;
import java.util.Optional;

/** Where photographs appear, each of which parents and carers agree to by itself (S3). */
public enum Use {
    FACEBOOK("facebook", "Facebook", "the school’s Facebook page"),
    TWITTER("twitter", "Twitter", "the school’s Twitter account"),
    WEBSITE("website", "Website", "the school’s website"),
    WEDUC("weduc", "Weduc", "Weduc, which only parents and carers read"),
    NEWSLETTER("newsletter", "Newsletter", "the school’s newsletter"),
    PRESS("press", "Press", "newspapers and other press");

    private final String value;
    private final String title;
    private final String words;

    Use(String value, String title, String words) {
        this.value = value;
        this.title = title;
        this.words = words;
    }

    /** As forms send it and the database keeps it, such as {@code facebook}. */
    public String value() {
        return value;
    }

    /** As headings and labels name it, such as {@code Facebook}. */
    public String title() {
        return title;
    }

    /** As people read it within a sentence, such as {@code the school’s Facebook page}. */
    public String words() {
        return words;
    }

    /** The use with this value; empty for any other. */
    public static Optional<Use> of(String value) {
        return Arrays.stream(values()).filter(use -> use.value.equals(value)).findFirst();
    }
}
