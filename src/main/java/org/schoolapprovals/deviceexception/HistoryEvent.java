package org.schoolapprovals.deviceexception;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a request.
 *
 * @param at when it happened
 * @param by user name of whoever did it; empty where the clock did
 * @param type what happened
 * @param text what was said about it; may be empty
 */
public record HistoryEvent(Instant at, Optional<String> by, EventType type, String text) {}
