package org.schoolapprovals.deviceexception.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.schoolapprovals.deviceexception.process.Trip.APPROVAL;
import static org.schoolapprovals.deviceexception.process.Trip.CONTACT;
import static org.schoolapprovals.deviceexception.process.Trip.NO_CONTACT;
import static org.schoolapprovals.deviceexception.process.Trip.QUESTION;
import static org.schoolapprovals.deviceexception.process.Trip.REFUSAL;
import static org.schoolapprovals.deviceexception.process.Trip.form;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.deviceexception.Closure;
import org.schoolapprovals.deviceexception.EventType;
import org.schoolapprovals.deviceexception.State;
import org.schoolapprovals.engine.RecordAndEngine;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every way through {@code personal-device-exception} and {@code personal-device-closure}. Where nothing else is said, a teacher
 * asks on Wednesday 5 May 2027 at 10:00 for a trip from 19 May, 09:00, to 21 May, 17:00.
 */
@ProcessTest
class DeviceExceptionProcessTest {

    private static final String NOW = "2027-05-05T10:00";
    private static final String DEPARTURE = "2027-05-19T09:00";
    private static final String RETURN = "2027-05-21T17:00";
    private static final String DECISION_REMINDER = "2027-05-06T16:00";
    private static final String DECISION_DUE = "2027-05-10T16:00";
    private static final String CLOSURE_DUE = "2027-05-25T16:00";
    private static final String CLOSURE_LATE = "2027-05-28T16:00";

    private static final Set<String> TESTS_RUN = new HashSet<>();
    private static final Set<String> PASSED = new HashSet<>();

    @Autowired
    private School school;

    @Autowired
    private RecordAndEngine recordAndEngine;

    @BeforeEach
    void schoolOpens() {
        school.opensAt(NOW);
    }

    @AfterEach
    void schoolCloses(TestInfo test) {
        school.trips().forEach(trip -> PASSED.addAll(trip.passed()));
        TESTS_RUN.add(test.getTestMethod().orElseThrow().toString());
        school.trips()
                .forEach(trip -> assertThat(recordAndEngine.differencesOf(
                                trip.id().toString(), trip.exception().reference()))
                        .isEmpty());
        ClockUtil.reset();
    }

    /** Only a run of the whole class can tell; a run of single tests says nothing. */
    @AfterAll
    static void everyElementOfBothModelsWasPassed(@Autowired RepositoryService repository) {
        if (!TESTS_RUN.equals(tests())) {
            return;
        }
        Set<String> elements = Stream.of("personal-device-exception", "personal-device-closure")
                .map(process -> repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(process)
                        .latestVersion()
                        .singleResult())
                .map(ProcessDefinition::getId)
                .map(repository::getBpmnModelInstance)
                .flatMap(model -> model.getModelElementsByType(FlowNode.class).stream())
                .map(FlowNode::getId)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(elements).as("elements of both models").hasSizeGreaterThan(50);
        assertThat(PASSED).as("elements passed by these tests").containsAll(elements);
    }

