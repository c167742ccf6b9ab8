package org.schoolapprovals.comment;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a comment.
 *
 * @param by user name of whoever did it; empty where the software or somebody outside did
 * @param text what was said about it, never the comment itself; may be empty
 */
public record HistoryEvent(Instant at, Optional<String> by, EventType type, String text) {}
