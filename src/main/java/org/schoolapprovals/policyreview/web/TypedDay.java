package org.schoolapprovals.policyreview.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A day as a form sends it. */
final class TypedDay {

    private TypedDay() {}

    /** Empty for what is no day, such as {@code 2027-02-30}. */
    static Optional<LocalDate> of(String typed) {
        try {
            return Optional.of(LocalDate.parse(typed.strip()));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }
}
