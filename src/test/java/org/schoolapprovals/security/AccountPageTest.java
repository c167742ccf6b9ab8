package org.schoolapprovals.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolapprovals.people.Accounts;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.security.Visitor.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Everybody changes their own password, and nobody anybody else's. */
@SecurityTest
class AccountPageTest {

    private static final String WANTED = "three green bottles";

    @LocalServerPort
    private int port;

    @Autowired
    private Accounts accounts;

    private String name;
    private Visitor person;

    @BeforeEach
    void signIn() {
        name = "person-" + UUID.randomUUID();
        accounts.open(name, "A", "Person", Visitor.PASSWORD, Set.of(Role.STAFF));
        person = new Visitor(port).signIn(name);
    }

    @Test
    void with_the_current_one_a_person_gets_a_new_password_and_signs_in_with_it() {
        Answer answer = change(Visitor.PASSWORD, WANTED, WANTED);

        assertThat(answer.location()).isEqualTo("/login?changed");
        assertThat(person.page("/login?changed").body()).contains("Your password is changed");
        assertThat(new Visitor(port).trySignIn(name, Visitor.PASSWORD).location())
                .isEqualTo("/login?error");
        assertThat(new Visitor(port).trySignIn(name, WANTED).location()).isEqualTo("/");
    }

    @Test
    void every_session_of_the_person_ends_with_it() {
        Visitor elsewhere = new Visitor(port).signIn(name);
        Visitor here = person.copy();

        change(Visitor.PASSWORD, WANTED, WANTED);

        assertThat(here.page("/").location()).isEqualTo("/login");
        assertThat(elsewhere.page("/").location()).isEqualTo("/login");
        assertThat(elsewhere.engine("GET", "/filter", null).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    wrong                 | three green bottles   | three green bottles   | Current password: that is not it
                    ''                    | three green bottles   | three green bottles   | Current password: that is not it
                    correct horse battery | eleven long           | eleven long           | at least 12 characters
                    correct horse battery | three green bottles   | three brown bottles   | the two differ
                    correct horse battery | correct horse battery | correct horse battery | another one than your current
                    """)
    void a_fault_is_told_in_a_sentence_and_changes_nothing(
            String current, String wanted, String again, String sentence) {
        Answer answer = change(current, wanted, again);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains(sentence).doesNotContain(wanted);
        assertThat(accounts.isPassword(name, Visitor.PASSWORD)).isTrue();
        assertThat(person.page("/account").status()).isEqualTo(200);
    }

    @Test
    void a_password_is_neither_the_user_name_nor_endless() {
        assertThat(change(Visitor.PASSWORD, name, name).body()).contains("another one than your user name");
        assertThat(change(Visitor.PASSWORD, "x".repeat(201), "x".repeat(201)).body())
                .contains("at most 200 characters");
    }

    @Test
    void the_current_password_cannot_be_guessed_here_either() {
        for (int guess = 0; guess < 10; guess++) {
            assertThat(change("wrong" + guess, WANTED, WANTED).status()).isEqualTo(422);
        }

        assertThat(change(Visitor.PASSWORD, WANTED, WANTED).body()).contains("too many attempts");
        assertThat(accounts.isPassword(name, Visitor.PASSWORD)).isTrue();
        new Visitor(port).signIn("teacher");
    }

    @Test
    void no_page_elsewhere_changes_a_password() {
        Answer answer =
                person.postAsIs("/account/password", "current", Visitor.PASSWORD, "wanted", WANTED, "again", WANTED);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(accounts.isPassword(name, Visitor.PASSWORD)).isTrue();
    }

    private Answer change(String current, String wanted, String again) {
        return person.post("/account/password", "current", current, "wanted", wanted, "again", again);
    }
}
