package org.schoolapprovals.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.database.WithDatabase;
import org.schoolapprovals.security.Visitor.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A school that has just been set up behind HTTPS, and in which there is nobody yet. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"camunda.bpm.job-execution.enabled=false", "school.https=true"})
@WithDatabase
class NewSchoolTest {

    @LocalServerPort
    private int port;

    @Autowired
    private IdentityService identityService;

    @Autowired
    private CamundaBpmProperties camunda;

    private Visitor stranger;

    @BeforeEach
    void comeIn() {
        stranger = new Visitor(port);
    }

    @Test
    void there_are_no_default_users() {
        assertThat(identityService.createUserQuery().count()).isZero();
        for (String user : new String[] {"head", "admin", "demo", "kermit", "camunda"}) {
            assertThat(stranger.trySignIn(user, "school").location()).isEqualTo("/login?error");
            assertThat(stranger.trySignIn(user, user).location()).isEqualTo("/login?error");
        }
    }

    @Test
    void the_sign_in_page_says_how_the_first_administrator_is_made() {
        assertThat(stranger.page("/login").body()).contains("SCHOOL_ADMIN_USER", "SCHOOL_ADMIN_PASSWORD");
    }

    @Test
    void nobody_makes_themselves_the_first_administrator_over_the_web() {
        String user = "{\"profile\": {\"id\": \"mallory\", \"firstName\": \"M\", \"lastName\": \"M\"},"
                + " \"credentials\": {\"password\": \"mallory's own password\"}}";

        for (String path : new String[] {
            "/camunda/api/admin/setup/default/user/create", "/camunda/api/engine/engine/default/user/create"
        }) {
            Answer answer = stranger.send("POST", path, user, "Content-Type", "application/json");
            assertThat(answer.status()).isEqualTo(401);
        }
        assertThat(stranger.page("/camunda/app/admin/default/setup/").location())
                .isEqualTo("/login");
        assertThat(identityService.createUserQuery().count()).isZero();
    }

    @Test
    void with_https_the_cookies_travel_no_other_way() {
        assertThat(stranger.page("/login").headers("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("JSESSIONID=")
                .contains("Secure", "HttpOnly", "SameSite=Lax");
        assertThat(camunda.getWebapp().getCsrf().getInitParams()).containsEntry("enableSecureCookie", "true");
        assertThat(camunda.getWebapp().getSessionCookie().getInitParams()).containsEntry("enableSecureCookie", "true");
    }

    @Test
    void with_https_browsers_are_told_to_come_no_other_way() {
        assertThat(stranger.page("/login").header("Strict-Transport-Security")).startsWith("max-age=31536000");
        assertThat(stranger.page("/camunda/app/tasklist/default/").header("Strict-Transport-Security"))
                .startsWith("max-age=31536000");
    }
}
