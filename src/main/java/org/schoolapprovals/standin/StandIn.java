package org.schoolapprovals.standin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
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

    /** A picture that was uploaded for a post and is in none. */
    private static final Duration LONGEST_TEMPORARY = Duration.ofDays(1);

    private final StandInSettings settings;
    private final StandInEvents events;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final StandInPictures pictures = new StandInPictures();
    private final Queue<Optional<Fault>> faults = new ArrayDeque<>();

    StandIn(StandInSettings settings, StandInEvents events, JdbcClient jdbc, Clock clock) {
        this.settings = settings;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
        open();
    }

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
        jdbc.sql("""
                        create table if not exists standin.photo (
                            number      bigint generated always as identity (start with 70001) primary key,
                            post_id     text,
                            position    integer,
                            alt_text    text        not null,
                            uploaded_at timestamptz not null
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

    /** The school's posts, the latest first. */
    public List<StandInPost> posts() {
        return jdbc
                .sql("select number, message, created_at from standin.post order by number desc")
                .query((row, number) -> new StandInPost(
                        settings.pageId() + "_" + row.getLong("number"),
                        row.getString("message"),
                        row.getTimestamp("created_at").toInstant(),
                        List.of()))
                .list()
                .stream()
                .map(post -> new StandInPost(post.id(), post.text(), post.createdAt(), photos(post.id())))
                .toList();
    }

    private List<StandInPhoto> photos(String postId) {
        return jdbc.sql("select number, alt_text from standin.photo where post_id = :post order by position")
                .param("post", postId)
                .query(StandIn::toPhoto)
                .list();
    }

    /** Empty for one that was removed. */
    Optional<StandInPost> findPost(String id) {
        return posts().stream().filter(post -> post.id().equals(id)).findFirst();
    }

    /** Every picture that is there, in a post or not. */
    public List<StandInPhoto> photos() {
        return jdbc.sql("""
                        select number, alt_text from standin.photo where post_id is not null or uploaded_at > :after
                        order by number
                        """)
                .param("after", Timestamp.from(now().minus(LONGEST_TEMPORARY)))
                .query(StandIn::toPhoto)
                .list();
    }

    /** A picture's bytes; empty for one that is not there, or not any more. */
    public Optional<byte[]> picture(String id) {
        return pictures.find(id);
    }

    /** The school uploads a picture that nobody sees before it is in a post. @return its id */
    String upload(byte[] picture, String altText) {
        String id = jdbc.sql("insert into standin.photo (alt_text, uploaded_at) values (:alt, :now) returning number")
                .param("alt", altText)
                .param("now", Timestamp.from(now()))
                .query(String.class)
                .single();
        pictures.keep(id, picture);
        return id;
    }

    /** The school writes a post with these pictures. @return empty if one of them is not there, or in a post already */
    Optional<StandInPost> publish(String text, List<String> photoIds) {
        List<String> free = jdbc.sql("select number from standin.photo where post_id is null and uploaded_at > :after")
                .param("after", Timestamp.from(now().minus(LONGEST_TEMPORARY)))
                .query(String.class)
                .list();
        if (!free.containsAll(photoIds)) {
            return Optional.empty();
        }
        String id = settings.pageId() + "_"
                + jdbc.sql("insert into standin.post (message, created_at) values (:text, :now) returning number")
                        .param("text", text)
                        .param("now", Timestamp.from(now()))
                        .query(Long.class)
                        .single();
        for (int position = 0; position < photoIds.size(); position++) {
            jdbc.sql("update standin.photo set post_id = :post, position = :position where number = :number")
                    .param("post", id)
                    .param("position", position)
                    .param("number", Long.valueOf(photoIds.get(position)))
                    .update();
        }
        Optional<StandInPost> post = findPost(id);
        post.ifPresent(published -> events.tell("add", published, now()));
        return post;
    }

    /** The school removes a post with its comments; as on Facebook, its pictures stay until they are removed themselves. */
    public void removePost(String id) {
        findPost(id).ifPresent(post -> {
            jdbc.sql("delete from standin.post where number = :number")
                    .param("number", Long.valueOf(id.substring(id.indexOf('_') + 1)))
                    .update();
            jdbc.sql("delete from standin.comment where post_id = :post")
                    .param("post", id)
                    .update();
            events.tell("remove", post, now());
        });
    }

    /** The school removes a picture. */
    public void removePhoto(String id) {
        jdbc.sql("delete from standin.photo where number::text = :number")
                .param("number", id)
                .update();
        pictures.remove(id);
    }

    /** A parent comments on the school's latest post. */
    public StandInComment comment(String author, String text) {
        return comment(posts().get(0).id(), author, text);
    }

    /** A parent comments on this post. */
    public StandInComment comment(String postId, String author, String text) {
        long number = jdbc.sql("select nextval(pg_get_serial_sequence('standin.comment', 'number'))")
                .query(Long.class)
                .single();
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

    private static StandInPhoto toPhoto(ResultSet row, int number) throws SQLException {
        return new StandInPhoto(row.getString("number"), row.getString("alt_text"));
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
