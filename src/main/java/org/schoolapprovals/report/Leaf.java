package org.schoolapprovals.report;

import java.util.Set;

/**
 * What is counted by itself: stages that ended in the same way. Every other number is worked out from what is told of these.
 *
 * @param process the id of the process
 * @param kind what stretch of a request's life, as the record keeps it
 * @param clause the clause of the policy that it rests on
 * @param outcome how it ended
 * @param detail from a closed list; empty for none
 */
record Leaf(String process, String kind, String clause, String outcome, String detail) {

    /** How a question goes away without anybody having decided it. */
    static final Set<String> UNDECIDED =
            Set.of("lapsed", "withdrawn", "edited", "gone", "consent-changed", "cancelled");

    /** Whether somebody decided something, or the check held it back for a reason that somebody has to mend. */
    boolean isDecision() {
        return kind.equals("decision") && !UNDECIDED.contains(outcome);
    }
}
