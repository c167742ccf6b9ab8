package org.schoolapprovals.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.schoolapprovals.photo.PhotoSchool.CALENDAR;
import static org.schoolapprovals.photo.PhotoSchool.DUE;
import static org.schoolapprovals.photo.PhotoSchool.SUBMITTED;
import static org.schoolapprovals.photo.PhotoSchool.TEACHER;
import static org.schoolapprovals.photo.PhotoSchool.WITHIN;
import static org.schoolapprovals.photo.PhotoSchool.at;
import static org.schoolapprovals.photo.PhotoSchool.checked;
import static org.schoolapprovals.photo.PhotoSchool.cleared;
import static org.schoolapprovals.photo.PhotoSchool.gone;
import static org.schoolapprovals.photo.PhotoSchool.publication;
import static org.schoolapprovals.photo.PhotoSchool.submittedBy;
import static org.schoolapprovals.photo.PhotoSchool.takingDown;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;

class DueDatesTest {

    private static final SchoolCalendar NO_TERMS = new SchoolCalendar(List.of(), Set.of(), LocalTime.of(16, 0));

    @ParameterizedTest
    @CsvSource({
        // the next school day
        "2027-05-04T10:00, 2027-05-05T16:00",
        // on a Friday
        "2027-05-07T10:00, 2027-05-10T16:00",
        // before half-term
        "2027-05-28T10:00, 2027-06-07T16:00"
    })
    void clearing_is_due_at_the_end_of_the_next_school_day_with_a_reminder_two_hours_before(String asked, String due) {
        PhotoSubmission submission = submittedBy(TEACHER);
        submission.verified(Finding.CLEAR, submission.concerned(), at(asked), CALENDAR);

        assertDue(submission.obligation(Duty.CLEAR), at(asked), at(due), at(due).minus(Duration.ofHours(2)));
    }

    @Test
    void consent_and_amendment_are_due_after_five_school_days_with_a_reminder_a_day_before() {
        Instant due = at("2027-05-11T16:00");
        Instant reminder = at("2027-05-10T16:00");

        assertDue(
                checked(submittedBy(TEACHER), Finding.CONSENT_MISSING).obligation(Duty.OBTAIN_CONSENT),
                SUBMITTED,
                due,
                reminder);
        assertDue(
                checked(submittedBy(TEACHER), Finding.NOT_TO_BE_PUBLISHED).obligation(Duty.AMEND),
                SUBMITTED,
                due,
                reminder);
    }

    @Test
    void beyond_the_calendar_there_is_no_due_date_but_an_alarm_after_three_days_for_each_school_day() {
        PhotoSubmission submission = submittedBy(TEACHER);
        submission.verified(Finding.CONSENT_MISSING, submission.concerned(), SUBMITTED, NO_TERMS);

        Obligation consent = submission.obligation(Duty.OBTAIN_CONSENT).orElseThrow();
        assertThat(consent.due().due()).isEmpty();
        assertThat(consent.due().alarm()).isEqualTo(SUBMITTED.plus(Duration.ofDays(15)));
    }

    @Test
    void publishing_by_hand_and_telling_the_parents_are_due_by_the_next_school_day() {
        PhotoSubmission byHand = cleared(submittedBy(TEACHER));
        UUID publication = publication(byHand, Use.FACEBOOK);
        byHand.attempt(publication, Effect.PUBLISH, false, SUBMITTED, CALENDAR);

        assertDue(byHand.publication(publication).obligation(Duty.BY_HAND), SUBMITTED, DUE, DUE.minusSeconds(7200));
        PhotoSubmission gone = gone(submittedBy(TEACHER));
        assertDue(
                gone.publication(publication(gone, Use.FACEBOOK)).obligation(Duty.TELL_PARENT),
                SUBMITTED,
                DUE,
                DUE.minusSeconds(7200));
    }

    @Test
    void what_has_to_be_taken_down_is_due_in_real_time_whoever_does_it() {
        PhotoSubmission submission = takingDown(submittedBy(TEACHER));

        assertDue(
                submission.publication(publication(submission, Use.FACEBOOK)).obligation(Duty.REMOVE),
                SUBMITTED,
                SUBMITTED.plus(WITHIN),
                SUBMITTED.plus(WITHIN.dividedBy(2)));
    }

    @Test
    void nothing_is_overdue_before_its_time_and_nobody_is_reminded_of_what_is_done() {
        PhotoSubmission submission = checked(submittedBy(TEACHER), Finding.CLEAR);

        assertThatThrownBy(() -> submission.overdue(Optional.empty(), Duty.CLEAR, DUE.minusMillis(1)))
                .isInstanceOf(RefusedException.class);
        submission.overdue(Optional.empty(), Duty.CLEAR, DUE);
        assertThat(submission.obligation(Duty.CLEAR).orElseThrow().overdue()).isTrue();
        for (Duty duty : List.of(Duty.AMEND, Duty.OBTAIN_CONSENT, Duty.REMOVE)) {
            assertThatThrownBy(() -> submission.remind(Optional.empty(), duty, DUE))
                    .isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void a_new_check_has_a_due_date_of_its_own() {
        PhotoSubmission submission = checked(submittedBy(TEACHER), Finding.CLEAR);
        submission.overdue(Optional.empty(), Duty.CLEAR, DUE);
        submission.voidClearance(DUE, WITHIN);

        submission.verified(Finding.CLEAR, submission.concerned(), DUE, CALENDAR);

        Obligation clear = submission.obligation(Duty.CLEAR).orElseThrow();
        assertThat(clear.asked()).isEqualTo(DUE);
        assertThat(clear.overdue()).isFalse();
    }

    private static void assertDue(Optional<Obligation> obligation, Instant asked, Instant due, Instant reminder) {
        assertThat(obligation.orElseThrow().asked()).isEqualTo(asked);
        assertThat(obligation.orElseThrow().due().due()).contains(due);
        assertThat(obligation.orElseThrow().reminder()).isEqualTo(reminder);
    }
}
