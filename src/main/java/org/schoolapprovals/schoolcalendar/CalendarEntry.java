package org.schoolapprovals.schoolcalendar;

import java.time.LocalDate;
import java.util.stream.Stream;

/**
 * One entry of the school calendar, from its first to its last day, both included.
 *
 * @param id its number in the table; 0 before it is there
 * @param name such as {@code Autumn half-term}
 */
public record CalendarEntry(long id, EntryKind kind, String name, LocalDate firstDay, LocalDate lastDay) {

    /** The days in words, such as {@code Tue 5 Jan 2027 to Fri 12 Feb 2027}. */
    public String days() {
        return firstDay.equals(lastDay)
                ? SchoolTime.format(firstDay)
                : SchoolTime.format(firstDay) + " to " + SchoolTime.format(lastDay);
    }

    /** Name and days, such as {@code INSET day (Mon 4 Jan 2027)}. */
    public String inWords() {
        return name + " (" + days() + ")";
    }

    public SchoolYear schoolYear() {
        return SchoolYear.of(firstDay);
    }

    /** The entry as a term; only for an entry of kind {@link EntryKind#TERM}. */
    public Term asTerm() {
        return new Term(name, firstDay, lastDay);
    }

    Stream<LocalDate> eachDay() {
        return firstDay.datesUntil(lastDay.plusDays(1));
    }

    boolean is(EntryKind other) {
        return kind == other;
    }

    boolean overlaps(CalendarEntry other) {
        return !lastDay.isBefore(other.firstDay) && !other.lastDay.isBefore(firstDay);
    }

    boolean liesWithin(CalendarEntry other) {
        return !firstDay.isBefore(other.firstDay) && !lastDay.isAfter(other.lastDay);
    }
}
