package org.schoolapprovals.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The third net, alone: no list of allowed calls, no rights of the engine, and everything the engine can do with tokens and
 * variables. What our own tables say was decided, by whom, does not move.
 */
@SecurityTestWithoutAuthorizations
class ForgeryTest {

    private static final List<String> ACTIVITIES = List.of(
            "Task_DecideException",
            "Gateway_Decision",
            "IntermediateEvent_DepartureReached",
            "Task_ActivateException",
            "IntermediateEvent_ReturnReached",
            "Task_EndUse",
            "CallActivity_Closure",
            "Task_AnswerQuestion",
            "Task_RecordLapse",
            "Task_NoteRetrospectiveUse",
            "Task_InviteDeputy");

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private JdbcClient jdbc;

    private ProcessInstance request;

    /** The teacher has asked; the teacher now tries everything. */
    @BeforeEach
    void ask() {
        actAs("teacher", Role.STAFF);
        request = engine.getRuntimeService().startProcessInstanceByKey(Trips.PROCESS, Trips.variables());
    }

    @AfterEach
    void stop() {
        ClockUtil.reset();
        engine.getIdentityService().clearAuthentication();
        jobsOfAll().forEach(job -> engine.getManagementService().deleteJob(job.getId()));
    }

    @TestFactory
    Stream<DynamicTest> nothing_comes_of_starting_in_the_middle() {
        String id = businessKey();
        return ACTIVITIES.stream()
                .flatMap(activity -> Stream.of("before", "after")
                        .flatMap(where -> Stream.of("", id)
                                .map(key -> DynamicTest.dynamicTest(
                                        where + " " + activity + (key.isEmpty() ? "" : " of a request"), () -> {
                                            tryTo(() -> {
                                                var start = engine.getRuntimeService()
                                                        .createProcessInstanceByKey(Trips.PROCESS)
                                                        .businessKey(key.isEmpty() ? null : key)
                                                        .setVariables(forgedFacts());
                                                if (where.equals("before")) {
                                                    start.startBeforeActivity(activity)
                                                            .execute();
                                                } else {
                                                    start.startAfterActivity(activity)
                                                            .execute();
                                                }
                                            });
                                            assertThatNothingIsInForce();
                                        }))));
    }

    @TestFactory
    Stream<DynamicTest> nothing_comes_of_moving_the_token() {
        return ACTIVITIES.stream()
                .flatMap(activity -> Stream.of("before", "after")
                        .map(where -> DynamicTest.dynamicTest(where + " " + activity, () -> {
                            tryTo(() -> {
                                var modification =
                                        engine.getRuntimeService().createProcessInstanceModification(request.getId());
                                if (where.equals("before")) {
                                    modification
                                            .startBeforeActivity(activity)
                                            .setVariables(forgedFacts())
                                            .execute();
                                } else {
                                    modification
                                            .startAfterActivity(activity)
                                            .setVariables(forgedFacts())
                                            .execute();
                                }
                            });
                            assertThatNothingIsInForce();
                        })));
    }

