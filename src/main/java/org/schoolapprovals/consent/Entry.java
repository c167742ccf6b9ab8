package org.schoolapprovals.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * One answer in the register, for good.
 *
 * @param number of the entry; a later entry has a higher one
 * @param carer the parent's or carer's name as it was entered
 * @param answeredOn school-local day
 * @param scanned whether a scanned page belongs to it
 * @param validUntil last day on which a yes counts; empty for a no, which stands until the same person says otherwise
 * @param by user name of whoever recorded it
 */
public record Entry(
        long number,
        UUID pupil,
        String carer,
        Use use,
        Reply reply,
        LocalDate answeredOn,
        How how,
        boolean scanned,
        Optional<LocalDate> validUntil,
        String by,
        Instant at) {}