    private static Set<String> tests() {
        return Stream.concat(
                        Stream.of(DeviceExceptionProcessTest.class),
                        Stream.of(DeviceExceptionProcessTest.class.getDeclaredClasses()))
                .flatMap(group -> Stream.of(group.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::toString)
                .collect(Collectors.toSet());
    }

    private Trip asked() {
        return school.asks("teacher", form());
    }

    private Trip askedBy(String user) {
        return school.asks(user, form());
    }

    private Trip approved() {
        Trip trip = asked();
        trip.completes("head", "Task_DecideException", APPROVAL);
        return trip;
    }

    private Trip inUse() {
        Trip trip = approved();
        trip.fires("IntermediateEvent_DepartureReached", DEPARTURE);
        return trip;
    }

    private Trip returned() {
        Trip trip = inUse();
        trip.fires("IntermediateEvent_ReturnReached", RETURN);
        return trip;
    }

    private static void assertNothingIsLeft(Trip trip) {
        assertThat(trip.instance()).isEnded();
        assertThat(trip.tasks()).as("open tasks").isEmpty();
        assertThat(trip.waiting()).as("waiting timers").isEmpty();
    }

    private static Decision onlyDecision(Trip trip) {
        assertThat(trip.decisions()).hasSize(1);
        return trip.decisions().get(0);
    }

    @Nested
    class Deciding {

        @Test
        void anApprovedDeviceIsInUseFromDepartureToReturnAndClosedByTheRequester() {
            Trip trip = asked();
            assertThat(trip.instance()).isWaitingAtExactly("Task_DecideException");
            assertThat(trip.task("Task_DecideException"))
                    .hasCandidateGroup("head-teacher")
                    .isNotAssigned();
            assertThat(trip.state()).isEqualTo(State.AWAITING_DECISION);

            trip.completes("head", "Task_DecideException", APPROVAL);
            assertThat(trip.instance()).isWaitingAtExactly("IntermediateEvent_DepartureReached");
            assertThat(trip.state()).isEqualTo(State.APPROVED);

            trip.fires("IntermediateEvent_DepartureReached", DEPARTURE);
            assertThat(trip.instance()).isWaitingAtExactly("IntermediateEvent_ReturnReached");
            assertThat(trip.state()).isEqualTo(State.ACTIVE);

            trip.fires("IntermediateEvent_ReturnReached", RETURN);
            assertThat(trip.instance()).isWaitingAtExactly("CallActivity_Closure");
            ProcessInstance closing = trip.closing();
            assertThat(closing).isWaitingAtExactly("Task_CloseException");
            assertThat(trip.task("Task_CloseException")).isAssignedTo("teacher").hasDueDate(School.date(CLOSURE_DUE));
            assertThat(trip.state()).isEqualTo(State.RETURNED);
            assertThat(trip.closure()).isEqualTo(Closure.DUE);

            trip.completes("teacher", "Task_CloseException", NO_CONTACT);
            assertThat(closing)
                    .isEnded()
                    .hasPassedInOrder("StartEvent_ClosureDue", "Task_CloseException", "EndEvent_UseClosed");
            assertThat(trip.instance())
                    .hasPassedInOrder(
                            "StartEvent_ExceptionRequested",
                            "Task_DecideException",
                            "IntermediateEvent_DepartureReached",
                            "Task_ActivateException",
                            "IntermediateEvent_ReturnReached",
                            "Task_EndUse",
                            "CallActivity_Closure",
                            "EndEvent_ExceptionClosed")
                    .hasNotPassed("EndEvent_ExceptionRefused", "EndEvent_ExceptionLapsed");
            assertNothingIsLeft(trip);
            assertThat(trip.state()).isEqualTo(State.CLOSED);
            assertThat(trip.story())
                    .containsExactly(
                            EventType.REQUESTED,
                            EventType.APPROVED,
                            EventType.ACTIVATED,
                            EventType.USE_ENDED,
                            EventType.CLOSURE_REPORTED,
                            EventType.CLOSED);
            assertThat(trip.decisions())
                    .containsExactly(new Decision(
                            trip.id(),
                            "personal-device-exception",
                            "P5",
                            "approve",
                            "",
                            "Only the leader's phone.",
                            "teacher",
                            School.instant(NOW),
                            Optional.of(School.instant(DECISION_DUE)),
                            "head",
                            Role.HEAD_TEACHER,
                            Optional.empty(),
                            School.instant(NOW)));
        }

        @Test
        void aRefusalEndsTheRequestAndNothingComesIntoForce() {
            Trip trip = asked();

            trip.completes("head", "Task_DecideException", REFUSAL);

            assertThat(trip.instance())
                    .hasPassed("EndEvent_ExceptionRefused")
                    .hasNotPassed("IntermediateEvent_DepartureReached");
            assertNothingIsLeft(trip);
            assertThat(trip.state()).isEqualTo(State.REFUSED);
            assertThat(onlyDecision(trip).outcome()).isEqualTo("refuse");
            assertThat(onlyDecision(trip).reason()).isEqualTo("The school phone works there.");
        }

        @Test
        void theTaskShowsWhoAsksForWhatAndIsDueInThreeSchoolDays() {
            Trip trip = asked();

            assertThat(trip.task("Task_DecideException")).hasDueDate(School.date(DECISION_DUE));
            assertThat(trip.task("Task_DecideException").getPriority()).isEqualTo(50);
            assertThat(trip.shown("Task_DecideException", "about")).isEqualTo("Year 6 at the lake");
            assertThat(trip.shown("Task_DecideException", "departure")).isEqualTo(School.date(DEPARTURE));
            assertThat(trip.shown("Task_DecideException", "requesterName")).isEqualTo("Surnamed Person-teacher");
            assertThat(trip.shown("Task_DecideException", "mark")).isEqualTo("");
            assertThat(trip.fact("Task_DecideException", "departs")).isEqualTo("Wed 19 May 2027, 09:00");
            assertThat(trip.fact("Task_DecideException", "returns")).isEqualTo("Fri 21 May 2027, 17:00");
            assertThat(trip.fact("Task_DecideException", "schoolDays"))
                    .isEqualTo("9 school days before departure, on Wed 5 May 2027");
            assertThat(trip.fact("Task_DecideException", "party")).isEqualTo("24 pupils, 3 adults");
            assertThat(trip.fact("Task_DecideException", "dueNote")).isEqualTo("Due: Mon 10 May 2027, 16:00");
            assertThat(trip.fact("Task_DecideException", "reference"))
                    .isEqualTo(trip.exception().reference());
        }

        @Test
        void theTaskShowsWhichOtherRequestOfTheSamePersonOverlaps() {
            Map<String, Object> dates = Map.of("departsAt", "2027-07-05T09:00", "returnsAt", "2027-07-07T17:00");
            Trip first = school.asks("teacher", form(dates));

            Trip second = school.asks("teacher", form(dates));

            assertThat(second.fact("Task_DecideException", "conflictNote"))
                    .contains("Overlaps with")
                    .contains(first.exception().reference());
        }

        @Test
        void whoeverTakesTheTaskSeesWhatHasHappenedSinceItWasAsked() {
            Map<String, Object> dates = Map.of("departsAt", "2027-07-12T09:00", "returnsAt", "2027-07-14T17:00");
            Trip trip = school.asks("teacher", form(dates));
            assertThat(trip.fact("Task_DecideException", "conflictNote")).isEmpty();
            Trip later = school.asks("teacher", form(dates));

            school.itIs("2027-05-07T09:00");
            school.claims("head", trip.task("Task_DecideException"));

            assertThat(trip.fact("Task_DecideException", "conflictNote"))
                    .contains(later.exception().reference());
            assertThat(trip.fact("Task_DecideException", "schoolDays")).endsWith("on Fri 7 May 2027");
            assertThat(trip.task("Task_DecideException")).isAssignedTo("head").hasDueDate(School.date(DECISION_DUE));
        }

        @Test
        void aTaskThatWasTakenIsPutBackAndDecidedBySomebodyElse() {
            Trip trip = asked();
            school.claims("head", trip.task("Task_DecideException"));
            school.putsBack("head", trip.task("Task_DecideException"));
            assertThat(trip.task("Task_DecideException")).isNotAssigned().hasCandidateGroup("head-teacher");

            trip.completes("co-head", "Task_DecideException", REFUSAL);

            assertThat(onlyDecision(trip).decidedBy()).isEqualTo("co-head");
        }

        @Test
        void dueDatesCountSchoolDaysThroughAHolidayAndTheEndOfSummerTime() {
            school.itIs("2026-10-22T10:00");
            Trip trip = school.asks(
                    "teacher", form(Map.of("departsAt", "2026-11-11T07:30", "returnsAt", "2026-11-11T19:00")));

            // Half-term is the week of 26 October, in which the clocks go back; 2 November is an INSET day.
            assertThat(trip.task("Task_DecideException")).hasDueDate(School.date("2026-11-04T16:00"));
            trip.fires("BoundaryEvent_DecisionReminder", "2026-10-23T16:00");
            trip.fires("BoundaryEvent_DecisionOverdue", "2026-11-04T16:00");
            trip.fires("BoundaryEvent_DepartureUndecided", "2026-11-11T07:30");

            assertThat(trip.state()).isEqualTo(State.LAPSED);
        }

        @Test
        void theDecidersAreRemindedAfterOneSchoolDayAndTheTaskIsMarked() {
            Trip trip = asked();

            trip.fires("BoundaryEvent_DecisionReminder", DECISION_REMINDER);

            assertThat(trip.instance())
                    .hasPassedInOrder(
                            "BoundaryEvent_DecisionReminder", "Task_RemindDeciders", "EndEvent_DecidersReminded")
                    .isWaitingAtExactly("Task_DecideException");
            assertThat(trip.shown("Task_DecideException", "mark")).isEqualTo("Reminded");
            assertThat(trip.story()).containsExactly(EventType.REQUESTED, EventType.DECIDERS_REMINDED);
            assertThat(trip.waiting())
                    .containsExactlyInAnyOrder("BoundaryEvent_DecisionOverdue", "BoundaryEvent_DepartureUndecided");
        }

        @Test
        void theDeputyJoinsOnTheDueDateAndDecidesOnBehalfOfTheHead() {
            Trip trip = asked();
            trip.fires("BoundaryEvent_DecisionReminder", DECISION_REMINDER);
            trip.fires("BoundaryEvent_DecisionOverdue", DECISION_DUE);

            assertThat(trip.instance())
                    .hasPassedInOrder("BoundaryEvent_DecisionOverdue", "Task_InviteDeputy", "EndEvent_DeputyInvited")
                    .isWaitingAtExactly("Task_DecideException");
            assertThat(trip.offeredTo("Task_DecideException")).containsExactlyInAnyOrder("head-teacher", "deputy-head");
            assertThat(trip.shown("Task_DecideException", "mark")).isEqualTo("Overdue");
            assertThat(trip.exception().isStandInInvited()).isTrue();

            school.itIs("2027-05-11T09:00");
            trip.completes("deputy", "Task_DecideException", APPROVAL);

            assertThat(trip.instance()).isWaitingAtExactly("IntermediateEvent_DepartureReached");
            assertThat(onlyDecision(trip).role()).isEqualTo(Role.DEPUTY_HEAD);
            assertThat(onlyDecision(trip).onBehalfOf()).contains(Role.HEAD_TEACHER);
            assertThat(onlyDecision(trip).decidedBy()).isEqualTo("deputy");
        }

        @Test
        void theDeputyDecidesAlsoWhereTheHeadHadTakenTheTask() {
            Trip trip = asked();
            school.claims("head", trip.task("Task_DecideException"));
            trip.fires("BoundaryEvent_DecisionOverdue", DECISION_DUE);

            trip.completes("deputy", "Task_DecideException", APPROVAL);

            assertThat(onlyDecision(trip).decidedBy()).isEqualTo("deputy");
        }

        @Test
        void theHeadDecidesAlsoAfterTheDeputyJoined() {
            Trip trip = asked();
            trip.fires("BoundaryEvent_DecisionOverdue", DECISION_DUE);

            trip.completes("head", "Task_DecideException", REFUSAL);

            assertThat(onlyDecision(trip).role()).isEqualTo(Role.HEAD_TEACHER);
            assertThat(onlyDecision(trip).onBehalfOf()).isEmpty();
        }

        @Test
        void beforeTheDueDateTheDeputyCannotDecide() {
            Trip trip = asked();

            assertThatThrownBy(() -> trip.completes("deputy", "Task_DecideException", APPROVAL))
                    .isInstanceOf(AuthorizationException.class);
            assertThatThrownBy(() -> school.exceptions().decide(trip.id(), "deputy", "approve", "", ""))
                    .isInstanceOf(NotAllowedException.class);

            assertThat(trip.state()).isEqualTo(State.AWAITING_DECISION);
            assertThat(trip.decisions()).isEmpty();
        }

        @Test
        void anUndecidedRequestLapsesAtDeparture() {
            Trip trip = asked();

            trip.fires("BoundaryEvent_DepartureUndecided", DEPARTURE);

            assertThat(trip.instance())
                    .hasPassedInOrder(
                            "BoundaryEvent_DepartureUndecided", "Task_RecordLapse", "EndEvent_ExceptionLapsed")
                    .hasNotPassed("IntermediateEvent_DepartureReached");
            assertThat(trip.passed()).doesNotContain("Task_DecideException");
            assertNothingIsLeft(trip);
            assertThat(trip.state()).isEqualTo(State.LAPSED);
            assertThat(trip.decisions()).isEmpty();
        }

        @Test
        void fromDepartureOnNobodyApprovesEvenWhereTheTimerIsLate() {
            Trip trip = asked();
            school.itIs(DEPARTURE);

            assertThatThrownBy(() -> trip.completes("head", "Task_DecideException", APPROVAL))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("lapses");

            assertThat(trip.instance()).isWaitingAtExactly("Task_DecideException");
            assertThat(trip.decisions()).isEmpty();
        }

        @Test
        void theChairOfGovernorsDecidesTheHeadsOwnRequestAndNobodyJoins() {
            Trip trip = askedBy("head");
            assertThat(trip.offeredTo("Task_DecideException")).containsExactly("chair-of-governors");
            assertThatThrownBy(() -> trip.completes("head", "Task_DecideException", APPROVAL))
                    .isInstanceOf(AuthorizationException.class);

            trip.fires("BoundaryEvent_DecisionOverdue", DECISION_DUE);
            assertThat(trip.offeredTo("Task_DecideException")).containsExactly("chair-of-governors");
            assertThat(trip.shown("Task_DecideException", "mark")).isEqualTo("Overdue");
            assertThat(trip.story()).endsWith(EventType.DECISION_OVERDUE);

            trip.completes("chair", "Task_DecideException", APPROVAL);
            assertThat(onlyDecision(trip).role()).isEqualTo(Role.CHAIR_OF_GOVERNORS);
            assertThat(onlyDecision(trip).requestedBy()).isEqualTo("head");
        }

        @Test
        void theChairJoinsForTheDeputysOwnRequest() {
            Trip trip = askedBy("deputy");
            assertThat(trip.offeredTo("Task_DecideException")).containsExactly("head-teacher");

            trip.fires("BoundaryEvent_DecisionOverdue", DECISION_DUE);
            assertThat(trip.offeredTo("Task_DecideException"))
                    .containsExactlyInAnyOrder("head-teacher", "chair-of-governors");
            assertThatThrownBy(() -> trip.completes("deputy", "Task_DecideException", APPROVAL))
                    .isInstanceOf(AuthorizationException.class);

            trip.completes("chair", "Task_DecideException", APPROVAL);
            assertThat(onlyDecision(trip).role()).isEqualTo(Role.CHAIR_OF_GOVERNORS);
            assertThat(onlyDecision(trip).onBehalfOf()).contains(Role.HEAD_TEACHER);
        }

        @Test
        void lessThanOneSchoolDayBeforeDepartureIsUrgentAndTheDeputyJoinsAtOnce() {
            Trip trip = school.asks("teacher", form(Map.of("departsAt", "2027-05-06T09:00")));

            assertThat(trip.task("Task_DecideException").getPriority()).isEqualTo(80);
            assertThat(trip.shown("Task_DecideException", "mark")).isEqualTo("Urgent");
            assertThat(trip.fact("Task_DecideException", "dueNote")).startsWith("Urgent: less than one school day");
            assertThat(trip.task("Task_DecideException")).hasDueDate(School.date(NOW));
            trip.fires("BoundaryEvent_DecisionOverdue", NOW);
            assertThat(trip.offeredTo("Task_DecideException")).contains("deputy-head");
        }

        @Test
        void aTaskThatBecomesUrgentLaterIsPutAheadOfTheOthers() {
            Trip trip = school.asks("teacher", form(Map.of("departsAt", "2027-05-07T09:00")));
            assertThat(trip.task("Task_DecideException").getPriority()).isEqualTo(50);

            trip.fires("BoundaryEvent_DecisionOverdue", "2027-05-06T09:00");
            trip.fires("BoundaryEvent_DecisionReminder", DECISION_REMINDER);

            assertThat(trip.shown("Task_DecideException", "mark")).isEqualTo("Urgent");
            assertThat(trip.task("Task_DecideException").getPriority()).isEqualTo(80);
        }

        @Test
        void whereTheSchoolCalendarEndsTooSoonThereIsNoDueDateAndNothingIsForgottenAllTheSame() {
            school.itIs("2028-07-21T10:00");
            Trip trip = school.asks(
                    "teacher", form(Map.of("departsAt", "2028-09-12T09:00", "returnsAt", "2028-09-14T17:00")));
            assertThat(trip.task("Task_DecideException").getDueDate()).isNull();
            assertThat(trip.fact("Task_DecideException", "dueNote")).startsWith("No due date: the school calendar");
            assertThat(trip.fact("Task_DecideException", "schoolDays")).contains("beyond the school calendar");

            trip.fires("BoundaryEvent_DecisionReminder", "2028-07-24T10:00");
            trip.fires("BoundaryEvent_DecisionOverdue", "2028-07-28T10:00");
            trip.completes("deputy", "Task_DecideException", APPROVAL);
            assertThat(onlyDecision(trip).dueAt()).isEmpty();

            trip.fires("IntermediateEvent_DepartureReached", "2028-09-12T09:00");
            trip.fires("IntermediateEvent_ReturnReached", "2028-09-14T17:00");
            assertThat(trip.task("Task_CloseException").getDueDate()).isNull();
            trip.fires("BoundaryEvent_ClosureReminder", "2028-09-21T17:00");
            trip.fires("BoundaryEvent_ClosureLate", "2028-09-28T17:00");
            assertThat(trip.closing()).isWaitingAt("Task_CloseException", "Task_FollowUpClosure");
        }
    }

    @Nested
    class AskingForMoreInformation {

        @Test
        void theRequesterAnswersAndTheEarlierDecisionIsCleared() {
            Trip trip = asked();

            trip.completes("head", "Task_DecideException", QUESTION);
            assertThat(trip.instance()).isWaitingAtExactly("Task_AnswerQuestion");
            assertThat(trip.task("Task_AnswerQuestion")).isAssignedTo("teacher");
            assertThat(trip.fact("Task_AnswerQuestion", "question")).isEqualTo("Who else has a phone?");
            assertThat(trip.shown("Task_AnswerQuestion", "tripName")).isEqualTo("Year 6 at the lake");
            assertThat(trip.variable("decision")).isEqualTo("more-information");
            assertThat(trip.state()).isEqualTo(State.AWAITING_ANSWER);

            school.itIs("2027-05-06T10:00");
            trip.completes("teacher", "Task_AnswerQuestion", trip.answer(Map.of("answer", "The assistant has one.")));
            assertThat(trip.instance())
                    .hasPassedInOrder("Task_DecideException", "Task_AnswerQuestion")
                    .isWaitingAtExactly("Task_DecideException");
            assertThat(trip.state()).isEqualTo(State.AWAITING_DECISION);
            assertThat(trip.exception().ruling()).isEmpty();
            assertThat(trip.variable("decision")).isNull();
            assertThat(trip.fact("Task_DecideException", "exchange"))
                    .contains("asked: Who else has a phone?")
                    .contains("answered: The assistant has one.");
            assertThat(trip.task("Task_DecideException")).hasDueDate(School.date("2027-05-11T16:00"));

            trip.completes("head", "Task_DecideException", APPROVAL);
            assertThat(trip.decisions()).extracting(Decision::outcome).containsExactly("more-information", "approve");
            assertThat(trip.decisions().get(1).askedAt()).isEqualTo(School.instant("2027-05-06T10:00"));
        }

        @Test
        void askedTwiceTheTimersFollowTheAmendedDates() {
            Trip trip = asked();
            trip.completes("head", "Task_DecideException", QUESTION);
            trip.completes(
                    "teacher",
                    "Task_AnswerQuestion",
                    trip.answer(Map.of(
                            "answer", "We leave two days earlier.",
                            "departsAt", "2027-05-17T08:00")));
            assertThat(trip.waitsAt("BoundaryEvent_DepartureUndecided")).isEqualTo("2027-05-17T08:00");
            assertThat(trip.shown("Task_DecideException", "departure")).isEqualTo(School.date("2027-05-17T08:00"));

            trip.completes("head", "Task_DecideException", QUESTION);
            assertThat(trip.waitsAt("BoundaryEvent_DepartureUnanswered")).isEqualTo("2027-05-17T08:00");
            trip.completes(
                    "teacher",
                    "Task_AnswerQuestion",
                    trip.answer(Map.of(
                            "answer", "The coach was put off by a month.",
                            "departsAt", "2027-06-21T09:00",
                            "returnsAt", "2027-06-23T17:00")));

            assertThat(trip.waiting())
                    .containsExactlyInAnyOrder(
                            "BoundaryEvent_DecisionReminder",
                            "BoundaryEvent_DecisionOverdue",
                            "BoundaryEvent_DepartureUndecided");
            assertThat(trip.story())
                    .containsExactly(
                            EventType.REQUESTED,
                            EventType.MORE_INFORMATION_ASKED,
                            EventType.ANSWERED,
                            EventType.AMENDED,
                            EventType.MORE_INFORMATION_ASKED,
                            EventType.ANSWERED,
                            EventType.AMENDED);
            trip.completes("head", "Task_DecideException", APPROVAL);
            trip.fires("IntermediateEvent_DepartureReached", "2027-06-21T09:00");
            assertThat(trip.waitsAt("IntermediateEvent_ReturnReached")).isEqualTo("2027-06-23T17:00");
        }

        @Test
        void anAmendedRequestLapsesAtItsNewDeparture() {
            Trip trip = asked();
            trip.completes("head", "Task_DecideException", QUESTION);
            trip.completes(
                    "teacher",
                    "Task_AnswerQuestion",
                    trip.answer(Map.of("answer", "A day later.", "departsAt", "2027-05-20T09:00")));

            trip.fires("BoundaryEvent_DepartureUndecided", "2027-05-20T09:00");

            assertThat(trip.instance()).hasPassed("EndEvent_ExceptionLapsed");
            assertNothingIsLeft(trip);
        }

        @Test
        void theDeputyJoinsAnewInEachRound() {
            Trip trip = asked();
            trip.fires("BoundaryEvent_DecisionOverdue", DECISION_DUE);
            trip.completes("deputy", "Task_DecideException", QUESTION);
            trip.completes("teacher", "Task_AnswerQuestion", trip.answer(Map.of("answer", "The assistant has one.")));

            assertThat(trip.offeredTo("Task_DecideException")).containsExactly("head-teacher");
            trip.fires("BoundaryEvent_DecisionOverdue", "2027-05-13T16:00");
            assertThat(trip.offeredTo("Task_DecideException")).contains("deputy-head");
        }

        @Test
        void theRequesterIsRemindedAfterOneSchoolDayAndTheTaskIsMarked() {
            Trip trip = asked();
            trip.completes("head", "Task_DecideException", QUESTION);

            trip.fires("BoundaryEvent_AnswerReminder", DECISION_REMINDER);

            assertThat(trip.instance())
                    .hasPassedInOrder(
                            "BoundaryEvent_AnswerReminder", "Task_RemindRequester", "EndEvent_RequesterReminded")
                    .isWaitingAtExactly("Task_AnswerQuestion");
            assertThat(trip.shown("Task_AnswerQuestion", "mark")).isEqualTo("Reminded");
            assertThat(trip.story()).endsWith(EventType.REQUESTER_REMINDED);
        }

        @Test
        void anAnswerIsDueWhileThereIsASchoolDayLeftToDecideAndNeverBeforeItsQuestion() {
            Trip trip = asked();
            trip.completes("head", "Task_DecideException", QUESTION);
            assertThat(trip.task("Task_AnswerQuestion")).hasDueDate(School.date("2027-05-18T09:00"));

            Trip urgent = school.asks("assistant", form(Map.of("departsAt", "2027-05-06T09:00")));
            urgent.completes("head", "Task_DecideException", QUESTION);
            assertThat(urgent.task("Task_AnswerQuestion")).hasDueDate(School.date(NOW));
        }

        @Test
        void anUnansweredRequestLapsesAtDeparture() {
            Trip trip = asked();
            trip.completes("head", "Task_DecideException", QUESTION);

            trip.fires("BoundaryEvent_DepartureUnanswered", DEPARTURE);

            assertThat(trip.instance())
                    .hasPassedInOrder(
                            "BoundaryEvent_DepartureUnanswered", "Task_RecordLapse", "EndEvent_ExceptionLapsed");
            assertNothingIsLeft(trip);
            assertThat(trip.state()).isEqualTo(State.LAPSED);
        }

        @Test
        void theRequesterMayWithdrawInsteadOfAnswering() {
            Trip trip = asked();
            trip.completes("head", "Task_DecideException", QUESTION);

            trip.completes("teacher", "Task_AnswerQuestion", trip.answer(Map.of("withdraw", true)));

            assertThat(trip.instance()).hasPassed("EndEvent_RequestWithdrawn");
            assertNothingIsLeft(trip);
            assertThat(trip.state()).isEqualTo(State.WITHDRAWN);
            assertThat(trip.story()).endsWith(EventType.WITHDRAWN);
        }
    }

    @Nested
    class EndingEarly {

        @Test
        void aRequestWithdrawnBeforeItsDecisionTakesTheTaskAway() {
            Trip trip = asked();

            school.exceptions().withdraw(trip.id(), "teacher");

            assertThat(trip.instance())
                    .hasPassedInOrder("StartEvent_ExceptionWithdrawn", "EndEvent_ExceptionWithdrawn")
                    .hasNotPassed("CallActivity_ClosureAfterWithdrawal");
            assertThat(trip.passed()).doesNotContain("Task_DecideException");
            assertNothingIsLeft(trip);
            assertThat(trip.state()).isEqualTo(State.WITHDRAWN);
            assertThat(trip.closure()).isEqualTo(Closure.NOT_NEEDED);
        }

        @Test
        void aRequestIsWithdrawnFromThePageWhileAQuestionIsOpen() {
            Trip trip = asked();
            trip.completes("head", "Task_DecideException", QUESTION);

            school.exceptions().withdraw(trip.id(), "teacher");

            assertThat(trip.instance()).hasPassed("EndEvent_ExceptionWithdrawn");
            assertNothingIsLeft(trip);
        }

        @Test
        void anApprovalWithdrawnBeforeDepartureNeverComesIntoForce() {
            Trip trip = approved();

            school.exceptions().withdraw(trip.id(), "teacher");

            assertThat(trip.instance()).hasPassed("EndEvent_ExceptionWithdrawn").hasNotPassed("Task_ActivateException");
            assertNothingIsLeft(trip);
            assertThat(trip.closure()).isEqualTo(Closure.NOT_NEEDED);
        }

        @Test
        void whatIsWithdrawnWhileInUseHasToBeClosed() {
            Trip trip = inUse();
            school.itIs("2027-05-20T12:00");

            school.exceptions().withdraw(trip.id(), "teacher");
            ProcessInstance closing = trip.closing();
            assertThat(trip.instance())
                    .isWaitingAtExactly("SubProcess_Withdrawal", "CallActivity_ClosureAfterWithdrawal");
            assertThat(closing).isWaitingAtExactly("Task_CloseException");
            assertThat(trip.state()).isEqualTo(State.WITHDRAWN);
            assertThat(trip.closure()).isEqualTo(Closure.DUE);
            assertThat(trip.waiting())
                    .containsExactlyInAnyOrder("BoundaryEvent_ClosureReminder", "BoundaryEvent_ClosureLate");
            assertThat(trip.waitsAt("BoundaryEvent_ClosureReminder")).isEqualTo("2027-05-24T16:00");

            trip.completes("teacher", "Task_CloseException", NO_CONTACT);
            assertThat(closing).isEnded();
            assertThat(trip.instance())
                    .hasPassedInOrder("CallActivity_ClosureAfterWithdrawal", "EndEvent_ExceptionWithdrawn");
            assertNothingIsLeft(trip);
            assertThat(trip.state()).isEqualTo(State.WITHDRAWN);
            assertThat(trip.closure()).isEqualTo(Closure.DONE);
        }

        @Test
        void whatIsWithdrawnAfterDepartureHasToBeClosedAlsoWhereTheTimerIsLate() {
            Trip trip = approved();
            school.itIs("2027-05-19T09:05");

            school.exceptions().withdraw(trip.id(), "teacher");

            assertThat(trip.instance())
                    .isWaitingAtExactly("SubProcess_Withdrawal", "CallActivity_ClosureAfterWithdrawal");
            assertThat(trip.closure()).isEqualTo(Closure.DUE);
        }

        @Test
        void anApprovalRevokedBeforeDepartureNeverComesIntoForce() {
            Trip trip = approved();

            school.exceptions().revoke(trip.id(), "deputy", "The venue has a landline.");

            assertThat(trip.instance())
                    .hasPassedInOrder("StartEvent_ExceptionRevoked", "EndEvent_ExceptionRevoked")
                    .hasNotPassed("CallActivity_ClosureAfterRevocation", "Task_ActivateException");
            assertNothingIsLeft(trip);
            assertThat(trip.state()).isEqualTo(State.REVOKED);
            assertThat(trip.decisions()).extracting(Decision::outcome).containsExactly("approve", "revoke");
            assertThat(trip.decisions().get(1).role()).isEqualTo(Role.DEPUTY_HEAD);
            assertThat(trip.decisions().get(1).reason()).isEqualTo("The venue has a landline.");
        }

        @Test
        void whatIsRevokedWhileInUseHasToBeClosedAndContactIsChecked() {
            Trip trip = inUse();

            school.exceptions().revoke(trip.id(), "head", "A photograph was shared.");
            ProcessInstance closing = trip.closing();
            assertThat(trip.instance())
                    .isWaitingAtExactly("SubProcess_Revocation", "CallActivity_ClosureAfterRevocation");
            assertThat(trip.state()).isEqualTo(State.REVOKED);

            trip.completes("teacher", "Task_CloseException", CONTACT);
            assertThat(closing).isWaitingAtExactly("Task_CheckClosure");
            assertThat(trip.closure()).isEqualTo(Closure.TO_CHECK);

            trip.completes("head", "Task_CheckClosure", Map.of("closureConfirmed", true, "note", ""));
            assertThat(closing).isEnded();
            assertThat(trip.instance())
                    .hasPassedInOrder("CallActivity_ClosureAfterRevocation", "EndEvent_ExceptionRevoked");
            assertNothingIsLeft(trip);
            assertThat(trip.state()).isEqualTo(State.REVOKED);
            assertThat(trip.closure()).isEqualTo(Closure.DONE);
            assertThat(trip.decisions())
                    .extracting(Decision::outcome)
                    .containsExactly("approve", "revoke", "closure-checked");
        }

        @Test
        void theChairRevokesWhatTheHeadWasAllowed() {
            Trip trip = askedBy("head");
            trip.completes("chair", "Task_DecideException", APPROVAL);
            assertThatThrownBy(() -> school.exceptions().revoke(trip.id(), "deputy", "Not any more."))
                    .isInstanceOf(NotAllowedException.class);

            school.exceptions().revoke(trip.id(), "chair", "Not any more.");

            assertThat(trip.instance()).hasPassed("EndEvent_ExceptionRevoked");
            assertNothingIsLeft(trip);
        }

        @Test
        void afterTheReturnThereIsNothingToWithdrawOrRevoke() {
            Trip trip = returned();

            assertThatThrownBy(() -> school.exceptions().withdraw(trip.id(), "teacher"))
                    .isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> school.exceptions().revoke(trip.id(), "head", "Too late."))
                    .isInstanceOf(RefusedException.class);

            assertThat(trip.closing()).isWaitingAtExactly("Task_CloseException");
            assertThat(trip.state()).isEqualTo(State.RETURNED);
        }
    }

