package org.schoolapprovals.comment;

/** Where a request stands. */
public enum State {
    /** Recorded; its text has not been looked through yet. */
    RECEIVED("Received"),
    /** A person has to decide. */
    WAITING("Awaiting review"),
    /** It shall be published, and is not yet. */
    AGREED("Agreed, to be published"),
    PUBLISHED("Published"),
    /** It is not published; hiding it may still be owed. */
    DECLINED("Declined"),
    /** Evidence is kept; the removal is owed. */
    REMOVING("To be removed"),
    /** Removed; the head teacher, or whoever stands in for this, has to respond. */
    REPORTED("Removed and reported"),
    ANSWERED("Removed, report answered"),
    /** Its author or the channel took it away before anybody had decided: there is nothing to agree any more. */
    GONE("Withdrawn by its author");

    private final String words;

    State(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    /** Whether nobody has to decide or to respond any more, and nothing but hiding is owed. */
    public boolean isEnd() {
        return switch (this) {
            case PUBLISHED, DECLINED, ANSWERED, GONE -> true;
            case RECEIVED, WAITING, AGREED, REMOVING, REPORTED -> false;
        };
    }
}
