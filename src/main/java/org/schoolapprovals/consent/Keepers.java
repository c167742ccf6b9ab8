package org.schoolapprovals.consent;

import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.springframework.stereotype.Component;

/**
 * Who keeps the register: the office and the head, and the deputy in the head's place. Why a child is barred, and what parents
 * signed, only office and head read.
 */
@Component
class Keepers {

    private final People people;

    Keepers(People people) {
        this.people = people;
    }

    boolean mayKeep(String userId) {
        return hasAnyOf(userId, Role.OFFICE, Role.HEAD_TEACHER, Role.DEPUTY_HEAD);
    }

    boolean mayReadReasons(String userId) {
        return hasAnyOf(userId, Role.OFFICE, Role.HEAD_TEACHER);
    }

    void refuseUnlessKeeper(String userId) {
        if (!mayKeep(userId)) {
            throw new NotAllowedException(
                    "Only the office, the head teacher and the deputy head see and keep the register of consents.");
        }
    }

    void refuseUnlessOfficeOrHead(String userId) {
        if (!mayReadReasons(userId)) {
            throw new NotAllowedException(
                    "Only the office and the head teacher read why a child is barred and what was signed, and lift a bar.");
        }
    }

    private boolean hasAnyOf(String userId, Role... roles) {
        return people.find(userId).filter(person -> person.hasAnyOf(roles)).isPresent();
    }
}
