package org.schoolapprovals.web;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import java.util.Set;
import org.schoolapprovals.people.Accounts;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A school of people with one account for each role, and how a test signs in as one of them. */
@Order(2)
public class SchoolPeople implements ApplicationRunner {

    /** Of every account. */
    public static final String PASSWORD = "correct horse battery";

    private final Accounts accounts;
    private final People people;

    SchoolPeople(Accounts accounts, People people) {
        this.accounts = accounts;
        this.people = people;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        open("head", "Head", "Teacher", Role.HEAD_TEACHER, Role.STAFF);
        open("deputy", "Deputy", "Head", Role.DEPUTY_HEAD, Role.STAFF);
        open("teacher", "Class", "Teacher", Role.STAFF);
        open("assistant", "Teaching", "Assistant", Role.STAFF);
        open("office", "School", "Office", Role.OFFICE, Role.STAFF);
        open("editor", "Social Media", "Editor", Role.SOCIAL_MEDIA, Role.STAFF);
        open("governor", "School", "Governor", Role.GOVERNORS);
        open("chair", "Chair", "of Governors", Role.CHAIR_OF_GOVERNORS, Role.GOVERNORS);
        open("admin", "System", "Administrator", Role.ADMINISTRATOR);
    }

    /** Lets the request come from this person, with the rights of their roles. */
    public RequestPostProcessor signedIn(String userId) {
        Person person = people.find(userId).orElseThrow();
        return authentication(UsernamePasswordAuthenticationToken.authenticated(
                person.id(),
                null,
                person.roles().stream()
                        .map(role -> new SimpleGrantedAuthority(role.groupId()))
                        .toList()));
    }

    private void open(String userId, String firstName, String lastName, Role... roles) {
        accounts.open(userId, firstName, lastName, PASSWORD, Set.of(roles));
    }
}
