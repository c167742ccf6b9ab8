package org.schoolapprovals.comment;

import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;

/**
 * Whoever brought a comment before the school.
 *
 * @param id user name; {@code facebook} and {@code mailbox} where it was nobody who signs in
 * @param isPerson whether it is somebody who signs in
 * @param reviews whether they are responsible for the accounts themselves, so that somebody else has to be found
 * @param isHead whether they are the head teacher
 */
record Requester(String id, boolean isPerson, boolean reviews, boolean isHead) {

    static final Requester PAGE = new Requester("facebook", false, false, false);
    static final Requester MAILBOX = new Requester("mailbox", false, false, false);

    static Requester of(Person person) {
        return new Requester(person.id(), true, person.has(Role.SOCIAL_MEDIA), person.has(Role.HEAD_TEACHER));
    }
}
