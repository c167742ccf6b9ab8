package org.schoolapprovals.security;

import java.util.List;
import org.schoolapprovals.people.Person;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Somebody who signed in, with the rights of the roles they had then: an authority is the id of a group. */
final class SignedIn extends UsernamePasswordAuthenticationToken {

    private final String passwordMark;

    SignedIn(Person person, String passwordMark) {
        super(person.id(), null, authorities(person));
        this.passwordMark = passwordMark;
    }

    /** Whether the person still has the roles and the password that they signed in with. */
    boolean isStill(Person person, String currentMark) {
        return passwordMark.equals(currentMark)
                && getAuthorities().size() == person.roles().size()
                && getAuthorities().containsAll(authorities(person));
    }

    private static List<GrantedAuthority> authorities(Person person) {
        return person.roles().stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority(role.groupId()))
                .toList();
    }
}
