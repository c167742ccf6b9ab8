package org.schoolapprovals.decision;

import java.util.UUID;

/**
 * One stretch of a request that reports count: it begins, may be due, and ends once with an outcome. Names nobody.
 *
 * @param requestId the request: what its page is found by
 * @param partId the part of the request that this is about, such as one of several publications, or the request itself: the business
 *     key of the process that carries it
 * @param reference what people call the request by
 * @param process the id of the process that the request belongs to
 * @param clause the clause of the policy that it rests on, such as {@code P5}; a decision that ends it may cite another
 */
public record Stage(UUID requestId, UUID partId, String reference, String process, String clause, StageKind kind) {

    /** A stage of the request as a whole. */
    public Stage(UUID requestId, String reference, String process, String clause, StageKind kind) {
        this(requestId, requestId, reference, process, clause, kind);
    }
}
