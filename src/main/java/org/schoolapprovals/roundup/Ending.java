package org.schoolapprovals.roundup;

import java.time.Instant;
import java.util.Optional;

/**
 * How a round-up ended.
 *
 * @param by user name of whoever said so; empty where nobody answered
 * @param text as it was posted; empty where it was not; believe nothing in it
 * @param link where it can be seen; empty where nobody said
 * @param reason why it was missed; empty where it was posted, or nobody answered
 */
public record Ending(Instant at, Optional<String> by, String text, Optional<String> link, String reason) {}
