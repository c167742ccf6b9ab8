package org.schoolapprovals.deviceexception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.schoolapprovals.deviceexception.School.ASKED;
import static org.schoolapprovals.deviceexception.School.CALENDAR;
import static org.schoolapprovals.deviceexception.School.DEPARTURE;
import static org.schoolapprovals.deviceexception.School.HEAD;
import static org.schoolapprovals.deviceexception.School.HOMECOMING;
import static org.schoolapprovals.deviceexception.School.TEACHER;
import static org.schoolapprovals.deviceexception.School.askedBy;
import static org.schoolapprovals.deviceexception.School.askedTooLateBy;
import static org.schoolapprovals.deviceexception.School.at;
import static org.schoolapprovals.deviceexception.School.closedAfterContact;
import static org.schoolapprovals.deviceexception.School.closedWithoutContact;
import static org.schoolapprovals.deviceexception.School.trip;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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

/** Every step from every place where a request can stand: either it is legal, or it is refused and nothing changes. */
class TransitionsTest {

    /** Steps, each by the right person at the right time. */
    enum Step {
        APPROVE(exception -> exception.decide(HEAD, Outcome.APPROVE, "", "", ASKED, CALENDAR)),
        REFUSE(exception -> exception.decide(HEAD, Outcome.REFUSE, "", "Take the school phone.", ASKED, CALENDAR)),
        ASK(exception -> exception.decide(HEAD, Outcome.MORE_INFORMATION, "", "Who else goes?", ASKED, CALENDAR)),
        ANSWER(exception -> exception.answer(TEACHER, "Two colleagues.", trip(), ASKED, CALENDAR)),
        WITHDRAW(exception -> exception.withdraw(TEACHER, DEPARTURE, CALENDAR)),
        WITHDRAW_IN_ANSWER(exception -> exception.withdrawInAnswer(TEACHER, DEPARTURE, CALENDAR)),
        REVOKE(exception -> exception.revoke(HEAD, "The phone was lost.", DEPARTURE, CALENDAR)),
        LAPSE(exception -> exception.lapse(DEPARTURE)),
        ACTIVATE(exception -> exception.activate(DEPARTURE)),
        END_USE(exception -> exception.endUse(HOMECOMING, CALENDAR)),
        CLOSE_WITHOUT_CONTACT(exception -> exception.close(TEACHER, closedWithoutContact(), HOMECOMING)),
        CLOSE_AFTER_CONTACT(exception -> exception.close(TEACHER, closedAfterContact(), HOMECOMING)),
        CHECK_CLOSURE(exception -> exception.checkClosure(HEAD, true, "", HOMECOMING)),
        FOLLOW_UP_CLOSURE(exception -> exception.followUpClosure(HEAD, "Spoke to the teacher.", HOMECOMING)),
        NOTE_RETROSPECTIVE_USE(exception -> exception.noteRetrospectiveUse(HEAD, "Talked about it.", HOMECOMING)),
        REMIND(exception -> exception.remind(at("2027-05-05T16:00"))),
        INVITE_STAND_IN(exception -> exception.inviteStandIn(at("2027-05-07T16:00")));

        private final Consumer<DeviceException> on;

        Step(Consumer<DeviceException> on) {
            this.on = on;
        }
    }

