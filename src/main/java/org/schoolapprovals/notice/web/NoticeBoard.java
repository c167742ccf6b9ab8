package org.schoolapprovals.notice.web;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.web.UnreadNotices;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The notices on the landing page. */
@Component
@Transactional
class NoticeBoard implements UnreadNotices {

    private static final Duration SHOWN_FOR = Duration.ofDays(30);
    private static final int SHOWN = 10;

    private final JdbcClient jdbc;
    private final Clock clock;

    NoticeBoard(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Unread of(Person person) {
        int[] total = new int[1];
        List<Line> lines = jdbc.sql("""
                        select subject, sentence, link, urgent, told_at, count(*) over () as total
                        from approvals.notice
                        where person = :person and read_at is null and settled_at is null and told_at > :since
                        order by urgent desc, told_at desc, id
                        limit :shown
                        """)
                .param("person", person.id())
                .param("since", Timestamp.from(clock.instant().minus(SHOWN_FOR)))
                .param("shown", SHOWN)
                .query((row, number) -> {
                    total[0] = row.getInt("total");
                    return new Line(
                            row.getString("subject"),
                            row.getString("sentence"),
                            row.getString("link"),
                            row.getBoolean("urgent"),
                            row.getTimestamp("told_at").toInstant());
                })
                .list();
        return new Unread(lines, total[0]);
    }

    /**
     * Marks as read what the person was told up to a moment.
     *
     * @param until when the page was made on which they saw it
     */
    void markRead(String userId, Instant until) {
        Instant now = clock.instant();
        // Whatever was sent, it is a moment that the database knows.
        Instant seen = Collections.max(List.of(Instant.EPOCH, Collections.min(List.of(until, now))));
        jdbc.sql("""
                        update approvals.notice set read_at = :now
                        where id in (select id from approvals.notice
                            where person = :person and read_at is null and settled_at is null and told_at <= :until
                            order by id for update)
                        """)
                .param("now", Timestamp.from(now))
                .param("person", userId)
                .param("until", Timestamp.from(seen))
                .update();
    }
}
