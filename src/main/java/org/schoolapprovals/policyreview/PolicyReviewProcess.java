package org.schoolapprovals.policyreview;

import java.util.UUID;

/** What the running processes have to be told; called in the transaction that recorded it. */
public interface PolicyReviewProcess {

    /** The clock opened a review: {@code policy-review} begins, with this as its business key. */
    void opened(UUID reviewId);

    /** A review was given up: whatever waits for it ends. */
    void cancelled(UUID reviewId);

    /** Somebody has joined the governors while they give their views: they get a task of their own. */
    void governorJoined(UUID reviewId, String userId);

    /** A governor who had not given a view is none any more: their task goes. */
    void governorLeft(UUID reviewId, String userId);

    /**
     * A member of staff has to read a new version: {@code policy-acknowledgement} begins, with this as its business key.
     *
     * @param reviewId the review that the version came out of
     */
    void acknowledgementAsked(UUID acknowledgementId, UUID reviewId);

    /**
     * Somebody confirmed on a page, left the school, or the time to confirm is over: whatever waits for it ends, if anything does.
     */
    void acknowledgementSettled(UUID acknowledgementId);
}
