package org.schoolapprovals.consent;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** Dates as pages send them and as people here type them. */
final class Dates {

    private static final DateTimeFormatter BRITISH =
            DateTimeFormatter.ofPattern("d/M/uuuu", Locale.UK).withResolverStyle(ResolverStyle.STRICT);

    private Dates() {}

    /** {@code 2027-05-04} or {@code 4/5/2027}; empty for anything else. */
    static Optional<LocalDate> read(String typed) {
        try {
            String date = typed.strip();
            return Optional.of(date.contains("/") ? LocalDate.parse(date, BRITISH) : LocalDate.parse(date))
                    .filter(day -> day.getYear() >= 2000 && day.getYear() <= 2100);
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }
}
