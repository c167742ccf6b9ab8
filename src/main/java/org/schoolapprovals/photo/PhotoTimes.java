package org.schoolapprovals.photo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;

/** By when people have to act, and when the software tries again. */
final class PhotoTimes {

    /** How long parents and carers may need to answer, and staff to find better photographs. */
    static final int SCHOOL_DAYS_WITH_PARENTS = 5;

    static final Duration REMINDER_BEFORE_LONG = Duration.ofDays(1);

    /** Everything else but a removal is due at the end of the next school day. */
    static final Duration REMINDER_BEFORE = Duration.ofHours(2);

    /** How long after each failed attempt the channel is called again; after the last one a person does it. */
    static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30));

    private PhotoTimes() {}

    static Obligation withParents(Instant asked, SchoolCalendar calendar) {
        return Obligation.inSchoolDays(asked, SCHOOL_DAYS_WITH_PARENTS, REMINDER_BEFORE_LONG, calendar);
    }

    static Obligation nextSchoolDay(Instant asked, SchoolCalendar calendar) {
        return Obligation.inSchoolDays(asked, 1, REMINDER_BEFORE, calendar);
    }

    /** Real time, holidays included: a child's safety is meant. */
    static Obligation takedown(Instant asked, Duration within) {
        return Obligation.inRealTime(asked, within, within.dividedBy(2));
    }
}
