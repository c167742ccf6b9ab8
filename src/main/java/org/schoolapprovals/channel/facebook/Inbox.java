package org.schoolapprovals.channel.facebook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.schoolapprovals.comment.PageComment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of what the page told us and nobody has worked off yet. What is claimed here is nobody else's until the transaction ends. */
@Repository
class Inbox {

    /** Something to do, with the number of times that it failed. */
    sealed interface Item {

        long id();

        int attempts();
    }

    record Delivery(long id, int attempts, byte[] body, Instant receivedAt) implements Item {}

    record Noted(long id, int attempts, PageChange change) implements Item {}

    private final JdbcClient jdbc;

    Inbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps what the page sent; the same once more changes nothing. */
    void keep(byte[] sha256, byte[] body, Instant now) {
        jdbc.sql("""
                        insert into approvals.facebook_delivery (sha256, body, received_at, attempts, due)
                        values (:sha256, :body, :now, 0, :now) on conflict (sha256) do nothing
                        """)
                .param("sha256", sha256)
                .param("body", body)
                .param("now", timestamp(now))
                .update();
    }

    Optional<Delivery> claimDelivery(Instant now) {
        return jdbc.sql("""
                        select id, attempts, body, received_at from approvals.facebook_delivery where due <= :now
                        order by due, id limit 1 for update skip locked
                        """)
                .param("now", timestamp(now))
                .query((row, number) -> new Delivery(
                        row.getLong("id"), row.getInt("attempts"), row.getBytes("body"), instant(row, "received_at")))
                .optional();
    }

    /** The delivery is taken apart: of its content nothing is kept. */
    void taken(Delivery delivery) {
        jdbc.sql("update approvals.facebook_delivery set body = null, due = null where id = :id")
                .param("id", delivery.id())
                .update();
    }

    void add(PageChange change, Instant now) {
        PageComment comment = change.comment();
        jdbc.sql("""
                        insert into approvals.facebook_change (verb, at, external_id, post_id, parent_id, author_id,
                            author_name, text, created_at, link, attachment_url, noted_at, attempts, due)
                        values (:verb, :at, :id, :post, :parent, :author, :name, :text, :created, :link, :attachment,
                            :now, 0, :now)
                        """)
                .param("verb", change.verb().name())
                .param("at", timestamp(change.at()))
                .param("id", comment.externalId())
                .param("post", comment.postId().orElse(null))
                .param("parent", comment.parentId().orElse(null))
                .param("author", comment.authorId().orElse(null))
                .param("name", comment.authorName())
                .param("text", comment.text())
                .param("created", timestamp(comment.createdAt()))
                .param("link", comment.link().orElse(null))
                .param("attachment", comment.attachmentUrl().orElse(null))
                .param("now", timestamp(now))
                .update();
    }

    Optional<Noted> claimChange(Instant now) {
        return jdbc.sql("""
                        select * from approvals.facebook_change where due <= :now
                        order by due, id limit 1 for update skip locked
                        """)
                .param("now", timestamp(now))
                .query((row, number) -> new Noted(
                        row.getLong("id"),
                        row.getInt("attempts"),
                        new PageChange(
                                PageChange.Verb.valueOf(row.getString("verb")), comment(row), instant(row, "at"))))
                .optional();
    }

    void done(Noted noted) {
        jdbc.sql("delete from approvals.facebook_change where id = :id")
                .param("id", noted.id())
                .update();
    }

    /** @param due when to try again; empty to give up */
    void failed(Item item, Optional<Instant> due) {
        String table = item instanceof Delivery ? "facebook_delivery" : "facebook_change";
        jdbc.sql("update approvals.%s set attempts = :attempts, due = :due where id = :id".formatted(table))
                .param("attempts", item.attempts() + 1)
                .param("due", due.map(Inbox::timestamp).orElse(null))
                .param("id", item.id())
                .update();
    }

    /** Forgets what came before this moment: the hashes of deliveries, and what was given up. */
    void forget(Instant before) {
        jdbc.sql("delete from approvals.facebook_delivery where due is null and received_at < :before")
                .param("before", timestamp(before))
                .update();
        jdbc.sql("delete from approvals.facebook_change where due is null and noted_at < :before")
                .param("before", timestamp(before))
                .update();
    }

    private static PageComment comment(ResultSet row) throws SQLException {
        return new PageComment(
                row.getString("external_id"),
                Optional.ofNullable(row.getString("post_id")),
                Optional.ofNullable(row.getString("parent_id")),
                Optional.ofNullable(row.getString("author_id")),
                row.getString("author_name"),
                row.getString("text"),
                instant(row, "created_at"),
                Optional.ofNullable(row.getString("link")),
                Optional.ofNullable(row.getString("attachment_url")));
    }

    private static Timestamp timestamp(Instant moment) {
        return Timestamp.from(moment.truncatedTo(ChronoUnit.MILLIS));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
