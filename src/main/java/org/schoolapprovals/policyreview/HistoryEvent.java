package org.schoolapprovals.policyreview;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a review.
 *
 * @param by user name of whoever did it; empty where the software did
 * @param text what was said about it; may be empty
 */
public record HistoryEvent(Instant at, Optional<String> by, EventType type, String text) {}