    /** Everything else that the engine offers for changing what happens next. */
    private Map<String, Runnable> levers() {
        String instance = request.getId();
        Map<String, Runnable> levers = new LinkedHashMap<>();
        levers.put("variables", () -> engine.getRuntimeService().setVariables(instance, forgedFacts()));
        levers.put("variables of the task", () -> engine.getTaskService().setVariablesLocal(decision(), forgedFacts()));
        levers.put("complete", () -> engine.getTaskService().complete(decision(), Map.of("decision", "approve")));
        levers.put("submit", this::approve);
        levers.put("claim and complete", () -> {
            engine.getTaskService().claim(decision(), "teacher");
            engine.getTaskService().complete(decision(), Map.of("decision", "approve"));
        });
        levers.put("delegate and resolve", () -> {
            engine.getTaskService().delegateTask(decision(), "teacher");
            engine.getTaskService().resolveTask(decision(), Map.of("decision", "approve"));
        });
        levers.put("offer to all staff and complete", () -> {
            engine.getTaskService().addCandidateGroup(decision(), Role.STAFF.groupId());
            engine.getTaskService().complete(decision(), Map.of("decision", "approve"));
        });
        levers.put(
                "revocation",
                () -> engine.getRuntimeService()
                        .createMessageCorrelation("Msg_ExceptionRevoked")
                        .processInstanceId(instance)
                        .setVariable("inUse", true)
                        .correlate());
        levers.put(
                "withdrawal",
                () -> engine.getRuntimeService()
                        .createMessageCorrelation("Msg_ExceptionWithdrawn")
                        .processInstanceId(instance)
                        .setVariable("inUse", true)
                        .correlate());
        levers.put(
                "BPMN error", () -> engine.getTaskService().handleBpmnError(decision(), "any", "any", forgedFacts()));
        levers.put("escalation", () -> engine.getTaskService().handleEscalation(decision(), "any", forgedFacts()));
        levers.put(
                "signal",
                () -> engine.getRuntimeService()
                        .createSignalEvent("any")
                        .setVariables(forgedFacts())
                        .send());
        levers.put("trigger", () -> engine.getRuntimeService().signal(instance, forgedFacts()));
        levers.put(
                "conditions",
                () -> engine.getRuntimeService()
                        .createConditionEvaluation()
                        .setVariables(forgedFacts())
                        .evaluateStartConditions());
        levers.put("restart", () -> {
            engine.getRuntimeService().deleteProcessInstance(instance, "again");
            engine.getRuntimeService()
                    .restartProcessInstances(request.getProcessDefinitionId())
                    .startAfterActivity("Task_DecideException")
                    .processInstanceIds(instance)
                    .execute();
        });
        levers.put(
                "another business key",
                () -> engine.getRuntimeService()
                        .createProcessInstanceByKey("personal-device-closure")
                        .businessKey(businessKey())
                        .setVariables(forgedFacts())
                        .execute());
        return levers;
    }

    @TestFactory
    Stream<DynamicTest> nothing_comes_of() {
        return levers().entrySet().stream()
                .map(lever -> DynamicTest.dynamicTest(lever.getKey(), () -> {
                    stop();
                    ask();
                    tryTo(levers().get(lever.getKey()));
                    assertThatNothingIsInForce();
                }));
    }

