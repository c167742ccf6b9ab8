/**
 * The review that the account and the policy go through once a term (clauses P8 and R1): prepared by whoever is responsible for the
 * account, looked at by the head teacher, seen by every governor, signed off by the chair; versions of the policy, and staff who
 * confirm that they have read what changed. The rules and the truth are here; the order of the steps is the engine's.
 */
package org.schoolapprovals.policyreview;
