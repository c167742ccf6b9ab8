package org.schoolapprovals.roundup;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.schoolcalendar.Term;

/**
 * A Friday that asks for a round-up (P8): one that is a school day. Where Friday is a bank holiday, an INSET day or a holiday, nothing
 * is due in that week.
 *
 * @param term name of the term
 * @param opens when it is asked for
 * @param due by when it is to be posted: the end of that school day
 * @param reminder when those who post it are reminded
 * @param tellHead when the head teacher hears that it is not posted: on the next school day
 * @param lastMoment the end of the term, when it can no longer be posted
 */
public record RoundUpDay(
        LocalDate friday,
        String term,
        Instant opens,
        Instant due,
        Instant reminder,
        Instant tellHead,
        Instant lastMoment) {

    static final Duration REMINDER_BEFORE = Duration.ofHours(2);

    private static final LocalTime END_OF_TERM = LocalTime.of(23, 59);

    /** @param opens the time of day at which round-ups are asked for; empty where none is due on that day */
    static Optional<RoundUpDay> on(LocalDate day, LocalTime opens, SchoolCalendar calendar) {
        return day.getDayOfWeek() == DayOfWeek.FRIDAY && calendar.isSchoolDay(day)
                ? calendar.termOn(day).map(term -> in(term, day, opens, calendar))
                : Optional.empty();
    }

    private static RoundUpDay in(Term term, LocalDate friday, LocalTime opens, SchoolCalendar calendar) {
        Instant dayBefore = SchoolTime.at(friday.minusDays(1).atStartOfDay());
        Instant due = calendar.afterSchoolDays(dayBefore, 1).known().orElseThrow();
        LocalDate nextSchoolDay = calendar.afterSchoolDays(due, 1)
                .known()
                .map(SchoolTime::dayOf)
                .orElse(friday.with(TemporalAdjusters.next(DayOfWeek.MONDAY)));
        return new RoundUpDay(
                friday,
                term.name(),
                SchoolTime.at(friday.atTime(opens)),
                due,
                due.minus(REMINDER_BEFORE),
                SchoolTime.at(nextSchoolDay.atTime(opens)),
                SchoolTime.at(term.lastDay().atTime(END_OF_TERM)));
    }

    /** The first Friday on this day or after it. */
    static LocalDate fridayFrom(LocalDate day) {
        return day.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
    }

    /** The Friday as people write it. */
    public String inWords() {
        return SchoolTime.format(friday);
    }
}
