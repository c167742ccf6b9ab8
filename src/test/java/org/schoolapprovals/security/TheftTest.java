package org.schoolapprovals.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.security.Visitor.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Over HTTP with all nets up: what one person can do with what belongs to another. */
@SecurityTest
class TheftTest {

    private static final String APPROVE = "{\"variables\": {\"decision\": {\"value\": \"approve\"}}}";

    @LocalServerPort
    private int port;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcClient jdbc;

    private Visitor teacher;
    private Visitor head;
    private Visitor deputy;
    private Visitor chair;
    private long approvalsBefore;

    @BeforeEach
    void signIn() {
        teacher = new Visitor(port).signIn("teacher");
        head = new Visitor(port).signIn("head");
        deputy = new Visitor(port).signIn("deputy");
        chair = new Visitor(port).signIn("chair");
        approvalsBefore = approvals();
    }

    @ParameterizedTest
    @ValueSource(strings = {"teacher", "assistant", "office", "deputy", "governor", "chair"})
    void a_decision_of_the_head_is_seen_taken_and_made_by_nobody_else(String person) {
        String task = decisionOn(Trips.requestBy(teacher));
        Visitor other = new Visitor(port).signIn(person);

        assertThat(other.engine("GET", "/task/" + task, null).status()).isEqualTo(404);
        for (String part : List.of("/form", "/deployed-form", "/form-variables")) {
            assertThat(other.engine("GET", "/task/" + task + part, null).status())
                    .isEqualTo(403);
        }
        for (String taker : List.of(person, "head")) {
            assertThat(other.engine("POST", "/task/" + task + "/claim", "{\"userId\": \"" + taker + "\"}")
                            .status())
                    .isEqualTo(403);
        }
        assertThat(other.engine("POST", "/task/" + task + "/unclaim", null).status())
                .isEqualTo(403);
        assertThat(other.engine("POST", "/task/" + task + "/submit-form", APPROVE)
                        .status())
                .isEqualTo(403);
        assertNothingWasApproved();
    }

