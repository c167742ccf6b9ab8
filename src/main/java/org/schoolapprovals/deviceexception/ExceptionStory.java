package org.schoolapprovals.deviceexception;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.people.Role;

/**
 * One exception with everything that became of it, as one person may see it.
 *
 * @param deciders who decides it
 * @param ruling what it rests on now; empty before a decision and after an answer
 * @param rulingByName the name of whoever made that ruling; empty without one
 * @param closureReport what the requester stated at the end; empty before
 * @param timeline all that happened, the earliest first
 * @param decisions its rows of the decision record, the earliest first
 * @param mayWithdraw whether the viewer may withdraw it now
 * @param mayRevoke whether the viewer may revoke it now
 */
public record ExceptionStory(
        ExceptionSummary summary,
        DeviceExceptionRequest request,
        Role deciders,
        Optional<Ruling> ruling,
        String rulingByName,
        Optional<ClosureReport> closureReport,
        List<Happening> timeline,
        List<DecisionLine> decisions,
        boolean mayWithdraw,
        boolean mayRevoke) {

    /**
     * An event with the name of whoever did it.
     *
     * @param byName empty where the clock did it
     */
    public record Happening(Instant at, String byName, EventType type, String text) {}

    /** A row of the decision record with the name of the decider. */
    public record DecisionLine(Decision decision, String byName) {}

    /** Whether a letter of approval can be printed: it was approved and the approval was not taken back. */
    public boolean hasLetter() {
        return switch (summary.state()) {
            case APPROVED, ACTIVE, RETURNED, CLOSED -> true;
            default -> false;
        };
    }
}
