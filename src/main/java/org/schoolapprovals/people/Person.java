package org.schoolapprovals.people;

import java.util.Set;

/**
 * Somebody who can sign in.
 *
 * @param id the user name they sign in with
 * @param name first and last name, or the user name where none was entered
 * @param roles what they are responsible for
 */
public record Person(String id, String name, Set<Role> roles) {

    public Person {
        roles = Set.copyOf(roles);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    public boolean hasAnyOf(Role... some) {
        return Set.of(some).stream().anyMatch(roles::contains);
    }
}
