package org.schoolapprovals.comment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was kept of a comment before it was removed, S6.
 *
 * @param publicFrom since when everybody could see it; empty where they never could
 * @param reportedBy user name of the reviewer
 * @param snapshot what it stood under, taken right before the removal; empty where it could not be had
 * @param readers who has read this, the earliest first
 */
public record Evidence(
        String reference,
        Channel channel,
        Optional<String> externalId,
        Optional<String> authorId,
        String authorName,
        Optional<String> subject,
        String text,
        Optional<String> postLink,
        Optional<String> attachmentUrl,
        Instant receivedAt,
        Optional<Instant> publicFrom,
        String reportedBy,
        Instant reportedAt,
        Optional<CommentPage.Snapshot> snapshot,
        List<Reader> readers) {

    Evidence withReaders(List<Reader> all) {
        return new Evidence(
                reference,
                channel,
                externalId,
                authorId,
                authorName,
                subject,
                text,
                postLink,
                attachmentUrl,
                receivedAt,
                publicFrom,
                reportedBy,
                reportedAt,
                snapshot,
                all);
    }

    /** @param name of whoever read it */
    public record Reader(Instant at, String name) {}
}
