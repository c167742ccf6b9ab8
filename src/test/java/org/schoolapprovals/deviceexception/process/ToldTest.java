package org.schoolapprovals.deviceexception.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.schoolapprovals.deviceexception.process.Trip.APPROVAL;
import static org.schoolapprovals.deviceexception.process.Trip.CONTACT;
import static org.schoolapprovals.deviceexception.process.Trip.NO_CONTACT;
import static org.schoolapprovals.deviceexception.process.Trip.QUESTION;
import static org.schoolapprovals.deviceexception.process.Trip.REFUSAL;
import static org.schoolapprovals.deviceexception.process.Trip.form;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.notice.mail.PostOffice;
import org.schoolapprovals.notice.mail.PostOffice.Mail;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is told what in the course of a device exception, and by mail. */
@ProcessTest
class ToldTest {

    private static final String NOW = "2027-05-05T10:00";
    private static final String DEPARTURE = "2027-05-19T09:00";
    private static final String RETURN = "2027-05-21T17:00";
    private static final String DECISION_REMINDER = "2027-05-06T16:00";
    private static final String DECISION_DUE = "2027-05-10T16:00";
    private static final String CLOSURE_DUE = "2027-05-25T16:00";
    private static final String CLOSURE_LATE = "2027-05-28T16:00";

    @Autowired
    private School school;

    @Autowired
    private PostOffice post;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void schoolOpens() {
        school.opensAt(NOW);
        post.clear();
    }

    @AfterEach
    void schoolCloses() {
        ClockUtil.reset();
    }

    /** Who has been told since the last time, and of what. */
    private List<String> told() {
        return post.deliver().stream()
                .map(mail -> mail.to().replace("@school.example", "") + " " + mail.subject())
                .sorted()
                .toList();
    }

    private Trip approved() {
        Trip trip = school.asks("teacher", form());
        trip.completes("head", "Task_DecideException", APPROVAL);
        told();
        return trip;
    }

    private Trip returned() {
        Trip trip = approved();
        trip.fires("IntermediateEvent_DepartureReached", DEPARTURE);
        trip.fires("IntermediateEvent_ReturnReached", RETURN);
        return trip;
    }

    @Test
    void a_request_tells_everybody_who_may_decide_it_and_nobody_else() {
        school.asks("teacher", form());

        assertThat(told())
                .containsExactly(
                        "co-head To do: Decide exception, Year 6 at the lake",
                        "head To do: Decide exception, Year 6 at the lake");
        assertThat(told()).as("told again").isEmpty();
    }

    @Test
    void a_request_of_the_head_teacher_tells_the_chair_of_governors_only() {
        school.asks("head", form());

        assertThat(told()).containsExactly("chair To do: Decide exception, Year 6 at the lake");
    }

    @Test
    void the_mail_opens_the_very_task_and_says_nothing_confidential() {
        Trip trip = school.asks("teacher", form());
        String link = "https://approvals.school.example/tasks/"
                + trip.task("Task_DecideException").getId();

        for (Mail mail : post.deliver()) {
            assertThat(mail.plain())
                    .contains("Hello Surnamed Person-")
                    .contains("Decide exception")
                    .contains("Year 6 at the lake")
                    .contains("Due: Mon 10 May 2027, 16:00")
                    .contains(link);
            assertThat(mail.html()).contains("href=\"" + link + "\"");
            assertThat(mail.subject() + mail.plain() + mail.html())
                    .doesNotContain("07700")
                    .doesNotContain("reception")
                    .doesNotContain("Outdoor centre")
                    .doesNotContain("Person-teacher");
        }
    }

    @Test
    void an_approval_tells_whoever_asked_and_settles_what_the_deciders_were_told() {
        Trip trip = school.asks("teacher", form());

        trip.completes("head", "Task_DecideException", APPROVAL);

        assertThat(told()).containsExactly("teacher Approved: Year 6 at the lake");
        assertThat(unread("head")).isZero();
        assertThat(unread("co-head")).isZero();
        assertThat(unread("teacher")).isOne();
    }

    @Test
    void a_refusal_tells_whoever_asked_without_its_reason() {
        Trip trip = school.asks("teacher", form());

        trip.completes("head", "Task_DecideException", REFUSAL);

        List<Mail> mails = post.deliver();
        assertThat(mails).hasSize(1);
        assertThat(mails.get(0).to()).isEqualTo("teacher@school.example");
        assertThat(mails.get(0).plain())
                .contains("https://approvals.school.example/exceptions/" + trip.id())
                .contains("is refused")
                .doesNotContain("The school phone works there");
    }

