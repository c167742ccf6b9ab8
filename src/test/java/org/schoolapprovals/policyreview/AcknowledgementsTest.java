package org.schoolapprovals.policyreview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.schoolapprovals.policyreview.ReviewSchool.AUTUMN;
import static org.schoolapprovals.policyreview.ReviewSchool.EVERYBODY;
import static org.schoolapprovals.policyreview.ReviewSchool.OPENED;
import static org.schoolapprovals.policyreview.ReviewSchool.at;
import static org.schoolapprovals.policyreview.ReviewSchool.person;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.decision.StageKind;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.policyreview.Acknowledgement.Standing;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;

/** Staff confirm a new version: in time, late, never, after they came and before they left. */
class AcknowledgementsTest extends PolicyTest {

    private static final List<String> STAFF = List.of("deputy", "editor", "head", "office", "teacher");

    @Test
    void everybody_with_the_role_of_staff_is_asked_and_nobody_else() {
        Review review = published();

        assertThat(asked(review)).containsExactlyElementsOf(STAFF);
        verify(process, times(5)).acknowledgementAsked(any(), eq(review.id()));
        assertThat(stages().times(review.published().orElseThrow(), StageKind.ACKNOWLEDGEMENT))
                .containsOnly("2026-12-01 08:00 due 2026-12-15 23:59");
    }

    private List<String> asked(Review review) {
        return jdbc.sql(
                        "select person from approvals.policy_acknowledgement where version_id = :version order by person")
                .param("version", review.published().orElseThrow())
                .query(String.class)
                .list();
    }

    @Test
    void whoever_confirms_on_a_page_is_recorded_with_the_time_and_the_process_is_told() {
        UUID version = published().published().orElseThrow();
        clock.moveTo(at("2026-12-03T07:45"));

        Acknowledgement confirmed = acknowledgements.acknowledge(version, "teacher");

        assertThat(confirmed.state()).isEqualTo(Standing.CONFIRMED);
        assertThat(confirmed.confirmedAt()).contains(at("2026-12-03T07:45"));
        verify(process).acknowledgementSettled(confirmed.id());
        assertThat(stages().times(version, StageKind.ACKNOWLEDGEMENT))
                .contains("2026-12-01 08:00 to 2026-12-03 07:45 due 2026-12-15 23:59: acknowledged in 2");
        assertThatThrownBy(() -> acknowledgements.acknowledge(version, "teacher"))
                .hasMessage("You confirmed this version on Thu 3 Dec 2026, 07:45 already.");
    }

