package org.schoolapprovals.decision;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What reports count. A stage begins and ends in the transaction of what it tells of: both stand or fall together. Each row also
 * keeps when it was written down, so that a report can leave out what was not known at its moment.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class StageRecord {

    private final JdbcClient jdbc;
    private final SchoolCalendars calendars;
    private final Clock clock;

    StageRecord(JdbcClient jdbc, SchoolCalendars calendars, Clock clock) {
        this.jdbc = jdbc;
        this.calendars = calendars;
        this.clock = clock;
    }

    /**
     * A stage begins. A request, or a part of it, has at most one open stage of each kind.
     *
     * @param at since when it counts; may lie before this moment
     * @param dueAt empty for none, or where the school calendar does not reach that far
     */
    public void begin(Stage stage, Instant at, Optional<Instant> dueAt) {
        jdbc.sql("""
                        insert into approvals.stage (request_id, part_id, reference, process, kind, clause, begun_clause, begun_at,
                            due_at, begun_recorded_at)
                        values (:request, :part, :reference, :process, :kind, :clause, :clause, :at, :due,
                            approvals.recorded_at(:now))
                        """)
                .param("request", stage.requestId())
                .param("part", stage.partId())
                .param("reference", stage.reference())
                .param("process", stage.process())
                .param("kind", stage.kind().value())
                .param("clause", stage.clause())
                .param("at", Timestamp.from(at))
                .param("due", dueAt.map(Timestamp::from).orElse(null))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /**
     * The open stage of this kind ends.
     *
     * @param id of the request, or of the part of it that the stage is about
     * @param outcome a code, such as {@code withdrawn}
     * @param detail a code from a closed list; empty for none
     * @param at until when it counts; may lie before this moment, but counts as its beginning where it lies before that
     * @throws IllegalStateException if none is open
     */
    public void end(UUID id, StageKind kind, String outcome, String detail, Instant at) {
        if (!ended(id, kind, new End(outcome, detail, at, Optional.empty(), Optional.empty()))) {
            throw new IllegalStateException("No stage \u201c%s\u201d of %s is open".formatted(kind.value(), id));
        }
    }

    /** As {@link #end}, where it is open. */
    public void endIfOpen(UUID id, StageKind kind, String outcome, String detail, Instant at) {
        ended(id, kind, new End(outcome, detail, at, Optional.empty(), Optional.empty()));
    }

    /** Writes down what began and ended for a request, in its order. */
    public void write(StageChanges changes) {
        changes.writeTo(this);
    }

    /** A decision ends the open stage that asked for it. */
    void answer(StageKind kind, Decision decision, long decisionId) {
        End end = new End(
                decision.outcome(), "", decision.decidedAt(), Optional.of(decision.clause()), Optional.of(decisionId));
        if (!ended(decision.requestId(), kind, end)) {
            throw new IllegalStateException(
                    "No stage \u201c%s\u201d of %s is open".formatted(kind.value(), decision.requestId()));
        }
    }

    private record End(String outcome, String detail, Instant at, Optional<String> clause, Optional<Long> decisionId) {}

    private boolean ended(UUID id, StageKind kind, End end) {
        Optional<Instant> begun = jdbc.sql("""
                        select begun_at from approvals.stage where part_id = :id and kind = :kind and ended_at is null for update
                        """)
                .param("id", id)
                .param("kind", kind.value())
                .query((row, number) -> row.getTimestamp("begun_at").toInstant())
                .optional();
        begun.ifPresent(since -> write(id, kind, since, end));
        return begun.isPresent();
    }

    private void write(UUID id, StageKind kind, Instant begun, End end) {
        OptionalInt schoolDays = calendars.current().schoolDaysTaken(begun, end.at());
        jdbc.sql("""
                        update approvals.stage set ended_at = greatest(begun_at, :at), outcome = :outcome, detail = :detail,
                            school_days = :schoolDays, clause = coalesce(:clause, clause), decision_id = :decision,
                            ended_recorded_at = greatest(begun_recorded_at, approvals.recorded_at(:now))
                        where part_id = :id and kind = :kind and ended_at is null
                        """)
                .param("id", id)
                .param("kind", kind.value())
                .param("at", Timestamp.from(end.at()))
                .param("outcome", end.outcome())
                .param("detail", end.detail())
                .param("schoolDays", schoolDays.isPresent() ? schoolDays.getAsInt() : null)
                .param("clause", end.clause().orElse(null))
                .param("decision", end.decisionId().orElse(null))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /**
     * Waits until everything that was being written up to this moment is written or undone: what stood at it never changes
     * afterwards. Not for a transaction that has begun or ended a stage itself, because it would wait for that one too.
     *
     * @throws RefusedException if the moment lies in the future, or somebody takes longer than some seconds
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void settle(Instant moment) {
        if (moment.isAfter(clock.instant())) {
            throw new RefusedException("As it stood at: this moment lies in the future, please choose an earlier one.");
        }
        boolean settled = jdbc.sql("select approvals.settle(:moment)")
                .param("moment", Timestamp.from(moment))
                .query(Boolean.class)
                .single();
        if (!settled) {
            throw new RefusedException("Something is being written at this very moment, please try again in a minute.");
        }
    }
}