    /** Everywhere that a request can stand, how it gets there, and what may happen from there. */
    enum Place {
        AWAITING_DECISION(
                () -> askedBy(TEACHER),
                Step.APPROVE,
                Step.REFUSE,
                Step.ASK,
                Step.WITHDRAW,
                Step.LAPSE,
                Step.REMIND,
                Step.INVITE_STAND_IN),
        AWAITING_ANSWER(
                after(AWAITING_DECISION, Step.ASK),
                Step.ANSWER,
                Step.WITHDRAW,
                Step.WITHDRAW_IN_ANSWER,
                Step.LAPSE,
                Step.REMIND),
        APPROVED(after(AWAITING_DECISION, Step.APPROVE), Step.WITHDRAW, Step.REVOKE, Step.ACTIVATE),
        ACTIVE(after(APPROVED, Step.ACTIVATE), Step.WITHDRAW, Step.REVOKE, Step.END_USE),
        RETURNED(
                after(ACTIVE, Step.END_USE),
                Step.CLOSE_WITHOUT_CONTACT,
                Step.CLOSE_AFTER_CONTACT,
                Step.FOLLOW_UP_CLOSURE,
                Step.REMIND),
        RETURNED_TO_CHECK(after(RETURNED, Step.CLOSE_AFTER_CONTACT), Step.CHECK_CLOSURE, Step.FOLLOW_UP_CLOSURE),
        CLOSED(after(RETURNED, Step.CLOSE_WITHOUT_CONTACT)),
        CLOSED_AFTER_CHECK(after(RETURNED_TO_CHECK, Step.CHECK_CLOSURE)),
        REFUSED(after(AWAITING_DECISION, Step.REFUSE)),
        LAPSED_UNDECIDED(after(AWAITING_DECISION, Step.LAPSE)),
        LAPSED_UNANSWERED(after(AWAITING_ANSWER, Step.LAPSE)),
        WITHDRAWN_UNDECIDED(after(AWAITING_DECISION, Step.WITHDRAW)),
        WITHDRAWN_UNANSWERED(after(AWAITING_ANSWER, Step.WITHDRAW)),
        WITHDRAWN_IN_USE(
                after(ACTIVE, Step.WITHDRAW),
                Step.CLOSE_WITHOUT_CONTACT,
                Step.CLOSE_AFTER_CONTACT,
                Step.FOLLOW_UP_CLOSURE,
                Step.REMIND),
        WITHDRAWN_TO_CHECK(
                after(WITHDRAWN_IN_USE, Step.CLOSE_AFTER_CONTACT), Step.CHECK_CLOSURE, Step.FOLLOW_UP_CLOSURE),
        WITHDRAWN_AND_CLOSED(after(WITHDRAWN_IN_USE, Step.CLOSE_WITHOUT_CONTACT)),
        REVOKED_IN_USE(
                after(ACTIVE, Step.REVOKE),
                Step.CLOSE_WITHOUT_CONTACT,
                Step.CLOSE_AFTER_CONTACT,
                Step.FOLLOW_UP_CLOSURE,
                Step.REMIND),
        REVOKED_TO_CHECK(after(REVOKED_IN_USE, Step.CLOSE_AFTER_CONTACT), Step.CHECK_CLOSURE, Step.FOLLOW_UP_CLOSURE),
        REVOKED_AND_CLOSED(after(REVOKED_IN_USE, Step.CLOSE_WITHOUT_CONTACT)),
        RETROSPECTIVE(() -> askedTooLateBy(TEACHER), Step.NOTE_RETROSPECTIVE_USE),
        RETROSPECTIVE_NOTED(after(RETROSPECTIVE, Step.NOTE_RETROSPECTIVE_USE));

        private final Supplier<DeviceException> arrive;
        private final Set<Step> legal = EnumSet.noneOf(Step.class);

        Place(Supplier<DeviceException> arrive, Step... legal) {
            this.arrive = arrive;
            this.legal.addAll(Arrays.asList(legal));
        }

        private static Supplier<DeviceException> after(Place before, Step step) {
            return () -> {
                DeviceException exception = before.arrive.get();
                step.on.accept(exception);
                return exception;
            };
        }
    }

    static Stream<Arguments> everyStepFromEveryPlace() {
        return Arrays.stream(Place.values())
                .flatMap(place -> Arrays.stream(Step.values()).map(step -> Arguments.of(place, step)));
    }

