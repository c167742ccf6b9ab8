package org.schoolapprovals.policyreview;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * That a member of staff has to read a new version of the policy and confirm it.
 *
 * @param id the business key of its process
 * @param version the version that they confirm
 * @param review the review that the version came out of
 * @param person user name
 * @param end when their time to confirm is over
 * @param confirmedAt when they confirmed; empty until then
 */
public record Acknowledgement(
        UUID id,
        UUID version,
        UUID review,
        String person,
        Standing state,
        Instant askedAt,
        Instant end,
        Optional<Instant> confirmedAt) {

    /** Where it stands. */
    public enum Standing {
        /** They have not confirmed yet, and have time. */
        ASKED("To be confirmed"),
        CONFIRMED("Confirmed"),
        /** Their time is over and they have not confirmed. */
        MISSING("Missing"),
        /** They confirmed after their time was over. */
        LATE("Confirmed late"),
        /** They do not work here any more, or are no longer asked. */
        LEFT("Left");

        private final String words;

        Standing(String words) {
            this.words = words;
        }

        /** As people read it. */
        public String words() {
            return words;
        }
    }

    /** Whether it can be confirmed still. */
    public boolean isOpen() {
        return state == Standing.ASKED || state == Standing.MISSING;
    }

    /** In time, or late once that is over; {@code now} is when they confirm. */
    Acknowledgement confirmed(Instant now) {
        return new Acknowledgement(
                id,
                version,
                review,
                person,
                now.isBefore(end) ? Standing.CONFIRMED : Standing.LATE,
                askedAt,
                end,
                Optional.of(now));
    }

    Acknowledgement missing() {
        return as(Standing.MISSING);
    }

    Acknowledgement left() {
        return as(Standing.LEFT);
    }

    private Acknowledgement as(Standing standing) {
        return new Acknowledgement(id, version, review, person, standing, askedAt, end, confirmedAt);
    }
}
