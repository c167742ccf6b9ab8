package org.schoolapprovals.schoolcalendar;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;

/** A school in which everybody's user name is the id of their role; nobody else is known. */
public final class SchoolStaff implements People {

    @Override
    public Optional<Person> find(String userId) {
        return Role.ofGroup(userId).map(role -> new Person(userId, role.title(), Set.of(role)));
    }

    @Override
    public List<Person> with(Role role) {
        return Arrays.stream(Role.values())
                .filter(role::equals)
                .flatMap(known -> find(known.groupId()).stream())
                .toList();
    }

    @Override
    public Optional<String> emailOf(String userId) {
        return find(userId).map(person -> person.id() + "@school.example");
    }

    @Override
    public Optional<Person> withEmail(String address) {
        return Optional.empty();
    }
}
