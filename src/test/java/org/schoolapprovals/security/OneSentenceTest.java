package org.schoolapprovals.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.security.Visitor.Answer;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever somebody sends to the engine's API, they are told in one sentence and learn nothing about what is behind it. */
@SecurityTest
class OneSentenceTest {

    @LocalServerPort
    private int port;

    private Visitor teacher;

    @BeforeEach
    void signIn() {
        teacher = new Visitor(port).signIn("teacher");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\": \"x\", \"type\": \"Long\"}",
                "{\"value\": 99999999999999, \"type\": \"Integer\"}",
                "{\"value\": 1e400}",
                "{\"value\": \"zzz\", \"type\": \"Date\"}",
                "{\"value\": 1, \"type\": \"Foo\"}",
                "{\"value\": 1, \"type\": {\"a\": 1}}",
                "{\"value\": \"rO0ABQ==\", \"type\": \"Object\", \"valueInfo\": {\"objectTypeName\": \"java.util.HashMap\","
                        + " \"serializationDataFormat\": \"application/x-java-serialized-object\"}}",
                "{\"value\": \"{}\", \"type\": \"Object\", \"valueInfo\": {\"objectTypeName\": \"javax.script.ScriptEngineManager\","
                        + " \"serializationDataFormat\": \"application/json\"}}",
                "{\"value\": \"x\", \"type\": \"Object\", \"valueInfo\": {\"objectTypeName\": \"java.util.HashMap\"}}",
                "{\"value\": \"{}\", \"type\": \"Object\", \"valueInfo\": {\"objectTypeName\": \"java.util.HashMap\","
                        + " \"serializationDataFormat\": \"application/json\", \"transient\": true}}",
                "{\"value\": \"AAAA\", \"type\": \"Bytes\"}",
                "{\"value\": \"AAAA\", \"type\": \"File\", \"valueInfo\": {\"filename\": \"x.html\", \"mimetype\": \"text/html\"}}",
                "{\"value\": \"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>\", \"type\": \"Xml\"}",
                "{\"value\": [\"a\"]}",
                "{\"value\": {\"a\": 1}}",
                "null",
                "{}",
                "{\"value\": \"a\\u0000b\"}",
                "{\"value\": \"a\\ud800b\"}"
            })
    void a_field_with_a_wrong_value_in_it(String value) {
        assertToldInOneSentence(Trips.send(teacher, Trips.bodyWith("tripName", value)), 400, 422, 500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"variables\":",
                "[]",
                "null",
                "1",
                "\"x\"",
                "{\"variables\": []}",
                "{\"variables\": \"x\"}",
                "{\"variables\": {\"a\": 1}}",
                "{\"variables\": {\"\": {\"value\": 1}}}",
                "{}",
                ""
            })
    void a_body_that_is_no_form(String body) {
        assertToldInOneSentence(Trips.send(teacher, body), 400, 422, 500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "multipart/form-data; boundary=x", "nonsense"})
    void a_body_of_another_kind(String type) {
        Answer answer = teacher.send(
                "POST",
                Visitor.ENGINE + "/process-definition/" + Trips.definition(teacher) + "/submit-form",
                "{}",
                "Content-Type",
                type);

        assertToldInOneSentence(answer, 400, 415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /task/ID",
                "GET /task/ID/form",
                "GET /task/ID/deployed-form",
                "GET /task/ID/form-variables",
                "POST /task/ID/claim",
                "POST /task/ID/unclaim",
                "POST /task/ID/submit-form",
                "GET /filter/ID",
                "POST /filter/ID/list",
                "POST /filter/ID/count",
                "GET /process-definition/ID/startForm",
                "GET /process-definition/ID/deployed-start-form",
                "POST /process-definition/ID/submit-form",
                "GET /user/ID/profile",
                "GET /process-definition?sortBy=x",
                "GET /process-definition?maxResults=x",
                "GET /filter?firstResult=x"
            })
    void an_id_or_a_parameter_that_means_nothing(String call) {
        String[] parts = call.replace("ID", Endpoints.ID).split(" ");

        assertToldInOneSentence(
                teacher.engine(parts[0], parts[1], parts[0].equals("GET") ? null : "{}"), 400, 403, 404, 500);
    }

    @Test
    void a_task_that_somebody_else_has_finished_meanwhile() {
        assertThat(teacher.engine("POST", "/task/" + Endpoints.ID + "/submit-form", "{}")
                        .message())
                .isEqualTo("There is nothing like that here, or it is no longer yours: please refresh the list.");
    }

    @Test
    void a_call_that_is_on_nobodys_list() {
        Answer answer = teacher.engine("POST", "/message", "{}");

        assertToldInOneSentence(answer, 403);
        assertThat(answer.message()).isEqualTo("Your account has no right to do or see this.");
    }

    @Test
    void a_body_that_is_far_too_long() {
        Answer answer = Trips.send(teacher, Trips.bodyWith("tripName", Trips.text("x".repeat(300_000))));

        assertToldInOneSentence(answer, 413);
    }

    @Test
    void a_body_that_does_not_say_how_long_it_is() {
        Answer answer = teacher.stream(Visitor.ENGINE + "/process-definition/" + Endpoints.ID + "/submit-form", "{}");

        assertToldInOneSentence(answer, 411);
    }

    @Test
    void thousands_of_fields() {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            fields.append(i == 0 ? "" : ",").append("\"v").append(i).append("\":{\"value\":1}");
        }

        Answer answer = Trips.send(teacher, "{\"variables\":{" + fields + "}}");

        assertToldInOneSentence(answer, 422);
        assertThat(answer.message().length()).isLessThan(2000);
    }

    @Test
    void json_without_bottom() {
        String value = "[".repeat(50_000) + "]".repeat(50_000);

        assertToldInOneSentence(Trips.send(teacher, Trips.bodyWith("tripName", "{\"value\":" + value + "}")), 400);
    }

    @Test
    void the_administrator_is_told_what_the_engine_says() {
        Visitor administrator = new Visitor(port).signIn("admin");

        assertThat(administrator
                        .engine("GET", "/process-definition/" + Endpoints.ID + "/startForm", null)
                        .message())
                .contains(Endpoints.ID);
    }

    @Test
    void a_browser_gets_a_page() {
        Answer answer = teacher.page("/camunda/app/cockpit/default/");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("<h1>This is not for you</h1>").doesNotContain("timestamp");
        assertThat(teacher.page("/nothing-here").body()).doesNotContain("Whitelabel", "timestamp");
        assertThat(teacher.page("/error").body()).doesNotContain("999", "timestamp");
    }

    private static void assertToldInOneSentence(Answer answer, Integer... statuses) {
        assertThat(answer.status()).isIn((Object[]) statuses);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("type", "message", "code");
        assertThat(answer.json().path("type").asText()).doesNotContain("Exception");
        assertThat(answer.message())
                .endsWith(".")
                .doesNotContain("ENGINE-", "Exception", "org.", "java.", "Json", "null", "SQL", "permission")
                .doesNotContain(Endpoints.ID, "personal-device-exception", "teacher");
        assertThat(answer.body()).doesNotContain("\tat ", "stackTrace");
    }
}
