package org.schoolapprovals.deviceexception;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.schoolcalendar.Deadline;

/**
 * An exception as one line of a list.
 *
 * @param requester user name of whoever asked
 * @param requesterName their name
 * @param departure when the trip begins
 * @param homecoming when it ends
 * @param due what is due next; empty where nothing is
 * @param mark how it stands out
 */
public record ExceptionSummary(
        UUID id,
        String reference,
        String requester,
        String requesterName,
        Kind kind,
        String tripName,
        String destination,
        Instant departure,
        Instant homecoming,
        State state,
        Closure closure,
        Group group,
        Optional<Deadline> due,
        Mark mark,
        Instant requestedAt) {}
