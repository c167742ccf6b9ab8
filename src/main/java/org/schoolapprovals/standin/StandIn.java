package org.schoolapprovals.standin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The page itself: its posts, the comments under them, and the faults that a test orders. What parents do is told to the school. */
public class StandIn {

    private static final String COLUMNS = "id, post_id, author_id, author, message, created_at, hidden";

    private final StandInSettings settings;
    private final StandInEvents events;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Queue<Optional<Fault>> faults = new ArrayDeque<>();

    StandIn(StandInSettings settings, StandInEvents events, JdbcClient jdbc, Clock clock) {
        this.settings = settings;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
        open();
    }

    /** A post of the school on the page. */
    record Post(String id, String text, Instant createdAt) {}

    private void open() {
        jdbc.sql("create schema if not exists standin").update();
        jdbc.sql("""
                        create table if not exists standin.post (
                            number     bigint generated always as identity primary key,
                            message    text        not null,
                            created_at timestamptz not null
                        )
                        """).update();
        jdbc.sql("""
                        create table if not exists standin.comment (
                            number     bigint generated always as identity primary key,
                            id         text        not null unique,
                            post_id    text        not null,
                            author_id  text        not null,
                            author     text        not null,
                            message    text        not null,
                            created_at timestamptz not null,
                            hidden     boolean     not null default false
                        )
                        """).update();
        jdbc.sql("insert into standin.post (message, created_at) select :message, :now"
                        + " where not exists (select from standin.post)")
                .param("message", """
                        Our weekly round-up: Year 2 planted beans and measured them, the choir sang at the market, and \
                        the book fair opens on Monday after school. Thank you to everybody who helped!""")
                .param("now", Timestamp.from(now()))
                .update();
    }

    /** The school's latest post. */
    Post post() {
        return posts().get(0);
    }

    List<Post> posts() {
        return jdbc.sql("select number, message, created_at from standin.post order by number desc")
                .query((row, number) -> new Post(
                        settings.pageId() + "_" + row.getLong("number"),
                        row.getString("message"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    /** A parent comments on the school's latest post. */
    public StandInComment comment(String author, String text) {
        long number = jdbc.sql("select nextval(pg_get_serial_sequence('standin.comment', 'number'))")
                .query(Long.class)
                .single();
        String postId = post().id();
        StandInComment comment = new StandInComment(
                postId.substring(postId.indexOf('_') + 1) + "_" + number,
                postId,
                "9" + String.format("%010d", Integer.toUnsignedLong(author.hashCode())),
                author,
                text,
                now(),
                false);
        jdbc.sql("insert into standin.comment (number, %s) overriding system value".formatted(COLUMNS)
                        + " values (:number, :id, :post, :authorId, :author, :text, :now, false)")
                .param("number", number)
                .param("id", comment.id())
                .param("post", comment.postId())
                .param("authorId", comment.authorId())
                .param("author", comment.author())
                .param("text", comment.text())
                .param("now", Timestamp.from(comment.createdAt()))
                .update();
        events.tell("add", comment, now());
        return comment;
    }

    /** Its author edits a comment; one that is gone stays gone. */
    public void edit(String id, String text) {
        jdbc.sql("update standin.comment set message = :text where id = :id")
                .param("text", text)
                .param("id", id)
                .update();
        find(id).ifPresent(comment -> events.tell("edited", comment, now()));
    }

    /** Its author, or the school, removes a comment. */
    public void remove(String id) {
        find(id).ifPresent(comment -> {
            jdbc.sql("delete from standin.comment where id = :id")
                    .param("id", id)
                    .update();
            events.tell("remove", comment, now());
        });
    }

    /** The school hides a comment or shows it. */
    void hide(String id, boolean hidden) {
        jdbc.sql("update standin.comment set hidden = :hidden where id = :id")
                .param("hidden", hidden)
                .param("id", id)
                .update();
        find(id).ifPresent(comment -> events.tell(hidden ? "hide" : "unhide", comment, now()));
    }

    /** Every comment that is there, the oldest first. */
    public List<StandInComment> comments() {
        return jdbc.sql("select " + COLUMNS + " from standin.comment order by number")
                .query(StandIn::toComment)
                .list();
    }

    /** Empty for one that was removed. */
    public Optional<StandInComment> find(String id) {
        return jdbc.sql("select " + COLUMNS + " from standin.comment where id = :id")
                .param("id", id)
                .query(StandIn::toComment)
                .optional();
    }

    /** The next calls of the Graph API meet these faults, one after the other. */
    public void order(Fault... ordered) {
        orderAfter(0, ordered);
    }

    /** As {@link #order}, once this many calls have gone well. */
    public void orderAfter(int goodCalls, Fault... ordered) {
        synchronized (faults) {
            faults.addAll(Collections.nCopies(goodCalls, Optional.empty()));
            Stream.of(ordered).map(Optional::of).forEach(faults::add);
        }
    }

    /** Whatever faults are still ordered are forgotten. */
    public void behave() {
        synchronized (faults) {
            faults.clear();
        }
    }

    Optional<Fault> nextFault() {
        synchronized (faults) {
            return faults.isEmpty() ? Optional.empty() : faults.remove();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static StandInComment toComment(ResultSet row, int number) throws SQLException {
        return new StandInComment(
                row.getString("id"),
                row.getString("post_id"),
                row.getString("author_id"),
                row.getString("author"),
                row.getString("message"),
                row.getTimestamp("created_at").toInstant(),
                row.getBoolean("hidden"));
    }
}
