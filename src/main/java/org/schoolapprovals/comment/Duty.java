package org.schoolapprovals.comment;

/** What people have to do for a comment. */
public enum Duty {
    /** Decide whether it is published. */
    REVIEW,
    /** Hide, publish or remove it where the software cannot. */
    BY_HAND,
    /** Respond to a report, S6. */
    RESPONSE
}
