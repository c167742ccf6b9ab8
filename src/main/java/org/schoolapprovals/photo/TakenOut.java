package org.schoolapprovals.photo;

import java.time.Instant;
import java.util.UUID;

/**
 * A child that the submitter said is no longer to be seen.
 *
 * @param reason why, such as cropped out
 */
public record TakenOut(UUID child, String reason, Instant at) {}