    @Test
    void nobody_claims_for_somebody_else() {
        String task = decisionOn(Trips.requestBy(teacher));

        Answer answer = head.engine("POST", "/task/" + task + "/claim", "{\"userId\": \"teacher\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.message()).isEqualTo("Everybody takes a task for themselves only.");
        assertThat(assignee(task)).isNull();
    }

    @Test
    void whoever_took_a_task_puts_it_back() {
        String task = decisionOn(Trips.requestBy(teacher));

        assertThat(head.engine("POST", "/task/" + task + "/claim", "{\"userId\": \"head\"}")
                        .status())
                .isEqualTo(204);
        assertThat(assignee(task)).isEqualTo("head");
        assertThat(deputy.engine("POST", "/task/" + task + "/unclaim", null).status())
                .isEqualTo(403);
        assertThat(head.engine("POST", "/task/" + task + "/unclaim", null).status())
                .isEqualTo(204);
        assertThat(assignee(task)).isNull();
    }

    @Test
    void an_invited_deputy_takes_over_from_a_head_who_took_the_task_and_is_away() {
        String task = decisionOn(Trips.requestBy(teacher));
        head.engine("POST", "/task/" + task + "/claim", "{\"userId\": \"head\"}");
        tasks.addCandidateGroup(task, "deputy-head");

        Answer taken = deputy.engine("POST", "/task/" + task + "/claim", "{\"userId\": \"deputy\"}");
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.message()).isEqualTo("Somebody else has taken this task: please refresh the list.");

        assertThat(deputy.engine("POST", "/task/" + task + "/unclaim", null).status())
                .isEqualTo(204);
        assertThat(deputy.engine("POST", "/task/" + task + "/claim", "{\"userId\": \"deputy\"}")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void a_task_that_is_meant_for_one_person_stays_with_them() {
        String instance = Trips.requestBy(teacher);
        head.engine(
                "POST",
                "/task/" + decisionOn(instance) + "/submit-form",
                "{\"variables\": {\"decision\": {\"value\": \"more-information\"}, \"reason\": {\"value\": \"Who carries it?\"}}}");
        String question = decisionOn(instance);

        for (String call : List.of("/unclaim", "/claim")) {
            Answer answer = teacher.engine("POST", "/task/" + question + call, "{\"userId\": null}");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.message()).isEqualTo("This task is meant for one person and stays with them.");
        }
        assertThat(assignee(question)).isEqualTo("teacher");
        assertThat(new Visitor(port)
                        .signIn("assistant")
                        .engine("GET", "/task/" + question + "/form-variables", null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void the_head_neither_sees_nor_decides_their_own_request_by_any_call() {
        String task = decisionOn(Trips.requestBy(head));

        assertThat(head.engine("GET", "/task/" + task, null).status()).isEqualTo(404);
        assertThat(head.engine("GET", "/task/" + task + "/form-variables", null).status())
                .isEqualTo(403);
        assertThat(head.engine("POST", "/task/" + task + "/claim", "{\"userId\": \"head\"}")
                        .status())
                .isEqualTo(403);
        assertThat(head.engine("POST", "/task/" + task + "/submit-form", APPROVE)
                        .status())
                .isEqualTo(403);
        assertThat(chair.engine("POST", "/task/" + task + "/claim", "{\"userId\": \"head\"}")
                        .status())
                .isEqualTo(403);
        assertNothingWasApproved();

        assertThat(chair.engine("POST", "/task/" + task + "/submit-form", APPROVE)
                        .status())
                .isEqualTo(204);
        assertThat(approvals()).isEqualTo(approvalsBefore + 1);
    }

    @Test
    void the_administrator_decides_nothing() {
        String task = decisionOn(Trips.requestBy(teacher));
        Visitor administrator = new Visitor(port).signIn("admin");

        assertThat(administrator
                        .engine("POST", "/task/" + task + "/submit-form", APPROVE)
                        .message())
                .isEqualTo("Only the head teacher decides this request.");
        assertThat(Trips.send(administrator, Trips.body(Trips.form())).status()).isEqualTo(403);
        assertNothingWasApproved();
    }

    @ParameterizedTest
    @ValueSource(strings = {"governor", "chair"})
    void governors_start_nothing(String person) {
        Visitor governor = new Visitor(port).signIn(person);

        assertThat(governor.engine("GET", "/process-definition?startablePermissionCheck=true", null)
                        .body())
                .isEqualTo("[]");
        assertThat(governor.engine(
                                "POST",
                                "/process-definition/" + Trips.definition(teacher) + "/submit-form",
                                Trips.body(Trips.form()))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"requester", "deciders", "retrospective", "decision", "withdrawn", "inUse", "contactMade", "id"})
    void a_start_form_carries_no_fact_that_the_process_routes_by(String fact) {
        for (String value : List.of("\"approve\"", "true", "\"head\"", "\"staff\"")) {
            Answer answer = Trips.send(teacher, Trips.bodyWith(fact, "{\"value\": " + value + "}"));

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.message()).startsWith(fact + ": the form has no such field");
        }
    }

    @Test
    void start_instructions_and_a_business_key_sent_with_a_form_mean_nothing() {
        String first = Trips.requestBy(teacher);
        String body = Trips.body(Trips.form())
                .replaceFirst(
                        "\\{",
                        "{\"startInstructions\": [{\"type\": \"startAfterActivity\", \"activityId\": \"Task_DecideException\"}],"
                                + " \"businessKey\": \"" + businessKey(first) + "\", ");

        Answer answer = Trips.send(teacher, body);

        assertThat(answer.status()).isEqualTo(200);
        String second = answer.json().path("id").asText();
        assertThat(businessKey(second)).isNotEqualTo(businessKey(first));
        assertThat(tasks.createTaskQuery()
                        .processInstanceId(second)
                        .singleResult()
                        .getTaskDefinitionKey())
                .isEqualTo("Task_DecideException");
        assertNothingWasApproved();
    }

    @Test
    void what_a_decider_sends_besides_the_form_is_refused_or_without_effect() {
        String instance = Trips.requestBy(teacher);
        String refuse =
                "{\"variables\": {\"decision\": {\"value\": \"refuse\"}, \"reason\": {\"value\": \"No need\"}, %s}}";

        assertThat(head.engine(
                                "POST",
                                "/task/" + decisionOn(instance) + "/submit-form",
                                refuse.formatted("\"foo\": {\"value\": 1}"))
                        .status())
                .isEqualTo(422);
        assertThat(head.engine(
                                "POST",
                                "/task/" + decisionOn(instance) + "/submit-form",
                                refuse.formatted("\"requester\": {\"value\": \"head\"},"
                                        + " \"deciders\": {\"value\": \"staff\"}, \"withdrawn\": {\"value\": true}"))
                        .status())
                .isEqualTo(204);

        assertThat(jdbc.sql("select requested_by, decided_by, outcome from approvals.decision order by id desc limit 1")
                        .query()
                        .singleRow()
                        .values())
                .containsExactly("teacher", "head", "refuse");
        assertNothingWasApproved();
    }

    private String decisionOn(String instance) {
        return tasks.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
    }

    private String assignee(String task) {
        Task found = tasks.createTaskQuery().taskId(task).singleResult();
        return found.getAssignee();
    }

    private String businessKey(String instance) {
        return jdbc.sql("select business_key_ from act_ru_execution where id_ = :id")
                .param("id", instance)
                .query(String.class)
                .single();
    }

    private long approvals() {
        return jdbc.sql("select count(*) from approvals.decision where outcome = 'approve'")
                .query(Long.class)
                .single();
    }

    private void assertNothingWasApproved() {
        assertThat(approvals()).isEqualTo(approvalsBefore);
    }
}
