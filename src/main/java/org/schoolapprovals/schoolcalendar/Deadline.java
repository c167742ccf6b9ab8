package org.schoolapprovals.schoolcalendar;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A due date and the moment at which the software acts on it. They are the same, unless the school calendar does not reach that
 * far: then there is no due date to show, and the software acts on a date in calendar days, so that nothing is forgotten.
 *
 * @param alarm when the software acts
 * @param isKnown whether that is the due date itself
 */
public record Deadline(Instant alarm, boolean isKnown) {

    public static Deadline of(Due due, Instant from, Duration fallback) {
        return new Deadline(due.known().orElse(from.plus(fallback)), due.known().isPresent());
    }

    /** The due date; empty where the school calendar does not reach that far. */
    public Optional<Instant> due() {
        return isKnown ? Optional.of(alarm) : Optional.empty();
    }

    /** Whether the moment to act has come. */
    public boolean isPast(Instant now) {
        return !now.isBefore(alarm);
    }

    /** The due date in words, or why there is none and what to do about it. */
    public String inWords() {
        return isKnown
                ? SchoolTime.format(alarm)
                : "No due date: the school calendar does not reach that far. Ask the office to enter the terms.";
    }
}
