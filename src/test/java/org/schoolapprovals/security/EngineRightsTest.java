package org.schoolapprovals.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Role;
import org.springframework.beans.factory.annotation.Autowired;

/** The second net, alone: the engine's authorizations, asked by its Java API, where no list of allowed calls stands in front. */
@SecurityTest
class EngineRightsTest {

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private People people;

    private String instance;
    private Task decision;

    /** The assistant has asked, the head has to decide; everything else is tried by somebody else. */
    @BeforeEach
    void ask() {
        actAs("assistant");
        instance = engine.getRuntimeService()
                .startProcessInstanceById(definition(), Trips.variables())
                .getId();
        actAs("head");
        decision = engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .singleResult();
        actAsNobody();
    }

    @AfterEach
    void actAsNobody() {
        engine.getIdentityService().clearAuthentication();
    }

    @ParameterizedTest
    @CsvSource({"teacher, 3", "head, 4", "deputy, 4", "office, 3", "editor, 3", "governor, 0", "chair, 0"})
    void staff_are_offered_what_they_may_start_and_governors_nothing(String person, int offered) {
        actAs(person);

        List<ProcessDefinition> startable = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .startableInTasklist()
                .startablePermissionCheck()
                .latestVersion()
                .list();

        assertThat(startable).hasSize(offered);
        assertThat(startable)
                .extracting(ProcessDefinition::getKey)
                .isSubsetOf(
                        "comment-approval", "personal-device-exception", "photo-consent-verification", "policy-review");
    }

