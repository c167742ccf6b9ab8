package org.schoolapprovals.photo;

/** How far an effect has come after {@link PhotoSubmissions#carryOut}. */
public enum Carried {
    /** It is done, or nothing is owed any more. */
    DONE,
    /** It is tried again at {@link Effort#nextAttempt()}. */
    LATER,
    /** A person does it: {@link Effort#byHand()} says why. */
    BY_HAND,
    /**
     * It was not published, and is not going to be: the clearance is void, because consents are no longer what they were. What is
     * outstanding is verified again; the other publications that were still open are void as well.
     */
    VOID
}
