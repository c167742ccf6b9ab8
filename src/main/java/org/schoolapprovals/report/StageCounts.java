package org.schoolapprovals.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts in the record of stages, as it was known at a moment. Every question goes through an index to the rows of its days, or to
 * those open at its moment: what the record holds beside them costs nothing.
 */
@Repository
class StageCounts {

    /** A list behind a number shows at most so many. */
    static final int MOST_LINES = 500;

    /** A row behind a number; how it ended is empty while it was open. */
    record Line(
            UUID requestId,
            String process,
            String kind,
            String reference,
            Instant begun,
            Optional<Instant> ended,
            Optional<String> outcome,
            Optional<String> detail) {}

    private final JdbcClient jdbc;

    StageCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What ended from one moment up to another. The times are school days; days of use, the first and the last included, of what
     * was in force; seconds of what was in public. A question that was never open took no time.
     */
    @Transactional(readOnly = true)
    List<Tally> ended(Instant from, Instant until, Instant asAt) {
        // The planner takes the few hundred groups for as many as there are rows, and would sort these on disk.
        jdbc.sql("set local work_mem = '32MB'").update();
        return jdbc.sql("""
                        select process, kind, clause, outcome, detail,
                            case kind
                                when 'in-public' then cast(extract(epoch from ended_at - begun_at) as bigint)
                                when 'in-force' then (ended_at at time zone 'Europe/London')::date
                                    - (begun_at at time zone 'Europe/London')::date + 1
                                when 'decision' then case when ended_at > begun_at then school_days end
                                else school_days
                            end as time,
                            coalesce(ended_at > due_at, false) as late,
                            cast(count(*) as int) as number
                        from approvals.stage
                        where ended_at >= :from and ended_at < :until and ended_recorded_at <= :asAt
                        group by 1, 2, 3, 4, 5, 6, 7
                        """)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .param("asAt", Timestamp.from(asAt))
                .query(StageCounts::toTally)
                .list();
    }

    /** What was decided from one moment up to another. */
    List<Tally> decided(Instant from, Instant until, Instant asAt) {
        return jdbc.sql("""
                        select process, 'decision' as kind, clause, outcome, detail, cast(null as bigint) as time, false as late,
                            cast(count(*) as int) as number
                        from approvals.stage
                        where kind = 'decision' and ended_at >= :from and ended_at < :until and ended_recorded_at <= :asAt
                        group by process, clause, outcome, detail
                        """)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .param("asAt", Timestamp.from(asAt))
                .query(StageCounts::toTally)
                .list();
    }

    /** What was open when this moment came. */
    List<Waiting> open(Instant at, Instant asAt) {
        return jdbc.sql("""
                        select process, kind, (begun_at at time zone 'Europe/London')::date as since, cast(count(*) as int) as number
                        from approvals.stage
                        where open_during && tstzrange(cast(:at as timestamptz) - interval '1 microsecond', :at)
                            and begun_at < :at and begun_recorded_at <= :asAt
                            and (ended_at is null or ended_at >= :at or ended_recorded_at > :asAt)
                        group by 1, 2, 3
                        """)
                .param("at", Timestamp.from(at))
                .param("asAt", Timestamp.from(asAt))
                .query((row, number) -> new Waiting(
                        row.getString("process"),
                        row.getString("kind"),
                        row.getObject("since", LocalDate.class),
                        row.getInt("number")))
                .list();
    }

    /** The rows behind what {@link #ended} counts, the latest first, as far as a list shows them. */
    List<Line> linesEnded(Selection selection, Instant from, Instant until, Instant asAt) {
        return lines(
                """
                ended_at >= :from and ended_at < :until and ended_recorded_at <= :asAt
                    and (not :late or ended_at > due_at)
                order by ended_at desc, id desc
                """,
                selection,
                asAt,
                Map.of("from", Timestamp.from(from), "until", Timestamp.from(until), "late", selection.late()));
    }

    /** The rows that began from one moment up to another, the latest first, as far as a list shows them. */
    List<Line> linesBegun(Selection selection, Instant from, Instant until, Instant asAt) {
        return lines("""
                begun_at >= :from and begun_at < :until and begun_recorded_at <= :asAt
                order by begun_at desc, id desc
                """, selection, asAt, Map.of("from", Timestamp.from(from), "until", Timestamp.from(until)));
    }

    /** The rows behind what {@link #open} counts, those that wait longest first, as far as a list shows them. */
    List<Line> linesOpen(Selection selection, Instant at, Instant asAt) {
        return lines("""
                open_during && tstzrange(cast(:at as timestamptz) - interval '1 microsecond', :at)
                    and begun_at < :at and begun_recorded_at <= :asAt
                    and (ended_at is null or ended_at >= :at or ended_recorded_at > :asAt)
                order by begun_at, id
                """, selection, asAt, Map.of("at", Timestamp.from(at)));
    }

    private List<Line> lines(String condition, Selection selection, Instant asAt, Map<String, ?> more) {
        return jdbc.sql("""
                        select request_id, process, kind, reference, begun_at,
                            case when ended_recorded_at <= :asAt then clause else begun_clause end as clause,
                            case when ended_recorded_at <= :asAt then ended_at end as ended_at,
                            case when ended_recorded_at <= :asAt then outcome end as outcome,
                            case when ended_recorded_at <= :asAt then detail end as detail
                        from approvals.stage
                        where kind = :kind
                            and (cast(:process as text) is null or process = :process)
                            and (cast(:clause as text) is null or clause = :clause)
                            and (cast(:detail as text) is null or detail = :detail)
                            and (cast(:outcome as text) is null or outcome = :outcome)
                            and (not :decisions or outcome <> all (cast(:undecided as text[])))
                            and\s""" + condition + "limit :most")
                .param("kind", selection.kind())
                .param("process", selection.process().orElse(null))
                .param("clause", selection.clause().orElse(null))
                .param("detail", selection.detail().orElse(null))
                .param("outcome", selection.outcome().orElse(null))
                .param("decisions", selection.decisions())
                .param("undecided", Leaf.UNDECIDED.toArray(String[]::new))
                .param("asAt", Timestamp.from(asAt))
                .param("most", MOST_LINES)
                .params(more)
                .query(StageCounts::toLine)
                .list();
    }

    private static Line toLine(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getObject("request_id", UUID.class),
                row.getString("process"),
                row.getString("kind"),
                row.getString("reference"),
                row.getTimestamp("begun_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getString("outcome")),
                Optional.ofNullable(row.getString("detail")).filter(detail -> !detail.isEmpty()));
    }

    private static Tally toTally(ResultSet row, int number) throws SQLException {
        long time = row.getLong("time");
        OptionalLong taken = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(time);
        Leaf leaf = new Leaf(
                row.getString("process"),
                row.getString("kind"),
                row.getString("clause"),
                row.getString("outcome"),
                row.getString("detail"));
        return new Tally(leaf, taken, row.getBoolean("late"), row.getInt("number"));
    }
}