    @Nested
    class ClosingTheUse {

        @Test
        void contactThatWasMadeIsCheckedByTheHead() {
            Trip trip = returned();
            ProcessInstance closing = trip.closing();
            school.itIs("2027-05-24T10:00");

            trip.completes("teacher", "Task_CloseException", CONTACT);
            assertThat(closing).isWaitingAtExactly("Task_CheckClosure");
            assertThat(trip.task("Task_CheckClosure")).hasCandidateGroup("head-teacher");
            assertThat(trip.fact("Task_CheckClosure", "contactLog"))
                    .isEqualTo("Rang the parents of one child about a lost coat.");
            assertThat(trip.closure()).isEqualTo(Closure.TO_CHECK);

            trip.completes("head", "Task_CheckClosure", Map.of("closureConfirmed", true, "note", "Spoken about."));
            assertThat(closing)
                    .isEnded()
                    .hasPassedInOrder("Task_CloseException", "Task_CheckClosure", "EndEvent_UseClosed");
            assertThat(trip.instance()).hasPassed("EndEvent_ExceptionClosed");
            assertNothingIsLeft(trip);
            assertThat(trip.state()).isEqualTo(State.CLOSED);
            assertThat(trip.decisions()).extracting(Decision::outcome).containsExactly("approve", "closure-checked");
            assertThat(trip.decisions().get(1).reason()).isEqualTo("Spoken about.");
        }

