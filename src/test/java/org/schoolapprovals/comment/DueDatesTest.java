package org.schoolapprovals.comment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.schoolapprovals.comment.School.CALENDAR;
import static org.schoolapprovals.comment.School.DUE;
import static org.schoolapprovals.comment.School.EDITOR;
import static org.schoolapprovals.comment.School.HARMLESS;
import static org.schoolapprovals.comment.School.HEAD;
import static org.schoolapprovals.comment.School.URGENT;
import static org.schoolapprovals.comment.School.WRITTEN;
import static org.schoolapprovals.comment.School.at;
import static org.schoolapprovals.comment.School.onPage;
import static org.schoolapprovals.comment.School.waiting;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;

class DueDatesTest {

    private static final SchoolCalendar NO_TERMS = new SchoolCalendar(List.of(), Set.of(), LocalTime.of(16, 0));

    @ParameterizedTest
    @CsvSource({
        // the next school day
        "2027-05-04T10:00, 2027-05-05T16:00",
        // at night
        "2027-05-05T00:30, 2027-05-06T16:00",
        // on a Friday
        "2027-05-07T10:00, 2027-05-10T16:00",
        // before a bank holiday
        "2027-04-30T10:00, 2027-05-04T16:00",
        // before half-term
        "2027-05-28T10:00, 2027-06-07T16:00"
    })
    void a_review_is_due_at_the_end_of_the_next_school_day_with_a_reminder_two_hours_before(String asked, String due) {
        Obligation review = CommentTimes.nextSchoolDay(at(asked), CALENDAR);

        assertThat(review.asked()).isEqualTo(at(asked));
        assertThat(review.due().due()).contains(at(due));
        assertThat(review.reminder()).isEqualTo(at(due).minus(Duration.ofHours(2)));
    }

    @Test
    void beyond_the_calendar_there_is_no_due_date_but_an_alarm_after_three_days() {
        for (Obligation review : List.of(
                CommentTimes.nextSchoolDay(at("2027-07-23T10:00"), CALENDAR),
                CommentTimes.nextSchoolDay(at("2027-07-23T10:00"), NO_TERMS))) {
            assertThat(review.due().due()).isEmpty();
            assertThat(review.due().alarm()).isEqualTo(at("2027-07-26T10:00"));
        }
    }

    @Test
    void likely_abuse_is_due_within_two_hours_of_real_time_from_when_it_came_in() {
        Comment comment = onPage();
        comment.triaged(URGENT, WRITTEN.plusSeconds(600), CALENDAR);

        assertRealTime(comment.obligation(Duty.REVIEW), WRITTEN, 2, 1);
    }

    @Test
    void a_new_round_has_a_due_date_of_its_own() {
        Comment comment = waiting(onPage(), HARMLESS);
        comment.overdue(Duty.REVIEW, DUE);

        comment.edited("Lovelier!", Optional.empty(), DUE, DUE);
        comment.triaged(HARMLESS, DUE, CALENDAR);

        Obligation review = comment.obligation(Duty.REVIEW).orElseThrow();
        assertThat(review.asked()).isEqualTo(DUE);
        assertThat(review.due().due()).contains(at("2027-05-06T16:00"));
        assertThat(review.overdue()).isFalse();
    }

    @Test
    void hiding_and_removing_by_hand_are_due_within_two_hours_and_publishing_by_the_next_school_day() {
        Comment toHide = waiting(onPage(), HARMLESS);
        toHide.handOver(Effect.HIDE, "No token.", WRITTEN, CALENDAR);
        Comment toRemove = waiting(onPage(), HARMLESS);
        toRemove.review(EDITOR, Verdict.REMOVE_AND_REPORT, "Abuse.", null, false, WRITTEN);
        toRemove.handOver(Effect.REMOVE, "No token.", WRITTEN, CALENDAR);
        Comment toShow = waiting(onPage(), HARMLESS);
        toShow.review(EDITOR, Verdict.PUBLISH, null, null, false, WRITTEN);
        toShow.handOver(Effect.SHOW, "No token.", WRITTEN, CALENDAR);

        assertRealTime(toHide.obligation(Duty.BY_HAND), WRITTEN, 2, 1);
        assertRealTime(toRemove.obligation(Duty.BY_HAND), WRITTEN, 2, 1);
        assertThat(toShow.obligation(Duty.BY_HAND).orElseThrow().due().due()).contains(DUE);
    }

    @Test
    void a_response_to_a_report_is_due_within_four_hours_of_the_removal() {
        Comment comment = waiting(onPage(), URGENT);
        comment.review(EDITOR, Verdict.REMOVE_AND_REPORT, "Abuse.", null, false, WRITTEN);
        Instant removed = WRITTEN.plusSeconds(90);
        comment.done(Effect.REMOVE, Optional.empty(), Optional.empty(), removed);

        assertRealTime(comment.obligation(Duty.RESPONSE), removed, 4, 2);
        comment.respond(HEAD, ReportOutcome.NO_FURTHER_ACTION, null, removed);
    }

    private static void assertRealTime(Optional<Obligation> obligation, Instant asked, int due, int reminder) {
        assertThat(obligation.orElseThrow().due().due()).contains(asked.plus(Duration.ofHours(due)));
        assertThat(obligation.orElseThrow().reminder()).isEqualTo(asked.plus(Duration.ofHours(reminder)));
    }
}
