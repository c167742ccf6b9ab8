package org.schoolapprovals.policyreview;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How many of the staff have confirmed a version.
 *
 * @param asked everybody who was asked and has not left
 * @param confirmed of these, who confirmed, late ones included
 * @param late of these, who confirmed late
 * @param missing whose time is over and who have not confirmed
 * @param end when the time to confirm is over for those who were asked first
 * @param people each of them by name; empty where the viewer may not see names
 */
public record Coverage(
        PolicyVersion version, int asked, int confirmed, int late, int missing, Instant end, List<Line> people) {

    public Coverage {
        people = List.copyOf(people);
    }

    /** @param name of the member of staff */
    public record Line(
            String name, Acknowledgement.Standing state, Instant askedAt, Instant end, Optional<Instant> confirmedAt) {}

    /** Such as 80 of a hundred, in whole hundredths rounded down; empty where nobody was asked. */
    public Optional<Integer> percent() {
        return asked == 0 ? Optional.empty() : Optional.of(confirmed * 100 / asked);
    }
}
