package org.schoolapprovals.deviceexception;

/** Where a request stands. Whether a use still has to be closed is said by {@link Closure}. */
public enum State {
    AWAITING_DECISION("Awaiting decision"),
    AWAITING_ANSWER("Awaiting an answer"),
    APPROVED("Approved"),
    ACTIVE("In use"),
    RETURNED("Returned"),
    CLOSED("Closed"),
    REFUSED("Refused"),
    LAPSED("Lapsed"),
    WITHDRAWN("Withdrawn"),
    REVOKED("Revoked"),
    /** Asked for when the trip had already begun: never approved, and never counted as approved. */
    RETROSPECTIVE("Retrospective"),
    RETROSPECTIVE_NOTED("Retrospective, noted");

    private final String words;

    State(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }
}
