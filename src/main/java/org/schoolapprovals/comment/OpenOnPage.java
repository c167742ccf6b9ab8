package org.schoolapprovals.comment;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which comments on the page have to be looked at there, because their authors may edit them or take them back: those that are not
 * decided yet, and for some days those that were published.
 */
@Repository
public class OpenOnPage {

    private static final Duration AFTER_PUBLICATION = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Clock clock;

    OpenOnPage(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Their ids on the page. */
    public List<String> ids() {
        return jdbc.sql("""
                        select distinct external_id from approvals.comment
                        where road = 'PAGE' and (state in ('RECEIVED', 'WAITING', 'AGREED')
                            or state = 'PUBLISHED' and removed_at is null and ruling_at > :since)
                        order by external_id
                        """)
                .param("since", Timestamp.from(clock.instant().minus(AFTER_PUBLICATION)))
                .query(String.class)
                .list();
    }
}
