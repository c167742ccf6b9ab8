package org.schoolapprovals.deviceexception;

/** The personal device that is to be used. */
public enum Device implements FormValue {
    PHONE("phone", "Phone"),
    TABLET("tablet", "Tablet"),
    CAMERA("camera", "Camera"),
    OTHER("other", "Other device");

    private final String value;
    private final String words;

    Device(String value, String words) {
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
