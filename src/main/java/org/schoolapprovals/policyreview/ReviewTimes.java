package org.schoolapprovals.policyreview;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;

/** By when people have to act in a review, in school days; the reminder comes a day earlier. */
final class ReviewTimes {

    private static final Duration REMINDER_BEFORE = Duration.ofDays(1);

    private static final int YEARS_BETWEEN_REVIEWS = 2;

    private ReviewTimes() {}

    /** By when the policy has to be reviewed again (R1). @param from the day from which it holds as it was reviewed */
    static LocalDate nextReview(LocalDate from) {
        return from.plusYears(YEARS_BETWEEN_REVIEWS);
    }

    static Obligation of(Duty duty, Instant asked, SchoolCalendar calendar) {
        return Obligation.inSchoolDays(asked, schoolDays(duty), REMINDER_BEFORE, calendar);
    }

    private static int schoolDays(Duty duty) {
        return switch (duty) {
            case PREPARE, DECIDE, FOLLOW_UP -> 5;
            case HEAD_REVIEW -> 3;
            case DRAFT, GIVE_VIEW -> 10;
        };
    }
}
