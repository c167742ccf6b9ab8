package org.schoolapprovals.comment;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The evidence of comments that were removed, and who has read it. Rows are only ever added. */
@Repository
class EvidenceStore {

    private final JdbcClient jdbc;

    EvidenceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Evidence with whether it is about the head teacher. */
    record Kept(Evidence evidence, boolean aboutHead) {}

    void keep(Comment comment) {
        Origin origin = comment.origin();
        Ruling ruling = comment.ruling().orElseThrow();
        jdbc.sql("""
                        insert into approvals.comment_evidence (comment_id, reference, channel, external_id, post_id, author_id,
                            author_name, author_key, subject, text, post_link, attachment_url, received_at, public_from, about_head,
                            reported_by, reported_at)
                        values (:comment, :reference, :channel, :external, :post, :authorId,
                            :authorName, :authorKey, :subject, :text, :link, :attachment, :receivedAt, :publicFrom, :aboutHead,
                            :reportedBy, :reportedAt)
                        """)
                .param("comment", comment.id())
                .param("reference", comment.reference())
                .param("channel", comment.channel().value())
                .param("external", origin.externalId().orElse(null))
                .param("post", origin.postId().orElse(null))
                .param("authorId", origin.authorId().orElse(null))
                .param("authorName", origin.authorName())
                .param("authorKey", CommentStore.authorKey(origin).orElse(null))
                .param("subject", origin.subject().orElse(null))
                .param("text", comment.text())
                .param("link", origin.postLink().orElse(null))
                .param("attachment", comment.attachmentUrl().orElse(null))
                .param("receivedAt", Timestamp.from(comment.receivedAt()))
                .param(
                        "publicFrom",
                        comment.stretches().stream()
                                .findFirst()
                                .map(Stretch::from)
                                .map(Timestamp::from)
                                .orElse(null))
                .param("aboutHead", comment.isAboutHead())
                .param("reportedBy", ruling.by())
                .param("reportedAt", Timestamp.from(ruling.at()))
                .update();
    }

    boolean hasSnapshot(UUID commentId) {
        return jdbc.sql("select exists (select from approvals.comment_evidence_snapshot where comment_id = :comment)")
                .param("comment", commentId)
                .query(Boolean.class)
                .single();
    }

    /** Keeps the first snapshot; a second one changes nothing. */
    void keepSnapshot(UUID commentId, CommentPage.Snapshot snapshot, Instant now) {
        jdbc.sql("""
                        insert into approvals.comment_evidence_snapshot (comment_id, taken_at, parent_text, parent_link,
                            attachment_sha256)
                        values (:comment, :takenAt, :text, :link, :sha256)
                        on conflict do nothing
                        """)
                .param("comment", commentId)
                .param("takenAt", Timestamp.from(now))
                .param("text", OutsideText.of(snapshot.parentText()).text())
                .param("link", OutsideText.of(snapshot.parentLink()).text())
                .param("sha256", snapshot.attachmentSha256().orElse(null))
                .update();
    }

    Optional<Kept> find(UUID commentId) {
        return jdbc.sql("""
                        select evidence.*, taken_at, parent_text, parent_link, attachment_sha256
                        from approvals.comment_evidence evidence
                        left join approvals.comment_evidence_snapshot using (comment_id)
                        where comment_id = :comment
                        """)
                .param("comment", commentId)
                .query((row, number) -> new Kept(
                        new Evidence(
                                row.getString("reference"),
                                Channel.of(row.getString("channel")).orElseThrow(),
                                Optional.ofNullable(row.getString("external_id")),
                                Optional.ofNullable(row.getString("author_id")),
                                row.getString("author_name"),
                                Optional.ofNullable(row.getString("subject")),
                                row.getString("text"),
                                Optional.ofNullable(row.getString("post_link")),
                                Optional.ofNullable(row.getString("attachment_url")),
                                row.getTimestamp("received_at").toInstant(),
                                Optional.ofNullable(row.getTimestamp("public_from"))
                                        .map(Timestamp::toInstant),
                                row.getString("reported_by"),
                                row.getTimestamp("reported_at").toInstant(),
                                row.getTimestamp("taken_at") == null
                                        ? Optional.empty()
                                        : Optional.of(new CommentPage.Snapshot(
                                                row.getString("parent_text"),
                                                row.getString("parent_link"),
                                                Optional.ofNullable(row.getString("attachment_sha256")))),
                                List.of()),
                        row.getBoolean("about_head")))
                .optional();
    }

    void addReading(UUID commentId, String reader, Instant at) {
        jdbc.sql("""
                        insert into approvals.comment_evidence_reading (comment_id, at, reader) values (:comment, :at, :reader)
                        """)
                .param("comment", commentId)
                .param("at", Timestamp.from(at))
                .param("reader", reader)
                .update();
    }

    List<Evidence.Reader> readers(UUID commentId) {
        return jdbc.sql("""
                        select at, reader from approvals.comment_evidence_reading where comment_id = :comment order by id
                        """)
                .param("comment", commentId)
                .query((row, number) ->
                        new Evidence.Reader(row.getTimestamp("at").toInstant(), row.getString("reader")))
                .list();
    }
}
