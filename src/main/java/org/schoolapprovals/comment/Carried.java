package org.schoolapprovals.comment;

/** How far an effect has come after {@link Comments#carryOut}. */
public enum Carried {
    /** It is done, or nothing is owed any more. */
    DONE,
    /** It is tried again at {@link Effort#nextAttempt()}. */
    LATER,
    /** A person does it: {@link Effort#byHand()} says why. */
    BY_HAND,
    /** The comment is no longer there, so there is nothing to agree: the request has ended. */
    GONE,
    /** Another text stood there than the one agreed: the request is in a new round and waits to be looked through. */
    EDITED
}
