package org.schoolapprovals.schoolcalendar;

import java.time.LocalDate;
import java.time.Month;
import java.util.Locale;

/**
 * A school year, counted from 1 August, so that an INSET day in the last days of August belongs to the year that it opens.
 *
 * @param startsIn the calendar year in which it begins
 */
public record SchoolYear(int startsIn) implements Comparable<SchoolYear> {

    /** The school year in which this day falls. */
    public static SchoolYear of(LocalDate day) {
        return new SchoolYear(day.getMonthValue() >= Month.AUGUST.getValue() ? day.getYear() : day.getYear() - 1);
    }

    /** Such as {@code 2026/27}. */
    public String label() {
        return String.format(Locale.UK, "%d/%02d", startsIn, Math.floorMod(startsIn + 1, 100));
    }

    /** The one after it. */
    public SchoolYear next() {
        return new SchoolYear(startsIn + 1);
    }

    @Override
    public int compareTo(SchoolYear other) {
        return Integer.compare(startsIn, other.startsIn);
    }
}
