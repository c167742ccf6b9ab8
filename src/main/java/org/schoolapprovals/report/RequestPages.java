package org.schoolapprovals.report;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Knows the pages of a feature's requests, for the lists behind the numbers. */
public interface RequestPages {

    /** The id of the process whose requests these are. */
    String process();

    /**
     * The path of the page of each of these requests that this person may see. What is not theirs, and what is erased, is left out.
     *
     * @param requestIds at least one
     */
    Map<UUID, String> of(String viewerId, Collection<UUID> requestIds);

    /**
     * Those of these requests that there are, but not for this person: not even a line of a list. What is erased is not among them;
     * nothing is left to be seen of it.
     *
     * @param requestIds at least one
     */
    default Set<UUID> keptFrom(String viewerId, Collection<UUID> requestIds) {
        return Set.of();
    }
}
