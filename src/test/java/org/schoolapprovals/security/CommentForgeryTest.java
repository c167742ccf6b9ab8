package org.schoolapprovals.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
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
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The third net of comments, alone: no list of allowed calls, no rights of the engine, and everything the engine can do with tokens,
 * variables and messages. Nothing is agreed, published, declined, removed or withdrawn by it, and the comment still waits.
 */
@SecurityTestWithoutAuthorizations
class CommentForgeryTest {

    private static final String PROCESS = "comment-approval";
    private static final String EFFECT = "comment-effect";

    private static final Map<String, List<String>> ACTIVITIES = Map.of(
            PROCESS,
            List.of(
                    "Task_TriageComment",
                    "SubProcess_AgreeComment",
                    "SubProcess_ReviewComment",
                    "Task_ReviewComment",
                    "Task_InviteReviewer",
                    "CallActivity_HideComment",
                    "Gateway_Publish",
                    "CallActivity_ShowComment",
                    "Gateway_JoinEdited",
                    "Gateway_JoinGone",
                    "Gateway_Decision",
                    "CallActivity_KeepHidden",
                    "CallActivity_RemoveComment",
                    "Task_RespondToReport",
                    "Task_InviteRespondent"),
            EFFECT,
            List.of("Task_CarryOut", "Gateway_Result", "Task_DoItByHand", "Gateway_StillThere", "Gateway_JoinGone"));

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private JdbcClient jdbc;

    private ProcessInstance comment;

    /** The teacher has asked for the school's own comment; the teacher now tries everything. */
    @BeforeEach
    void ask() {
        actAs("teacher", Role.STAFF);
        comment = runtime().startProcessInstanceByKey(PROCESS, form());
    }

    @AfterEach
    void stop() {
        engine.getIdentityService().clearAuthentication();
        for (String process : ACTIVITIES.keySet()) {
            runtime()
                    .createProcessInstanceQuery()
                    .processDefinitionKey(process)
                    .rootProcessInstances()
                    .list()
                    .forEach(left -> runtime().deleteProcessInstance(left.getId(), "over"));
        }
    }

    private static Map<String, Object> form() {
        Map<String, Object> form = new HashMap<>();
        form.put("channel", "twitter");
        form.put("authorName", "The school");
        form.put("commentText", "Well done, everybody who ran.");
        form.put("postLink", "");
        form.put("ourOwn", true);
        form.put("inPublic", false);
        return form;
    }

    @TestFactory
    Stream<DynamicTest> nothing_comes_of_starting_in_the_middle() {
        String id = comment.getBusinessKey();
        return ACTIVITIES.entrySet().stream()
                .flatMap(process -> process.getValue().stream()
                        .flatMap(activity -> Stream.of("before", "after")
                                .map(where -> DynamicTest.dynamicTest(where + " " + activity, () -> {
                                    for (String effect : List.of("show", "remove")) {
                                        tryTo(() -> {
                                            var start = runtime()
                                                    .createProcessInstanceByKey(process.getKey())
                                                    .businessKey(id)
                                                    .setVariables(forgedFacts(effect));
                                            if (where.equals("before")) {
                                                start.startBeforeActivity(activity)
                                                        .execute();
                                            } else {
                                                start.startAfterActivity(activity)
                                                        .execute();
                                            }
                                        });
                                    }
                                    assertThatItStillWaits(where + " " + activity);
                                }))));
    }

    @TestFactory
    Stream<DynamicTest> nothing_comes_of_moving_the_token() {
        return ACTIVITIES.get(PROCESS).stream()
                .flatMap(activity -> Stream.of("before", "after")
                        .map(where -> DynamicTest.dynamicTest(where + " " + activity, () -> {
                            tryTo(() -> {
                                var modification = runtime().createProcessInstanceModification(comment.getId());
                                if (where.equals("before")) {
                                    modification
                                            .startBeforeActivity(activity)
                                            .setVariables(forgedFacts("show"))
                                            .execute();
                                } else {
                                    modification
                                            .startAfterActivity(activity)
                                            .setVariables(forgedFacts("show"))
                                            .execute();
                                }
                            });
                            assertThatItStillWaits(where + " " + activity);
                        })));
    }

