package org.schoolapprovals.deviceexception;

import java.time.Instant;
import java.util.Optional;
import org.schoolapprovals.people.Role;

/**
 * The decision that a request rests on now. It is cleared when a question was answered; the decision record keeps all of them.
 *
 * @param outcome what was decided
 * @param conditions what an approval is subject to; empty for none
 * @param reason why; the question where more information is asked for; empty where none was given
 * @param by user name of the decider; never the requester
 * @param role the role in which they decided
 * @param onBehalfOf the role that they stood in for; empty where they decided in their own right
 * @param at when they decided
 */
public record Ruling(
        Outcome outcome,
        String conditions,
        String reason,
        String by,
        Role role,
        Optional<Role> onBehalfOf,
        Instant at) {}
