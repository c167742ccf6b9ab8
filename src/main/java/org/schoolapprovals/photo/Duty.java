package org.schoolapprovals.photo;

/** What people have to do for photographs, or for one publication of them. */
public enum Duty {
    /** Ask parents and carers, and record what they say, S3. */
    OBTAIN_CONSENT(false),
    /** Change photographs, children, words or places, or withdraw. */
    AMEND(false),
    /** Decide whether they are published. */
    CLEAR(false),
    /** Publish them where the software cannot. */
    BY_HAND(true),
    /** See to it that they are taken down, by the software or by hand. */
    REMOVE(true),
    /** Tell the parents and carers who withdrew that they are gone. */
    TELL_PARENT(true);

    private final boolean ofPublication;

    Duty(boolean ofPublication) {
        this.ofPublication = ofPublication;
    }

    /** Whether it is about one publication, rather than about all that was submitted together. */
    public boolean isOfPublication() {
        return ofPublication;
    }
}
