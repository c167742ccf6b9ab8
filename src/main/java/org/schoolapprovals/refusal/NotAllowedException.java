package org.schoolapprovals.refusal;

/** The person asking is the wrong person for it, whatever they fill in. */
public class NotAllowedException extends RefusedException {

    public NotAllowedException(String sentence) {
        super(sentence);
    }
}
