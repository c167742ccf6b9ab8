package org.schoolapprovals.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.schoolapprovals.roundup.RoundUpDesk.POST;
import static org.schoolapprovals.roundup.RoundUpDesk.REMOVE;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.roundup.RoundUp;
import org.schoolapprovals.roundup.RoundUpDesk;
import org.schoolapprovals.roundup.Takedown;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The third net of round-ups, alone: no list of allowed calls, no rights of the engine, and everything the engine can do with tokens,
 * variables and messages. Nothing is posted, missed or taken out by it, and the record does not say so either.
 */
@SecurityTestWithoutAuthorizations
class RoundUpForgeryTest {

    private static final Map<String, List<String>> ACTIVITIES = Map.of(
            RoundUp.PROCESS,
            List.of(
                    "Gateway_StillOpen",
                    "Task_PostRoundup",
                    "Task_TellHead",
                    "Task_RemindEditors",
                    "Gateway_Posted",
                    "Gateway_JoinUnanswered",
                    "Task_RecordUnanswered"),
            Takedown.PROCESS,
            List.of("Task_RemoveFromRoundup", "Task_RemindEditors", "Task_InviteHead"));

    private static final Map<String, Object> POSTED = Map.of("outcome", "posted", "text", "Nothing but praise.");
    private static final Map<String, Object> FORGED =
            Map.of("outcome", "posted", "stillOpen", false, "state", "POSTED", "done", true);

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private JdbcClient jdbc;

    private RoundUpDesk desk;
    private UUID roundUp;
    private UUID takedown;

    /** A round-up is asked for, and photographs have to be taken out of it; the teacher now tries everything. */
    @BeforeEach
    void ask(@Autowired ApplicationContext school) {
        desk = new RoundUpDesk(school);
        ask();
    }

    private void ask() {
        engine.getIdentityService().clearAuthentication();
        desk.opensAt("2027-05-14T07:00");
        desk.looksAt("2027-05-14T07:00");
        roundUp = desk.openedOn("2027-05-14").id();
        takedown = UUID.randomUUID();
        Instant now = RoundUpDesk.instant("2027-05-14T08:00");
        jdbc.sql("""
                        insert into approvals.round_up_takedown (id, round_up_id, version, asked_at, due_at, reminder_at, reminded,
                            overdue)
                        values (:id, :roundUp, 0, :asked, :due, :reminder, false, false)
                        """)
                .param("id", takedown)
                .param("roundUp", roundUp)
                .param("asked", Timestamp.from(now))
                .param("due", Timestamp.from(now.plusSeconds(86_400)))
                .param("reminder", Timestamp.from(now.plusSeconds(43_200)))
                .update();
        runtime().startProcessInstanceByMessage("Msg_RoundUpTakedownDue", takedown.toString());
        actAs("teacher", Role.STAFF);
    }

    @AfterEach
    void stop() {
        engine.getIdentityService().clearAuthentication();
        desk.closes();
    }

    @TestFactory
    Stream<DynamicTest> nothing_comes_of_starting_in_the_middle() {
        return ACTIVITIES.entrySet().stream()
                .flatMap(process -> process.getValue().stream()
                        .flatMap(activity -> Stream.of("before", "after")
                                .map(where -> DynamicTest.dynamicTest(where + " " + activity, () -> {
                                    for (UUID key : List.of(roundUp, takedown)) {
                                        tryTo(() -> {
                                            var start = runtime()
                                                    .createProcessInstanceByKey(process.getKey())
                                                    .businessKey(key.toString())
                                                    .setVariables(FORGED);
                                            if (where.equals("before")) {
                                                start.startBeforeActivity(activity)
                                                        .execute();
                                            } else {
                                                start.startAfterActivity(activity)
                                                        .execute();
                                            }
                                        });
                                    }
                                    assertThatBothStillWait(where + " " + activity);
                                }))));
    }

    @TestFactory
    Stream<DynamicTest> nothing_comes_of_moving_the_token() {
        return ACTIVITIES.get(RoundUp.PROCESS).stream()
                .map(activity -> DynamicTest.dynamicTest(activity, () -> {
                    ask();
                    tryTo(() -> runtime()
                            .createProcessInstanceModification(instance())
                            .startAfterActivity(activity)
                            .setVariables(FORGED)
                            .execute());
                    tryTo(() -> runtime()
                            .createProcessInstanceModification(instance())
                            .cancelAllForActivity("Task_PostRoundup")
                            .startBeforeActivity(activity)
                            .setVariables(FORGED)
                            .execute());
                    assertThatBothStillWait(activity);
                }));
    }

