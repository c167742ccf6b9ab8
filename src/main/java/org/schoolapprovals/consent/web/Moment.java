package org.schoolapprovals.consent.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.schoolapprovals.consent.RegisterFilter;
import org.schoolapprovals.schoolcalendar.SchoolTime;

/**
 * The moment at which somebody wants to read the register.
 *
 * @param on day as it was typed, such as {@code 2027-05-04}; empty for now
 * @param time as it was typed, such as {@code 09:00}; empty for the end of that day
 * @param at the moment; empty for now
 * @param faults one sentence at most
 */
record Moment(String on, String time, Optional<Instant> at, List<String> faults) {

    private static final Pattern DAY = Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}");

    /** To the end of the minute, because pages tell minutes. */
    private static final Duration MINUTE = Duration.ofMinutes(1).minusMillis(1);

    static Moment of(String on, String time) {
        if (on.isBlank() && time.isBlank()) {
            return new Moment("", "", Optional.empty(), List.of());
        }
        try {
            if (DAY.matcher(on).matches()
                    && (time.isBlank() || TIME.matcher(time).matches())) {
                LocalDate day = LocalDate.parse(on);
                Instant at = time.isBlank()
                        ? RegisterFilter.endOf(day)
                        : SchoolTime.at(day.atTime(LocalTime.parse(time))).plus(MINUTE);
                return new Moment(on, time, Optional.of(at), List.of());
            }
        } catch (DateTimeParseException noSuchDay) {
            // Told like any other that is none.
        }
        return new Moment(
                on,
                time,
                Optional.empty(),
                List.of("As it stood on: please enter a date, and a time if you like, such as 04/05/2027 and 09:00."));
    }

    /** For links to the same moment: a query, or nothing for now. */
    String query() {
        return at.isEmpty() ? "" : "?on=" + on + (time.isBlank() ? "" : "&time=" + time);
    }

    /** Such as {@code Wed 12 May 2027, 09:00}; empty for now. */
    public String words() {
        return at.map(SchoolTime::format).orElse("");
    }
}
