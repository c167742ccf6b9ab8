package org.schoolapprovals.comment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.schoolapprovals.comment.School.ABOUT_HEAD;
import static org.schoolapprovals.comment.School.CALENDAR;
import static org.schoolapprovals.comment.School.CHAIR;
import static org.schoolapprovals.comment.School.DEPUTY;
import static org.schoolapprovals.comment.School.DUE;
import static org.schoolapprovals.comment.School.EDITOR;
import static org.schoolapprovals.comment.School.EVERYBODY;
import static org.schoolapprovals.comment.School.HARMLESS;
import static org.schoolapprovals.comment.School.HEAD;
import static org.schoolapprovals.comment.School.SECOND_EDITOR;
import static org.schoolapprovals.comment.School.TEACHER;
import static org.schoolapprovals.comment.School.URGENT;
import static org.schoolapprovals.comment.School.WRITTEN;
import static org.schoolapprovals.comment.School.enteredBy;
import static org.schoolapprovals.comment.School.onPage;
import static org.schoolapprovals.comment.School.waiting;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;

class WhoMayTest {

    private static final Person HEAD_WHO_EDITS =
            new Person("head", "The head", Set.of(Role.HEAD_TEACHER, Role.SOCIAL_MEDIA));

    @Test
    void those_responsible_for_the_accounts_review() {
        assertThat(reviewersOf(() -> waiting(onPage(), HARMLESS))).containsExactly(EDITOR, SECOND_EDITOR);
        assertThat(reviewersOf(() -> waiting(enteredBy(TEACHER), HARMLESS))).containsExactly(EDITOR, SECOND_EDITOR);
    }

    @Test
    void nobody_agrees_their_own_and_the_head_joins_from_the_start_where_a_reviewer_asks() {
        Comment comment = waiting(enteredBy(EDITOR, "ourOwn", true), HARMLESS);

        assertThat(comment.whoMay(Duty.REVIEW)).containsExactly(Role.SOCIAL_MEDIA, Role.HEAD_TEACHER);
        assertThat(reviewersOf(() -> waiting(enteredBy(EDITOR, "ourOwn", true), HARMLESS)))
                .containsExactly(SECOND_EDITOR, HEAD);
    }

    @Test
    void a_user_name_in_capitals_is_no_second_person() {
        Person secondAccount = new Person("EDITOR", "The editor", Set.of(Role.SOCIAL_MEDIA, Role.HEAD_TEACHER));

        assertThatThrownBy(() -> publish(waiting(enteredBy(EDITOR), HARMLESS), secondAccount))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage("Nobody decides their own request: somebody else has to.");
    }

    @Test
    void the_head_joins_once_the_review_is_overdue() {
        assertThat(reviewersOf(() -> overdue(waiting(onPage(), HARMLESS))))
                .containsExactly(EDITOR, SECOND_EDITOR, HEAD);
    }

    @Test
    void the_chair_joins_instead_of_the_head_where_it_is_about_the_head_or_the_head_asks() {
        assertThat(reviewersOf(() -> waiting(onPage(), ABOUT_HEAD))).containsExactly(EDITOR, SECOND_EDITOR);
        assertThat(reviewersOf(() -> overdue(waiting(onPage(), ABOUT_HEAD))))
                .containsExactly(EDITOR, SECOND_EDITOR, CHAIR);
        assertThat(reviewersOf(() -> waiting(enteredBy(EDITOR), ABOUT_HEAD))).containsExactly(SECOND_EDITOR, CHAIR);
        assertThat(reviewersOf(() -> overdue(waiting(enteredBy(HEAD), HARMLESS))))
                .containsExactly(EDITOR, SECOND_EDITOR, CHAIR);
    }

