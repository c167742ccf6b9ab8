package org.schoolapprovals.schoolcalendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The days on which the school is open to its pupils, and the due dates that are counted in them. A school day is a weekday
 * inside a term that is neither a holiday, an INSET day nor a bank holiday. All times are those of {@link SchoolTime#ZONE}.
 *
 * <p>The calendar knows the days from the first day of its first term to the last day of its last one, and that a weekend is
 * never a school day. A count that would touch any other day has no result.
 */
public final class SchoolCalendar {

    private final List<Term> terms;
    private final Set<LocalDate> closedDays;
    private final LocalTime endOfSchoolDay;

    /**
     * @param terms in any order, none overlapping another
     * @param closedDays holidays inside term, INSET days and bank holidays
     * @param endOfSchoolDay when a day's work is due
     */
    public SchoolCalendar(List<Term> terms, Set<LocalDate> closedDays, LocalTime endOfSchoolDay) {
        this.terms = terms.stream().sorted(Comparator.comparing(Term::firstDay)).toList();
        this.closedDays = Set.copyOf(closedDays);
        this.endOfSchoolDay = endOfSchoolDay;
    }

    /** All terms known, the earliest first. */
    public List<Term> terms() {
        return terms;
    }

    public Optional<Term> termOn(LocalDate day) {
        return terms.stream().filter(term -> term.contains(day)).findFirst();
    }

    public boolean isSchoolDay(LocalDate day) {
        return !isWeekend(day) && !closedDays.contains(day) && termOn(day).isPresent();
    }

    /** How many school days this term has. */
    public int schoolDaysIn(Term term) {
        return (int) term.firstDay()
                .datesUntil(term.lastDay().plusDays(1))
                .filter(this::isSchoolDay)
                .count();
    }

    /**
     * The end of the n-th school day after the day of {@code from}, whatever the time of day then.
     *
     * @param schoolDays at least 1
     */
    public Due afterSchoolDays(Instant from, int schoolDays) {
        return count(SchoolTime.dayOf(from), 1, schoolDays, endOfSchoolDay);
    }

    /**
     * The same time of day on the n-th school day before the day of {@code moment}.
     *
     * @param schoolDays at least 1
     */
    public Due beforeBySchoolDays(Instant moment, int schoolDays) {
        LocalDateTime local = SchoolTime.localOf(moment);
        return count(local.toLocalDate(), -1, schoolDays, local.toLocalTime());
    }

    /**
     * How many school days lie after the day of {@code from} and before the day of {@code to}, 0 where {@code to} is not later;
     * empty where one of the days between is not known.
     */
    public OptionalInt schoolDaysBetween(Instant from, Instant to) {
        return countAfter(SchoolTime.dayOf(from), SchoolTime.dayOf(to));
    }

    /**
     * How many school days something took: those after the day of {@code from} up to the day of {@code to} itself, so that what is
     * done by the end of the next school day took at most 1; empty where one of the days is not known.
     */
    public OptionalInt schoolDaysTaken(Instant from, Instant to) {
        return countAfter(SchoolTime.dayOf(from), SchoolTime.dayOf(to).plusDays(1));
    }

    private OptionalInt countAfter(LocalDate start, LocalDate end) {
        int counted = 0;
        for (LocalDate day = start.plusDays(1); day.isBefore(end); day = day.plusDays(1)) {
            if (!isKnown(day)) {
                return OptionalInt.empty();
            }
            if (isSchoolDay(day)) {
                counted++;
            }
        }
        return OptionalInt.of(counted);
    }

    private Due count(LocalDate from, int step, int schoolDays, LocalTime timeOfDay) {
        if (schoolDays < 1) {
            throw new IllegalArgumentException("At least one school day is counted, not " + schoolDays);
        }
        LocalDate day = from;
        for (int counted = 0; counted < schoolDays; ) {
            day = day.plusDays(step);
            if (!isKnown(day)) {
                return notKnown(day);
            }
            if (isSchoolDay(day)) {
                counted++;
            }
        }
        return new Due.At(SchoolTime.at(day.atTime(timeOfDay)));
    }

    private Due notKnown(LocalDate day) {
        if (terms.isEmpty()) {
            return new Due.NoTerms();
        }
        return day.isAfter(lastKnownDay())
                ? new Due.BeyondCalendar(lastKnownDay())
                : new Due.BeforeCalendar(firstKnownDay());
    }

    private boolean isKnown(LocalDate day) {
        return isWeekend(day) || !terms.isEmpty() && !day.isBefore(firstKnownDay()) && !day.isAfter(lastKnownDay());
    }

    private LocalDate firstKnownDay() {
        return terms.get(0).firstDay();
    }

    private LocalDate lastKnownDay() {
        return terms.get(terms.size() - 1).lastDay();
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
