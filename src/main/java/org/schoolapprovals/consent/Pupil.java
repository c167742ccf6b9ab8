package org.schoolapprovals.consent;

import java.util.List;
import java.util.UUID;

/**
 * A child, as little of them as consents need.
 *
 * @param nicknames what they are called besides their name; each is a name that no caption may hold (S4)
 * @param className such as {@code 3B}
 * @param leavingYear the calendar year in whose summer they leave the school
 */
public record Pupil(
        UUID id, String firstName, String lastName, List<String> nicknames, String className, int leavingYear) {

    public Pupil {
        nicknames = List.copyOf(nicknames);
    }

    /** First and last name. */
    public String name() {
        return firstName + " " + lastName;
    }
}