        @Test
        void theRequesterIsRemindedWhenTheClosureIsDueAndTheTaskIsMarked() {
            Trip trip = returned();

            trip.fires("BoundaryEvent_ClosureReminder", CLOSURE_DUE);

            assertThat(trip.closing())
                    .hasPassedInOrder(
                            "BoundaryEvent_ClosureReminder", "Task_RemindOfClosure", "EndEvent_RequesterReminded")
                    .isWaitingAtExactly("Task_CloseException");
            assertThat(trip.shown("Task_CloseException", "mark")).isEqualTo("Overdue");
            assertThat(trip.story()).endsWith(EventType.CLOSURE_REMINDED);
        }

        @Test
        void theHeadFollowsUpALateClosureWhichStaysDue() {
            Trip trip = returned();
            trip.fires("BoundaryEvent_ClosureLate", CLOSURE_LATE);
            ProcessInstance closing = trip.closing();
            assertThat(closing).isWaitingAtExactly("Task_CloseException", "Task_FollowUpClosure");
            assertThat(trip.task("Task_FollowUpClosure")).hasCandidateGroup("head-teacher");

            trip.completes("head", "Task_FollowUpClosure", Map.of("note", "Promised for Monday."));
            assertThat(closing).hasPassed("EndEvent_ClosureFollowedUp").isWaitingAtExactly("Task_CloseException");
            assertThat(trip.closure()).isEqualTo(Closure.DUE);
            assertThat(trip.story()).endsWith(EventType.CLOSURE_FOLLOWED_UP);

            trip.completes("teacher", "Task_CloseException", NO_CONTACT);
            assertNothingIsLeft(trip);
            assertThat(trip.state()).isEqualTo(State.CLOSED);
        }