    private Map<String, Runnable> levers() {
        String instance = comment.getId();
        Map<String, Runnable> levers = new LinkedHashMap<>();
        levers.put("variables", () -> runtime().setVariables(instance, forgedFacts("show")));
        levers.put("variables of the task", () -> tasks().setVariablesLocal(review(), forgedFacts("show")));
        levers.put("complete", () -> tasks().complete(review(), Map.of("decision", "publish")));
        levers.put("submit", this::publish);
        levers.put("delegate and resolve", () -> {
            tasks().delegateTask(review(), "teacher");
            tasks().resolveTask(review(), Map.of("decision", "publish"));
        });
        levers.put("offer to all staff and complete", () -> {
            tasks().addCandidateGroup(review(), Role.STAFF.groupId());
            tasks().complete(review(), Map.of("decision", "publish"));
        });
        for (String message : List.of("Msg_CommentEdited", "Msg_CommentGone")) {
            levers.put(
                    message,
                    () -> runtime()
                            .createMessageCorrelation(message)
                            .processInstanceId(instance)
                            .setVariables(forgedFacts("show"))
                            .correlate());
        }
        levers.put(
                "Msg_CommentReceived again",
                () -> runtime()
                        .startProcessInstanceByMessage(
                                "Msg_CommentReceived", comment.getBusinessKey(), forgedFacts("show")));
        levers.put(
                "Msg_CommentReceived of nothing",
                () -> runtime()
                        .startProcessInstanceByMessage(
                                "Msg_CommentReceived", UUID.randomUUID().toString(), forgedFacts("show")));
        levers.put(
                "Msg_CommentReceived of no key",
                () -> runtime().startProcessInstanceByMessage("Msg_CommentReceived", forgedFacts("show")));
        for (String error : List.of("Err_CommentEdited", "Err_CommentGone", "any")) {
            levers.put(error, () -> tasks().handleBpmnError(review(), error, "any", forgedFacts("show")));
        }
        levers.put("escalation", () -> tasks().handleEscalation(review(), "any", forgedFacts("show")));
        levers.put("trigger", () -> runtime().signal(instance, forgedFacts("show")));
        levers.put("restart", () -> {
            runtime().deleteProcessInstance(instance, "again");
            runtime()
                    .restartProcessInstances(comment.getProcessDefinitionId())
                    .startAfterActivity("Task_ReviewComment")
                    .processInstanceIds(instance)
                    .execute();
        });
        levers.put("by hand, without anything to be done", () -> {
            runtime()
                    .createProcessInstanceByKey(EFFECT)
                    .businessKey(comment.getBusinessKey())
                    .startBeforeActivity("Task_DoItByHand")
                    .setVariables(forgedFacts("show"))
                    .execute();
            actAs("editor", Role.SOCIAL_MEDIA, Role.STAFF);
            String byHand = tasks().createTaskQuery()
                    .processInstanceBusinessKey(comment.getBusinessKey())
                    .taskDefinitionKey("Task_DoItByHand")
                    .list()
                    .get(0)
                    .getId();
            tasks().complete(byHand, Map.of("done", true));
        });
        return levers;
    }

    @TestFactory
    Stream<DynamicTest> nothing_comes_of() {
        return levers().keySet().stream()
                .map(lever -> DynamicTest.dynamicTest(lever, () -> {
                    stop();
                    ask();
                    tryTo(levers().get(lever));
                    assertThatItStillWaits(lever);
                }));
    }

    @Test
    void a_forged_end_does_not_end_the_process() {
        for (String end : List.of(
                "EndEvent_CommentPublished",
                "EndEvent_CommentDeclined",
                "EndEvent_CommentReported",
                "EndEvent_CommentWithdrawn")) {
            assertThatThrownBy(() -> runtime()
                            .createProcessInstanceModification(comment.getId())
                            .cancelAllForActivity("SubProcess_AgreeComment")
                            .startBeforeActivity(end)
                            .execute())
                    .as(end)
                    .isInstanceOf(RuntimeException.class);
        }
        assertThat(review()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"teacher", "assistant", "head", "deputy", "office", "governor", "chair", "admin", "nobody-at-all"
            })
    void nobody_but_the_editor_reviews_in_time(String person) {
        actAs(person);

        assertThatThrownBy(this::publish).isInstanceOf(NotAllowedException.class);
        assertThatItStillWaits(person);
    }

    @Test
    void groups_that_somebody_claims_to_be_in_make_no_editor_of_them() {
        actAs("teacher", Role.SOCIAL_MEDIA, Role.HEAD_TEACHER);

        assertThatThrownBy(this::publish).isInstanceOf(NotAllowedException.class);
    }

    @Test
    void the_editor_does_not_agree_their_own_whatever_the_variables_say() {
        actAs("editor", Role.SOCIAL_MEDIA, Role.STAFF);
        comment = runtime().startProcessInstanceByKey(PROCESS, form());
        runtime().setVariable(comment.getId(), "reviewers", Role.SOCIAL_MEDIA.groupId());

        assertThatThrownBy(this::publish)
                .isInstanceOf(NotAllowedException.class)
                .hasMessage("Nobody decides their own request: somebody else has to.");
        assertThatItStillWaits("own");
    }

    private void publish() {
        engine.getFormService().submitTaskForm(review(), Map.of("decision", "publish"));
    }

    private static Map<String, Object> forgedFacts(String effect) {
        return Map.of(
                "decision",
                effect.equals("show") ? "publish" : "remove-and-report",
                "reviewers",
                Role.STAFF.groupId(),
                "respondents",
                Role.STAFF.groupId(),
                "effect",
                effect,
                "result",
                "done");
    }

    /** Whether it fails or not is not the question here; what it leads to is. */
    private static void tryTo(Runnable attack) {
        try {
            attack.run();
        } catch (RuntimeException refused) {
            assertThat(refused).isNotNull();
        }
    }

    private void assertThatItStillWaits(String attack) {
        Authentication acting = engine.getIdentityService().getCurrentAuthentication();
        engine.getIdentityService().clearAuthentication();
        try {
            jobs().forEach(job -> tryTo(() -> engine.getManagementService().executeJob(job.getId())));
        } finally {
            engine.getIdentityService().setAuthentication(acting);
        }
        assertThat(jdbc.sql("select distinct state from approvals.comment")
                        .query(String.class)
                        .set())
                .as(attack)
                .containsExactly("WAITING");
        assertThat(jdbc.sql("select count(*) from approvals.decision where process = :process")
                        .param("process", PROCESS)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from approvals.comment_evidence")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private List<Job> jobs() {
        return ACTIVITIES.keySet().stream()
                .flatMap(process ->
                        engine.getManagementService().createJobQuery().processDefinitionKey(process).list().stream())
                .toList();
    }

    private String review() {
        List<Task> reviews = tasks().createTaskQuery()
                .processInstanceId(comment.getId())
                .taskDefinitionKey("Task_ReviewComment")
                .list();
        return reviews.isEmpty() ? null : reviews.get(0).getId();
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
