package org.schoolapprovals.channel.facebook;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far the poll of the page has come; one row for the page, whichever node polls. */
@Repository
class PollProgress {

    /**
     * Where the last poll ended.
     *
     * @param trouble what people were told last; empty when all was well
     */
    record Mark(Instant seenUntil, String trouble) {}

    private final JdbcClient jdbc;

    PollProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the poll for this node.
     *
     * @param firstFrom where the very first poll begins
     * @param until when another node may take it, should this one never end
     * @return empty if it is not due, or another node is at it
     */
    Optional<Mark> begin(String pageId, Instant firstFrom, Instant now, Instant until) {
        jdbc.sql("""
                        insert into approvals.facebook_poll (page_id, seen_until, due, trouble)
                        values (:page, :from, :now, '') on conflict (page_id) do nothing
                        """)
                .param("page", pageId)
                .param("from", timestamp(firstFrom))
                .param("now", timestamp(now))
                .update();
        return jdbc.sql("""
                        update approvals.facebook_poll set due = :until where page_id = :page and due <= :now
                        returning seen_until, trouble
                        """)
                .param("page", pageId)
                .param("until", timestamp(until))
                .param("now", timestamp(now))
                .query((row, number) -> new Mark(row.getTimestamp("seen_until").toInstant(), row.getString("trouble")))
                .optional();
    }

    void end(String pageId, Mark mark, Instant due) {
        jdbc.sql("""
                        update approvals.facebook_poll set seen_until = :seen, due = :due, trouble = :trouble
                        where page_id = :page
                        """)
                .param("page", pageId)
                .param("seen", timestamp(mark.seenUntil()))
                .param("due", timestamp(due))
                .param("trouble", mark.trouble())
                .update();
    }

    private static Timestamp timestamp(Instant moment) {
        return Timestamp.from(moment.truncatedTo(ChronoUnit.MILLIS));
    }
}
