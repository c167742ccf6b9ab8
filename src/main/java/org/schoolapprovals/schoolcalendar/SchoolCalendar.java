package org.schoolapprovals.schoolcalendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The days on which the school is open to its pupils, and the due dates that are counted in them. A school day is a weekday
 * inside a term that is neither a holiday, an INSET day nor a bank holiday. All times are those of {@link SchoolTime#ZONE}.
 */
public final class SchoolCalendar {

    private final List<Term> terms;
    private final Set<LocalDate> closedDays;
    private final LocalTime endOfSchoolDay;

    /**
     * @param terms in any order
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
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !closedDays.contains(day)
                && termOn(day).isPresent();
    }

    /** The end of the n-th school day after the day of {@code from}. */
    public Due afterSchoolDays(Instant from, int schoolDays) {
        LocalDate day = SchoolTime.dayOf(from);
        for (int counted = 0; counted < schoolDays; ) {
            day = day.plusDays(1);
            if (day.isAfter(lastKnownDay())) {
                return new Due.BeyondCalendar(lastKnownDay());
            }
            if (isSchoolDay(day)) {
                counted++;
            }
        }
        return new Due.At(SchoolTime.at(day.atTime(endOfSchoolDay)));
    }

    /** The same time of day on the n-th school day before {@code moment}. */
    public Due beforeBySchoolDays(Instant moment, int schoolDays) {
        LocalDate day = SchoolTime.dayOf(moment);
        if (day.isAfter(lastKnownDay())) {
            return new Due.BeyondCalendar(lastKnownDay());
        }
        for (int counted = 0; counted < schoolDays; ) {
            day = day.minusDays(1);
            if (day.isBefore(firstKnownDay())) {
                return new Due.BeyondCalendar(lastKnownDay());
            }
            if (isSchoolDay(day)) {
                counted++;
            }
        }
        return new Due.At(SchoolTime.at(day.atTime(SchoolTime.localOf(moment).toLocalTime())));
    }

    /** How many school days lie after the day of {@code from} and before the day of {@code to}; empty beyond the calendar. */
    public OptionalInt schoolDaysBetween(Instant from, Instant to) {
        LocalDate last = SchoolTime.dayOf(to);
        if (last.isAfter(lastKnownDay())) {
            return OptionalInt.empty();
        }
        LocalDate first = SchoolTime.dayOf(from).plusDays(1);
        return first.isAfter(last)
                ? OptionalInt.of(0)
                : OptionalInt.of(
                        (int) first.datesUntil(last).filter(this::isSchoolDay).count());
    }

    private LocalDate firstKnownDay() {
        return terms.isEmpty() ? LocalDate.MAX : terms.get(0).firstDay();
    }

    private LocalDate lastKnownDay() {
        return terms.isEmpty() ? LocalDate.MIN : terms.get(terms.size() - 1).lastDay();
    }
}
