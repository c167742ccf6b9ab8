package org.schoolapprovals.decision;

/** What a stretch of a request's life is. */
public enum StageKind {
    /** From being asked until a result stands. */
    REQUEST("request"),
    /** A question that lies before those who decide. */
    DECISION("decision"),
    /** A report that waits for its response. */
    RESPONSE("response"),
    /** Something that a person does because the software cannot. */
    BY_HAND("by-hand"),
    /** An approval that may be used. */
    IN_FORCE("in-force"),
    /** The end of a use that has to be settled. */
    CLOSURE("closure"),
    /** Something that everybody could see and nobody had agreed. */
    IN_PUBLIC("in-public"),
    /** Something that has to be taken down. */
    TAKEDOWN("takedown"),
    /** One person's reading of a new version of the policy. */
    ACKNOWLEDGEMENT("acknowledgement"),
    /** A Friday's round-up. */
    ROUND_UP("round-up");

    private final String value;

    StageKind(String value) {
        this.value = value;
    }

    /** As the record keeps it. */
    public String value() {
        return value;
    }
}
