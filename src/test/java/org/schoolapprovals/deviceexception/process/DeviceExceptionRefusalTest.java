package org.schoolapprovals.deviceexception.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.schoolapprovals.deviceexception.process.Trip.APPROVAL;
import static org.schoolapprovals.deviceexception.process.Trip.CONTACT;
import static org.schoolapprovals.deviceexception.process.Trip.NO_CONTACT;
import static org.schoolapprovals.deviceexception.process.Trip.QUESTION;
import static org.schoolapprovals.deviceexception.process.Trip.form;
import static org.schoolapprovals.deviceexception.process.Trip.with;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.deviceexception.Closure;
import org.schoolapprovals.deviceexception.State;
import org.schoolapprovals.engine.Tables;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A form that breaks a rule changes nothing in any table, and its sender reads our sentences and nothing else. */
@ProcessTest
class DeviceExceptionRefusalTest {

    private static final String LONG = "x".repeat(5000);

    @Autowired
    private School school;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void schoolOpens() {
        school.opensAt("2027-05-05T10:00");
    }

    @AfterEach
    void schoolCloses() {
        ClockUtil.reset();
    }

    private Throwable changesNothing(ThrowingCallable deed) {
        Tables tables = new Tables(jdbc);
        Map<String, String> before = tables.contents();
        Throwable thrown = catchThrowable(deed);
        assertThat(tables.contents()).isEqualTo(before);
        return thrown;
    }

    private List<String> refused(ThrowingCallable deed) {
        Throwable thrown = changesNothing(deed);
        assertThat(thrown).isExactlyInstanceOf(RefusedException.class);
        RefusedException refusal = (RefusedException) thrown;
        assertThat(refusal).hasMessage(String.join(" ", refusal.sentences()));
        return refusal.sentences();
    }

    private Trip asked() {
        return school.asks("teacher", form());
    }

    private Trip returned() {
        Trip trip = asked();
        trip.completes("head", "Task_DecideException", APPROVAL);
        trip.fires("IntermediateEvent_DepartureReached", "2027-05-19T09:00");
        trip.fires("IntermediateEvent_ReturnReached", "2027-05-21T17:00");
        return trip;
    }

    @Test
    void aStartFormIsRefusedWithOneSentenceForEveryFaultAndNothingStarts() {
        List<String> sentences = refused(() -> school.asks(
                "teacher",
                form(Map.of(
                        "tripName",
                        "",
                        "returnsAt",
                        "2027-05-19T08:00",
                        "phoneNumber",
                        "12345",
                        "pupils",
                        24.5,
                        "contacts",
                        List.of("school", "pupils"),
                        "cloudBackupOff",
                        false,
                        "declaration",
                        false))));

        assertThat(sentences).hasSize(7);
        assertThat(sentences).anySatisfy(sentence -> assertThat(sentence).startsWith("Return:"));
        assertThat(sentences).anySatisfy(sentence -> assertThat(sentence).startsWith("Declaration:"));
        assertThat(String.join(" ", sentences)).doesNotContain("instantiate", "personal-device-exception", "Exception");
    }

    @Test
    void aFieldThatTheStartFormDoesNotHaveIsRefused() {
        assertThat(refused(() -> school.asks("teacher", form(Map.of("decision", "approve")))))
                .hasSize(1);
        assertThat(refused(() -> school.asks("teacher", form(Map.of("retrospective", true)))))
                .hasSize(1);
    }

    @Test
    void anEmptyStartFormIsRefusedWithSentencesToo() {
        assertThat(refused(() -> school.asks("teacher", Map.of()))).hasSizeGreaterThan(7);
    }

    @Test
    void textsThatAreTooLongAreRefusedWithASentenceNotByTheDatabase() {
        assertThat(refused(() -> school.asks("teacher", form(Map.of("whyNotSchoolPhone", LONG)))))
                .hasSize(1);
        Trip trip = asked();
        assertThat(refused(() -> school.submits(
                        "head", trip.task("Task_DecideException"), with(APPROVAL, Map.of("conditions", LONG)))))
                .hasSize(1);
    }

    @Test
    void whoeverDoesNotWorkHereStartsNothing() {
        assertThat(changesNothing(() -> school.asks("chair", form()))).isInstanceOf(AuthorizationException.class);
    }

    @Test
    void aRefusalNeedsAReasonAndADecisionHasToBeOneOfThree() {
        Trip trip = asked();

        for (Map<String, Object> form : List.<Map<String, Object>>of(
                Map.of("decision", "refuse", "reason", " "),
                Map.of("decision", "more-information"),
                Map.of("decision", "yes"),
                Map.of("reason", "No decision at all."),
                Map.of("decision", true),
                Map.of("decision", List.of("approve")))) {
            assertThat(refused(() -> school.submits("head", trip.task("Task_DecideException"), form)))
                    .as(form.toString())
                    .hasSize(1);
        }
        assertThat(trip.instance()).isWaitingAtExactly("Task_DecideException");
        assertThat(trip.state()).isEqualTo(State.AWAITING_DECISION);
    }

