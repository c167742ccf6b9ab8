package org.schoolapprovals.comment;

import java.time.Instant;
import java.util.Optional;

/**
 * What we know of a comment on the page apart from its requests, so that word of it may come twice, late or out of order.
 *
 * @param textAt of when the text is that we know; empty while we know none
 * @param removed whether it was removed
 */
record PageMemory(Optional<Instant> textAt, boolean removed) {}
