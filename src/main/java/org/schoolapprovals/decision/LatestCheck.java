package org.schoolapprovals.decision;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** When the record was compared with the engine, and what that came to. */
@Service
public class LatestCheck {

    private final JdbcClient jdbc;

    LatestCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whether nobody has compared yet on this day; whoever asks at the same time waits until this transaction has added its result.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isFirstOf(LocalDate day) {
        jdbc.sql("lock table approvals.record_check in share row exclusive mode")
                .update();
        return jdbc.sql("select not exists (select from approvals.record_check where day = :day)")
                .param("day", day)
                .query(Boolean.class)
                .single();
    }

    /** Keeps what comparing came to on this day. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(LocalDate day, RecordCheckResult result) {
        jdbc.sql("""
                        insert into approvals.record_check (day, at, requests, differences) values (:day, :at, :requests, :differences)
                        """)
                .param("day", day)
                .param("at", Timestamp.from(result.at()))
                .param("requests", result.requests())
                .param("differences", result.differences().toArray(String[]::new))
                .update();
    }

    /** The last result; empty before the first night. */
    @Transactional(readOnly = true)
    public Optional<RecordCheckResult> result() {
        return jdbc.sql("select at, requests, differences from approvals.record_check order by id desc limit 1")
                .query((row, number) -> new RecordCheckResult(
                        row.getTimestamp("at").toInstant(), row.getInt("requests"), Arrays.asList((String[])
                                row.getArray("differences").getArray())))
                .optional();
    }
}
