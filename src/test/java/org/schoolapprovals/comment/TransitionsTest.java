package org.schoolapprovals.comment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.schoolapprovals.comment.School.CALENDAR;
import static org.schoolapprovals.comment.School.DUE;
import static org.schoolapprovals.comment.School.EDITOR;
import static org.schoolapprovals.comment.School.HARMLESS;
import static org.schoolapprovals.comment.School.HEAD;
import static org.schoolapprovals.comment.School.TEACHER;
import static org.schoolapprovals.comment.School.WRITTEN;
import static org.schoolapprovals.comment.School.enteredBy;
import static org.schoolapprovals.comment.School.onPage;
import static org.schoolapprovals.comment.School.waiting;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;

/** Every step from every place where a comment can stand: it is legal, or there is nothing to do, or it is refused. */
class TransitionsTest {

    private static final Instant LATER = WRITTEN.plusSeconds(60);

    /** Steps, each by the right person at the right time. */
    enum Step {
        LOOK_THROUGH(comment -> comment.triaged(HARMLESS, LATER, CALENDAR)),
        PUBLISH(comment -> comment.review(EDITOR, Verdict.PUBLISH, null, null, false, LATER)),
        DECLINE(comment -> comment.review(EDITOR, Verdict.DECLINE, "An advertisement.", "S2", false, LATER)),
        REPORT(comment -> comment.review(EDITOR, Verdict.REMOVE_AND_REPORT, "Abuse.", "S6", false, LATER)),
        RESPOND(comment -> comment.respond(HEAD, ReportOutcome.SPEAK_TO_AUTHOR, null, LATER)),
        EDIT(comment -> comment.edited("Lovelier!", Optional.empty(), LATER, LATER)),
        TAKE_AWAY(comment -> comment.gone(LATER, LATER)),
        REPLACE(comment -> comment.replacedBy("COM-2027-0002", LATER, LATER)),
        HIDE(comment -> comment.done(Effect.HIDE, Optional.empty(), Optional.empty(), LATER)),
        SHOW(comment -> comment.done(Effect.SHOW, Optional.empty(), Optional.empty(), LATER)),
        REMOVE(comment -> comment.done(Effect.REMOVE, Optional.empty(), Optional.empty(), LATER)),
        PUT_OFF_HIDING(comment -> comment.putOff(Effect.HIDE, Optional.empty(), "no answer", LATER, CALENDAR)),
        PUT_OFF_SHOWING(comment -> comment.putOff(Effect.SHOW, Optional.empty(), "no answer", LATER, CALENDAR)),
        PUT_OFF_REMOVING(comment -> comment.putOff(Effect.REMOVE, Optional.empty(), "no answer", LATER, CALENDAR)),
        HAND_OVER_HIDING(comment -> comment.handOver(Effect.HIDE, "No token.", LATER, CALENDAR)),
        HAND_OVER_SHOWING(comment -> comment.handOver(Effect.SHOW, "No token.", LATER, CALENDAR)),
        HAND_OVER_REMOVING(comment -> comment.handOver(Effect.REMOVE, "No token.", LATER, CALENDAR)),
        REMIND_OF_REVIEW(comment -> comment.remind(Duty.REVIEW, DUE)),
        REMIND_OF_WORK_BY_HAND(comment -> comment.remind(Duty.BY_HAND, DUE)),
        REMIND_OF_RESPONSE(comment -> comment.remind(Duty.RESPONSE, DUE)),
        REVIEW_OVERDUE(comment -> comment.overdue(Duty.REVIEW, DUE)),
        WORK_BY_HAND_OVERDUE(comment -> comment.overdue(Duty.BY_HAND, DUE)),
        RESPONSE_OVERDUE(comment -> comment.overdue(Duty.RESPONSE, DUE));

        private final Consumer<Comment> on;

        Step(Consumer<Comment> on) {
            this.on = on;
        }
    }

    private static final Set<Step> HIDING = EnumSet.of(Step.HIDE, Step.PUT_OFF_HIDING, Step.HAND_OVER_HIDING);
    private static final Set<Step> REVIEWING =
            EnumSet.of(Step.PUBLISH, Step.DECLINE, Step.REPORT, Step.REMIND_OF_REVIEW, Step.REVIEW_OVERDUE);
    private static final Set<Step> WORK_BY_HAND = EnumSet.of(Step.REMIND_OF_WORK_BY_HAND, Step.WORK_BY_HAND_OVERDUE);
    private static final Set<Step> BY_ITS_AUTHOR = EnumSet.of(Step.EDIT, Step.TAKE_AWAY);

