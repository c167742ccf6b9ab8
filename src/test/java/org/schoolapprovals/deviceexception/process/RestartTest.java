package org.schoolapprovals.deviceexception.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.schoolapprovals.deviceexception.process.Trip.APPROVAL;
import static org.schoolapprovals.deviceexception.process.Trip.NO_CONTACT;
import static org.schoolapprovals.deviceexception.process.Trip.QUESTION;
import static org.schoolapprovals.deviceexception.process.Trip.REFUSAL;
import static org.schoolapprovals.deviceexception.process.Trip.form;

import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Incident;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.SchoolApprovalsApplication;
import org.schoolapprovals.database.TestDatabase;
import org.schoolapprovals.deviceexception.EventType;
import org.schoolapprovals.deviceexception.State;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Requests from before a restart, in an application whose timers fire by themselves. Only one test lets the clock pass the first
 * reminder of those requests, on 6 May at 16:00.
 */
class RestartTest {

    private static final String NOW = "2027-05-05T10:00";

    private static final TestDatabase DATABASE = TestDatabase.empty();

    private static ConfigurableApplicationContext application;
    private static School school;
    private static Trip approved;
    private static Trip undecided;
    private static Trip questioned;

    @BeforeAll
    static void anApplicationIsStartedUsedAndStartedAgain() {
        start();
        school.opensAt(NOW);
        approved = school.asks("teacher", form());
        approved.completes("head", "Task_DecideException", APPROVAL);
        undecided = school.asks("assistant", form());
        questioned = school.asks("deputy", form());
        questioned.completes("head", "Task_DecideException", QUESTION);
        application.close();
        start();
        school.opensAt(NOW);
        approved = approved.in(school);
        undecided = undecided.in(school);
        questioned = questioned.in(school);
    }

    private static void start() {
        application = new SpringApplicationBuilder(SchoolApprovalsApplication.class, School.class)
                .run(
                        "--spring.datasource.url=" + DATABASE.jdbcUrl(),
                        "--server.port=0",
                        "--camunda.bpm.job-execution.wait-time-in-millis=100",
                        "--camunda.bpm.job-execution.max-wait=100");
        school = application.getBean(School.class);
    }

    @AfterAll
    static void theApplicationEnds() {
        ClockUtil.reset();
        application.close();
    }

    @BeforeEach
    void itIsTheDayOfTheRequests() {
        school.itIs(NOW);
    }

    @Test
    void theSameModelsAndFormsAreNotDeployedAgain() {
        assertThat(school.engine()
                        .getRepositoryService()
                        .createDeploymentQuery()
                        .count())
                .isOne();
        assertThat(school.engine()
                        .getRepositoryService()
                        .createProcessDefinitionQuery()
                        .list())
                .hasSize(11)
                .allSatisfy(process -> assertThat(process.getVersion()).isOne());
    }

    @Test
    void requestsFromBeforeTheRestartGoOnAndTheirTimersFireByThemselves() {
        questioned.completes(
                "deputy", "Task_AnswerQuestion", questioned.answer(Map.of("answer", "The assistant has one.")));
        assertThat(questioned.instance()).isWaitingAtExactly("Task_DecideException");

        school.itIs("2027-05-06T16:00");
        await().untilAsserted(() -> assertThat(undecided.story()).contains(EventType.DECIDERS_REMINDED));
        school.itIs("2027-05-10T16:00");
        await().untilAsserted(() ->
                assertThat(undecided.offeredTo("Task_DecideException")).contains("deputy-head"));
        school.itIs("2027-05-19T09:00");
        await().untilAsserted(() -> assertThat(undecided.state()).isEqualTo(State.LAPSED));
        assertThat(undecided.instance()).isEnded();

        await().untilAsserted(() -> assertThat(approved.state()).isEqualTo(State.ACTIVE));
        school.itIs("2027-05-21T17:00");
        await().untilAsserted(() -> assertThat(approved.state()).isEqualTo(State.RETURNED));
        assertThat(approved.task("Task_CloseException")).isAssignedTo("teacher");
        approved.completes("teacher", "Task_CloseException", NO_CONTACT);
        assertThat(approved.instance()).isEnded();
        assertThat(approved.story())
                .containsExactly(
                        EventType.REQUESTED,
                        EventType.APPROVED,
                        EventType.ACTIVATED,
                        EventType.USE_ENDED,
                        EventType.CLOSURE_REPORTED,
                        EventType.CLOSED);
    }

    @Test
    void whereAllTimersOfARequestAreLateItLapsesAllTheSame() {
        school.itIs("2027-04-20T10:00");
        Trip late =
                school.asks("teacher", form(Map.of("departsAt", "2027-04-27T09:00", "returnsAt", "2027-04-28T09:00")));

        school.itIs("2027-04-27T09:01");

        await().untilAsserted(() -> assertThat(late.state()).isEqualTo(State.LAPSED));
        assertThat(late.instance()).isEnded();
    }

    @Test
    void aForgedTokenEndsAsAnIncidentAndPutsNothingInForce() {
        RuntimeService runtime = school.engine().getRuntimeService();
        school.itIs("2027-04-20T10:00");
        Trip refused =
                school.asks("teacher", form(Map.of("departsAt", "2027-04-27T09:00", "returnsAt", "2027-04-28T09:00")));
        refused.completes("head", "Task_DecideException", REFUSAL);
        String forged = runtime.createProcessInstanceByKey("personal-device-exception")
                .businessKey(refused.id().toString())
                .startAfterActivity("Task_DecideException")
                .setVariable("decision", "approve")
                .execute()
                .getId();

        school.itIs("2027-04-27T09:00");
        await().untilAsserted(() -> {
            ClockUtil.setCurrentTime(new Date(ClockUtil.getCurrentTime().getTime() + 60_000));
            assertThat(runtime.createIncidentQuery().processInstanceId(forged).list())
                    .singleElement()
                    .extracting(Incident::getActivityId)
                    .isEqualTo("IntermediateEvent_DepartureReached");
        });

        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.story()).containsExactly(EventType.REQUESTED, EventType.REFUSED);
        assertThat(runtime.createIncidentQuery()
                        .processInstanceId(forged)
                        .singleResult()
                        .getIncidentMessage())
                .contains("This cannot be begun now");
    }
}
