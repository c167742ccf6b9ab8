package org.schoolapprovals.channel.facebook;

import org.schoolapprovals.comment.CommentPage.Answer;
import org.schoolapprovals.comment.CommentPage.Answer.Gone;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** The page did not do what it was asked. */
class GraphFault extends RuntimeException {

    /** Facebook's code for objects, lists and fields that are not there. */
    static final int NOT_THERE = 100;

    private final transient Answer answer;
    private final boolean nothingThere;

    /** @param sentence for the log: nothing of what the page wrote, but its codes */
    GraphFault(Answer answer, String sentence) {
        this(answer, sentence, false);
    }

    private GraphFault(Answer answer, String sentence, boolean nothingThere) {
        super(sentence);
        this.answer = answer;
        this.nothingThere = nothingThere;
    }

    /** @param code Facebook's; 0 where it gave none */
    static GraphFault of(Answer answer, HttpStatusCode status, int code, String more) {
        return new GraphFault(
                answer,
                "HTTP " + status.value() + ", code " + code + more,
                code == NOT_THERE || code == 0 && status.isSameCodeAs(HttpStatus.NOT_FOUND));
    }

    /** What this means for the comment that it was about. */
    Answer answer() {
        return answer;
    }

    /** The comment is not there any more. */
    boolean isGone() {
        return answer instanceof Gone;
    }

    /** The page knows no such list, or nothing that could have one. */
    boolean isAboutNothingThere() {
        return nothingThere;
    }
}