    /** Everywhere that a comment can stand, how it gets there, what may happen from there, and what changes nothing there. */
    enum Place {
        RECEIVED(School::onPage, all(EnumSet.of(Step.LOOK_THROUGH), BY_ITS_AUTHOR, HIDING), none()),
        RECEIVED_HIDDEN(
                after(RECEIVED, Step.HIDE), all(EnumSet.of(Step.LOOK_THROUGH), BY_ITS_AUTHOR), EnumSet.of(Step.HIDE)),
        WAITING(after(RECEIVED, Step.LOOK_THROUGH), all(REVIEWING, BY_ITS_AUTHOR, HIDING), none()),
        WAITING_HIDDEN(after(WAITING, Step.HIDE), all(REVIEWING, BY_ITS_AUTHOR), EnumSet.of(Step.HIDE)),
        WAITING_TO_BE_HIDDEN_BY_HAND(
                after(WAITING, Step.HAND_OVER_HIDING), all(REVIEWING, BY_ITS_AUTHOR, HIDING, WORK_BY_HAND), none()),
        AGREED(
                after(WAITING_HIDDEN, Step.PUBLISH),
                all(EnumSet.of(Step.SHOW, Step.PUT_OFF_SHOWING, Step.HAND_OVER_SHOWING), BY_ITS_AUTHOR),
                EnumSet.of(Step.HIDE)),
        AGREED_TO_BE_SHOWN_BY_HAND(
                after(AGREED, Step.HAND_OVER_SHOWING),
                all(EnumSet.of(Step.SHOW, Step.PUT_OFF_SHOWING, Step.HAND_OVER_SHOWING), BY_ITS_AUTHOR, WORK_BY_HAND),
                EnumSet.of(Step.HIDE)),
        PUBLISHED(after(AGREED, Step.SHOW), EnumSet.of(Step.TAKE_AWAY, Step.REPLACE), EnumSet.of(Step.HIDE, Step.SHOW)),
        PUBLISHED_AND_TAKEN_AWAY(
                after(PUBLISHED, Step.TAKE_AWAY),
                EnumSet.of(Step.REPLACE),
                EnumSet.of(Step.HIDE, Step.SHOW, Step.TAKE_AWAY)),
        DECLINED(after(WAITING_HIDDEN, Step.DECLINE), EnumSet.of(Step.TAKE_AWAY, Step.REPLACE), EnumSet.of(Step.HIDE)),
        DECLINED_IN_PUBLIC(after(WAITING, Step.DECLINE), all(EnumSet.of(Step.TAKE_AWAY, Step.REPLACE), HIDING), none()),
        REMOVING(
                after(WAITING, Step.REPORT),
                EnumSet.of(Step.REMOVE, Step.TAKE_AWAY, Step.PUT_OFF_REMOVING, Step.HAND_OVER_REMOVING),
                EnumSet.of(Step.HIDE)),
        REPORTED(
                after(REMOVING, Step.REMOVE),
                EnumSet.of(Step.RESPOND, Step.REMIND_OF_RESPONSE, Step.RESPONSE_OVERDUE),
                EnumSet.of(Step.HIDE, Step.REMOVE, Step.TAKE_AWAY)),
        REPORTED_AFTER_ITS_AUTHOR_TOOK_IT_AWAY(
                after(REMOVING, Step.TAKE_AWAY),
                EnumSet.of(Step.RESPOND, Step.REMIND_OF_RESPONSE, Step.RESPONSE_OVERDUE),
                EnumSet.of(Step.HIDE, Step.REMOVE, Step.TAKE_AWAY)),
        ANSWERED(after(REPORTED, Step.RESPOND), none(), EnumSet.of(Step.HIDE, Step.REMOVE, Step.TAKE_AWAY)),
        GONE_UNDECIDED(after(WAITING, Step.TAKE_AWAY), EnumSet.of(Step.REPLACE), EnumSet.of(Step.HIDE, Step.TAKE_AWAY)),
        GONE_BEFORE_IT_WAS_SHOWN(
                after(AGREED, Step.TAKE_AWAY), EnumSet.of(Step.REPLACE), EnumSet.of(Step.HIDE, Step.TAKE_AWAY));

        private final Supplier<Comment> arrive;
        private final Set<Step> legal;
        private final Set<Step> idle;

