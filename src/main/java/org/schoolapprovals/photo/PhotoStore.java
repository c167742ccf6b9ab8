package org.schoolapprovals.photo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is known of photographs, without their pictures. */
@Repository
class PhotoStore {

    private static final String COLUMNS =
            "id, uploader, uploaded_at, width, height, size, sha256, removed, submission_id";

    private final JdbcClient jdbc;

    PhotoStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A photograph with the submission that it belongs to, if any. */
    record Kept(PhotoInfo photo, Optional<UUID> submission) {}

    void add(PhotoInfo photo) {
        jdbc.sql("""
                        insert into approvals.photo (id, uploader, uploaded_at, width, height, size, sha256, removed)
                        values (:id, :uploader, :uploadedAt, :width, :height, :size, :sha256, :removed)
                        """)
                .param("id", photo.id())
                .param("uploader", photo.uploader())
                .param("uploadedAt", Timestamp.from(photo.uploadedAt()))
                .param("width", photo.width())
                .param("height", photo.height())
                .param("size", photo.size())
                .param("sha256", photo.sha256())
                .param("removed", photo.removed().toArray(String[]::new))
                .update();
    }

    /** Lets whoever sends one photograph after another have their turn, until the transaction ends. */
    void lockUploader(String uploader) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('photo of ' || :uploader, 0))")
                .param("uploader", uploader)
                .query(rows -> {});
    }

    int unattached(String uploader) {
        return jdbc.sql("select count(*) from approvals.photo where uploader = :uploader and submission_id is null")
                .param("uploader", uploader)
                .query(Integer.class)
                .single();
    }

    Optional<Kept> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from approvals.photo where id = :id")
                .param("id", id)
                .query(PhotoStore::kept)
                .optional();
    }

    /** Those of these ids that exist, held until the transaction ends. */
    List<Kept> lock(Collection<UUID> ids) {
        return jdbc.sql("select " + COLUMNS + " from approvals.photo where id = any (:ids) order by id for update")
                .param("ids", ids.toArray(UUID[]::new))
                .query(PhotoStore::kept)
                .list();
    }

    List<PhotoInfo> of(UUID submission) {
        return jdbc
                .sql("select " + COLUMNS + " from approvals.photo where submission_id = :submission order by position")
                .param("submission", submission)
                .query(PhotoStore::kept)
                .list()
                .stream()
                .map(Kept::photo)
                .toList();
    }

    /** @param position from 1 */
    void attach(UUID id, UUID submission, int position) {
        jdbc.sql("update approvals.photo set submission_id = :submission, position = :position where id = :id")
                .param("submission", submission)
                .param("position", position)
                .param("id", id)
                .update();
    }

    /** Those that no submission took up, sent before this; another's that is being taken up is left alone. */
    List<UUID> lockAbandoned(Instant before) {
        return jdbc.sql("""
                        select id from approvals.photo where submission_id is null and uploaded_at < :before
                        for update skip locked
                        """)
                .param("before", Timestamp.from(before))
                .query(UUID.class)
                .list();
    }

    void delete(Collection<UUID> ids) {
        jdbc.sql("delete from approvals.photo where id = any (:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .update();
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        return new Kept(
                new PhotoInfo(
                        row.getObject("id", UUID.class),
                        row.getString("uploader"),
                        row.getTimestamp("uploaded_at").toInstant(),
                        row.getInt("width"),
                        row.getInt("height"),
                        row.getInt("size"),
                        row.getString("sha256"),
                        List.of((String[]) row.getArray("removed").getArray())),
                Optional.ofNullable(row.getObject("submission_id", UUID.class)));
    }
}