        @Test
        void theFollowUpGoesAwayWhenTheUseIsClosed() {
            Trip trip = returned();
            trip.fires("BoundaryEvent_ClosureLate", CLOSURE_LATE);
            ProcessInstance closing = trip.closing();

            trip.completes("teacher", "Task_CloseException", NO_CONTACT);

            assertThat(closing).isEnded().hasNotPassed("EndEvent_ClosureFollowedUp");
            assertThat(trip.passed()).doesNotContain("Task_FollowUpClosure");
            assertThat(trip.instance()).hasPassed("EndEvent_ExceptionClosed");
            assertNothingIsLeft(trip);
            assertThat(trip.state()).isEqualTo(State.CLOSED);
        }

        @Test
        void aLateClosureWithContactIsFollowedUpAndCheckedInAnyOrder() {
            Trip trip = returned();
            trip.fires("BoundaryEvent_ClosureLate", CLOSURE_LATE);
            trip.completes("teacher", "Task_CloseException", CONTACT);
            assertThat(trip.closing()).isWaitingAtExactly("Task_CheckClosure", "Task_FollowUpClosure");

            trip.completes("head", "Task_FollowUpClosure", Map.of("note", "Came in late, explained."));
            assertThat(trip.closing()).isWaitingAtExactly("Task_CheckClosure");

            trip.completes("head", "Task_CheckClosure", Map.of("closureConfirmed", true));
            assertNothingIsLeft(trip);
            assertThat(trip.state()).isEqualTo(State.CLOSED);
        }