    @Test
    void in_the_task_one_ticks_that_one_has_read_it_and_nobody_confirms_for_another() {
        Review review = published();
        UUID id = idOf(review, "teacher");

        assertThatThrownBy(() -> acknowledgements.acknowledgeInTask(id, "teacher", false))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> acknowledgements.acknowledgeInTask(id, "head", true))
                .isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> acknowledgements.acknowledge(review.published().orElseThrow(), "governor"))
                .isInstanceOf(NotAllowedException.class);

        acknowledgements.acknowledgeInTask(id, "teacher", true);
        verify(process, never()).acknowledgementSettled(any());
    }

    private UUID idOf(Review review, String person) {
        return acknowledgements.of(person).stream()
                .filter(one -> one.version().equals(review.published().orElseThrow()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void at_the_end_names_still_missing_are_handed_to_the_head_and_the_review_waits_for_them() {
        Review review = published();
        UUID version = review.published().orElseThrow();
        for (String person : List.of("deputy", "editor", "head")) {
            acknowledgements.acknowledge(version, person);
        }
        assertThatThrownBy(() -> reviews.closePeriod(review.id())).hasMessageContaining("Staff have until");
        clock.moveTo(at("2026-12-15T23:59"));
        reset(process);

        Review waiting = reviews.closePeriod(review.id());

        assertThat(waiting.isPending(Duty.FOLLOW_UP)).isTrue();
        assertThat(acknowledgements.missing(version)).containsExactly("The office", "The teacher");
        verify(process, times(2)).acknowledgementSettled(any());
        reviews.followUp(review.id(), "head", "Both have been ill; they read it with me.");
        assertThat(reviews.find(review.id()).state()).isEqualTo(State.CLOSED);
    }

    @Test
    void where_nobody_is_missing_the_review_is_closed_when_the_time_is_over() {
        Review review = published();
        STAFF.forEach(person -> acknowledgements.acknowledge(review.published().orElseThrow(), person));
        clock.moveTo(at("2026-12-15T23:59"));

        assertThat(reviews.closePeriod(review.id()).state()).isEqualTo(State.CLOSED);
    }

    @Test
    void a_confirmation_that_comes_late_is_recorded_as_late() {
        Review review = published();
        UUID version = review.published().orElseThrow();
        clock.moveTo(at("2026-12-16T08:00"));
        reviews.closePeriod(review.id());

        assertThat(acknowledgements.acknowledge(version, "teacher").state()).isEqualTo(Standing.LATE);

        Coverage coverage = acknowledgements.coverage("head").get(0);
        assertThat(coverage.asked()).isEqualTo(5);
        assertThat(coverage.confirmed()).isEqualTo(1);
        assertThat(coverage.late()).isEqualTo(1);
        assertThat(coverage.missing()).isEqualTo(4);
        assertThat(stages().of(version)).contains("acknowledgement missing R1");
    }

    @Test
    void the_time_of_one_person_is_over_once_and_not_before() {
        Review review = published();
        UUID id = idOf(review, "teacher");

        assertThatThrownBy(() -> acknowledgements.periodOver(id))
                .hasMessageContaining("There is time to confirm until");
        clock.moveTo(at("2026-12-15T23:59"));
        assertThat(acknowledgements.periodOver(id).state()).isEqualTo(Standing.MISSING);
        assertThat(acknowledgements.periodOver(id).state()).isEqualTo(Standing.MISSING);
        transactions.executeWithoutResult(status ->
                verify(notices, never()).tell(argThat(notice -> notice.subject().equals("Policy not confirmed"))));
    }

    @Test
    void who_comes_later_is_asked_too_with_as_much_time_and_the_head_is_told_if_they_do_not_confirm() {
        Review review = published();
        clock.moveTo(at("2026-12-10T09:00"));
        people.are(with(person("newcomer", Role.STAFF)));

        acknowledgements.askNewcomers();
        acknowledgements.askNewcomers();

        UUID id = idOf(review, "newcomer");
        assertThat(acknowledgements.find(id).end()).isEqualTo(at("2027-01-05T23:59"));
        verify(process, times(1)).acknowledgementAsked(eq(id), eq(review.id()));
        clock.moveTo(at("2026-12-15T23:59"));
        reviews.closePeriod(review.id());
        assertThat(acknowledgements.missing(review.published().orElseThrow())).doesNotContain("The newcomer");

        clock.moveTo(at("2027-01-05T23:59"));
        acknowledgements.periodOver(id);
        transactions.executeWithoutResult(status -> verify(notices)
                .tell(argThat(notice ->
                        notice.sentence().equals("The newcomer has not confirmed version 1 of the policy in time."))));
    }

    @Test
    void who_leaves_is_dropped_and_asked_again_if_they_come_back() {
        Review review = published();
        UUID id = idOf(review, "teacher");
        people.are(EVERYBODY.stream().filter(one -> !one.id().equals("teacher")).toList());

        acknowledgements.askNewcomers();

        assertThat(acknowledgements.find(id).state()).isEqualTo(Standing.LEFT);
        verify(process).acknowledgementSettled(id);
        assertThat(acknowledgements.coverage("head").get(0).asked()).isEqualTo(4);
        assertThat(stages().of(review.published().orElseThrow())).contains("acknowledgement left R1");

        clock.moveTo(at("2027-01-11T09:00"));
        people.are(EVERYBODY);
        acknowledgements.askNewcomers();
        UUID again = idOf(review, "teacher");
        assertThat(again).isNotEqualTo(id);
        assertThat(acknowledgements.find(again).state()).isEqualTo(Standing.ASKED);
        assertThat(acknowledgements.find(again).end()).isEqualTo(at("2027-01-25T23:59"));
        assertThat(acknowledgements.coverage("head").get(0).asked()).isEqualTo(5);
    }

    @Test
    void without_a_version_to_confirm_nobody_is_asked() {
        acknowledgements.askNewcomers();

        verify(process, never()).acknowledgementAsked(any(), any());
    }

    @Test
    void reminders_come_7_days_and_1_day_before_the_end_and_on_the_day() {
        UUID id = idOf(published(), "teacher");

        assertThat(acknowledgements.reminders(id))
                .containsExactly(at("2026-12-08T08:00"), at("2026-12-14T08:00"), at("2026-12-15T08:00"));

        acknowledgements.remind(id);
        acknowledgements.acknowledgeInTask(id, "teacher", true);
        assertThatThrownBy(() -> acknowledgements.remind(id)).hasMessageContaining("Nobody has to be reminded");
    }

    @Test
    void a_reminder_that_would_lie_before_the_asking_is_left_out() {
        PolicyApplication.knows(calendars, new SchoolCalendar(List.of(AUTUMN), Set.of(), LocalTime.of(16, 0)));
        Acknowledgement asked = new Acknowledgement(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "teacher",
                Standing.ASKED,
                at("2026-12-08T08:00"),
                at("2026-12-15T23:59"),
                Optional.empty());

        assertThat(Acknowledgements.reminders(asked)).containsExactly(at("2026-12-14T08:00"), at("2026-12-15T08:00"));
    }

    @Test
    void nobody_has_to_read_in_the_holidays() {
        assertThat(end("2026-12-01T08:00")).isEqualTo(at("2026-12-15T23:59"));
        assertThat(end("2026-12-08T08:00")).as("in the Christmas holidays").isEqualTo(at("2027-01-05T23:59"));
        assertThat(end("2026-12-18T15:00")).as("on the last day of term").isEqualTo(at("2027-01-11T23:59"));
        assertThat(end("2027-03-20T12:00")).as("over the change to summer time").isEqualTo(at("2027-04-12T23:59"));
        assertThat(end("2027-07-20T12:00")).as("where the calendar ends").isEqualTo(at("2027-08-03T23:59"));
    }

    private Instant end(String asked) {
        return acknowledgements.endOfPeriod(at(asked));
    }

    @Test
    void governors_see_how_many_and_only_head_and_deputy_see_who() {
        published();

        assertThat(acknowledgements.coverage("governor").get(0).people()).isEmpty();
        assertThat(acknowledgements.coverage("chair").get(0).asked()).isEqualTo(5);
        assertThat(acknowledgements.coverage("deputy").get(0).people())
                .extracting(Coverage.Line::name)
                .containsExactly("The deputy", "The editor", "The head", "The office", "The teacher");
        assertThatThrownBy(() -> acknowledgements.coverage("teacher")).isInstanceOf(NotAllowedException.class);
    }

    @Test
    void the_share_is_rounded_down_so_that_all_means_all() {
        assertThat(new Coverage(null, 300, 299, 0, 1, OPENED, List.of()).percent())
                .contains(99);
        assertThat(new Coverage(null, 0, 0, 0, 0, OPENED, List.of()).percent()).isEmpty();
    }

    private static List<Person> with(Person person) {
        List<Person> everybody = new ArrayList<>(EVERYBODY);
        everybody.add(person);
        return everybody;
    }
}
