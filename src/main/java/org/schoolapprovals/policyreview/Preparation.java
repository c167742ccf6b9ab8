package org.schoolapprovals.policyreview;

import java.time.Instant;
import org.schoolapprovals.people.Role;

/**
 * What whoever is responsible for the account says about the term.
 *
 * @param proposal what should become of the policy
 * @param by user name of whoever prepared it
 * @param role the role in which they did
 * @param byHead whether they hold the head teacher's role, so that somebody else has to look at it
 * @param byDeputy whether they hold the deputy head's role
 */
public record Preparation(
        String summary, Change proposal, String by, Role role, boolean byHead, boolean byDeputy, Instant at) {}
