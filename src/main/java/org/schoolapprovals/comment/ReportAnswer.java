package org.schoolapprovals.comment;

import java.time.Instant;
import org.schoolapprovals.people.Role;

/**
 * The response to a report.
 *
 * @param note may be empty
 * @param by user name of whoever responded
 * @param role the role in which they did
 */
public record ReportAnswer(ReportOutcome outcome, String note, String by, Role role, Instant at) {}
