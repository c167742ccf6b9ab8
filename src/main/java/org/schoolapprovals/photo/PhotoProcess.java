package org.schoolapprovals.photo;

import java.util.UUID;

/** What the running processes have to be told; called in the transaction that recorded it. */
public interface PhotoProcess {

    /**
     * Consents are no longer what they were, while somebody had to clear or to publish, or the office to obtain consent: whatever
     * waits is given up, publications that wait for a person included, and consents and words are checked anew. The submission
     * stands at {@link State#RECEIVED} already.
     */
    void consentChanged(UUID submissionId);

    /** A publication has to be taken down: {@code photo-takedown} begins, with this as its business key. */
    void takeDown(UUID publicationId);
}
