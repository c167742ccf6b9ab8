package org.schoolapprovals.photo;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** Where the files of cleaned photographs are kept. Whatever is kept or deleted stays so only if the caller's transaction does. */
public interface PhotoStorage {

    /** @param jpeg a cleaned photograph; the original is never kept */
    void keep(UUID photo, byte[] jpeg);

    /** The file; empty where there is none (any more). */
    Optional<byte[]> find(UUID photo);

    void delete(Collection<UUID> photos);
}
