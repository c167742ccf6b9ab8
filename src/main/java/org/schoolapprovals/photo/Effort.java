package org.schoolapprovals.photo;

import java.time.Instant;
import java.util.Optional;

/**
 * How far publishing or taking down has come.
 *
 * @param attempts how often the channel was called; counted before each call
 * @param nextAttempt no call before this moment; empty where none was put off
 * @param byHand why a person does it, in a sentence; empty while the software tries
 */
public record Effort(int attempts, Optional<Instant> nextAttempt, Optional<String> byHand) {

    static final Effort NONE = new Effort(0, Optional.empty(), Optional.empty());
}
