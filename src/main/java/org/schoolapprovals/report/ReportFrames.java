package org.schoolapprovals.report;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.schoolcalendar.SchoolYear;
import org.schoolapprovals.schoolcalendar.Term;
import org.springframework.stereotype.Service;

/**
 * Frames for what people ask for: a term, a school year or any dates, as at a moment. Which terms there are is taken from the
 * school calendar as it stood at that moment.
 *
 * <p>A term is reported with the holidays after it, up to the day before the next one, so that nothing falls between two reports.
 */
@Service
public class ReportFrames {

    private static final int TERMS_IN_TREND = 6;
    private static final int MOST_DAYS = 3 * 366;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2100, 12, 31);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK);

    private final SchoolCalendars calendars;
    private final Clock clock;

    ReportFrames(SchoolCalendars calendars, Clock clock) {
        this.calendars = calendars;
        this.clock = clock;
    }

    /** This moment, in whole seconds. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * The term that runs at this moment, or the last one before it.
     *
     * @throws RefusedException if the calendar knows none
     */
    public ReportFrame current(Instant asAt) {
        return term(Terms.day(asAt), asAt);
    }

    /**
     * The term in which this day lies, or after which it lies in the holidays.
     *
     * @throws RefusedException if the calendar knows none
     */
    public ReportFrame term(LocalDate day, Instant asAt) {
        Terms terms = terms(checked(asAt), calendars.asAt(asAt));
        int index = terms.lastBegunOn(day);
        if (index < 0) {
            throw new RefusedException("The school calendar knows no term on this day: please choose another one.");
        }
        return begun(terms.term(index));
    }

    /** @throws RefusedException if the calendar knows no term of this school year, or it has not begun by then */
    public ReportFrame schoolYear(SchoolYear year, Instant asAt) {
        return terms(checked(asAt), calendars.asAt(asAt))
                .year(year)
                .map(ReportFrames::begun)
                .orElseThrow(() -> new RefusedException(
                        "The school calendar knows no terms of this school year: please choose another one."));
    }

    /**
     * Any dates; those of a whole term or school year are that one.
     *
     * @throws RefusedException if they make no sense
     */
    public ReportFrame dates(LocalDate first, LocalDate last, Instant asAt) {
        if (first.isBefore(EARLIEST) || last.isAfter(LATEST)) {
            throw new RefusedException("The dates of a report lie between the years 2000 and 2100.");
        }
        if (last.isBefore(first)) {
            throw new RefusedException(
                    "The last day of a report does not come before the first: please change one of them.");
        }
        if (first.plusDays(MOST_DAYS).isBefore(last)) {
            throw new RefusedException(
                    "A report covers at most three years: please choose dates that lie closer together.");
        }
        return begun(terms(checked(asAt), calendars.asAt(asAt)).dates(first, last));
    }

    /** The terms that have begun by this moment, the latest first: each with the days of its report. */
    public List<Period> terms(Instant asAt) {
        return latestFirst(
                terms(checked(asAt), calendars.asAt(asAt)).periods,
                period -> !period.begins().isAfter(asAt));
    }

    /** The school years that have begun by this moment, the latest first. */
    public List<Period> schoolYears(Instant asAt) {
        Terms terms = terms(checked(asAt), calendars.asAt(asAt));
        List<Period> years = terms.calendar.terms().stream()
                .map(term -> SchoolYear.of(term.firstDay()))
                .distinct()
                .map(year -> terms.yearPeriod(year).orElseThrow())
                .toList();
        return latestFirst(years, period -> !period.begins().isAfter(asAt));
    }

    private static List<Period> latestFirst(List<Period> periods, Predicate<Period> wanted) {
        List<Period> some = new ArrayList<>(periods.stream().filter(wanted).toList());
        Collections.reverse(some);
        return List.copyOf(some);
    }

    private Instant checked(Instant asAt) {
        if (asAt.isAfter(clock.instant())) {
            throw new RefusedException("As it stood at: this moment lies in the future, please choose an earlier one.");
        }
        if (asAt.isBefore(EARLIEST.atStartOfDay(SchoolTime.ZONE).toInstant())) {
            throw new RefusedException("As it stood at: please choose a moment after the year 2000.");
        }
        return asAt.truncatedTo(ChronoUnit.SECONDS);
    }

    private static ReportFrame begun(ReportFrame frame) {
        if (frame.period().begins().isAfter(frame.asAt())) {
            throw new RefusedException("%s has not begun by then: please choose an earlier one."
                    .formatted(frame.period().name()));
        }
        return frame;
    }

    private static Terms terms(Instant asAt, SchoolCalendar calendar) {
        return new Terms(calendar, asAt);
    }

    /** The terms of one calendar, as reports take them. */
    private static final class Terms {

        private final SchoolCalendar calendar;
        private final Instant asAt;
        private final List<Period> periods;

        Terms(SchoolCalendar calendar, Instant asAt) {
            this.calendar = calendar;
            this.asAt = asAt;
            this.periods = periodsOf(calendar);
        }

        static LocalDate day(Instant moment) {
            return SchoolTime.dayOf(moment);
        }

        /** -1 where none has begun. */
        int lastBegunOn(LocalDate day) {
            int index = periods.size() - 1;
            while (index >= 0 && periods.get(index).first().isAfter(day)) {
                index--;
            }
            return index;
        }

        ReportFrame term(int index) {
            Optional<Period> before = index == 0 ? Optional.empty() : Optional.of(periods.get(index - 1));
            return new ReportFrame(periods.get(index), before, trendTo(index), asAt);
        }

        Optional<ReportFrame> year(SchoolYear year) {
            return yearPeriod(year)
                    .map(period -> new ReportFrame(
                            period,
                            yearPeriod(new SchoolYear(year.startsIn() - 1)),
                            trendTo(lastBegunOn(period.last())),
                            asAt));
        }

        Optional<Period> yearPeriod(SchoolYear year) {
            List<Period> parts = periods.stream()
                    .filter(period -> SchoolYear.of(period.first()).equals(year))
                    .toList();
            return parts.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Period(
                            "School year " + year.label(),
                            parts.get(0).first(),
                            parts.get(parts.size() - 1).last()));
        }

        ReportFrame dates(LocalDate first, LocalDate last) {
            for (int index = 0; index < periods.size(); index++) {
                if (isOf(periods.get(index), first, last)) {
                    return term(index);
                }
            }
            SchoolYear year = SchoolYear.of(first);
            if (yearPeriod(year).filter(period -> isOf(period, first, last)).isPresent()) {
                return year(year).orElseThrow();
            }
            long days = first.datesUntil(last.plusDays(1)).count();
            return new ReportFrame(
                    named(first, last),
                    Optional.of(named(first.minusDays(days), first.minusDays(1))),
                    trendTo(lastBegunOn(last)),
                    asAt);
        }

        private static boolean isOf(Period period, LocalDate first, LocalDate last) {
            return period.first().equals(first) && period.last().equals(last);
        }

        private static Period named(LocalDate first, LocalDate last) {
            String name = first.equals(last) ? DAY.format(first) : DAY.format(first) + " to " + DAY.format(last);
            return new Period(name, first, last);
        }

        /** The terms up to this one that have begun by the moment of the report. */
        private List<Period> trendTo(int index) {
            int last = Math.min(index, lastBegunOn(day(asAt)));
            return last < 0 ? List.of() : periods.subList(Math.max(0, last + 1 - TERMS_IN_TREND), last + 1);
        }

        private static List<Period> periodsOf(SchoolCalendar calendar) {
            List<Term> terms = calendar.terms();
            List<Period> periods = new ArrayList<>();
            for (int index = 0; index < terms.size(); index++) {
                Term term = terms.get(index);
                LocalDate last = index + 1 < terms.size()
                        ? terms.get(index + 1).firstDay().minusDays(1)
                        : term.lastDay();
                periods.add(new Period(term.name(), term.firstDay(), last));
            }
            return List.copyOf(periods);
        }
    }
}
