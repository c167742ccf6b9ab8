package org.schoolapprovals.comment;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A time during which everybody could see the comment.
 *
 * @param from since when
 * @param until until when; empty while it lasts
 * @param agreed whether its text had been agreed
 */
public record Stretch(Instant from, Optional<Instant> until, boolean agreed) {

    boolean isOpen() {
        return until.isEmpty();
    }

    Stretch endedAt(Instant moment) {
        return new Stretch(from, Optional.of(moment.isBefore(from) ? from : moment), agreed);
    }

    /** How long it lasted, or has lasted by now. */
    public Duration length(Instant now) {
        return Duration.between(from, until.orElse(now));
    }
}
