package org.schoolapprovals.decision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who decided what, when, for whom and under which clause. Rows are only ever added: the database refuses to change or delete
 * one, and refuses a decision by the person who asked for it.
 */
@Service
public class DecisionRecord {

    private final JdbcClient jdbc;
    private final StageRecord stages;

    DecisionRecord(JdbcClient jdbc, StageRecord stages) {
        this.jdbc = jdbc;
        this.stages = stages;
    }

    /**
     * Adds a decision, in the transaction of the caller: what was decided and its record stand or fall together.
     *
     * @throws NotAllowedException if the decider is the requester
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(Decision decision) {
        add(decision);
    }

    /**
     * Adds a decision that answers the open stage of this kind, and ends the stage with it.
     *
     * @throws NotAllowedException if the decider is the requester
     * @throws IllegalStateException if no such stage is open
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(Decision decision, StageKind answers) {
        stages.answer(answers, decision, add(decision));
    }

    private long add(Decision decision) {
        if (decision.decidedBy().equalsIgnoreCase(decision.requestedBy())) {
            throw new NotAllowedException("Nobody decides their own request: somebody else has to.");
        }
        return jdbc.sql("""
                        insert into approvals.decision (request_id, process, clause, outcome, reason, conditions, requested_by,
                            asked_at, due_at, decided_by, role, on_behalf_of, decided_at)
                        values (:requestId, :process, :clause, :outcome, :reason, :conditions, :requestedBy,
                            :askedAt, :dueAt, :decidedBy, :role, :onBehalfOf, :decidedAt)
                        returning id
                        """)
                .param("requestId", decision.requestId())
                .param("process", decision.process())
                .param("clause", decision.clause())
                .param("outcome", decision.outcome())
                .param("reason", decision.reason())
                .param("conditions", decision.conditions())
                .param("requestedBy", decision.requestedBy())
                .param("askedAt", Timestamp.from(decision.askedAt()))
                .param("dueAt", decision.dueAt().map(Timestamp::from).orElse(null))
                .param("decidedBy", decision.decidedBy())
                .param("role", decision.role().groupId())
                .param("onBehalfOf", decision.onBehalfOf().map(Role::groupId).orElse(null))
                .param("decidedAt", Timestamp.from(decision.decidedAt()))
                .query(Long.class)
                .single();
    }

    /** All decisions on a request, the earliest first. */
    public List<Decision> of(UUID requestId) {
        return jdbc.sql("select * from approvals.decision where request_id = :requestId order by decided_at, id")
                .param("requestId", requestId)
                .query(DecisionRecord::toDecision)
                .list();
    }

    private static Decision toDecision(ResultSet row, int number) throws SQLException {
        return new Decision(
                row.getObject("request_id", UUID.class),
                row.getString("process"),
                row.getString("clause"),
                row.getString("outcome"),
                row.getString("reason"),
                row.getString("conditions"),
                row.getString("requested_by"),
                instant(row, "asked_at"),
                Optional.ofNullable(row.getTimestamp("due_at")).map(Timestamp::toInstant),
                row.getString("decided_by"),
                Role.ofGroup(row.getString("role")).orElseThrow(),
                Optional.ofNullable(row.getString("on_behalf_of")).flatMap(Role::ofGroup),
                instant(row, "decided_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