    @Test
    void the_head_has_no_part_in_what_is_about_them_whatever_else_they_are() {
        Person secondAccount = new Person("second", "The head", Set.of(Role.values()));

        assertThatThrownBy(() -> publish(waiting(onPage(), ABOUT_HEAD), HEAD_WHO_EDITS))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage("This comment is about the head teacher, so the chair of governors acts in their place.");
        assertThatThrownBy(() -> publish(overdue(waiting(onPage(), ABOUT_HEAD)), secondAccount))
                .isInstanceOf(NotAllowedException.class);
        Comment ticked = overdue(waiting(onPage(), HARMLESS));
        assertThatThrownBy(() -> ticked.review(HEAD, Verdict.PUBLISH, null, null, true, DUE))
                .isInstanceOf(NotAllowedException.class);
        assertThat(ticked.isAboutHead()).isFalse();
    }

    @Test
    void ticking_that_it_is_about_the_head_adds_and_leaving_it_takes_nothing_back() {
        Comment ticked = waiting(onPage(), HARMLESS);
        ticked.review(EDITOR, Verdict.REMOVE_AND_REPORT, "Abuse.", null, true, WRITTEN);
        Comment left = waiting(onPage(), ABOUT_HEAD);
        left.review(EDITOR, Verdict.REMOVE_AND_REPORT, "Abuse.", null, false, WRITTEN);

        for (Comment comment : List.of(ticked, left)) {
            assertThat(comment.isAboutHead()).isTrue();
            assertThat(comment.respondents()).contains(Role.CHAIR_OF_GOVERNORS);
        }
    }

    @Test
    void who_may_review_is_who_is_offered_to() {
        for (Supplier<Comment> situation : List.<Supplier<Comment>>of(
                () -> waiting(onPage(), HARMLESS),
                () -> waiting(onPage(), ABOUT_HEAD),
                () -> waiting(enteredBy(EDITOR), HARMLESS),
                () -> overdue(waiting(onPage(), HARMLESS)),
                () -> overdue(waiting(onPage(), ABOUT_HEAD)),
                () -> overdue(waiting(enteredBy(HEAD), HARMLESS)))) {
            assertThat(EVERYBODY.stream().filter(situation.get()::mayReview))
                    .containsExactlyElementsOf(reviewersOf(situation));
        }
    }

    @Test
    void the_head_responds_to_a_report_and_the_deputy_joins_once_it_is_overdue() {
        assertThat(respondentsOf(() -> reportedBy(EDITOR, URGENT))).containsExactly(HEAD);
        assertThat(respondentsOf(() -> {
                    Comment comment = reportedBy(EDITOR, URGENT);
                    assertThat(comment.overdue(Duty.RESPONSE, DUE)).contains(Role.DEPUTY_HEAD);
                    return comment;
                }))
                .containsExactly(HEAD, DEPUTY);
    }

    @Test
    void the_chair_alone_responds_where_it_is_about_the_head_however_late() {
        assertThat(respondentsOf(() -> {
                    Comment comment = reportedBy(EDITOR, ABOUT_HEAD);
                    assertThat(comment.overdue(Duty.RESPONSE, DUE)).isEmpty();
                    return comment;
                }))
                .containsExactly(CHAIR);
    }

    @Test
    void the_chair_responds_to_what_the_head_reported_in_whatever_role() {
        assertThat(respondentsOf(() -> {
                    Comment comment = overdue(waiting(onPage(), URGENT));
                    return removed(comment, HEAD);
                }))
                .containsExactly(CHAIR);
        assertThat(respondentsOf(() -> reportedBy(HEAD_WHO_EDITS, URGENT))).containsExactly(CHAIR);
    }

    @Test
    void nobody_responds_to_their_own_report_but_the_chair_above_whom_nobody_stands() {
        Person deputyWhoEdits = new Person("deputy", "The deputy", Set.of(Role.DEPUTY_HEAD, Role.SOCIAL_MEDIA));
        Comment byDeputy = reportedBy(deputyWhoEdits, URGENT);
        byDeputy.overdue(Duty.RESPONSE, DUE);
        assertThatThrownBy(() -> respond(byDeputy, DEPUTY))
                .hasMessage("Nobody responds to their own report: somebody else has to.");

        Comment byChair = removed(overdue(waiting(onPage(), ABOUT_HEAD)), CHAIR);
        respond(byChair, CHAIR);
        assertThat(byChair.state()).isEqualTo(State.ANSWERED);
    }

