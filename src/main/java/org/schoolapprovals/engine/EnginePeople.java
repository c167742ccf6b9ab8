package org.schoolapprovals.engine;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;

/** The people of the engine's own user store. */
class EnginePeople implements People {

    private final IdentityService identityService;

    EnginePeople(IdentityService identityService) {
        this.identityService = identityService;
    }

    @Override
    public Optional<Person> find(String userId) {
        if (userId == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                        identityService.createUserQuery().userId(userId).singleResult())
                .map(this::toPerson);
    }

    @Override
    public List<Person> with(Role role) {
        return identityService
                .createUserQuery()
                .memberOfGroup(role.groupId())
                .orderByUserLastName()
                .asc()
                .orderByUserFirstName()
                .asc()
                .list()
                .stream()
                .map(this::toPerson)
                .toList();
    }

    @Override
    public Optional<String> emailOf(String userId) {
        return Optional.ofNullable(userId)
                .map(known -> identityService.createUserQuery().userId(known).singleResult())
                .map(User::getEmail)
                .map(String::strip)
                .filter(address -> !address.isEmpty());
    }

    @Override
    public Optional<Person> withEmail(String address) {
        List<User> users = identityService.createUserQuery().list().stream()
                .filter(user ->
                        user.getEmail() != null && user.getEmail().strip().equalsIgnoreCase(address))
                .toList();
        return users.size() == 1 ? users.stream().findFirst().map(this::toPerson) : Optional.empty();
    }

    private Person toPerson(User user) {
        String name = Stream.of(user.getFirstName(), user.getLastName())
                .filter(part -> part != null && !part.isBlank())
                .reduce((first, last) -> first + " " + last)
                .orElse(user.getId());
        Set<Role> roles = EnumSet.noneOf(Role.class);
        identityService.createGroupQuery().groupMember(user.getId()).list().stream()
                .flatMap(group -> Role.ofGroup(group.getId()).stream())
                .forEach(roles::add);
        return new Person(user.getId(), name, roles);
    }
}
