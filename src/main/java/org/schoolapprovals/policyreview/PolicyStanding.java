package org.schoolapprovals.policyreview;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Where the policy stands on a day (R1).
 *
 * @param day that day
 * @param inForce the version that holds; empty where none was entered
 * @param coming the version that is published and will hold from a later day
 * @param reviewDue by when the policy has to be reviewed; empty where none was entered
 */
public record PolicyStanding(
        LocalDate day, Optional<PolicyVersion> inForce, Optional<PolicyVersion> coming, Optional<LocalDate> reviewDue) {

    /** Whether the policy should have been reviewed before this day. */
    public boolean isOverdue() {
        return reviewDue.filter(day::isAfter).isPresent();
    }
}
