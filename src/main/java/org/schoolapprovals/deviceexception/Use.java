package org.schoolapprovals.deviceexception;

/** What the personal device may be used for. */
public enum Use implements FormValue {
    CALLS("calls", "Calls"),
    MESSAGES("messages", "Messages"),
    PHOTOS("photos", "Photos");

    private final String value;
    private final String words;

    Use(String value, String words) {
        this.value = value;
        this.words = words;
    }

    @Override
    public String value() {
        return value;
    }

    @Override
    public String words() {
        return words;
    }
}
