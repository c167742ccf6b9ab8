package org.schoolapprovals.photo;

import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;

/**
 * Whoever submitted photographs.
 *
 * @param id user name
 * @param clears whether they are responsible for the accounts themselves, so that somebody else has to be found
 * @param isHead whether they are the head teacher
 */
record Submitter(String id, boolean clears, boolean isHead) {

    static Submitter of(Person person) {
        return new Submitter(person.id(), person.has(Role.SOCIAL_MEDIA), person.has(Role.HEAD_TEACHER));
    }
}
