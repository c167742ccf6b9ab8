package org.schoolapprovals.decision;

import java.time.Instant;
import java.util.List;

/**
 * What comparing the record with the engine came to.
 *
 * @param requests how many requests, or parts of one with a process of its own, were compared
 * @param differences one sentence each, naming nobody; empty where both agree
 */
public record RecordCheckResult(Instant at, int requests, List<String> differences) {

    public RecordCheckResult {
        differences = List.copyOf(differences);
    }

    /** Whether record and engine agree. */
    public boolean agrees() {
        return differences.isEmpty();
    }
}
