package org.schoolapprovals.photo;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps photographs in PostgreSQL: they are backed up, and erased, with everything else. */
@Repository
class DatabaseStorage implements PhotoStorage {

    private final JdbcClient jdbc;

    DatabaseStorage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void keep(UUID photo, byte[] jpeg) {
        jdbc.sql("insert into approvals.photo_content (photo_id, jpeg) values (:photo, :jpeg)")
                .param("photo", photo)
                .param("jpeg", jpeg)
                .update();
    }

    @Override
    public Optional<byte[]> find(UUID photo) {
        return jdbc.sql("select jpeg from approvals.photo_content where photo_id = :photo")
                .param("photo", photo)
                .query(byte[].class)
                .optional();
    }

    @Override
    public void delete(Collection<UUID> photos) {
        jdbc.sql("delete from approvals.photo_content where photo_id = any (:photos)")
                .param("photos", photos.toArray(UUID[]::new))
                .update();
    }
}
