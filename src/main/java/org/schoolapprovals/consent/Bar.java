package org.schoolapprovals.consent;

import java.time.Instant;
import java.util.UUID;

/**
 * A child barred from all publication, or the bar lifted again.
 *
 * @param reason for head and office only
 * @param by user name of whoever recorded it
 */
record Bar(UUID pupil, boolean barred, String reason, String by, Instant at) {}