    @Test
    void a_question_tells_whoever_asked_once_and_its_answer_the_deciders_again() {
        Trip trip = school.asks("teacher", form());
        told();

        trip.completes("head", "Task_DecideException", QUESTION);
        assertThat(told()).containsExactly("teacher To do: Answer question, Year 6 at the lake");

        school.itIs("2027-05-05T12:00");
        trip.completes("teacher", "Task_AnswerQuestion", trip.answer(Map.of("answer", "Nobody else.")));
        assertThat(told())
                .containsExactly(
                        "co-head To do: Decide exception, Year 6 at the lake",
                        "head To do: Decide exception, Year 6 at the lake");
    }

    @Test
    void a_reminder_goes_to_whoever_has_the_task_or_else_to_all_who_may_take_it() {
        Trip open = school.asks("teacher", form());
        Trip taken = school.asks("assistant", form(Map.of("tripName", "Taken")));
        school.claims("head", taken.task("Task_DecideException"));
        school.itIs("2027-05-05T10:10");
        told();

        open.fires("BoundaryEvent_DecisionReminder", DECISION_REMINDER);
        assertThat(told())
                .containsExactly(
                        "co-head Reminder: Decide exception, Year 6 at the lake",
                        "head Reminder: Decide exception, Year 6 at the lake");
        taken.fires("BoundaryEvent_DecisionReminder", DECISION_REMINDER);
        school.itIs("2027-05-06T16:10");
        assertThat(told()).containsExactly("head Reminder: Decide exception, Taken");
    }

    @Test
    void whoever_joins_because_a_task_is_overdue_is_told_and_nobody_is_told_again() {
        Trip trip = school.asks("teacher", form());
        school.claims("head", trip.task("Task_DecideException"));
        told();

        trip.fires("BoundaryEvent_DecisionOverdue", DECISION_DUE);

        assertThat(told()).containsExactly("deputy Overdue: Decide exception, Year 6 at the lake");
    }

    @Test
    void taking_a_task_and_putting_it_back_tells_nobody() {
        Trip trip = school.asks("teacher", form());
        told();

        school.claims("head", trip.task("Task_DecideException"));
        school.putsBack("co-head", trip.task("Task_DecideException"));

        assertThat(told()).isEmpty();
    }

    @Test
    void a_request_that_lapses_tells_whoever_asked_and_those_who_did_not_decide() {
        Trip trip = school.asks("teacher", form());
        told();

        trip.fires("BoundaryEvent_DepartureUndecided", DEPARTURE);

        assertThat(told())
                .containsExactly(
                        "co-head Lapsed: Year 6 at the lake",
                        "head Lapsed: Year 6 at the lake",
                        "teacher Lapsed: Year 6 at the lake");
    }

    @Test
    void a_revocation_tells_whoever_asked_and_the_other_deciders() {
        Trip trip = approved();

        school.exceptions().revoke(trip.id(), "head", "A second school phone is there.");

        assertThat(told())
                .containsExactly("co-head Revoked: Year 6 at the lake", "teacher Revoked: Year 6 at the lake");
    }

    @Test
    void a_withdrawal_tells_those_who_had_approved() {
        Trip trip = approved();

        school.exceptions().withdraw(trip.id(), "teacher");

        assertThat(told())
                .containsExactly("co-head Withdrawn: Year 6 at the lake", "head Withdrawn: Year 6 at the lake");
    }

    @Test
    void a_withdrawal_before_the_decision_takes_back_what_was_told() {
        Trip trip = school.asks("teacher", form());
        told();

        school.exceptions().withdraw(trip.id(), "teacher");

        assertThat(told()).isEmpty();
        assertThat(unread("head")).isZero();
    }

