package org.schoolapprovals.deviceexception;

/** Whom the personal device may reach. Pupils are left out on purpose: P5 and P7 know no exception for them. */
public enum Contact implements FormValue {
    SCHOOL("school", "School"),
    COLLEAGUES("colleagues", "Colleagues"),
    PARENTS("parents", "Parents"),
    VENUE("venue", "Venue"),
    EMERGENCY_SERVICES("emergency-services", "Emergency services");

    private final String value;
    private final String words;

    Contact(String value, String words) {
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
