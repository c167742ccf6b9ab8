package org.schoolapprovals.policyreview;

import java.time.Instant;
import java.util.Optional;
import org.schoolapprovals.people.Role;

/**
 * What the head teacher, or whoever stands in, decided about the policy.
 *
 * @param note why; may be empty
 * @param by user name of whoever decided; never the preparer
 * @param role the role in which they decided
 * @param onBehalfOf the role that they stood in for; empty where they decided in their own right
 */
public record HeadRuling(Change outcome, String note, String by, Role role, Optional<Role> onBehalfOf, Instant at) {}