        Place(Supplier<Comment> arrive, Set<Step> legal, Set<Step> idle) {
            this.arrive = arrive;
            this.legal = legal;
            this.idle = idle;
        }

        private static Supplier<Comment> after(Place before, Step step) {
            return () -> {
                Comment comment = before.arrive.get();
                step.on.accept(comment);
                return comment;
            };
        }

        private static Set<Step> none() {
            return EnumSet.noneOf(Step.class);
        }

        @SafeVarargs
        private static Set<Step> all(Set<Step>... some) {
            Set<Step> all = none();
            for (Set<Step> steps : some) {
                all.addAll(steps);
            }
            return all;
        }
    }

    static Stream<Arguments> everyStepFromEveryPlace() {
        return Arrays.stream(Place.values())
                .flatMap(place -> Arrays.stream(Step.values()).map(step -> Arguments.of(place, step)));
    }

    @ParameterizedTest(name = "{1} from {0}")
    @MethodSource("everyStepFromEveryPlace")
    void a_step_is_legal_or_changes_nothing_or_is_refused_in_one_sentence(Place place, Step step) {
        Comment comment = place.arrive.get();
        Comment.Standing before = comment.standing();
        List<HistoryEvent> history = List.copyOf(comment.history());

        if (place.legal.contains(step)) {
            assertThatCode(() -> step.on.accept(comment)).doesNotThrowAnyException();
            assertThat(comment.history()).hasSizeGreaterThan(history.size());
            return;
        }
        if (place.idle.contains(step)) {
            assertThatCode(() -> step.on.accept(comment)).doesNotThrowAnyException();
        } else {
            RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> step.on.accept(comment));
            assertThat(refusal).isNotInstanceOf(NotAllowedException.class);
            assertThat(refusal.sentences()).hasSize(1);
        }
        assertThat(comment.standing()).isEqualTo(before);
        assertThat(comment.history()).isEqualTo(history);
    }

    @Test
    void the_places_cover_every_state() {
        assertThat(Place.values())
                .extracting(place -> place.arrive.get().state())
                .contains(State.values());
    }

    @ParameterizedTest
    @EnumSource
    void at_an_end_nobody_has_to_decide_publish_remove_or_respond(Place place) {
        Comment comment = place.arrive.get();
        boolean something = comment.owes(Effect.SHOW)
                || comment.owes(Effect.REMOVE)
                || comment.isPending(Duty.REVIEW)
                || comment.isPending(Duty.RESPONSE)
                || comment.state() == State.RECEIVED;

        assertThat(comment.state().isEnd()).isEqualTo(!something);
    }

    @Test
    void an_edit_makes_a_new_round_in_which_nothing_of_the_old_one_holds() {
        Comment comment = Place.AGREED_TO_BE_SHOWN_BY_HAND.arrive.get();

        comment.edited("Another text", Optional.of("https://pictures.example/1.jpg"), LATER, LATER);

        assertThat(comment.state()).isEqualTo(State.RECEIVED);
        assertThat(comment.round()).isEqualTo(2);
        assertThat(comment.roundBegan()).isEqualTo(LATER);
        assertThat(comment.text()).isEqualTo("Another text");
        assertThat(comment.attachmentUrl()).contains("https://pictures.example/1.jpg");
        assertThat(comment.ruling()).isEmpty();
        assertThat(comment.triage()).isEmpty();
        assertThat(comment.effort()).isEmpty();
        assertThat(comment.obligation(Duty.REVIEW)).isEmpty();
        assertThat(comment.obligation(Duty.BY_HAND)).isEmpty();
        assertThat(comment.isFlagged()).isTrue();
        assertThatThrownBy(() -> Step.SHOW.on.accept(comment)).isInstanceOf(RefusedException.class);
    }

    @Test
    void an_edit_of_what_may_be_shown_by_now_counts_as_in_public_and_is_hidden_again() {
        Comment tried = Place.AGREED.arrive.get();
        tried.attempt(Effect.SHOW, true, LATER, CALENDAR);
        Comment untried = Place.AGREED.arrive.get();

        Step.EDIT.on.accept(tried);
        Step.EDIT.on.accept(untried);

        assertThat(tried.owes(Effect.HIDE)).isTrue();
        assertThat(untried.owes(Effect.HIDE)).isFalse();
    }

    @Test
    void no_words_of_the_comment_get_into_its_history() {
        for (Place place : Place.values()) {
            assertThat(place.arrive.get().history())
                    .noneMatch(event -> event.text().contains("Lovely"));
        }
    }

    @Test
    void a_decision_against_it_needs_a_reason_and_a_clause_that_is_known() {
        Comment comment = Place.WAITING.arrive.get();

        for (Verdict verdict : List.of(Verdict.DECLINE, Verdict.REMOVE_AND_REPORT)) {
            assertThatThrownBy(() -> comment.review(EDITOR, verdict, " ", null, false, LATER))
                    .hasMessage("Reason: please fill it in.");
            assertThatThrownBy(() -> comment.review(EDITOR, verdict, "No", null, false, LATER))
                    .hasMessage("Reason: please say a little more, at least 3 characters.");
            assertThatThrownBy(() -> comment.review(EDITOR, verdict, "x".repeat(1001), null, false, LATER))
                    .hasMessageStartingWith("Reason: please shorten it to 1,000 characters");
        }
        assertThatThrownBy(() -> comment.review(EDITOR, Verdict.PUBLISH, null, "P7", false, LATER))
                .hasMessage("Clause: please choose one of P6, S2, S4, S5 and S6.");
        assertThat(comment.state()).isEqualTo(State.WAITING);
    }

    @Test
    void without_a_clause_a_removal_cites_s6_and_anything_else_p6() {
        assertThat(ruled(Verdict.PUBLISH, null).clause()).isEqualTo("P6");
        assertThat(ruled(Verdict.DECLINE, "").clause()).isEqualTo("P6");
        assertThat(ruled(Verdict.REMOVE_AND_REPORT, null).clause()).isEqualTo("S6");
        assertThat(ruled(Verdict.REMOVE_AND_REPORT, "S4").clause()).isEqualTo("S4");
    }

    private static Ruling ruled(Verdict verdict, String clause) {
        Comment comment = Place.WAITING.arrive.get();
        comment.review(EDITOR, verdict, "A reason.", clause, false, LATER);
        return comment.ruling().orElseThrow();
    }

    @Test
    void an_effect_waits_longer_after_each_attempt_and_then_falls_to_a_person() {
        Comment comment = Place.WAITING.arrive.get();
        Instant now = LATER;
        for (Duration wait : List.of(
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                Duration.ofMinutes(30))) {
            assertThat(comment.attempt(Effect.HIDE, true, now, CALENDAR)).isEqualTo(Comment.Next.CALL);
            assertThat(comment.putOff(Effect.HIDE, Optional.empty(), "no answer", now, CALENDAR))
                    .isTrue();
            Instant next = comment.effort().orElseThrow().nextAttempt().orElseThrow();
            assertThat(next).isEqualTo(now.plus(wait));
            assertThat(comment.attempt(Effect.HIDE, true, next.minusMillis(1), CALENDAR))
                    .isEqualTo(Comment.Next.WAIT);
            now = next;
        }
        assertThat(comment.attempt(Effect.HIDE, true, now, CALENDAR)).isEqualTo(Comment.Next.CALL);
        assertThat(comment.putOff(Effect.HIDE, Optional.empty(), "no answer", now, CALENDAR))
                .isFalse();
        assertThat(comment.effort().flatMap(Effort::byHand))
                .contains("The software tried 6 times in vain; the last time no answer.");
        assertThat(comment.attempt(Effect.HIDE, true, now, CALENDAR)).isEqualTo(Comment.Next.ASK_A_PERSON);
        assertThat(comment.isPending(Duty.BY_HAND)).isTrue();
    }

    @Test
    void attempts_of_which_nothing_was_heard_fall_to_a_person_as_well() {
        Comment comment = Place.WAITING.arrive.get();
        for (int i = 0; i < 6; i++) {
            assertThat(comment.attempt(Effect.HIDE, true, LATER, CALENDAR)).isEqualTo(Comment.Next.CALL);
        }
        assertThat(comment.attempt(Effect.HIDE, true, LATER, CALENDAR)).isEqualTo(Comment.Next.ASK_A_PERSON);
    }

    @Test
    void the_time_that_the_channel_asks_for_is_kept_but_never_shortens_the_wait() {
        Comment patient = Place.WAITING.arrive.get();
        Comment hasty = Place.WAITING.arrive.get();
        patient.attempt(Effect.HIDE, true, LATER, CALENDAR);
        hasty.attempt(Effect.HIDE, true, LATER, CALENDAR);

        patient.putOff(Effect.HIDE, Optional.of(LATER.plusSeconds(3600)), "too many calls", LATER, CALENDAR);
        hasty.putOff(Effect.HIDE, Optional.of(LATER.plusSeconds(1)), "too many calls", LATER, CALENDAR);

        assertThat(patient.effort().flatMap(Effort::nextAttempt)).contains(LATER.plusSeconds(3600));
        assertThat(hasty.effort().flatMap(Effort::nextAttempt)).contains(LATER.plusSeconds(10));
    }

    @Test
    void without_a_connected_page_people_act_from_the_start() {
        Comment onPage = Place.WAITING.arrive.get();
        Comment elsewhere = waiting(enteredBy(TEACHER, "inPublic", true), HARMLESS);

        assertThat(onPage.attempt(Effect.HIDE, false, LATER, CALENDAR)).isEqualTo(Comment.Next.ASK_A_PERSON);
        assertThat(elsewhere.attempt(Effect.HIDE, true, LATER, CALENDAR)).isEqualTo(Comment.Next.ASK_A_PERSON);
        assertThat(onPage.effort().flatMap(Effort::byHand)).contains("The page is not connected.");
        assertThat(elsewhere.effort().flatMap(Effort::byHand)).contains("The software cannot do this on this channel.");
    }

    @Test
    void what_never_was_in_public_anywhere_is_neither_hidden_nor_removed_by_anybody_but_published_by_hand() {
        Comment comment = waiting(enteredBy(TEACHER), HARMLESS);
        assertThat(comment.attempt(Effect.HIDE, true, LATER, CALENDAR)).isEqualTo(Comment.Next.NOTHING);

        Comment agreed = waiting(enteredBy(TEACHER), HARMLESS);
        Step.PUBLISH.on.accept(agreed);
        assertThat(agreed.attempt(Effect.SHOW, true, LATER, CALENDAR)).isEqualTo(Comment.Next.ASK_A_PERSON);

        Step.REPORT.on.accept(comment);
        assertThat(comment.attempt(Effect.REMOVE, true, LATER, CALENDAR)).isEqualTo(Comment.Next.NOTHING);
        assertThat(comment.state()).isEqualTo(State.REPORTED);
    }

    @Test
    void a_hidden_comment_on_the_page_is_removed_all_the_same() {
        Comment comment = Place.WAITING_HIDDEN.arrive.get();
        Step.REPORT.on.accept(comment);

        assertThat(comment.attempt(Effect.REMOVE, true, LATER, CALENDAR)).isEqualTo(Comment.Next.CALL);
    }

    @Test
    void nothing_is_shown_or_removed_that_nobody_decided() {
        Comment comment = Place.WAITING.arrive.get();

        assertThatThrownBy(() -> comment.attempt(Effect.SHOW, true, LATER, CALENDAR))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> comment.attempt(Effect.REMOVE, true, LATER, CALENDAR))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void the_time_in_public_is_counted_for_each_stretch() {
        Comment comment = onPage();
        comment.triaged(HARMLESS, WRITTEN, CALENDAR);
        comment.done(Effect.HIDE, Optional.empty(), Optional.empty(), WRITTEN.plusSeconds(10));
        comment.review(EDITOR, Verdict.PUBLISH, null, null, false, LATER);
        comment.done(Effect.SHOW, Optional.empty(), Optional.empty(), LATER);
        comment.replacedBy("COM-2027-0002", LATER.plusSeconds(100), LATER.plusSeconds(105));

        assertThat(comment.stretches())
                .containsExactly(
                        new Stretch(WRITTEN.minusSeconds(30), Optional.of(WRITTEN.plusSeconds(10)), false),
                        new Stretch(LATER, Optional.of(LATER.plusSeconds(100)), true));
        assertThat(comment.timeInPublicUnagreed(DUE)).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void while_it_is_in_public_unagreed_the_time_goes_on() {
        Comment comment = onPage();

        assertThat(comment.timeInPublicUnagreed(WRITTEN.plusSeconds(5))).isEqualTo(Duration.ofSeconds(35));
    }

    @Test
    void the_due_date_is_not_overdue_before_it_is_reached() {
        Comment comment = Place.WAITING.arrive.get();

        assertThatThrownBy(() -> comment.overdue(Duty.REVIEW, DUE.minusMillis(1)))
                .hasMessage("The due date is not reached before Wed 5 May 2027, 16:00.");
    }
}
