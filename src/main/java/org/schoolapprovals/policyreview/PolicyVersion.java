package org.schoolapprovals.policyreview;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A version of the policy, as it was published; it never changes.
 *
 * @param number counted from 1
 * @param reference what people call it by, such as {@code POL-2026-0001}
 * @param review the review that it came out of; empty for the version in hand that a school begins with
 * @param changeSummary what changed, in words
 * @param substantive whether staff had to read and confirm it
 * @param draftedBy user name of whoever handed it in
 * @param approvedBy user name of the chair who signed it off; empty for the version in hand
 * @param inForceFrom the day from which it holds
 * @param reviewDue by when the policy has to be reviewed again (R1)
 */
public record PolicyVersion(
        UUID id,
        int number,
        String reference,
        Optional<UUID> review,
        PolicyDocument document,
        String changeSummary,
        boolean substantive,
        String draftedBy,
        Optional<String> approvedBy,
        Instant publishedAt,
        LocalDate inForceFrom,
        LocalDate reviewDue) {}
