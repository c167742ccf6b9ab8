package org.schoolapprovals.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The record of stages, as tests read it. */
public record Stages(JdbcClient jdbc) {

    private static final String SO_FAR = "/db/migration/V091__stages_so_far.sql";

    private static final String REQUESTS = """
            (select id from approvals.device_exception union all select id from approvals.comment
                union all select id from approvals.photo_submission)
            """;

    /** What began for a request, in its order: {@code decision open}, {@code decision hold-back words-to-change S4}. */
    public List<String> of(UUID requestId) {
        return jdbc.sql("""
                        select concat_ws(' ', kind, coalesce(outcome, 'open'), nullif(detail, ''), clause) from approvals.stage
                        where request_id = :request order by id
                        """).param("request", requestId).query(String.class).list();
    }

    /** Stages of one kind with their times: {@code 2027-05-12 09:00 to 2027-05-14 15:00 due 2027-05-20 16:00: done in 4}. */
    public List<String> times(UUID requestId, StageKind kind) {
        return jdbc.sql("""
                        select to_char(begun_at at time zone 'Europe/London', 'YYYY-MM-DD HH24:MI')
                            || coalesce(to_char(ended_at at time zone 'Europe/London', '" to "YYYY-MM-DD HH24:MI'), '')
                            || coalesce(to_char(due_at at time zone 'Europe/London', '" due "YYYY-MM-DD HH24:MI'), '')
                            || coalesce(': ' || outcome, '') || coalesce(' in ' || school_days, '')
                        from approvals.stage where request_id = :request and kind = :kind order by id
                        """)
                .param("request", requestId)
                .param("kind", kind.value())
                .query(String.class)
                .list();
    }

    /** What a report of this moment counts of a request: an end that was not written down yet is none. */
    public List<String> asAt(UUID requestId, Instant moment) {
        return jdbc.sql("""
                        select case when ended_recorded_at <= :moment then concat_ws(' ', kind, outcome, clause)
                            else concat_ws(' ', kind, 'open', begun_clause) end
                        from approvals.stage where request_id = :request and begun_recorded_at <= :moment order by id
                        """)
                .param("request", requestId)
                .param("moment", Timestamp.from(moment))
                .query(String.class)
                .list();
    }

    /**
     * The stages of all requests that there are now are those that the migration makes of their own tables: two ways to the same
     * record. When a round that has ended was due, the tables do not always know.
     */
    public static void assertThatTablesTellTheSame(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("create temporary table made_stage (like approvals.stage including all)");
            statement.execute(soFar().replace("approvals.stage (", "made_stage ("));
            JdbcClient inHere = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            assertThat(lines(inHere, "approvals.stage recorded", "due_at"))
                    .containsExactlyInAnyOrderElementsOf(lines(inHere, "made_stage recorded", """
                            coalesce(due_at, (select due_at from approvals.stage
                                where (part_id, kind, begun_at, ended_at, detail)
                                    = (recorded.part_id, recorded.kind, recorded.begun_at, recorded.ended_at, recorded.detail)
                                limit 1))
                            """));
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> lines(JdbcClient jdbc, String table, String due) {
        return jdbc.sql("""
                        select concat_ws(' ', reference, process, kind, begun_clause, clause, begun_at, 'due', %s, 'ended', ended_at,
                            outcome, detail, decision_id, request_id, part_id)
                        from %s where request_id in %s order by begun_at
                        """.formatted(due, table, REQUESTS)).query(String.class).list();
    }

    private static String soFar() {
        try (InputStream script = Stages.class.getResourceAsStream(SO_FAR)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