    @Test
    void work_by_hand_is_done_by_those_responsible_and_the_head_once_it_is_overdue() {
        Comment comment = waiting(onPage(), HARMLESS);
        comment.handOver(Effect.HIDE, "No token.", WRITTEN, CALENDAR);

        assertThat(EVERYBODY.stream().filter(person -> may(() -> comment.requireByHand(person))))
                .containsExactly(EDITOR, SECOND_EDITOR);
        assertThat(comment.overdue(Duty.BY_HAND, DUE)).contains(Role.HEAD_TEACHER);
        assertThat(EVERYBODY.stream().filter(person -> may(() -> comment.requireByHand(person))))
                .containsExactly(EDITOR, SECOND_EDITOR, HEAD);
    }

    @Test
    void comments_are_seen_by_whoever_brought_them_those_responsible_head_and_deputy() {
        assertThat(EVERYBODY.stream().filter(enteredBy(TEACHER)::isVisibleTo))
                .containsExactly(TEACHER, EDITOR, SECOND_EDITOR, HEAD, DEPUTY);
    }

    @Test
    void comments_about_the_head_are_seen_by_the_chair_instead_of_head_and_deputy() {
        assertThat(EVERYBODY.stream().filter(waiting(onPage(), ABOUT_HEAD)::isVisibleTo))
                .containsExactly(EDITOR, SECOND_EDITOR, CHAIR);
        assertThat(waiting(onPage(), ABOUT_HEAD).isVisibleTo(HEAD_WHO_EDITS)).isFalse();
        assertThat(waiting(enteredBy(HEAD), ABOUT_HEAD).isVisibleTo(HEAD)).isTrue();
    }

    @Test
    void the_chair_sees_what_they_have_a_part_in() {
        assertThat(waiting(onPage(), URGENT).isVisibleTo(CHAIR)).isFalse();
        assertThat(overdue(waiting(enteredBy(HEAD), HARMLESS)).isVisibleTo(CHAIR))
                .isTrue();
        assertThat(removed(overdue(waiting(onPage(), URGENT)), HEAD).isVisibleTo(CHAIR))
                .isTrue();
    }

    private static List<Person> reviewersOf(Supplier<Comment> situation) {
        return whoCan(situation, WhoMayTest::publish);
    }

    private static List<Person> respondentsOf(Supplier<Comment> situation) {
        return whoCan(situation, WhoMayTest::respond);
    }

    private static void publish(Comment comment, Person by) {
        comment.review(by, Verdict.PUBLISH, null, null, false, DUE);
    }

    private static void respond(Comment comment, Person by) {
        comment.respond(by, ReportOutcome.NO_FURTHER_ACTION, null, DUE);
    }

    private static Comment overdue(Comment comment) {
        comment.overdue(Duty.REVIEW, DUE);
        return comment;
    }

    private static Comment reportedBy(Person reviewer, Triage triage) {
        return removed(waiting(onPage(), triage), reviewer);
    }

    private static Comment removed(Comment comment, Person reviewer) {
        comment.review(reviewer, Verdict.REMOVE_AND_REPORT, "Abuse.", null, false, WRITTEN);
        comment.done(Effect.REMOVE, Optional.empty(), Optional.empty(), WRITTEN);
        return comment;
    }

    private static List<Person> whoCan(Supplier<Comment> situation, BiConsumer<Comment, Person> step) {
        return EVERYBODY.stream()
                .filter(person -> {
                    Comment comment = situation.get();
                    return may(() -> step.accept(comment, person));
                })
                .toList();
    }

    private static boolean may(Runnable step) {
        try {
            step.run();
            return true;
        } catch (NotAllowedException wrongPerson) {
            return false;
        }
    }
}
