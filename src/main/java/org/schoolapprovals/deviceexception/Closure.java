package org.schoolapprovals.deviceexception;

/** How far the end of a use is settled: numbers deleted, photographs handed over, contact with parents confirmed. */
public enum Closure {
    NOT_NEEDED("No closure needed"),
    DUE("Closure due"),
    TO_CHECK("Closure to be checked"),
    DONE("Closure done");

    private final String words;

    Closure(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }
}
