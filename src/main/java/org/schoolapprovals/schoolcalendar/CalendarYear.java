package org.schoolapprovals.schoolcalendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One school year of the calendar, as people read it.
 *
 * @param entries in the order of their days, a term before what lies in it
 * @param schoolDays how many school days its terms have
 * @param toCheck whether it holds a shipped pattern that nobody at the school has checked
 * @param check who checked it; empty where nobody did or the school entered it itself
 */
public record CalendarYear(
        SchoolYear year, List<CalendarEntry> entries, int schoolDays, boolean toCheck, Optional<Check> check) {

    /**
     * @param by name of whoever checked it
     * @param at when
     */
    public record Check(String by, Instant at) {}

    public CalendarYear {
        entries = List.copyOf(entries);
    }

    /** Whether all its days lie before this one. */
    public boolean isOverOn(LocalDate today) {
        return entries.stream().allMatch(entry -> entry.lastDay().isBefore(today));
    }

    /** Whether any term of it has been entered. */
    public boolean hasTerms() {
        return entries.stream().anyMatch(entry -> entry.is(EntryKind.TERM));
    }
}
