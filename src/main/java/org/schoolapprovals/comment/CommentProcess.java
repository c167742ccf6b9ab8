package org.schoolapprovals.comment;

import java.util.UUID;

/** What the running process has to be told; called in the transaction that recorded it. */
public interface CommentProcess {

    /** A comment came in by the page or the mailbox: its process begins. */
    void start(UUID id);

    /** The author edited it while a person had to decide, or before it was published: it is looked through anew. */
    void edited(UUID id);

    /** It is no longer there, and nobody had decided or nothing had been published: the process ends. */
    void gone(UUID id);

    /**
     * Completes the open review as this person, with the decision to publish, just as the form does.
     *
     * @throws org.schoolapprovals.refusal.RefusedException if the review is not open to them
     */
    void publish(UUID id, String userId);
}
