package org.schoolapprovals.deviceexception;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.schoolcalendar.Due;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;

/**
 * The times of one round of asking and deciding.
 *
 * @param asked when the question came before the deciders
 * @param due three school days later or one school day before departure, whichever is earlier, and never before the asking
 * @param reminder when the deciders are reminded: one school day later
 * @param urgentFrom from here on less than one school day is left before departure
 */
public record DecisionTimes(Instant asked, Deadline due, Instant reminder, Instant urgentFrom) {

    private static final int SCHOOL_DAYS_TO_DECIDE = 3;
    private static final int SCHOOL_DAYS_TO_REMINDER = 1;
    private static final int SCHOOL_DAYS_BEFORE_DEPARTURE = 1;
    private static final Duration DECIDE_BEYOND_CALENDAR = Duration.ofDays(7);
    private static final Duration REMIND_BEYOND_CALENDAR = Duration.ofDays(3);
    private static final Duration BEFORE_DEPARTURE_BEYOND_CALENDAR = Duration.ofDays(1);

    /** For a request whose trip still lies ahead. */
    static DecisionTimes before(Instant departure, Instant asked, SchoolCalendar calendar) {
        Due bySchoolDays = calendar.afterSchoolDays(asked, SCHOOL_DAYS_TO_DECIDE);
        Due byDeparture = calendar.beforeBySchoolDays(departure, SCHOOL_DAYS_BEFORE_DEPARTURE);
        Instant urgentFrom = byDeparture.known().orElse(departure.minus(BEFORE_DEPARTURE_BEYOND_CALENDAR));
        Deadline due = Stream.of(bySchoolDays, byDeparture)
                .flatMap(known -> known.known().stream())
                .min(Comparator.naturalOrder())
                .map(earliest -> later(earliest, asked))
                .map(moment -> new Deadline(moment, true))
                .orElseGet(() ->
                        new Deadline(later(earlier(asked.plus(DECIDE_BEYOND_CALENDAR), urgentFrom), asked), false));
        return new DecisionTimes(asked, due, reminder(asked, calendar), urgentFrom);
    }

    /** For a use that had begun before anybody asked: three school days to note it, whatever the trip's dates. */
    static DecisionTimes retrospective(Instant departure, Instant asked, SchoolCalendar calendar) {
        Due due = calendar.afterSchoolDays(asked, SCHOOL_DAYS_TO_DECIDE);
        return new DecisionTimes(
                asked, Deadline.of(due, asked, DECIDE_BEYOND_CALENDAR), reminder(asked, calendar), departure);
    }

    /** When somebody who has to decide or answer is reminded: one school day after they were asked. */
    static Instant reminder(Instant asked, SchoolCalendar calendar) {
        Optional<Instant> known =
                calendar.afterSchoolDays(asked, SCHOOL_DAYS_TO_REMINDER).known();
        return known.orElse(asked.plus(REMIND_BEYOND_CALENDAR));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
