package org.schoolapprovals.photo;

import java.time.Instant;
import org.schoolapprovals.people.Role;

/**
 * What was decided about the photographs as they stand. It is void as soon as they or a consent change; the decision record keeps
 * all of them.
 *
 * @param reason why; empty for a clearance
 * @param clause the clause of the policy that it rests on, {@code S3} or {@code S4}
 * @param by user name of whoever decided; never the submitter
 * @param role the role in which they decided
 */
public record Ruling(Verdict verdict, String reason, String clause, String by, Role role, Instant at) {}
