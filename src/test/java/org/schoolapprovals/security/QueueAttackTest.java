package org.schoolapprovals.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.security.Visitor.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A queue can be narrowed down by whoever sees it; nothing more comes of that than fewer tasks. */
@SecurityTest
class QueueAttackTest {

    /** Changes a system property where it is evaluated. */
    private static final String CODE =
            "${''.getClass().forName('java.lang.System').getMethod('setProperty', ''.getClass(), ''.getClass())"
                    + ".invoke(null, 'queue.attacked', 'yes')}";

    @LocalServerPort
    private int port;

    @Autowired
    private FilterService filters;

    @Autowired
    private TaskService tasks;

    private Visitor teacher;
    private String queue;

    @BeforeEach
    void openTheQueue() {
        System.clearProperty("queue.attacked");
        teacher = new Visitor(port).signIn("teacher");
        queue = queueOf(teacher, "My tasks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"assigneeExpression\": \"%s\"}",
                "{\"orQueries\": [{\"assigneeExpression\": \"%s\"}]}",
                "{\"orQueries\": [{\"nameLike\": \"%%\"}, {\"dueAfterExpression\": \"%s\"}]}",
                "{\"orQueries\": [{\"orQueries\": [{\"assigneeExpression\": \"%s\"}]}]}",
                "{\"assigneeExpression\": \"${currentUser()}\", \"orQueries\": [{\"ownerExpression\": \"%s\"}]}"
            })
    void no_expression_in_it_is_evaluated(String query) {
        for (String call : List.of("/list", "/count")) {
            Answer answer = teacher.engine("POST", "/filter/" + queue + call, query.formatted(CODE));

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.message()).isEqualTo("A queue cannot be searched like that.");
        }
        assertThat(System.getProperty("queue.attacked")).isNull();
    }

    @Test
    void nor_is_one_that_comes_by_the_java_api() {
        assertThatThrownBy(() -> filters.list(
                        queue,
                        tasks.createTaskQuery()
                                .or()
                                .taskAssigneeExpression(CODE)
                                .endOr()))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> filters.singleResult(
                        queue,
                        tasks.createTaskQuery()
                                .or()
                                .taskAssigneeExpression(CODE)
                                .endOr()))
                .isInstanceOf(RefusedException.class);
        assertThat(System.getProperty("queue.attacked")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"processVariables\": [{\"name\": \"a\", \"operator\": \"like\", \"value\": \"%\"}|]",
                "\"sorting\": [{\"sortBy\": \"dueDate\", \"sortOrder\": \"asc\"}|]",
                "\"orQueries\": [{\"nameLike\": \"%\"}|]"
            })
    void a_query_that_would_keep_the_database_busy_is_refused(String conditions) {
        String one = conditions.substring(conditions.indexOf('[') + 1, conditions.indexOf('|'));
        String many = IntStream.range(0, 300).mapToObj(i -> one).collect(Collectors.joining(","));
        String query = "{" + conditions.replace(one + "|", many) + "}";

        assertThat(teacher.engine("POST", "/filter/" + queue + "/list", query).status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"nameLike\": \"%decide%\"}",
                "{\"sorting\": [{\"sortBy\": \"dueDate\", \"sortOrder\": \"desc\"}]}",
                "{\"orQueries\": [{\"processVariables\": [{\"name\": \"trip\", \"operator\": \"eq\", \"value\": \"x\"}]}]}"
            })
    void what_tasklist_itself_may_ask_works(String query) {
        assertThat(teacher.engine("POST", "/filter/" + queue + "/list", query).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"orQueries\": [{\"assigneeLike\": \"%\", \"unassigned\": true, \"candidateGroup\": \"head-teacher\"}]}",
                "{\"assigneeLike\": \"%\"}",
                "{\"candidateGroups\": [\"head-teacher\", \"deputy-head\"], \"includeAssignedTasks\": true}",
                "{\"processInstanceBusinessKeyLike\": \"%\"}",
                "{\"withoutTenantId\": true, \"orQueries\": [{\"nameLike\": \"%\"}, {\"priority\": 50}]}"
            })
    void it_never_shows_a_task_that_is_not_theirs(String query) {
        String instance = Trips.requestBy(new Visitor(port).signIn("assistant"));

        assertThat(teacher.engine("POST", "/filter/" + queue + "/list", query).body())
                .startsWith("[")
                .doesNotContain(instance);
    }

    @Test
    void the_queues_of_others_are_closed() {
        String toDecide = queueOf(new Visitor(port).signIn("head"), "To decide");

        assertThat(teacher.engine("GET", "/filter/" + toDecide, null).status()).isEqualTo(403);
        assertThat(teacher.engine("POST", "/filter/" + toDecide + "/list", "{}").status())
                .isEqualTo(403);
        assertThat(teacher.engine("POST", "/filter/" + toDecide + "/count", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(teacher.engine("GET", "/filter/" + toDecide + "/count", null).status())
                .isEqualTo(403);
    }

    private static String queueOf(Visitor person, String name) {
        for (JsonNode filter :
                person.engine("GET", "/filter?resourceType=Task", null).json()) {
            if (filter.path("name").asText().equals(name)) {
                return filter.path("id").asText();
            }
        }
        throw new IllegalStateException("No queue " + name);
    }
}
