package org.schoolapprovals.comment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.schoolcalendar.Deadline;

/**
 * A comment as one line of a list.
 *
 * @param round which text of it this is; {@link Seen} repeats it
 * @param requesterName their name; {@code facebook} or {@code mailbox} where it was nobody who signs in
 * @param reasons what looking through it found, in words
 * @param urgent likely abuse or a safeguarding concern, S6
 * @param harmless whether the viewer may publish it together with others
 * @param mayReview whether the viewer may decide it now
 * @param due until when somebody has to act now; empty where nobody has to
 * @param inPublic whether everybody can see it now
 * @param inPublicUnagreed how long everybody could see a text that nobody had agreed
 */
public record CommentLine(
        UUID id,
        String reference,
        int round,
        Road road,
        Channel channel,
        String authorName,
        String text,
        Optional<String> postLink,
        boolean ourOwn,
        String requesterName,
        State state,
        List<String> reasons,
        boolean urgent,
        boolean harmless,
        boolean mayReview,
        Optional<Deadline> due,
        boolean inPublic,
        Duration inPublicUnagreed,
        Instant receivedAt) {}
