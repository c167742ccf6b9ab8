package org.schoolapprovals.deviceexception;

/** What the device is wanted for. */
public enum Kind implements FormValue {
    RESIDENTIAL_TRIP("residential-trip", "Residential trip"),
    OTHER("other", "Other school business");

    private final String value;
    private final String words;

    Kind(String value, String words) {
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
