package org.schoolapprovals.schoolcalendar;

import java.time.LocalDate;

/**
 * A term from its first to its last school day, half-term holiday included.
 *
 * @param name such as {@code Autumn term 2026}
 * @param firstDay first day, itself in term
 * @param lastDay last day, itself in term, not before the first
 */
public record Term(String name, LocalDate firstDay, LocalDate lastDay) {

    public Term {
        if (lastDay.isBefore(firstDay)) {
            throw new IllegalArgumentException("A term does not end before it begins");
        }
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(firstDay) && !day.isAfter(lastDay);
    }
}
