package org.schoolapprovals.comment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;

/** By when people have to act, and when the software tries again. */
final class CommentTimes {

    /** Likely abuse or a safeguarding concern, S6, and whatever has to leave the channel: real time, holidays included. */
    static final Duration URGENT = Duration.ofHours(2);

    static final Duration URGENT_REMINDER = Duration.ofHours(1);

    /** A report to the head teacher: real time. */
    static final Duration RESPONSE = Duration.ofHours(4);

    static final Duration RESPONSE_REMINDER = Duration.ofHours(2);

    /** Everything else is due at the end of the next school day, with a reminder this long before. */
    static final Duration REMINDER_BEFORE = Duration.ofHours(2);

    /** How long after each failed attempt the channel is called again; after the last one a person does it. */
    static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30));

    private CommentTimes() {}

    static Obligation urgent(Instant asked) {
        return Obligation.inRealTime(asked, URGENT, URGENT_REMINDER);
    }

    static Obligation response(Instant asked) {
        return Obligation.inRealTime(asked, RESPONSE, RESPONSE_REMINDER);
    }

    static Obligation nextSchoolDay(Instant asked, SchoolCalendar calendar) {
        return Obligation.inSchoolDays(asked, 1, REMINDER_BEFORE, calendar);
    }
}
