package org.schoolapprovals.report;

import java.time.Instant;
import java.time.LocalDate;
import org.schoolapprovals.schoolcalendar.SchoolTime;

/**
 * The days that a report is about, by the school's own clock.
 *
 * @param name such as {@code Autumn term 2026}, {@code School year 2026/27} or the dates themselves
 * @param first the first of them
 * @param last the last of them, itself in the period
 */
public record Period(String name, LocalDate first, LocalDate last) {

    public Period {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("A period does not end before it begins");
        }
    }

    /** The first moment of it. */
    public Instant begins() {
        return SchoolTime.at(first.atStartOfDay());
    }

    /** The first moment after it. */
    public Instant ends() {
        return SchoolTime.at(last.plusDays(1).atStartOfDay());
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }
}
