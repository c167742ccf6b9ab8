package org.schoolapprovals.channel.facebook;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What was put on the page for each publication. Each step is kept in a transaction of its own: the page remembers it, whatever
 * becomes of the caller's.
 */
@Repository
class PhotoPosts {

    /**
     * A post that the page was asked for.
     *
     * @param postId empty while nobody knows what became of it
     */
    record Begun(Instant at, Optional<String> postId) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate apart;

    PhotoPosts(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    Optional<Begun> find(UUID publication) {
        return jdbc.sql("select begun_at, post_id from approvals.facebook_post where publication = :publication")
                .param("publication", publication)
                .query((row, number) -> new Begun(
                        row.getTimestamp("begun_at").toInstant(), Optional.ofNullable(row.getString("post_id"))))
                .optional();
    }

    /** The ids that the page gave to what was uploaded for a publication, at whatever time. */
    List<String> media(UUID publication) {
        return jdbc.sql(
                        "select media_id from approvals.facebook_media where publication = :publication order by media_id")
                .param("publication", publication)
                .query(String.class)
                .list();
    }

    /** Photographs that were uploaded after this moment, each with the id that the page gave it. */
    Map<UUID, String> uploaded(UUID publication, Instant after) {
        return jdbc
                .sql("""
                        select photo, media_id from approvals.facebook_media
                        where publication = :publication and uploaded_at > :after order by uploaded_at
                        """)
                .param("publication", publication)
                .param("after", timestamp(after))
                .query((row, number) -> Map.entry(row.getObject("photo", UUID.class), row.getString("media_id")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (older, newer) -> newer));
    }

    void keepUploaded(UUID publication, UUID photo, String mediaId, Instant at) {
        apart.executeWithoutResult(status -> jdbc.sql("""
                        insert into approvals.facebook_media (publication, photo, media_id, uploaded_at)
                        values (:publication, :photo, :media, :at)
                        on conflict (publication, photo, media_id) do update set uploaded_at = excluded.uploaded_at
                        """)
                .param("publication", publication)
                .param("photo", photo)
                .param("media", mediaId)
                .param("at", timestamp(at))
                .update());
    }

    /** The page is about to be asked for the post. */
    void begin(UUID publication, Instant at) {
        apart.executeWithoutResult(status -> jdbc.sql("""
                        insert into approvals.facebook_post (publication, begun_at)
                        values (:publication, :at)
                        on conflict (publication)
                        do update set begun_at = excluded.begun_at, post_id = null
                        """)
                .param("publication", publication)
                .param("at", timestamp(at))
                .update());
    }

    void keepPosted(UUID publication, String postId) {
        apart.executeWithoutResult(status -> jdbc.sql(
                        "update approvals.facebook_post set post_id = :post where publication = :publication")
                .param("publication", publication)
                .param("post", postId)
                .update());
    }

    /** There is nothing of it on the page. */
    void forget(UUID publication) {
        apart.executeWithoutResult(status -> {
            for (String table : List.of("facebook_post", "facebook_media")) {
                jdbc.sql("delete from approvals.%s where publication = :publication".formatted(table))
                        .param("publication", publication)
                        .update();
            }
        });
    }

    private static Timestamp timestamp(Instant moment) {
        return Timestamp.from(moment.truncatedTo(ChronoUnit.MILLIS));
    }
}
