package org.schoolapprovals.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.schoolapprovals.people.Accounts;
import org.schoolapprovals.people.Role;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FirstAdministratorTest {

    private static final String NOBODY = "Nobody can sign in yet: set SCHOOL_ADMIN_USER and SCHOOL_ADMIN_PASSWORD";

    private final Book accounts = new Book();

    @Test
    void with_both_settings_an_administrator_can_sign_in_and_nothing_else(CapturedOutput log) {
        start("root", "a long password");

        assertThat(accounts.roles).containsExactly(Map.entry("root", Set.of(Role.ADMINISTRATOR)));
        assertThat(accounts.isPassword("root", "a long password")).isTrue();
        assertThat(log).contains("Opened the account of the first administrator, root");
        assertThat(log).doesNotContain("a long password").doesNotContain(NOBODY);
    }

    @Test
    void with_none_of_them_or_one_nobody_can_and_the_log_says_how(CapturedOutput log) {
        start("", "");
        start("root", "");
        start(" ", "a long password");

        assertThat(accounts.anyExists()).isFalse();
        assertThat(log.getOut().split(NOBODY, -1)).hasSize(4);
    }

    @Test
    void an_account_that_exists_keeps_its_password_and_its_roles(CapturedOutput log) {
        accounts.open("root", "", "", "changed since", Set.of(Role.STAFF));

        start("root", "a long password");

        assertThat(accounts.isPassword("root", "changed since")).isTrue();
        assertThat(accounts.roles).containsEntry("root", Set.of(Role.STAFF));
        assertThat(log).doesNotContain("Opened").doesNotContain(NOBODY);
    }

    private void start(String user, String password) {
        new FirstAdministrator(new AdministratorSettings(user, password), accounts)
                .run(new DefaultApplicationArguments());
    }

    /** Accounts on paper. */
    private static final class Book implements Accounts {

        @Override
        public void enterEmail(String userId, String address) {
            throw new UnsupportedOperationException();
        }

        private final Map<String, String> passwords = new HashMap<>();
        private final Map<String, Set<Role>> roles = new HashMap<>();

        @Override
        public boolean anyExists() {
            return !passwords.isEmpty();
        }

        @Override
        public boolean exists(String userId) {
            return passwords.containsKey(userId);
        }

        @Override
        public boolean isPassword(String userId, String password) {
            return password.equals(passwords.get(userId));
        }

        @Override
        public Optional<String> passwordMark(String userId) {
            return Optional.ofNullable(passwords.get(userId));
        }

        @Override
        public void open(String userId, String firstName, String lastName, String password, Set<Role> itsRoles) {
            passwords.put(userId, password);
            roles.put(userId, itsRoles);
        }

        @Override
        public void changePassword(String userId, String password) {
            passwords.put(userId, password);
        }
    }
}
