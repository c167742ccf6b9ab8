package org.schoolapprovals.photo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.schoolcalendar.Deadline;

/**
 * Photographs that were submitted together as one line of a list. It names no child.
 *
 * @param submitterName their name
 * @param channels where they shall appear, in the order of the places
 * @param live where they can be seen now, as far as is known
 * @param due until when somebody has to act now on all of them; empty where nobody has to
 * @param mayClear whether the viewer may clear them now
 */
public record PhotoLine(
        UUID id,
        String reference,
        String event,
        String submitterName,
        State state,
        List<Use> channels,
        List<Use> live,
        Optional<Deadline> due,
        boolean mayClear,
        Instant submittedAt) {}
