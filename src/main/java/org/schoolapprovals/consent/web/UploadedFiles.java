package org.schoolapprovals.consent.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.consent.ImportFile;
import org.springframework.stereotype.Component;

/**
 * Files between being uploaded and being imported: in memory only, the last one of each person, for that person only, and for no
 * longer than a quarter of an hour after it was last looked at.
 */
@Component
class UploadedFiles {

    private static final Duration KEPT_FOR = Duration.ofMinutes(15);

    private final Cache<String, Kept> files = Caffeine.newBuilder()
            .expireAfterAccess(KEPT_FOR)
            .scheduler(Scheduler.systemScheduler())
            .build();

    private record Kept(UUID id, ImportFile file) {}

    UUID keep(String userId, ImportFile file) {
        UUID id = UUID.randomUUID();
        files.put(userId, new Kept(id, file));
        return id;
    }

    /** Empty once the file is forgotten or another has taken its place, and for everybody else. */
    Optional<ImportFile> find(String userId, UUID id) {
        return Optional.ofNullable(files.getIfPresent(userId))
                .filter(kept -> kept.id().equals(id))
                .map(Kept::file);
    }

    void forget(String userId) {
        files.invalidate(userId);
    }
}
