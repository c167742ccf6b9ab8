package org.schoolapprovals.photo;

/** Where one publication of photographs stands. */
public enum PublicationState {
    /** Cleared; to be published. */
    OPEN("To be published"),
    PUBLISHED("Published"),
    /** The clearance became void before anything was published. */
    VOID("Not published"),
    /** It has to be taken down, or, where a call was made and its answer lost, to be made sure that it is not there. */
    TAKING_DOWN("To be taken down"),
    /** It is no longer there. */
    GONE("Taken down");

    private final String words;

    PublicationState(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }
}
