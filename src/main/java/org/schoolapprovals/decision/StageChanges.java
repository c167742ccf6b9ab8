package org.schoolapprovals.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What began and what ended for one request since it was read. The request notes it where it happens, so that no path is forgotten;
 * its store writes it down with everything else by {@link StageRecord#write}. What a decision ends, the decision record ends.
 */
public final class StageChanges {

    private final UUID requestId;
    private final String reference;
    private final String process;
    private final String clause;
    private final List<Consumer<StageRecord>> changes = new ArrayList<>();

    /** @param clause the clause of the policy that its stages rest on, unless another one is given */
    public StageChanges(UUID requestId, String reference, String process, String clause) {
        this.requestId = requestId;
        this.reference = reference;
        this.process = process;
        this.clause = clause;
    }

    /** A stage of the request as a whole begins. */
    public void begin(StageKind kind, Instant at, Optional<Instant> dueAt) {
        begin(kind, clause, at, dueAt);
    }

    /** A stage of the request as a whole begins, on another clause. */
    public void begin(StageKind kind, String otherClause, Instant at, Optional<Instant> dueAt) {
        begin(requestId, kind, otherClause, at, dueAt);
    }

    /** A stage of a part of the request begins. @param partId the business key of its process */
    public void begin(UUID partId, StageKind kind, Instant at, Optional<Instant> dueAt) {
        begin(partId, kind, clause, at, dueAt);
    }

    private void begin(UUID partId, StageKind kind, String onClause, Instant at, Optional<Instant> dueAt) {
        Stage stage = new Stage(requestId, partId, reference, process, onClause, kind);
        changes.add(stages -> stages.begin(stage, at, dueAt));
    }

    /** The open stage of the request as a whole ends. */
    public void end(StageKind kind, String outcome, Instant at) {
        end(kind, outcome, "", at);
    }

    /** The open stage of the request as a whole ends. @param detail a code from a closed list */
    public void end(StageKind kind, String outcome, String detail, Instant at) {
        end(requestId, kind, outcome, detail, at);
    }

    /** The open stage of a part of the request ends. @param detail a code from a closed list; empty for none */
    public void end(UUID partId, StageKind kind, String outcome, String detail, Instant at) {
        changes.add(stages -> stages.end(partId, kind, outcome, detail, at));
    }

    void writeTo(StageRecord stages) {
        changes.forEach(change -> change.accept(stages));
    }
}
