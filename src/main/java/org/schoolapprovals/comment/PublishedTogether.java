package org.schoolapprovals.comment;

import java.util.List;
import java.util.UUID;

/** What became of comments that were to be published together. */
public record PublishedTogether(List<Published> published, List<LeftOut> leftOut) {

    public record Published(UUID id, String reference) {}

    /** @param sentence why, and what to do about it; names the comment by its reference where there is one */
    public record LeftOut(UUID id, String sentence) {}
}