    private Map<String, Runnable> levers() {
        Map<String, Runnable> levers = new LinkedHashMap<>();
        levers.put("variables", () -> runtime().setVariables(instance(), FORGED));
        levers.put("variables of the task", () -> tasks().setVariablesLocal(posting(), FORGED));
        levers.put("complete", () -> tasks().complete(posting(), POSTED));
        levers.put("submit", () -> engine.getFormService().submitTaskForm(posting(), POSTED));
        levers.put("complete the takedown", () -> tasks().complete(removing(), Map.of("done", true)));
        levers.put("offer to all staff and complete", () -> {
            tasks().addCandidateGroup(posting(), Role.STAFF.groupId());
            tasks().complete(posting(), POSTED);
        });
        levers.put("delegate and resolve", () -> {
            tasks().delegateTask(posting(), "teacher");
            tasks().resolveTask(posting(), POSTED);
        });
        levers.put(
                "Msg_NextRoundUpOpened",
                () -> runtime()
                        .createMessageCorrelation("Msg_NextRoundUpOpened")
                        .processInstanceId(instance())
                        .setVariables(FORGED)
                        .correlate());
        for (String message : List.of("Msg_RoundUpDue", "Msg_RoundUpTakedownDue")) {
            for (String key : List.of("", "no id", UUID.randomUUID().toString())) {
                levers.put(message + " of " + key, () -> runtime().startProcessInstanceByMessage(message, key, FORGED));
            }
            levers.put(message + " of no key", () -> runtime().startProcessInstanceByMessage(message, FORGED));
            levers.put(
                    message + " again",
                    () -> runtime().startProcessInstanceByMessage(message, roundUp.toString(), FORGED));
        }
        levers.put("error", () -> tasks().handleBpmnError(posting(), "any", "any", FORGED));
        levers.put("trigger", () -> runtime().signal(instance(), FORGED));
        return levers;
    }

    @TestFactory
    Stream<DynamicTest> nothing_comes_of() {
        return levers().keySet().stream()
                .map(lever -> DynamicTest.dynamicTest(lever, () -> {
                    ask();
                    tryTo(levers().get(lever));
                    assertThatBothStillWait(lever);
                }));
    }

    @Test
    void a_forged_end_does_not_end_the_process() {
        for (String end : List.of("EndEvent_RoundUpPosted", "EndEvent_RoundUpMissed", "EndEvent_RoundUpUnanswered")) {
            assertThatThrownBy(() -> runtime()
                            .createProcessInstanceModification(instance())
                            .cancelAllForActivity("Task_PostRoundup")
                            .startBeforeActivity(end)
                            .execute())
                    .as(end)
                    .isInstanceOf(RuntimeException.class);
        }
        assertThat(posting()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"teacher", "assistant", "head", "deputy", "office", "governor", "chair", "admin", "nobody-at-all"
            })
    void nobody_but_the_editor_answers(String person) {
        actAs(person, Role.SOCIAL_MEDIA);

        assertThatThrownBy(() -> engine.getFormService().submitTaskForm(posting(), POSTED))
                .isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> engine.getFormService().submitTaskForm(removing(), Map.of("done", true)))
                .isInstanceOf(NotAllowedException.class);
        assertThatBothStillWait(person);
    }

    /** Whether it fails or not is not the question here; what it leads to is. */
    private static void tryTo(Runnable attack) {
        try {
            attack.run();
        } catch (RuntimeException refused) {
            assertThat(refused).isNotNull();
        }
    }

    private void assertThatBothStillWait(String attack) {
        Authentication acting = engine.getIdentityService().getCurrentAuthentication();
        engine.getIdentityService().clearAuthentication();
        try {
            jobs().forEach(job -> tryTo(() -> engine.getManagementService().executeJob(job.getId())));
        } finally {
            engine.getIdentityService().setAuthentication(acting);
        }
        assertThat(desk.recorded()).as(attack).containsExactly("2027-05-14 OPEN");
        assertThat(desk.stages(roundUp)).as(attack).containsExactly("round-up: open");
        assertThat(jdbc.sql("select count(*) from approvals.round_up_takedown where done_at is not null")
                        .query(Long.class)
                        .single())
                .as(attack)
                .isZero();
    }

    private List<Job> jobs() {
        return ACTIVITIES.keySet().stream()
                .flatMap(process ->
                        engine.getManagementService().createJobQuery().processDefinitionKey(process).list().stream())
                .toList();
    }

    private String instance() {
        return engine.getTaskService()
                .createTaskQuery()
                .taskId(posting())
                .singleResult()
                .getProcessInstanceId();
    }

    private String posting() {
        return desk.task(roundUp, POST).getId();
    }

    private String removing() {
        return desk.task(takedown, REMOVE).getId();
    }

    private RuntimeService runtime() {
        return engine.getRuntimeService();
    }

    private TaskService tasks() {
        return engine.getTaskService();
    }

    private void actAs(String person, Role... roles) {
        engine.getIdentityService()
                .setAuthentication(person, Stream.of(roles).map(Role::groupId).toList());
    }
}