    @ParameterizedTest
    @ValueSource(strings = {"governor", "chair"})
    void governors_start_nothing(String person) {
        String definition = definition();
        actAs(person);

        assertThatThrownBy(() -> engine.getRuntimeService().startProcessInstanceById(definition, Trips.variables()))
                .isInstanceOf(AuthorizationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"teacher", "deputy", "office", "editor", "governor", "chair"})
    void only_those_to_whom_a_task_is_offered_see_it(String person) {
        actAs(person);

        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceId(instance)
                        .count())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "head, 'To decide, Overdue, Everything of mine, My tasks, My requests'",
        "deputy, 'To decide, Overdue, Everything of mine, My tasks, My requests'",
        "chair, 'To decide, Overdue, Everything of mine, My tasks'",
        "teacher, 'My tasks, My requests'",
        "office, 'My tasks, My requests, Office'",
        "editor, 'Overdue, My tasks, My requests, Social media'",
        "governor, 'My tasks'"
    })
    void everybody_sees_the_queues_that_concern_them(String person, String queues) {
        actAs(person);

        assertThat(engine.getFilterService().createFilterQuery().list())
                .extracting(Filter::getName)
                .containsExactlyInAnyOrder(queues.split(", "));
    }

    @Test
    void nobody_sees_variables_instances_jobs_history_or_people_of_the_engine() {
        for (String person : List.of("teacher", "assistant", "office", "governor")) {
            actAs(person);

            assertThat(Map.of(
                            "process instances",
                                    engine.getRuntimeService()
                                            .createProcessInstanceQuery()
                                            .count(),
                            "executions",
                                    engine.getRuntimeService()
                                            .createExecutionQuery()
                                            .count(),
                            "variables",
                                    engine.getRuntimeService()
                                            .createVariableInstanceQuery()
                                            .count(),
                            "jobs",
                                    engine.getManagementService()
                                            .createJobQuery()
                                            .processInstanceId(instance)
                                            .count(),
                            "history of instances",
                                    engine.getHistoryService()
                                            .createHistoricProcessInstanceQuery()
                                            .count(),
                            "history of tasks",
                                    engine.getHistoryService()
                                            .createHistoricTaskInstanceQuery()
                                            .count(),
                            "operation log",
                                    engine.getHistoryService()
                                            .createUserOperationLogQuery()
                                            .count(),
                            "deployments",
                                    engine.getRepositoryService()
                                            .createDeploymentQuery()
                                            .count(),
                            "authorizations",
                                    engine.getAuthorizationService()
                                            .createAuthorizationQuery()
                                            .count()))
                    .allSatisfy((what, seen) -> assertThat(seen).as(what).isZero());
            assertThat(engine.getIdentityService().createUserQuery().list())
                    .extracting(User::getId)
                    .containsExactly(person);
        }
    }

    /**
     * Everything that would help to forge an approval, or to break in elsewhere, without the right to. Comments and attachments
     * are not among it: the engine takes them from anybody, and only the first net keeps them out.
     */
    private Map<String, Runnable> attacks() {
        String task = decision.getId();
        return Map.ofEntries(
                Map.entry(
                        "read a task's variables", () -> engine.getTaskService().getVariables(task)),
                Map.entry("read a task's form", () -> engine.getFormService().getTaskFormData(task)),
                Map.entry("claim", () -> engine.getTaskService().claim(task, "teacher")),
                Map.entry("put back", () -> engine.getTaskService().setAssignee(task, null)),
                Map.entry("assign", () -> engine.getTaskService().setAssignee(task, "teacher")),
                Map.entry("delegate", () -> engine.getTaskService().delegateTask(task, "teacher")),
                Map.entry("resolve", () -> engine.getTaskService().resolveTask(task)),
                Map.entry("complete", () -> engine.getTaskService().complete(task, Map.of("decision", "approve"))),
                Map.entry("submit", () -> engine.getFormService().submitTaskForm(task, Map.of("decision", "approve"))),
                Map.entry(
                        "offer to others", () -> engine.getTaskService().addCandidateGroup(task, Role.STAFF.groupId())),
                Map.entry("offer to oneself", () -> engine.getTaskService().addCandidateUser(task, "teacher")),
                Map.entry("own", () -> engine.getTaskService().setOwner(task, "teacher")),
                Map.entry(
                        "set a task's variable",
                        () -> engine.getTaskService().setVariable(task, "decision", "approve")),
                Map.entry("throw a BPMN error", () -> engine.getTaskService().handleBpmnError(task, "any")),
                Map.entry("throw an escalation", () -> engine.getTaskService().handleEscalation(task, "any")),
                Map.entry(
                        "create a task",
                        () -> engine.getTaskService()
                                .saveTask(engine.getTaskService().newTask())),
                Map.entry(
                        "set a variable",
                        () -> engine.getRuntimeService().setVariable(instance, "decision", "approve")),
                Map.entry(
                        "correlate",
                        () -> engine.getRuntimeService()
                                .createMessageCorrelation("Msg_ExceptionRevoked")
                                .processInstanceId(instance)
                                .correlate()),
                Map.entry("cancel", () -> engine.getRuntimeService().deleteProcessInstance(instance, "no")),
                Map.entry(
                        "modify",
                        () -> engine.getRuntimeService()
                                .createProcessInstanceModification(instance)
                                .startAfterActivity("Task_DecideException")
                                .execute()),
                Map.entry("suspend", () -> engine.getRuntimeService().suspendProcessInstanceById(instance)),
                Map.entry(
                        "suspend the process",
                        () -> engine.getRepositoryService().suspendProcessDefinitionByKey(Trips.PROCESS)),
                Map.entry(
                        "deploy",
                        () -> engine.getRepositoryService()
                                .createDeployment()
                                .addString("x.bpmn", "<x/>")
                                .deploy()),
                Map.entry("run a job", () -> engine.getManagementService().executeJob(aJob())),
                Map.entry("move a timer", () -> engine.getManagementService().setJobDuedate(aJob(), null)),
                Map.entry(
                        "give a job more retries",
                        () -> engine.getManagementService().setJobRetries(aJob(), 9)),
                Map.entry(
                        "read the engine's settings",
                        () -> engine.getManagementService().getProperties()),
                Map.entry(
                        "make a user",
                        () -> engine.getIdentityService()
                                .saveUser(engine.getIdentityService().newUser("ghost"))),
                Map.entry("delete a user", () -> engine.getIdentityService().deleteUser("head")),
                Map.entry("rename the teacher", () -> {
                    User self = asNobody(() -> engine.getIdentityService()
                            .createUserQuery()
                            .userId("teacher")
                            .singleResult());
                    self.setLastName("Head");
                    engine.getIdentityService().saveUser(self);
                }),
                Map.entry(
                        "make a group",
                        () -> engine.getIdentityService()
                                .saveGroup(engine.getIdentityService().newGroup("friends"))),
                Map.entry(
                        "become head",
                        () -> engine.getIdentityService().createMembership("teacher", Role.HEAD_TEACHER.groupId())),
                Map.entry("grant oneself a right", () -> {
                    Authorization all =
                            engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
                    all.setUserId("teacher");
                    all.setResource(Resources.TASK);
                    all.setResourceId(Authorization.ANY);
                    all.addPermission(Permissions.ALL);
                    engine.getAuthorizationService().saveAuthorization(all);
                }),
                Map.entry("make a filter", () -> {
                    Filter filter = engine.getFilterService().newTaskFilter("Everything");
                    filter.setQuery(engine.getTaskService().createTaskQuery().taskAssigneeExpression("${1}"));
                    engine.getFilterService().saveFilter(filter);
                }),
                Map.entry(
                        "delete a filter",
                        () -> engine.getFilterService()
                                .deleteFilter(engine.getFilterService()
                                        .createFilterQuery()
                                        .filterName("My tasks")
                                        .singleResult()
                                        .getId())));
    }

    @TestFactory
    Stream<DynamicTest> a_teacher_has_no_right_to() {
        return attacksBy("teacher");
    }

    @TestFactory
    Stream<DynamicTest> whoever_asked_has_no_right_to() {
        return attacksBy("assistant");
    }

    @TestFactory
    Stream<DynamicTest> a_governor_has_no_right_to() {
        return attacksBy("governor");
    }

    private Stream<DynamicTest> attacksBy(String person) {
        return attacks().entrySet().stream()
                .map(attack -> DynamicTest.dynamicTest(attack.getKey(), () -> {
                    actAs(person);
                    assertThatThrownBy(attack.getValue()::run)
                            .as(attack.getKey())
                            .isInstanceOf(AuthorizationException.class);
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_head_who_has_the_task_still_has_no_right_to() {
        Map<String, Runnable> attacks = attacks();
        return Stream.of(
                        "assign",
                        "delegate",
                        "offer to others",
                        "offer to oneself",
                        "own",
                        "set a task's variable",
                        "set a variable",
                        "correlate",
                        "modify",
                        "cancel",
                        "run a job",
                        "move a timer")
                .map(attack -> DynamicTest.dynamicTest(attack, () -> {
                    actAs("head");
                    engine.getTaskService().claim(decision.getId(), "head");
                    assertThatThrownBy(attacks.get(attack)::run).isInstanceOf(AuthorizationException.class);
                }));
    }

    private String aJob() {
        return asNobody(() -> engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance)
                .list()
                .get(0)
                .getId());
    }

    private String definition() {
        return asNobody(() -> engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(Trips.PROCESS)
                .latestVersion()
                .singleResult()
                .getId());
    }

    /** What the engine does without anybody signed in, it does without asking for rights. */
    private <T> T asNobody(Supplier<T> question) {
        Authentication acting = engine.getIdentityService().getCurrentAuthentication();
        actAsNobody();
        try {
            return question.get();
        } finally {
            engine.getIdentityService().setAuthentication(acting);
        }
    }

    private void actAs(String person) {
        List<String> groups = asNobody(() -> people.find(person).orElseThrow().roles().stream()
                .map(Role::groupId)
                .toList());
        engine.getIdentityService().setAuthentication(person, groups);
    }
}
