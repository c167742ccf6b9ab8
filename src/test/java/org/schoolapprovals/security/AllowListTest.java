package org.schoolapprovals.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.security.Visitor.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The first net, alone: which calls of the engine's API get through to it at all. */
@SecurityTestWithoutAuthorizations
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AllowListTest {

    private static final String SIGN_OUT = "POST /camunda/api/admin/auth/user/default/logout";

    @LocalServerPort
    private int port;

    @Autowired
    private ServletContext server;

    private Set<Endpoints.Call> calls;
    private Visitor teacher;
    private Set<String> reachedByTeacher;

    @BeforeAll
    void callEverything() {
        calls = Endpoints.of(server);
        teacher = new Visitor(port).signIn("teacher");
        reachedByTeacher = reachedBy(teacher);
    }

    @Test
    void people_at_work_reach_what_tasklist_calls_and_nothing_else() {
        assertThat(calls).hasSizeGreaterThan(400);

        assertThat(reachedByTeacher)
                .containsExactlyInAnyOrder(
                        "GET /camunda/api/admin/auth/user/default",
                        "GET /camunda/api/engine/engine/",
                        "GET /engine/user/ID/profile",
                        "GET /engine/filter",
                        "OPTIONS /engine/filter",
                        "GET /engine/filter/count",
                        "GET /engine/filter/ID",
                        "GET /engine/filter/ID/count",
                        "POST /engine/filter/ID/count",
                        "POST /engine/filter/ID/list",
                        "GET /engine/task",
                        "GET /engine/task/ID",
                        "GET /engine/task/ID/form",
                        "GET /engine/task/ID/deployed-form",
                        "GET /engine/task/ID/form-variables",
                        "POST /engine/task/ID/claim",
                        "POST /engine/task/ID/unclaim",
                        "POST /engine/task/ID/submit-form",
                        "GET /engine/process-definition",
                        "GET /engine/process-definition/count",
                        "GET /engine/process-definition/ID/xml",
                        "GET /engine/process-definition/ID/startForm",
                        "GET /engine/process-definition/ID/deployed-start-form",
                        "POST /engine/process-definition/ID/submit-form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", "governor"})
    void nobody_but_the_administrator_reaches_more_than_a_teacher(String person) {
        assertThat(reachedBy(new Visitor(port).signIn(person))).isEqualTo(reachedByTeacher);
    }

    @Test
    void whoever_has_not_signed_in_reaches_nothing() {
        Visitor stranger = new Visitor(port);

        assertThat(calls)
                .allSatisfy(call -> assertThat(call(stranger, call).status()).isEqualTo(401));
    }

    @Test
    void nobody_sets_up_an_administrator_over_the_web_not_even_an_administrator() {
        Visitor administrator = new Visitor(port).signIn("admin");

        assertThat(administrator
                        .send(
                                "POST",
                                "/camunda/api/admin/setup/default/user/create",
                                "{}",
                                "Content-Type",
                                "application/json")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void tasklist_has_no_sign_in_of_its_own() {
        Answer answer = new Visitor(port)
                .send(
                        "POST",
                        "/camunda/api/admin/auth/user/default/login/tasklist",
                        "username=teacher&password=correct+horse+battery",
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(teacher.send("POST", "/camunda/api/admin/auth/user/default/login/tasklist", "")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cockpit", "admin", "welcome"})
    void cockpit_and_admin_are_for_the_administrator(String application) {
        String path = "/camunda/app/" + application + "/default/";

        assertThat(teacher.page(path).status()).isEqualTo(403);
        assertThat(teacher.page(path).body()).contains("This is not for you");
        assertThat(new Visitor(port).signIn("admin").page(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/task/",
                "/task;x=1",
                "//task",
                "/./task",
                "/filter/../task",
                "/filter/%2e%2e/task",
                "/filter/%252e%252e/task",
                "/filter/..%2ftask",
                "/filter%2f..%2ftask",
                "/filter/..%5ctask",
                "/filter%00/task",
                "/TASK",
                "/%74ask/count",
                "/task/count",
                "/filter/singleResult",
                "/task/count;x=00000000-0000-0000-0000-000000000000",
                "/history/task",
                "/task?processVariables=a_eq_b",
                "/task?orQueries=x&processInstanceId=1"
            })
    void no_trick_with_the_path_leads_past_the_list(String path) {
        Answer answer = teacher.get(Visitor.ENGINE + path);

        assertThat(answer.status()).isIn(400, 403);
        assertThat(wasReached(answer)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "PUT", "DELETE", "PATCH", "POST", "OPTIONS", "TRACE", "PROPFIND", "get"})
    void no_other_method_takes_the_place_of_an_allowed_one(String method) {
        Answer answer = teacher.send(method, Visitor.ENGINE + "/task/" + Endpoints.ID, null);

        assertThat(answer.status()).isIn(400, 403);
        assertThat(wasReached(answer)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override",
                "X-HTTP-Method",
                "X-Method-Override",
                "X-Original-URL",
                "X-Rewrite-URL",
                "X-Forwarded-Prefix",
                "X-Forwarded-Path"
            })
    void no_header_takes_the_place_of_method_or_path(String header) {
        assertThat(teacher.send("GET", Visitor.ENGINE + "/task/count", null, header, "GET")
                        .status())
                .isEqualTo(403);
        assertThat(teacher.send("GET", Visitor.ENGINE + "/task/count", null, header, Visitor.ENGINE + "/filter")
                        .status())
                .isEqualTo(403);
        assertThat(teacher.send("POST", Visitor.ENGINE + "/filter", "{}", header, "GET")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void the_open_api_of_the_engine_is_not_there() {
        assertThat(teacher.get("/engine-rest/engine").status()).isEqualTo(404);
        assertThat(teacher.get("/rest/engine").status()).isEqualTo(404);
        assertThat(calls).allMatch(call -> call.path().startsWith("/camunda/api/"));
    }

    /** Each call with and without a slash at the end, which are the same to the engine. */
    private Set<String> reachedBy(Visitor person) {
        return calls.stream()
                .flatMap(call -> Stream.of(call, new Endpoints.Call(call.method(), call.path() + "/")))
                .filter(call -> !call.toString().equals(SIGN_OUT))
                .filter(call -> {
                    Answer answer = call(person, call);
                    return answer.status() != 403 || wasReached(answer);
                })
                .map(call -> call.toString().replace(Visitor.ENGINE, "/engine").replace(Endpoints.ID, "ID"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Answer call(Visitor person, Endpoints.Call call) {
        return person.send(
                call.method(),
                call.path(),
                call.method().equals("GET") ? null : "{}",
                "Content-Type",
                "application/json");
    }

    /** The engine's web applications name whom they let in; whatever stops a call in front of them does not. */
    private static boolean wasReached(Answer answer) {
        return !answer.header("X-Authorized-User").isEmpty();
    }
}
