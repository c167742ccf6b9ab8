package org.schoolapprovals.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.people.Accounts;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.security.Visitor.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One sign-in for everything, and a session that ends when it should. */
@SecurityTest
class SignInTest {

    private static final String TASKLIST_SIGN_OUT = "/camunda/api/admin/auth/user/default/logout";

    @LocalServerPort
    private int port;

    @Autowired
    private Accounts accounts;

    @Autowired
    private IdentityService identityService;

    private Visitor stranger;

    @BeforeEach
    void comeIn() {
        stranger = new Visitor(port);
    }

    @Test
    void one_sign_in_opens_our_pages_and_tasklist_and_its_api() {
        Visitor teacher = new Visitor(port).signIn("teacher");

        assertThat(teacher.page("/").status()).isEqualTo(200);
        assertThat(teacher.page("/camunda/app/tasklist/default/").status()).isEqualTo(200);
        assertThat(teacher.engine("GET", "/filter", null).status()).isEqualTo(200);
        assertThat(teacher.get("/camunda/api/admin/auth/user/default")
                        .json()
                        .path("userId")
                        .asText())
                .isEqualTo("teacher");
    }

    @Test
    void tasklist_greets_people_by_name() {
        Visitor teacher = new Visitor(port).signIn("teacher");

        assertThat(teacher.engine("GET", "/user/teacher/profile", null)
                        .json()
                        .path("lastName")
                        .asText())
                .isEqualTo("Teacher");
        assertThat(teacher.engine("GET", "/user/head/profile", null).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/exceptions", "/calendar", "/account", "/camunda/app/tasklist/default/", "/nothing"})
    void whoever_has_not_signed_in_is_led_from_a_page_to_the_sign_in_page(String page) {
        Answer answer = stranger.page(page);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).isEqualTo("/login");
    }

    @Test
    void whoever_has_not_signed_in_gets_401_and_a_sentence_from_the_api() {
        Answer answer = stranger.engine("GET", "/filter", null);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.message()).isEqualTo("Please sign in first.");
        assertThat(answer.headers("WWW-Authenticate")).isEmpty();
    }

    @Test
    void after_signing_in_people_come_to_the_page_that_they_wanted() {
        stranger.page("/exceptions?state=active");

        assertThat(stranger.trySignIn("head", Visitor.PASSWORD).location()).isEqualTo("/exceptions?state=active");
    }

