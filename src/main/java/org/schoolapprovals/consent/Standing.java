package org.schoolapprovals.consent;

import java.util.Set;
import java.util.UUID;

/**
 * Where a child stands for one use.
 *
 * @param consents numbers of the register's entries that a yes rests on; empty for every other answer
 */
public record Standing(UUID pupil, Use use, Answer answer, Set<Long> consents) {

    public Standing {
        consents = Set.copyOf(consents);
    }
}
