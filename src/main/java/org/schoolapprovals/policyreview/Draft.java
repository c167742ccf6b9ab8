package org.schoolapprovals.policyreview;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.schoolapprovals.people.Role;

/**
 * A new version as it was handed in.
 *
 * @param document the uploaded file
 * @param changeSummary what changes, in words
 * @param substantive whether staff have to read and confirm it
 * @param inForceFrom the day from which it shall hold; never before it is published
 * @param by user name of whoever handed it in
 * @param role the role in which they did
 */
public record Draft(
        UUID document,
        String changeSummary,
        boolean substantive,
        LocalDate inForceFrom,
        String by,
        Role role,
        Instant at) {}
