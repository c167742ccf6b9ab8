package org.schoolapprovals.consent;

import java.util.Set;
import java.util.UUID;

/**
 * Something was recorded that may change where these children stand: an answer, a bar, a bar lifted, another class, leaving.
 * Published synchronously, within the transaction that recorded it.
 */
public record ConsentChanged(Set<UUID> pupils) {

    public ConsentChanged {
        pupils = Set.copyOf(pupils);
    }
}
