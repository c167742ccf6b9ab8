package org.schoolapprovals.schoolcalendar;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that a person has to do by a time.
 *
 * @param asked since when
 * @param due until when
 * @param reminder when they are reminded
 * @param reminded whether they were
 * @param overdue whether the due date was found passed, so that others joined
 */
public record Obligation(Instant asked, Deadline due, Instant reminder, boolean reminded, boolean overdue) {

    /** Where the school calendar does not reach that far, so many days for each school day. */
    private static final Duration BEYOND_CALENDAR = Duration.ofDays(3);

    /** Due in real time, holidays included. @param reminder how long after it was asked */
    public static Obligation inRealTime(Instant asked, Duration due, Duration reminder) {
        return new Obligation(asked, new Deadline(asked.plus(due), true), asked.plus(reminder), false, false);
    }

    /** Due at the end of the n-th school day after. @param reminder how long before that */
    public static Obligation inSchoolDays(Instant asked, int days, Duration reminder, SchoolCalendar calendar) {
        Deadline due = Deadline.of(calendar.afterSchoolDays(asked, days), asked, BEYOND_CALENDAR.multipliedBy(days));
        return new Obligation(asked, due, due.alarm().minus(reminder), false, false);
    }

    public Obligation withReminder() {
        return new Obligation(asked, due, reminder, true, overdue);
    }

    public Obligation asOverdue() {
        return new Obligation(asked, due, reminder, reminded, true);
    }
}
