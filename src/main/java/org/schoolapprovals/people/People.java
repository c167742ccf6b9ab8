package org.schoolapprovals.people;

import java.util.List;
import java.util.Optional;

/** Everybody who can sign in, and what they are responsible for. */
public interface People {

    /** The person with this user name; empty where there is none (any more). */
    Optional<Person> find(String userId);

    /** Everybody with this role, in the order of their names. */
    List<Person> with(Role role);

    /** The address of the person's official school e-mail; empty where none was entered. */
    Optional<String> emailOf(String userId);

    /**
     * The person with this e-mail address, whatever its case; empty where there is none, and where several share it. An address on
     * a mail proves nothing: let nothing depend on it that its writer could want.
     */
    Optional<Person> withEmail(String address);

    /** The person's name for display; the user name itself where the person has left. */
    default String nameOf(String userId) {
        return find(userId).map(Person::name).orElse(userId);
    }
}
