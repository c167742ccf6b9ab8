package org.schoolapprovals.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.policyreview.PolicyVersions;
import org.schoolapprovals.policyreview.Review;
import org.schoolapprovals.policyreview.Reviews;
import org.schoolapprovals.policyreview.State;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The third net of reviews, alone: no list of allowed calls, no rights of the engine, and everything the engine can do with tokens,
 * variables and messages. No policy is signed off, published or confirmed by it, and the governors are still asked.
 */
@SecurityTestWithoutAuthorizations
class PolicyForgeryTest {

    private static final String ACKNOWLEDGEMENT = "policy-acknowledgement";

    private static final Map<String, List<String>> ACTIVITIES = Map.of(
            Review.PROCESS,
            List.of(
                    "Task_PrepareReview",
                    "Task_HeadReview",
                    "Gateway_ChangeNeeded",
                    "Task_DraftPolicy",
                    "SubProcess_AskGovernors",
                    "SubProcess_AskGovernors#multiInstanceBody",
                    "Task_GovernorsReview",
                    "Gateway_JoinClosing",
                    "Task_CloseViews",
                    "Task_ChairDecision",
                    "Task_TellOfDelay",
                    "Gateway_Decision",
                    "Gateway_SignedOff",
                    "IntermediateEvent_PeriodOver",
                    "Task_ClosePeriod",
                    "Gateway_NamesMissing",
                    "Task_FollowUpAcknowledgements"),
            ACKNOWLEDGEMENT,
            List.of(
                    "Task_AcknowledgePolicy",
                    "Gateway_JoinAcknowledged",
                    "Gateway_Settled",
                    "Task_RecordMissing",
                    "Gateway_JoinMissing"));

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Reviews reviews;

    @Autowired
    private PolicyVersions versions;

    private Review review;

    /** A new version is with the governors, none of whom has answered; a teacher now tries everything. */
    @BeforeEach
    void ask() {
        String instance = as(
                "head",
                () -> engine.getFormService()
                        .submitStartForm(
                                engine.getRepositoryService()
                                        .createProcessDefinitionQuery()
                                        .processDefinitionKey(Review.PROCESS)
                                        .latestVersion()
                                        .singleResult()
                                        .getId(),
                                Map.of())
                        .getId());
        UUID id = UUID.fromString(runtime()
                .createProcessInstanceQuery()
                .processInstanceId(instance)
                .singleResult()
                .getBusinessKey());
        complete(
                "editor",
                id,
                "Task_PrepareReview",
                Map.of("summary", "Staff ask about group chats.", "proposal", "major-change"));
        complete("head", id, "Task_HeadReview", Map.of("outcome", "major-change"));
        String file = versions.upload(
                        "head", id, "policy.md", "# Policy\n\nGroup chats.".getBytes(StandardCharsets.UTF_8))
                .id()
                .toString();
        complete(
                "head",
                id,
                "Task_DraftPolicy",
                Map.of(
                        "file",
                        file,
                        "changeSummary",
                        "Group chats are covered as well.",
                        "substantive",
                        true,
                        "inForceFrom",
                        SchoolTime.dayOf(Instant.now()).toString()));
        review = reviews.find(id);
        actAs("teacher", Role.STAFF);
    }

    @AfterEach
    void stop() {
        engine.getIdentityService().clearAuthentication();
        tryTo(() -> reviews.cancel(review.id(), "head", "The attack is over."));
        for (String process : ACTIVITIES.keySet()) {
            runtime()
                    .createProcessInstanceQuery()
                    .processDefinitionKey(process)
                    .list()
                    .forEach(left -> runtime().deleteProcessInstance(left.getId(), "over"));
        }
    }

    @TestFactory
    Stream<DynamicTest> nothing_comes_of_starting_in_the_middle() {
        String id = review.id().toString();
        return ACTIVITIES.entrySet().stream()
                .flatMap(process -> process.getValue().stream()
                        .flatMap(activity -> Stream.of("before", "after")
                                .map(where -> DynamicTest.dynamicTest(where + " " + activity, () -> {
                                    tryTo(() -> {
                                        var start = runtime()
                                                .createProcessInstanceByKey(process.getKey())
                                                .businessKey(id)
                                                .setVariables(forgedFacts());
                                        if (where.equals("before")) {
                                            start.startBeforeActivity(activity).execute();
                                        } else {
                                            start.startAfterActivity(activity).execute();
                                        }
                                    });
                                    everyTaskIsCompletedWith(Map.of("decision", "approve", "view", "agree"));
                                    assertThatGovernorsAreStillAsked(where + " " + activity);
                                }))));
    }

