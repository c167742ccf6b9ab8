package org.schoolapprovals.decision;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.people.Role;

/**
 * One decision, as it stands in the record for good.
 *
 * @param requestId the request decided upon: the business key of its process
 * @param process the id of the process that asked for the decision
 * @param clause the clause of the policy that it rests on, such as {@code P5}
 * @param outcome what was decided, as the form says it: {@code approve}, {@code refuse}, …
 * @param reason why; empty where no reason is asked for
 * @param conditions what an approval is subject to; empty for none
 * @param requestedBy user name of whoever asked
 * @param askedAt when the question came before the decider
 * @param dueAt when it was due; empty where the school calendar does not reach that far
 * @param decidedBy user name of whoever decided; never the requester
 * @param role the role in which they decided
 * @param onBehalfOf the role that they stood in for; empty where they decided in their own right
 * @param decidedAt when they decided
 */
public record Decision(
        UUID requestId,
        String process,
        String clause,
        String outcome,
        String reason,
        String conditions,
        String requestedBy,
        Instant askedAt,
        Optional<Instant> dueAt,
        String decidedBy,
        Role role,
        Optional<Role> onBehalfOf,
        Instant decidedAt) {}
