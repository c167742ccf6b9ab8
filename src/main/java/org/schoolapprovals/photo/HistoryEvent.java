package org.schoolapprovals.photo;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to photographs.
 *
 * @param by user name of whoever did it; empty where the software did, or a parent's answer was recorded
 * @param text what was said about it, never a caption; may be empty
 */
public record HistoryEvent(Instant at, Optional<String> by, EventType type, String text) {}
