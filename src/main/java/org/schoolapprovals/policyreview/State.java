package org.schoolapprovals.policyreview;

/** Where a review stands. */
public enum State {
    /** Whoever is responsible for the account sums the term up and proposes what should become of the policy. */
    PREPARING("Being prepared"),
    /** The head teacher looks at it. */
    HEAD_REVIEW("With the head teacher"),
    /** A new version of the policy is written. */
    DRAFTING("New version being written"),
    /** Every governor gives a view. */
    WITH_GOVERNORS("With the governors"),
    /** The views are closed; the chair signs off or returns it. */
    WITH_CHAIR("With the chair of governors"),
    /** The chair signed it off; nothing is left to be confirmed by staff. */
    SIGNED_OFF("Signed off"),
    /** The chair signed a new version off and it is published; staff confirm that they have read it. */
    ACKNOWLEDGING("Published, staff confirm"),
    /** Staff had their time to confirm, and the head teacher saw to those who did not. */
    CLOSED("Closed"),
    /** It was given up before it was signed off. */
    CANCELLED("Cancelled");

    private final String words;

    State(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    /** Whether the chair of governors has signed it off. */
    public boolean isSignedOff() {
        return switch (this) {
            case SIGNED_OFF, ACKNOWLEDGING, CLOSED -> true;
            case PREPARING, HEAD_REVIEW, DRAFTING, WITH_GOVERNORS, WITH_CHAIR, CANCELLED -> false;
        };
    }

    /** Whether nothing is left to be done. */
    public boolean isEnd() {
        return switch (this) {
            case SIGNED_OFF, CLOSED, CANCELLED -> true;
            case PREPARING, HEAD_REVIEW, DRAFTING, WITH_GOVERNORS, WITH_CHAIR, ACKNOWLEDGING -> false;
        };
    }
}
