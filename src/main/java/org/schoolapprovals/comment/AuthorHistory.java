package org.schoolapprovals.comment;

import java.time.Instant;
import java.util.Optional;

/** What became of an author's other comments here, and when it last did. */
public record AuthorHistory(
        int published,
        Optional<Instant> lastPublished,
        int declined,
        Optional<Instant> lastDeclined,
        int reported,
        Optional<Instant> lastReported) {}
