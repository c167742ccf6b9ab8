package org.schoolapprovals.policyreview;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The report of the term, as it was attached to a review.
 *
 * @param nth counted from 1; the last one is what is signed off
 * @param first the first day reported on
 * @param last the last day reported on
 * @param asAt the moment as at which the report stands
 * @param fingerprint the fingerprint of its data, as it is printed on it
 * @param sha256 of the file itself
 * @param size of the file in bytes
 */
public record AttachedFile(
        int nth, LocalDate first, LocalDate last, Instant asAt, String fingerprint, String sha256, int size) {}