    @Test
    void the_return_tells_whoever_asked_to_close_the_use_and_reminds_them() {
        Trip trip = returned();
        assertThat(told()).containsExactly("teacher To do: Close exception, Year 6 at the lake");

        trip.fires("BoundaryEvent_ClosureReminder", CLOSURE_DUE);
        assertThat(told()).containsExactly("teacher Reminder: Close exception, Year 6 at the lake");

        trip.fires("BoundaryEvent_ClosureLate", CLOSURE_LATE);
        assertThat(told())
                .containsExactly(
                        "co-head To do: Follow up closure, Year 6 at the lake",
                        "head To do: Follow up closure, Year 6 at the lake");

        trip.completes("teacher", "Task_CloseException", NO_CONTACT);
        assertThat(unread("head")).isZero();
        assertThat(told()).isEmpty();
    }

    @Test
    void contact_that_was_made_is_checked_and_whoever_asked_told_of_it() {
        Trip trip = returned();
        told();

        trip.completes("teacher", "Task_CloseException", CONTACT);
        List<Mail> toCheck = post.deliver();
        assertThat(toCheck).extracting(Mail::subject).containsOnly("To do: Check closure, Year 6 at the lake");
        assertThat(toCheck).hasSize(2).noneMatch(mail -> mail.plain().contains("lost coat"));

        trip.completes("head", "Task_CheckClosure", Map.of("closureConfirmed", true, "note", ""));
        assertThat(told()).containsExactly("teacher Closure confirmed: Year 6 at the lake");
    }

    @Test
    void a_use_that_nobody_had_approved_tells_the_deciders_and_its_note_whoever_asked() {
        Trip trip = school.asks("teacher", form(Map.of("departsAt", "2027-05-04T09:00")));
        assertThat(told())
                .containsExactly(
                        "co-head To do: Note retrospective use, Year 6 at the lake",
                        "head To do: Note retrospective use, Year 6 at the lake");

        trip.completes("head", "Task_NoteRetrospectiveUse", Map.of("note", "Spoken to."));
        assertThat(told()).containsExactly("teacher Noted: Year 6 at the lake");
    }

    @Test
    void what_is_rolled_back_tells_nobody() {
        Trip trip = school.asks("teacher", form());
        told();

        assertThatThrownBy(() -> trip.completes(
                        "head", "Task_DecideException", Map.of("decision", "refuse", "conditions", "", "reason", "")))
                .isInstanceOf(RefusedException.class);

        assertThat(told()).isEmpty();
        assertThat(unread("head")).isOne();
        assertThat(unread("teacher")).isZero();
    }

    @Test
    void the_notices_of_a_process_that_is_deleted_are_settled() {
        Trip trip = school.asks("teacher", form());

        school.engine()
                .getRuntimeService()
                .deleteProcessInstance(trip.instance().getId(), "wrong", true);

        assertThat(told()).isEmpty();
        assertThat(unread("head")).isZero();
    }

    @Test
    void further_tasks_of_a_kind_within_ten_minutes_share_a_mail() {
        school.asks("teacher", form());
        school.itIs("2027-05-05T10:01");
        Trip second = school.asks("assistant", form(Map.of("tripName", "Second")));
        school.itIs("2027-05-05T10:09");
        Trip third = school.asks("deputy", form(Map.of("tripName", "Third")));

        assertThat(told())
                .containsExactly(
                        "co-head To do: Decide exception, Year 6 at the lake",
                        "head To do: Decide exception, Year 6 at the lake");
        school.itIs("2027-05-05T10:10");
        List<Mail> gathered = post.deliver();
        assertThat(gathered).hasSize(2).extracting(Mail::subject).containsOnly("2 new notices for you");
        assertThat(gathered.get(0).plain())
                .containsSubsequence(
                        "(Second) waits for you",
                        "/tasks/" + second.task("Task_DecideException").getId(),
                        "(Third) waits for you",
                        "/tasks/" + third.task("Task_DecideException").getId());

        school.asks("teacher", form(Map.of("tripName", "Fourth")));
        assertThat(told()).as("first of the next ten minutes").hasSize(2);
    }

    @Test
    void an_urgent_task_is_mailed_at_once_whatever_is_gathered() {
        school.asks("teacher", form());
        told();

        school.asks("assistant", form(Map.of("tripName", "Tomorrow", "departsAt", "2027-05-06T09:00")));

        assertThat(told())
                .containsExactly("co-head To do: Decide exception, Tomorrow", "head To do: Decide exception, Tomorrow");
    }

    private long unread(String userId) {
        return jdbc.sql(
                        "select count(*) from approvals.notice where person = :person and read_at is null and settled_at is null")
                .param("person", userId)
                .query(Long.class)
                .single();
    }
}