    @ParameterizedTest(name = "{1} from {0}")
    @MethodSource("everyStepFromEveryPlace")
    void a_step_is_legal_or_refused_in_one_sentence_and_changes_nothing(Place place, Step step) {
        DeviceException exception = place.arrive.get();
        DeviceException.Standing before = exception.standing();
        List<HistoryEvent> history = List.copyOf(exception.history());

        if (place.legal.contains(step)) {
            assertThatCode(() -> step.on.accept(exception)).doesNotThrowAnyException();
            assertThat(exception.history()).hasSizeGreaterThan(history.size());
        } else {
            RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> step.on.accept(exception));
            assertThat(refusal).isNotInstanceOf(NotAllowedException.class);
            assertThat(refusal.sentences()).hasSize(1);
            assertThat(exception.standing()).isEqualTo(before);
            assertThat(exception.history()).isEqualTo(history);
        }
    }

    @Test
    void the_places_cover_every_state_and_every_closure() {
        assertThat(Place.values())
                .extracting(place -> place.arrive.get().state())
                .contains(State.values());
        assertThat(Place.values())
                .extracting(place -> place.arrive.get().closure())
                .contains(Closure.values());
    }

    @ParameterizedTest
    @EnumSource
    void only_where_something_is_left_to_do_is_a_request_not_ended(Place place) {
        boolean nothingLeft = place.legal.isEmpty();

        assertThat(place.arrive.get().isEnded()).isEqualTo(nothingLeft);
    }

    @Test
    void a_request_when_the_trip_has_begun_is_retrospective_to_the_minute() {
        assertThat(School.askedTooLateBy(TEACHER).state()).isEqualTo(State.RETROSPECTIVE);
        assertThat(DeviceException.request(
                                UUID.randomUUID(), "PDE-2027-0001", TEACHER, trip(), DEPARTURE.minusMillis(1), CALENDAR)
                        .state())
                .isEqualTo(State.AWAITING_DECISION);
    }

    @Test
    void nothing_is_decided_or_answered_from_departure_on() {
        DeviceException undecided = Place.AWAITING_DECISION.arrive.get();
        DeviceException unanswered = Place.AWAITING_ANSWER.arrive.get();

        assertThat(refusal(() -> undecided.decide(HEAD, Outcome.APPROVE, "", "", DEPARTURE, CALENDAR)))
                .isEqualTo("The trip began on Wed 12 May 2027, 09:00 without an approval, so the request lapses.");
        assertThat(refusal(() -> unanswered.answer(TEACHER, "Two colleagues.", trip(), DEPARTURE, CALENDAR)))
                .startsWith("The trip began on");
    }

    @Test
    void nothing_happens_by_the_clock_before_its_time() {
        assertThat(refusal(() -> Place.AWAITING_DECISION.arrive.get().lapse(DEPARTURE.minusMillis(1))))
                .isEqualTo("The departure is not reached before Wed 12 May 2027, 09:00.");
        assertThat(refusal(() -> Place.APPROVED.arrive.get().activate(DEPARTURE.minusMillis(1))))
                .startsWith("The departure is not reached");
        assertThat(refusal(() -> Place.ACTIVE.arrive.get().endUse(HOMECOMING.minusMillis(1), CALENDAR)))
                .startsWith("The return is not reached");
        assertThat(refusal(() -> Place.AWAITING_DECISION.arrive.get().inviteStandIn(at("2027-05-07T15:59"))))
                .startsWith("The due date is not reached");
    }

    @Test
    void nothing_is_withdrawn_once_the_trip_is_over() {
        assertThat(refusal(() -> Place.ACTIVE.arrive.get().withdraw(TEACHER, HOMECOMING, CALENDAR)))
                .startsWith("The trip is over");
    }

    @Test
    void what_ends_before_departure_needs_no_closure_and_what_was_in_use_does() {
        DeviceException before = Place.APPROVED.arrive.get();
        before.withdraw(TEACHER, DEPARTURE.minusMillis(1), CALENDAR);
        DeviceException inUse = Place.ACTIVE.arrive.get();
        inUse.withdraw(TEACHER, DEPARTURE.plusSeconds(60), CALENDAR);
        DeviceException notYetActivatedByTheClock = Place.APPROVED.arrive.get();
        notYetActivatedByTheClock.withdraw(TEACHER, DEPARTURE, CALENDAR);

        assertThat(before.closure()).isEqualTo(Closure.NOT_NEEDED);
        assertThat(inUse.closure()).isEqualTo(Closure.DUE);
        assertThat(notYetActivatedByTheClock.closure()).isEqualTo(Closure.DUE);
    }

    @Test
    void an_early_end_keeps_its_state_when_it_is_closed() {
        assertThat(Place.WITHDRAWN_AND_CLOSED.arrive.get().state()).isEqualTo(State.WITHDRAWN);
        assertThat(Place.REVOKED_AND_CLOSED.arrive.get().state()).isEqualTo(State.REVOKED);
        assertThat(Place.CLOSED_AFTER_CHECK.arrive.get().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void an_answer_clears_the_decision_and_keeps_the_exchange() {
        DeviceException exception = Place.AWAITING_ANSWER.arrive.get();
        assertThat(exception.question()).contains("Who else goes?");
        DeviceExceptionRequest amended = DeviceExceptionRequest.amended(School.amendment("adults", 5), ASKED);

        exception.answer(TEACHER, "Two colleagues more.", amended, ASKED, CALENDAR);

        assertThat(exception.ruling()).isEmpty();
        assertThat(exception.question()).isEmpty();
        assertThat(exception.request().adults()).isEqualTo(5);
        assertThat(exception.exchange())
                .extracting(HistoryEvent::text)
                .containsExactly(
                        "Who else goes?",
                        "Two colleagues more.",
                        "Party: 24 pupils, 5 adults (was: 24 pupils, 3 adults).");
    }

    @Test
    void a_decision_is_refused_with_all_its_faults_at_once() {
        DeviceException exception = Place.AWAITING_DECISION.arrive.get();

        RefusedException refusal = catchThrowableOfType(
                RefusedException.class,
                () -> exception.decide(HEAD, Outcome.REFUSE, "x".repeat(1001), " ", ASKED, CALENDAR));

        assertThat(refusal.sentences())
                .containsExactly(
                        "Conditions: please shorten it to 1,000 characters; it has 1,001.",
                        "Reason: please fill it in.");
        assertThat(exception.state()).isEqualTo(State.AWAITING_DECISION);
    }

    @Test
    void a_closure_is_refused_with_all_its_faults_at_once() {
        DeviceException exception = Place.RETURNED.arrive.get();

        RefusedException refusal = catchThrowableOfType(
                RefusedException.class,
                () -> exception.close(TEACHER, new ClosureReport(true, null, false, false), HOMECOMING));

        assertThat(refusal.sentences())
                .extracting(sentence -> sentence.substring(0, sentence.indexOf(':')))
                .containsExactly("Contact log", "Numbers deleted", "Photos transferred");
        assertThat(exception.closure()).isEqualTo(Closure.DUE);
    }

    @Test
    void photographs_are_handed_over_only_where_they_were_allowed() {
        DeviceException exception = DeviceException.request(
                UUID.randomUUID(),
                "PDE-2027-0001",
                TEACHER,
                DeviceExceptionRequest.from(School.form("uses", List.of("calls")), ASKED),
                ASKED,
                CALENDAR);
        Stream.of(Step.APPROVE, Step.ACTIVATE, Step.END_USE).forEach(step -> step.on.accept(exception));

        exception.close(TEACHER, new ClosureReport(false, "", true, false), HOMECOMING);

        assertThat(exception.state()).isEqualTo(State.CLOSED);
    }

    private static String refusal(Runnable step) {
        return catchThrowableOfType(RefusedException.class, step::run).getMessage();
    }
}