    @Test
    void after_signing_in_nobody_comes_to_a_call_that_a_script_made() {
        stranger.engine("GET", "/filter", null);
        stranger.send("GET", "/calendar.json", null, "Accept", "application/json");

        assertThat(stranger.trySignIn("head", Visitor.PASSWORD).location()).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login?continue=https://evil.example/", "/login?redirect=//evil.example"})
    void no_address_leads_elsewhere_after_signing_in(String address) {
        stranger.page(address);

        assertThat(stranger.trySignIn("teacher", Visitor.PASSWORD).header("Location"))
                .isEqualTo("http://localhost:" + port + "/");
    }

    @Test
    void a_wrong_password_and_an_unknown_name_get_the_same_answer() {
        assertThat(stranger.trySignIn("head", "wrong").location()).isEqualTo("/login?error");
        assertThat(stranger.trySignIn("nobody", "wrong").location()).isEqualTo("/login?error");
        assertThat(stranger.trySignIn("HEAD", Visitor.PASSWORD).location()).isEqualTo("/login?error");
        assertThat(stranger.trySignIn("head", "").location()).isEqualTo("/login?error");
        assertThat(stranger.trySignIn("", "").location()).isEqualTo("/login?error");
        assertThat(stranger.trySignIn("he\0ad", Visitor.PASSWORD).location()).isEqualTo("/login?error");
        assertThat(stranger.trySignIn("head", "x".repeat(30_000)).location()).isEqualTo("/login?error");
        assertThat(stranger.page("/login?error").body()).contains("do not go together");
        new Visitor(port).signIn("teacher");
    }

    @Test
    void many_wrong_guesses_for_one_account_are_slowed_down_whatever_the_guesser_says_about_the_address() {
        for (int guess = 0; guess < 10; guess++) {
            assertThat(stranger.trySignIn("guessed", "wrong" + guess).location())
                    .isEqualTo("/login?error");
        }
        String token = stranger.page("/login").body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");

        Answer answer = stranger.send(
                "POST",
                "/login",
                "username=guessed&password=wrong&_csrf=" + token,
                "Content-Type",
                "application/x-www-form-urlencoded",
                "X-Forwarded-For",
                "203.0.113.9",
                "Forwarded",
                "for=203.0.113.9");

        assertThat(answer.location()).isEqualTo("/login?throttled");
        assertThat(stranger.page("/login?throttled").body()).contains("too many attempts");
        new Visitor(port).signIn("teacher");
    }

    @Test
    void guesses_at_the_same_moment_neither_fail_nor_keep_the_owner_out() throws Exception {
        ExecutorService guessers = Executors.newFixedThreadPool(4);
        try {
            List<Callable<String>> guesses = IntStream.range(0, 8)
                    .<Callable<String>>mapToObj(i -> () ->
                            new Visitor(port).trySignIn("editor", "wrong" + i).location())
                    .toList();
            for (Future<String> guess : guessers.invokeAll(guesses)) {
                assertThat(guess.get()).isEqualTo("/login?error");
            }
        } finally {
            guessers.shutdown();
        }

        new Visitor(port).signIn("editor");
    }

    @Test
    void signing_in_gives_the_session_another_id_so_that_nobody_can_prepare_one() {
        stranger.page("/login");
        String before = stranger.session();

        stranger.signIn("teacher");

        assertThat(stranger.session()).isNotEqualTo(before);
        assertThat(new Visitor(port).withSession(before).page("/").location()).isEqualTo("/login");
    }

    @Test
    void a_session_id_that_somebody_made_up_is_not_taken() {
        stranger.withSession("0123456789ABCDEF0123456789ABCDEF").page("/login");

        assertThat(stranger.session()).isNotEqualTo("0123456789ABCDEF0123456789ABCDEF");
        assertThat(stranger.page("/login;jsessionid=0123456789ABCDEF").status()).isEqualTo(400);
    }

    @Test
    void nobody_is_signed_in_by_a_page_elsewhere() {
        Answer answer = stranger.postAsIs("/login", "username", "teacher", "password", Visitor.PASSWORD);

        assertThat(answer.location()).isEqualTo("/login?expired");
        assertThat(stranger.page("/").location()).isEqualTo("/login");
        assertThat(stranger.page("/login?expired").body()).contains("open for too long");
    }

    @Test
    void signing_out_of_our_pages_ends_the_session_everywhere() {
        Visitor teacher = new Visitor(port).signIn("teacher");
        Visitor browser = teacher.copy();

        assertThat(teacher.post("/logout").location()).isEqualTo("/login?logout");

        assertNobodyIsSignedIn(browser);
        assertThat(browser.page("/login?logout").body()).contains("You have signed out");
    }

    @Test
    void signing_out_of_tasklist_ends_the_session_everywhere() {
        Visitor teacher = new Visitor(port).signIn("teacher");
        Visitor browser = teacher.copy();

        assertThat(teacher.send("POST", TASKLIST_SIGN_OUT, "").status()).isEqualTo(204);

        assertNobodyIsSignedIn(browser);
    }

    @Test
    void nobody_is_signed_out_by_a_page_elsewhere() {
        Visitor teacher = new Visitor(port).signIn("teacher");
        Visitor withoutToken = new Visitor(port).withSession(teacher.session());

        withoutToken.page("/logout");
        assertThat(withoutToken.postAsIs("/logout").status()).isEqualTo(403);
        assertThat(withoutToken.send("POST", TASKLIST_SIGN_OUT, "").status()).isEqualTo(403);

        assertThat(teacher.page("/").status()).isEqualTo(200);
    }

    @Test
    void a_call_without_the_token_of_tasklist_changes_nothing() {
        Visitor teacher = new Visitor(port).signIn("teacher");
        Visitor withoutToken = new Visitor(port).withSession(teacher.session());

        assertThat(withoutToken
                        .engine("POST", "/process-definition/" + Endpoints.ID + "/submit-form", "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_person_who_has_left_is_out_at_once() {
        String leaver = newcomer(Role.STAFF);
        Visitor browser = new Visitor(port).signIn(leaver);

        identityService.deleteUser(leaver);

        assertNobodyIsSignedIn(browser);
    }

    @Test
    void a_change_of_roles_ends_the_session() {
        String promoted = newcomer(Role.STAFF);
        Visitor browser = new Visitor(port).signIn(promoted);

        identityService.createMembership(promoted, Role.OFFICE.groupId());
        assertNobodyIsSignedIn(browser);

        Visitor again = new Visitor(port).signIn(promoted);
        identityService.deleteMembership(promoted, Role.STAFF.groupId());
        assertNobodyIsSignedIn(again);
    }

    @Test
    void a_new_password_from_the_administrator_ends_the_session() {
        String person = newcomer(Role.STAFF);
        Visitor browser = new Visitor(port).signIn(person);

        accounts.changePassword(person, "another long password");

        assertNobodyIsSignedIn(browser);
    }

    @Test
    void whoever_takes_over_a_user_name_does_not_take_over_the_session() {
        String name = newcomer(Role.STAFF);
        Visitor browser = new Visitor(port).signIn(name);

        identityService.deleteUser(name);
        accounts.open(name, "Another", "Person", Visitor.PASSWORD, Set.of(Role.STAFF));

        assertNobodyIsSignedIn(browser);
    }

    private String newcomer(Role role) {
        String name = "newcomer-" + UUID.randomUUID();
        accounts.open(name, "New", "Comer", Visitor.PASSWORD, Set.of(role));
        return name;
    }

    private static void assertNobodyIsSignedIn(Visitor browser) {
        assertThat(browser.engine("GET", "/filter", null).status()).isEqualTo(401);
        assertThat(browser.page("/").location()).isEqualTo("/login");
        assertThat(browser.page("/camunda/app/tasklist/default/").location()).isEqualTo("/login");
    }
}
