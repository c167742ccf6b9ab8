package org.schoolapprovals.photo;

/** Where photographs that were submitted stand. */
public enum State {
    /** Recorded; consents and words have not been checked yet, or have to be checked anew. */
    RECEIVED("Received, to be checked"),
    /** The office obtains consent. */
    CONSENT_MISSING("Consent to be obtained"),
    /** The submitter changes something or withdraws. */
    TO_AMEND("To be amended"),
    /** A second person has to clear them. */
    TO_CLEAR("Awaiting clearance"),
    /** They shall be published, and are not yet everywhere. */
    CLEARED("Cleared, to be published"),
    /** They were published wherever they had been cleared for; some of it may have been taken down since. */
    PUBLISHED("Published"),
    REFUSED("Refused"),
    WITHDRAWN("Withdrawn");

    private final String words;

    State(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    /** Whether nothing is left to be checked, cleared or published. */
    public boolean isEnd() {
        return switch (this) {
            case PUBLISHED, REFUSED, WITHDRAWN -> true;
            case RECEIVED, CONSENT_MISSING, TO_AMEND, TO_CLEAR, CLEARED -> false;
        };
    }
}