    @Test
    void aFieldThatATaskFormDoesNotHaveIsRefused() {
        Trip trip = asked();

        assertThat(refused(() -> school.submits(
                        "head", trip.task("Task_DecideException"), with(APPROVAL, Map.of("approvedBy", "head")))))
                .containsExactly("This form has no field \u201capprovedBy\u201d: nothing was saved.");
    }

    @Test
    void anAnswerIsRefusedWithOneSentenceForEveryFault() {
        Trip trip = asked();
        trip.completes("head", "Task_DecideException", QUESTION);

        List<String> sentences = refused(() -> school.submits(
                "teacher",
                trip.task("Task_AnswerQuestion"),
                trip.answer(Map.of("answer", "", "departsAt", "2027-05-04T09:00", "adults", 0))));

        assertThat(sentences).hasSize(3);
        assertThat(trip.instance()).isWaitingAtExactly("Task_AnswerQuestion");
        assertThat(trip.shown("Task_AnswerQuestion", "departsAt")).isEqualTo("2027-05-19T09:00");
    }

    @Test
    void aClosureIsRefusedWithOneSentenceForEveryFault() {
        Trip trip = returned();

        List<String> sentences = refused(() -> school.submits(
                "teacher", trip.task("Task_CloseException"), Map.of("contactMade", true, "contactLog", "")));

        assertThat(sentences).hasSize(3);
        assertThat(trip.closure()).isEqualTo(Closure.DUE);
    }

    @Test
    void aCheckWithoutConfirmationAndNotesWithoutTextAreRefused() {
        Trip trip = returned();
        trip.fires("BoundaryEvent_ClosureLate", "2027-05-28T16:00");
        trip.completes("teacher", "Task_CloseException", CONTACT);
        Trip late =
                school.asks("teacher", form(Map.of("departsAt", "2027-05-28T15:00", "returnsAt", "2027-05-29T15:00")));

        assertThat(refused(() -> school.submits("head", trip.task("Task_FollowUpClosure"), Map.of("note", "-"))))
                .hasSize(1);
        assertThat(refused(() ->
                        school.submits("head", trip.task("Task_CheckClosure"), Map.of("closureConfirmed", false))))
                .hasSize(1);
        assertThat(refused(() -> school.submits("head", late.task("Task_NoteRetrospectiveUse"), Map.of())))
                .hasSize(1);
    }

    @Test
    void whatTheModelsRouteByCannotBeSmuggledInWithAForm() {
        Map<String, Object> smuggled = Map.of(
                "decision", "approve",
                "deciders", "staff",
                "requester", "assistant",
                "retrospective", true,
                "withdrawn", true,
                "inUse", true,
                "contactMade", true);
        Trip trip = asked();
        trip.completes("head", "Task_DecideException", QUESTION);

        trip.completes(
                "teacher",
                "Task_AnswerQuestion",
                with(trip.answer(Map.of("answer", "The assistant has one.")), smuggled));

        assertThat(trip.instance()).isWaitingAtExactly("Task_DecideException");
        assertThat(trip.offeredTo("Task_DecideException")).containsExactly("head-teacher");
        assertThat(trip.variable("decision")).isNull();
        assertThat(trip.variable("requester")).isEqualTo("teacher");
        school.exceptions().withdraw(trip.id(), "teacher");
        assertThat(trip.instance()).isEnded().hasNotPassed("CallActivity_ClosureAfterWithdrawal");
    }

    @Test
    void contactThatWasReportedIsCheckedWhateverElseTheFormSays() {
        Trip trip = returned();

        trip.completes("teacher", "Task_CloseException", with(CONTACT, Map.of("withdrawn", true, "deciders", "staff")));

        assertThat(trip.closing()).isWaitingAtExactly("Task_CheckClosure");
        assertThat(trip.offeredTo("Task_CheckClosure")).containsExactly("head-teacher");
    }

    @Test
    void aTaskOfSomebodyElseIsOutOfReach() {
        Trip trip = asked();
        trip.completes("head", "Task_DecideException", QUESTION);

        assertThat(changesNothing(() -> school.submits(
                        "assistant", trip.task("Task_AnswerQuestion"), trip.answer(Map.of("withdraw", true)))))
                .isInstanceOf(AuthorizationException.class);
        Trip back = returned();
        assertThat(changesNothing(() -> school.submits("head", back.task("Task_CloseException"), NO_CONTACT)))
                .isInstanceOf(AuthorizationException.class);
    }
}
