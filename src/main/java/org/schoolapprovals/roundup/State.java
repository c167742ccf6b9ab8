package org.schoolapprovals.roundup;

/** Where a round-up stands. */
public enum State {
    OPEN("to be posted"),
    POSTED("posted"),
    MISSED("missed");

    private final String words;

    State(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }
}
