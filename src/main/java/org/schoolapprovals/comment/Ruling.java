package org.schoolapprovals.comment;

import java.time.Instant;
import org.schoolapprovals.people.Role;

/**
 * What was decided about the present text. It is void as soon as the text is edited; the decision record keeps all of them.
 *
 * @param reason why; may be empty for a publication
 * @param clause the clause of the policy that it rests on
 * @param by user name of the reviewer; never the requester
 * @param role the role in which they decided
 */
public record Ruling(Verdict verdict, String reason, String clause, String by, Role role, Instant at) {}
