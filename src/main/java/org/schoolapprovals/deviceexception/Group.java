package org.schoolapprovals.deviceexception;

/** How the register groups exceptions; each belongs to exactly one group. */
public enum Group {
    ACTIVE("Active now"),
    UPCOMING("Upcoming"),
    /** Somebody has to act: decide, answer, note or close. */
    WAITING("Waiting"),
    CLOSED("Closed");

    private final String words;

    Group(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    static Group of(State state, Closure closure) {
        if (closure == Closure.DUE || closure == Closure.TO_CHECK) {
            return WAITING;
        }
        return switch (state) {
            case ACTIVE -> ACTIVE;
            case APPROVED -> UPCOMING;
            case AWAITING_DECISION, AWAITING_ANSWER, RETROSPECTIVE, RETURNED -> WAITING;
            case CLOSED, REFUSED, LAPSED, WITHDRAWN, REVOKED, RETROSPECTIVE_NOTED -> CLOSED;
        };
    }
}