        @Test
        void theChairFollowsUpAndChecksForTheHead() {
            Trip trip = askedBy("head");
            trip.completes("chair", "Task_DecideException", APPROVAL);
            trip.fires("IntermediateEvent_DepartureReached", DEPARTURE);
            trip.fires("IntermediateEvent_ReturnReached", RETURN);
            trip.fires("BoundaryEvent_ClosureLate", CLOSURE_LATE);
            assertThat(trip.offeredTo("Task_FollowUpClosure")).containsExactly("chair-of-governors");
            assertThat(trip.task("Task_CloseException")).isAssignedTo("head");

            trip.completes("head", "Task_CloseException", CONTACT);
            assertThat(trip.offeredTo("Task_CheckClosure")).containsExactly("chair-of-governors");
            assertThatThrownBy(() -> trip.completes("head", "Task_CheckClosure", Map.of("closureConfirmed", true)))
                    .isInstanceOf(AuthorizationException.class);
            trip.completes("chair", "Task_CheckClosure", Map.of("closureConfirmed", true));

            assertNothingIsLeft(trip);
            assertThat(trip.state()).isEqualTo(State.CLOSED);
        }
    }

    @Nested
    class AskingTooLate {

        @Test
        void aTripThatHasBegunIsNotedAndNeverApproved() {
            Trip trip = school.asks("teacher", form(Map.of("departsAt", "2027-05-05T09:59")));
            assertThat(trip.instance()).isWaitingAtExactly("Task_NoteRetrospectiveUse");
            assertThat(trip.task("Task_NoteRetrospectiveUse"))
                    .hasCandidateGroup("head-teacher")
                    .hasDueDate(School.date(DECISION_DUE));
            assertThat(trip.state()).isEqualTo(State.RETROSPECTIVE);

            trip.completes("head", "Task_NoteRetrospectiveUse", Map.of("note", "Ask before the trip next time."));

            assertThat(trip.instance())
                    .hasPassedInOrder("Task_NoteRetrospectiveUse", "EndEvent_RetrospectiveUseNoted")
                    .hasNotPassed("Task_DecideException", "Task_ActivateException");
            assertNothingIsLeft(trip);
            assertThat(trip.state()).isEqualTo(State.RETROSPECTIVE_NOTED);
            assertThat(trip.exception().ruling()).isEmpty();
            assertThat(onlyDecision(trip).outcome()).isEqualTo("retrospective-noted");
        }

        @Test
        void theChairNotesTheHeadsOwnUse() {
            Trip trip = school.asks("head", form(Map.of("departsAt", NOW)));
            assertThat(trip.offeredTo("Task_NoteRetrospectiveUse")).containsExactly("chair-of-governors");

            trip.completes("chair", "Task_NoteRetrospectiveUse", Map.of("note", "Noted."));

            assertThat(onlyDecision(trip).role()).isEqualTo(Role.CHAIR_OF_GOVERNORS);
        }
    }

    @Nested
    class FiringTimersInTests {

        @Test
        void aTimerThatIsNotThereOrNotYetDueFailsTheTest() {
            Trip trip = asked();

            assertThatThrownBy(() -> trip.fires("IntermediateEvent_DepartureReached", DEPARTURE))
                    .isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> trip.fires("BoundaryEvent_DecisionReminder", NOW))
                    .isInstanceOf(AssertionError.class);

            assertThat(trip.state()).isEqualTo(State.AWAITING_DECISION);
        }
    }
}
