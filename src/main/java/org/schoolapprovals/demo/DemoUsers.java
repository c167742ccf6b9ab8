package org.schoolapprovals.demo;

import static org.schoolapprovals.people.Role.ADMINISTRATOR;
import static org.schoolapprovals.people.Role.CHAIR_OF_GOVERNORS;
import static org.schoolapprovals.people.Role.DEPUTY_HEAD;
import static org.schoolapprovals.people.Role.GOVERNORS;
import static org.schoolapprovals.people.Role.HEAD_TEACHER;
import static org.schoolapprovals.people.Role.OFFICE;
import static org.schoolapprovals.people.Role.SOCIAL_MEDIA;
import static org.schoolapprovals.people.Role.STAFF;

import java.util.Set;
import org.schoolapprovals.people.Accounts;
import org.schoolapprovals.people.Role;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The people of the demo school: they bear the names of their roles, and all have the same password. */
@Component
@Profile("demo")
@Order(2)
class DemoUsers implements ApplicationRunner {

    static final String PASSWORD = "school";

    private final Accounts accounts;

    DemoUsers(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        open("head", "Head", "Teacher", HEAD_TEACHER, STAFF);
        open("deputy", "Deputy", "Head", DEPUTY_HEAD, STAFF);
        open("teacher", "Class", "Teacher", STAFF);
        open("assistant", "Teaching", "Assistant", STAFF);
        open("office", "School", "Office", OFFICE, STAFF);
        open("editor", "Social Media", "Editor", SOCIAL_MEDIA, STAFF);
        open("governor", "School", "Governor", GOVERNORS);
        open("chair", "Chair", "of Governors", CHAIR_OF_GOVERNORS, GOVERNORS);
        open("admin", "System", "Administrator", ADMINISTRATOR);
    }

    private void open(String userId, String firstName, String lastName, Role... roles) {
        if (!accounts.exists(userId)) {
            accounts.open(userId, firstName, lastName, PASSWORD, Set.of(roles));
            accounts.enterEmail(userId, userId + "@school.example");
        }
    }
}
