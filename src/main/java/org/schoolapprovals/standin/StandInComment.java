package org.schoolapprovals.standin;

import java.time.Instant;

/** A comment on the stand-in, as it stands now. */
public record StandInComment(
        String id, String postId, String authorId, String author, String text, Instant createdAt, boolean hidden) {}
