package org.schoolapprovals.channel.facebook;

import java.time.Instant;
import java.util.Optional;
import org.schoolapprovals.comment.PageComment;

/**
 * Something that happened to a comment on the page.
 *
 * @param comment for a removal only its id is known to be right
 * @param at when it happened, as the page says, or when we saw it
 */
record PageChange(Verb verb, PageComment comment, Instant at) {

    enum Verb {
        ADDED,
        EDITED,
        REMOVED
    }

    static PageChange removed(String externalId, Instant at) {
        return new PageChange(
                Verb.REMOVED,
                new PageComment(
                        externalId,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        "",
                        at,
                        Optional.empty(),
                        Optional.empty()),
                at);
    }
}
