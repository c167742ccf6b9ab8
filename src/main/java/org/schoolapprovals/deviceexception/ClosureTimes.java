package org.schoolapprovals.deviceexception;

import java.time.Duration;
import java.time.Instant;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;

/**
 * By when a use is to be closed.
 *
 * @param due two school days after the use ended; the requester is reminded then
 * @param late five school days after the use ended; whoever decided follows it up from then
 */
public record ClosureTimes(Deadline due, Instant late) {

    private static final int SCHOOL_DAYS_TO_CLOSE = 2;
    private static final int SCHOOL_DAYS_TO_FOLLOW_UP = 5;
    private static final Duration CLOSE_BEYOND_CALENDAR = Duration.ofDays(7);
    private static final Duration FOLLOW_UP_BEYOND_CALENDAR = Duration.ofDays(14);

    static ClosureTimes after(Instant endOfUse, SchoolCalendar calendar) {
        Deadline due =
                Deadline.of(calendar.afterSchoolDays(endOfUse, SCHOOL_DAYS_TO_CLOSE), endOfUse, CLOSE_BEYOND_CALENDAR);
        Deadline late = Deadline.of(
                calendar.afterSchoolDays(endOfUse, SCHOOL_DAYS_TO_FOLLOW_UP), endOfUse, FOLLOW_UP_BEYOND_CALENDAR);
        return new ClosureTimes(due, late.alarm().isBefore(due.alarm()) ? due.alarm() : late.alarm());
    }
}