    @TestFactory
    Stream<DynamicTest> nothing_comes_of_moving_the_token() {
        return ACTIVITIES.get(Review.PROCESS).stream()
                .flatMap(activity -> Stream.of("before", "after")
                        .map(where -> DynamicTest.dynamicTest(where + " " + activity, () -> {
                            tryTo(() -> {
                                var modification = runtime().createProcessInstanceModification(instance());
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
                            everyTaskIsCompletedWith(Map.of("decision", "approve", "view", "agree"));
                            assertThatGovernorsAreStillAsked(where + " " + activity);
                        })));
    }

    private Map<String, Runnable> levers() {
        Map<String, Runnable> levers = new LinkedHashMap<>();
        levers.put("variables", () -> runtime().setVariables(instance(), forgedFacts()));
        levers.put("complete", () -> tasks().complete(viewing(), Map.of("view", "agree")));
        levers.put("submit", () -> submit(viewing(), Map.of("view", "agree")));
        levers.put("assign to oneself and complete", () -> {
            String view = viewing();
            tasks().setAssignee(view, "teacher");
            submit(view, Map.of("view", "agree"));
        });
        levers.put("delegate and resolve", () -> {
            String view = viewing();
            tasks().delegateTask(view, "teacher");
            tasks().resolveTask(view);
            submit(view, Map.of("view", "agree"));
        });
        levers.put("become the governor by a variable", () -> {
            String view = viewing();
            runtime().setVariableLocal(executionOf(view), "governor", "teacher");
            submit(view, Map.of("view", "agree"));
        });
        levers.put("as many views as it takes, by a variable", () -> {
            runtime().setVariable(executionOf(viewing()), "nrOfCompletedInstances", 3);
            submit(viewing(), Map.of("view", "agree"));
        });
        for (String message : List.of("Msg_ReviewCancelled", "Msg_GovernorLeft")) {
            levers.put(
                    message,
                    () -> runtime()
                            .createMessageCorrelation(message)
                            .processInstanceId(instance())
                            .setVariables(forgedFacts())
                            .correlate());
        }
        levers.put(
                "Msg_GovernorLeft for each of them",
                () -> views().forEach(view ->
                        runtime().messageEventReceived("Msg_GovernorLeft", view.getExecutionId(), forgedFacts())));
        levers.put(
                "Msg_ReviewDue again",
                () -> runtime()
                        .startProcessInstanceByMessage(
                                "Msg_ReviewDue", review.id().toString(), forgedFacts()));
        levers.put(
                "Msg_ReviewDue of no key",
                () -> runtime().startProcessInstanceByMessage("Msg_ReviewDue", forgedFacts()));
        levers.put(
                "Msg_AcknowledgementAsked of nothing",
                () -> runtime()
                        .startProcessInstanceByMessage(
                                "Msg_AcknowledgementAsked", UUID.randomUUID().toString(), forgedFacts()));
        levers.put("error", () -> tasks().handleBpmnError(viewing(), "any", "any", forgedFacts()));
        levers.put("escalation", () -> tasks().handleEscalation(viewing(), "any", forgedFacts()));
        levers.put("restart", () -> {
            String before = instance();
            String definition = runtime()
                    .createProcessInstanceQuery()
                    .processInstanceId(before)
                    .singleResult()
                    .getProcessDefinitionId();
            runtime().deleteProcessInstance(before, "again");
            runtime()
                    .restartProcessInstances(definition)
                    .startAfterActivity("Task_ChairDecision")
                    .processInstanceIds(before)
                    .execute();
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
                    assertThatGovernorsAreStillAsked(lever);
                }));
    }

    @Test
    void a_forged_end_does_not_end_the_process() {
        for (String end : List.of(
                "EndEvent_ReviewSignedOff",
                "EndEvent_PolicyPublished",
                "EndEvent_PolicyConfirmed",
                "EndEvent_MissingFollowedUp",
                "EndEvent_ReviewCancelled")) {
            assertThatThrownBy(() -> runtime()
                            .createProcessInstanceModification(instance())
                            .cancelAllForActivity("SubProcess_AskGovernors#multiInstanceBody")
                            .startBeforeActivity(end)
                            .execute())
                    .as(end)
                    .isInstanceOf(RuntimeException.class);
        }
        assertThatGovernorsAreStillAsked("ends");
    }

    @ParameterizedTest
    @ValueSource(strings = {"teacher", "head", "deputy", "office", "editor", "admin", "nobody-at-all"})
    void nobody_but_the_governors_gives_a_view(String person) {
        actAs(person, Role.GOVERNORS, Role.CHAIR_OF_GOVERNORS);

        assertThatThrownBy(() -> submit(viewing(), Map.of("view", "agree"))).isInstanceOf(NotAllowedException.class);
        assertThatGovernorsAreStillAsked(person);
    }

    @Test
    void nobody_but_the_chair_signs_off_whatever_groups_they_claim_to_be_in() {
        for (Task view : views()) {
            as(view.getAssignee(), () -> {
                submit(view.getId(), Map.of("view", "agree"));
                return null;
            });
        }
        String decision = open("Task_ChairDecision").getId();
        for (String person : List.of("teacher", "head", "deputy", "editor", "governor", "admin", "nobody-at-all")) {
            actAs(person, Role.CHAIR_OF_GOVERNORS, Role.GOVERNORS);
            assertThatThrownBy(() -> submit(decision, Map.of("decision", "approve")))
                    .as(person)
                    .isInstanceOf(NotAllowedException.class);
        }
        assertThat(reviews.find(review.id()).state()).isEqualTo(State.WITH_CHAIR);
        assertThatNothingIsPublished("chair");
    }

    @Test
    void only_the_head_and_the_deputy_open_a_review_whatever_groups_others_claim_to_be_in() {
        reviews.cancel(review.id(), "head", "To make room for another.");
        for (String person : List.of("teacher", "editor", "office", "governor", "chair", "admin", "nobody-at-all")) {
            actAs(person, Role.HEAD_TEACHER);
            assertThatThrownBy(() -> runtime().startProcessInstanceByKey(Review.PROCESS, forgedFacts()))
                    .as(person)
                    .isInstanceOf(RefusedException.class);
        }
        assertThat(runtime()
                        .createProcessInstanceQuery()
                        .processDefinitionKey(Review.PROCESS)
                        .count())
                .isZero();
    }

    private static Map<String, Object> forgedFacts() {
        return Map.of(
                "state",
                "acknowledging",
                "decision",
                "approve",
                "newVersion",
                true,
                "reviewers",
                Role.STAFF.groupId(),
                "governor",
                "teacher",
                "reader",
                "teacher");
    }

    /** Whether it fails or not is not the question here; what it leads to is. */
    private static void tryTo(Runnable attack) {
        try {
            attack.run();
        } catch (RuntimeException refused) {
            assertThat(refused).isNotNull();
        }
    }

    /** Every task that there is now, by the teacher. */
    private void everyTaskIsCompletedWith(Map<String, Object> form) {
        for (String process : ACTIVITIES.keySet()) {
            tasks().createTaskQuery().processDefinitionKey(process).list().stream()
                    .map(Task::getId)
                    .forEach(task -> tryTo(() -> submit(task, form)));
        }
    }

    private void assertThatGovernorsAreStillAsked(String attack) {
        Authentication acting = engine.getIdentityService().getCurrentAuthentication();
        engine.getIdentityService().clearAuthentication();
        try {
            for (String process : ACTIVITIES.keySet()) {
                engine.getManagementService()
                        .createJobQuery()
                        .processDefinitionKey(process)
                        .list()
                        .forEach(
                                job -> tryTo(() -> engine.getManagementService().executeJob(job.getId())));
            }
        } finally {
            engine.getIdentityService().setAuthentication(acting);
        }
        Review now = reviews.find(review.id());
        assertThat(now.state()).as(attack).isEqualTo(State.WITH_GOVERNORS);
        assertThat(now.round().orElseThrow().given()).as(attack).isZero();
        assertThatNothingIsPublished(attack);
    }

    private void assertThatNothingIsPublished(String attack) {
        assertThat(count("approvals.decision where process = 'policy-review' and outcome = 'approve'"))
                .as(attack)
                .isZero();
        assertThat(count("approvals.policy_version where review_id is not null"))
                .as(attack)
                .isZero();
        assertThat(count("approvals.policy_acknowledgement")).as(attack).isZero();
    }

    private long count(String what) {
        return jdbc.sql("select count(*) from " + what).query(Long.class).single();
    }

    /** The process that the review was begun with: not one that somebody forged beside it. */
    private String instance() {
        return runtime()
                .createProcessInstanceQuery()
                .processDefinitionKey(Review.PROCESS)
                .processInstanceBusinessKey(review.id().toString())
                .list()
                .get(0)
                .getId();
    }

    private void submit(String task, Map<String, Object> form) {
        engine.getFormService().submitTaskForm(task, form);
    }

    private String executionOf(String task) {
        return tasks().createTaskQuery().taskId(task).singleResult().getExecutionId();
    }

    private String viewing() {
        return views().get(0).getId();
    }

    private List<Task> views() {
        return tasks().createTaskQuery()
                .processInstanceId(instance())
                .taskDefinitionKey("Task_GovernorsReview")
                .list();
    }

    private Task open(String task) {
        return tasks().createTaskQuery()
                .processInstanceBusinessKey(review.id().toString())
                .taskDefinitionKey(task)
                .singleResult();
    }

    private void complete(String person, UUID id, String task, Map<String, Object> form) {
        as(person, () -> {
            engine.getFormService()
                    .submitTaskForm(
                            tasks().createTaskQuery()
                                    .processInstanceBusinessKey(id.toString())
                                    .taskDefinitionKey(task)
                                    .singleResult()
                                    .getId(),
                            form);
            return null;
        });
    }

    private <T> T as(String person, Supplier<T> deed) {
        actAs(person);
        try {
            return deed.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
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