    @Test
    void a_token_that_waits_where_only_approved_requests_wait_activates_nothing_when_the_trip_begins() {
        engine.getRuntimeService()
                .createProcessInstanceModification(request.getId())
                .startAfterActivity("Task_DecideException")
                .setVariables(forgedFacts())
                .execute();
        engine.getRuntimeService().setVariables(request.getId(), forgedFacts());
        assertThat(engine.getRuntimeService().getActiveActivityIds(request.getId()))
                .contains("IntermediateEvent_DepartureReached");
        ClockUtil.setCurrentTime(new Date(ClockUtil.getCurrentTime().getTime() + 61L * 24 * 60 * 60 * 1000));

        jobsOfAll().forEach(job -> tryTo(() -> engine.getManagementService().executeJob(job.getId())));

        assertThatNothingIsInForce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"teacher", "assistant", "deputy", "office", "governor", "chair", "admin", "nobody-at-all"})
    void nobody_but_the_head_decides(String person) {
        actAs(person);

        assertThatThrownBy(this::approve).isInstanceOf(NotAllowedException.class);
        assertThatNothingIsInForce();
    }

    @Test
    void groups_that_somebody_claims_to_be_in_make_no_head_of_them() {
        actAs("teacher", Role.HEAD_TEACHER);

        assertThatThrownBy(this::approve).isInstanceOf(NotAllowedException.class);
    }

    @Test
    void the_head_does_not_decide_their_own_request() {
        actAs("head", Role.HEAD_TEACHER, Role.STAFF);
        request = engine.getRuntimeService().startProcessInstanceByKey(Trips.PROCESS, Trips.variables());

        assertThatThrownBy(this::approve)
                .isInstanceOf(NotAllowedException.class)
                .hasMessage("Nobody decides their own request: somebody else has to.");
        engine.getRuntimeService().setVariable(request.getId(), "deciders", Role.HEAD_TEACHER.groupId());
        engine.getRuntimeService().setVariable(request.getId(), "requester", "teacher");
        assertThatThrownBy(this::approve).isInstanceOf(NotAllowedException.class);
        assertThatNothingIsInForce();
    }

    @Test
    void whoever_is_not_signed_in_decides_nothing() {
        engine.getIdentityService().clearAuthentication();

        assertThatThrownBy(this::approve)
                .isInstanceOf(NotAllowedException.class)
                .hasMessage("Please sign in first.");
    }

    @Test
    void a_task_is_taken_only_by_those_it_is_offered_to_and_only_for_themselves() {
        assertThatThrownBy(() -> engine.getTaskService().claim(decision(), "teacher"))
                .isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> engine.getTaskService().setAssignee(decision(), "head"))
                .isInstanceOf(NotAllowedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"APPROVED", "ACTIVE", "RETURNED", "CLOSED", "REVOKED"})
    void the_database_puts_nothing_in_force_that_was_not_approved(String state) {
        assertThatThrownBy(() -> jdbc.sql("update approvals.device_exception set state = :state where id = :id::uuid")
                        .param("state", state)
                        .param("id", businessKey())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void the_database_takes_no_decision_by_whoever_asked() {
        for (String decidedBy : List.of("teacher", "Teacher")) {
            assertThatThrownBy(() -> decide(decidedBy))
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("nobody_decides_their_own_request");
        }
    }

    @Test
    void the_database_takes_no_ruling_by_whoever_asked() {
        assertThatThrownBy(() -> jdbc.sql("""
                                update approvals.device_exception
                                set state = 'APPROVED', ruling_outcome = 'approve', ruling_conditions = '', ruling_reason = '',
                                    ruling_by = 'TEACHER', ruling_role = 'head-teacher', ruling_at = now()
                                where id = :id::uuid
                                """).param("id", businessKey()).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("nobody_rules_on_their_own_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update approvals.decision set outcome = 'approve'",
                "delete from approvals.decision",
                "truncate approvals.decision cascade",
                "update approvals.device_exception set requester = 'assistant'",
                "update approvals.device_exception set deciders = 'chair-of-governors', stand_in = null",
                "update approvals.device_exception_event set text = ''"
            })
    void the_database_rewrites_nothing_that_was_recorded(String statement) {
        assertThatThrownBy(() -> jdbc.sql(statement).update()).isInstanceOf(UncategorizedDataAccessException.class);
    }

    private void approve() {
        engine.getFormService().submitTaskForm(decision(), Map.of("decision", "approve"));
    }

    private void decide(String decidedBy) {
        jdbc.sql("""
                        insert into approvals.decision (request_id, process, clause, outcome, reason, conditions, requested_by,
                            asked_at, decided_by, role, decided_at)
                        values (:id::uuid, 'personal-device-exception', 'P5', 'approve', '', '', 'teacher', now(), :decidedBy,
                            'head-teacher', now())
                        """).param("id", businessKey()).param("decidedBy", decidedBy).update();
    }

    private static Map<String, Object> forgedFacts() {
        return Map.of(
                "decision", "approve",
                "requester", "assistant",
                "deciders", Role.STAFF.groupId(),
                "retrospective", false,
                "withdrawn", false,
                "inUse", true,
                "contactMade", false);
    }

    /** Whether it fails or not is not the question here; what it leads to is. */
    private static void tryTo(Runnable attack) {
        try {
            attack.run();
        } catch (RuntimeException refused) {
            assertThat(refused).isNotNull();
        }
    }

    private void assertThatNothingIsInForce() {
        assertThat(jdbc.sql("select state from approvals.device_exception")
                        .query(String.class)
                        .set())
                .isNotEmpty()
                .isSubsetOf("AWAITING_DECISION", "LAPSED");
        assertThat(jdbc.sql("select count(*) from approvals.decision")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private String decision() {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(request.getId())
                .taskDefinitionKey("Task_DecideException")
                .list()
                .get(0)
                .getId();
    }

    private String businessKey() {
        return request.getBusinessKey();
    }

    private List<Job> jobsOfAll() {
        return asNobody(() -> engine.getManagementService()
                .createJobQuery()
                .processDefinitionKey(Trips.PROCESS)
                .list());
    }

    private <T> T asNobody(Supplier<T> question) {
        Authentication acting = engine.getIdentityService().getCurrentAuthentication();
        engine.getIdentityService().clearAuthentication();
        try {
            return question.get();
        } finally {
            engine.getIdentityService().setAuthentication(acting);
        }
    }

    private void actAs(String person, Role... roles) {
        engine.getIdentityService()
                .setAuthentication(person, Stream.of(roles).map(Role::groupId).toList());
    }
}
