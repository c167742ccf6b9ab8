package org.schoolapprovals.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.security.Visitor.Answer;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What browsers are told about what they may do with our pages, and what is open to everybody. */
@SecurityTest
class HeadersTest {

    @LocalServerPort
    private int port;

    private Visitor teacher;

    @BeforeEach
    void signIn() {
        teacher = new Visitor(port).signIn("teacher");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/", "/account", "/exceptions", "/nothing-here"})
    void pages_run_no_script_from_elsewhere_and_are_framed_by_nobody(String page) {
        Answer answer = (page.equals("/login") ? new Visitor(port) : teacher).page(page);

        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'", "form-action 'self'", "object-src 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void tasklist_is_framed_by_nobody_and_keeps_its_own_policy() {
        Answer answer = teacher.page("/camunda/app/tasklist/default/");

        assertThat(answer.header("Content-Security-Policy"))
                .contains("frame-ancestors 'none'", "'strict-dynamic'", "form-action 'self'", "object-src 'none'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
    }

    @Test
    void what_the_api_answers_is_kept_by_no_browser() {
        assertThat(teacher.engine("GET", "/filter", null).header("Cache-Control"))
                .contains("no-store");
    }

    @Test
    void no_script_reads_the_cookie_of_the_session_and_no_page_elsewhere_sends_it() {
        assertThat(new Visitor(port).page("/login").headers("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("JSESSIONID=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure");
    }

    @Test
    void the_token_of_tasklist_is_sent_by_no_page_elsewhere() {
        Visitor browser = new Visitor(port);
        browser.trySignIn("teacher", Visitor.PASSWORD);

        assertThat(browser.page("/camunda/app/tasklist/default/").headers("Set-Cookie"))
                .anySatisfy(
                        cookie -> assertThat(cookie).startsWith("XSRF-TOKEN=").contains("SameSite=Lax"));
    }

    @Test
    void without_https_no_browser_is_told_to_insist_on_it() {
        assertThat(teacher.page("/").headers("Strict-Transport-Security")).isEmpty();
        assertThat(teacher.page("/camunda/app/tasklist/default/").headers("Strict-Transport-Security"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/school.css", "/favicon.svg", "/actuator/health", "/actuator/health/readiness"})
    void this_much_is_open_to_everybody(String path) {
        assertThat(new Visitor(port).get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/loggers",
                "/error",
                "/application.yaml",
                "/processes/personal-device-exception.bpmn",
                "/forms/decide-exception.form",
                "/db/migration/V001__decision_record.sql",
                "/templates/login.html",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/camunda/index.html",
                "/camunda/lib/",
                "/webjars/",
                "/static/school.css",
                "/../application.yaml",
                "/..%2fapplication.yaml"
            })
    void nothing_else_lies_about(String path) {
        assertThat(new Visitor(port).get(path).status()).isIn(302, 400, 404);
        assertThat(teacher.get(path).status()).isIn(400, 403, 404);
    }

    @Test
    void health_tells_nothing_but_health() {
        assertThat(new Visitor(port).get("/actuator/health").body())
                .doesNotContainIgnoringCase("postgres")
                .doesNotContain("components", "details", "disk");
    }
}
