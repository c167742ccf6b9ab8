package org.schoolapprovals.comment;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the present effect on the channel has come.
 *
 * @param attempts how often the channel was called; counted before each call
 * @param nextAttempt no call before this moment; empty where none was put off
 * @param byHand why a person does it, in a sentence; empty while the software tries
 */
public record Effort(Effect effect, int attempts, Optional<Instant> nextAttempt, Optional<String> byHand) {}
