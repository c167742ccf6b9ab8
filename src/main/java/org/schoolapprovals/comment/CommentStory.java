package org.schoolapprovals.comment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.schoolapprovals.decision.Decision;

/**
 * One comment with everything that became of it, as one person may see it.
 *
 * @param requesterName as in {@link CommentLine}
 * @param timeline all that happened, the earliest first
 * @param decisions its rows of the decision record that the viewer may see, the earliest first
 * @param author what became of the author's other comments
 * @param inPublicUnagreed how long everybody could see a text that nobody had agreed
 * @param mayReview whether the viewer may decide it now
 * @param mayReadReport whether the viewer may read what followed from the report, and the evidence
 */
public record CommentStory(
        Comment comment,
        String requesterName,
        List<Happening> timeline,
        List<DecisionLine> decisions,
        AuthorHistory author,
        Duration inPublicUnagreed,
        boolean mayReview,
        boolean mayReadReport) {

    /**
     * An event with the name of whoever did it.
     *
     * @param byName empty where the software or somebody outside did it
     */
    public record Happening(Instant at, String byName, EventType type, String text) {}

    /** A row of the decision record with the name of whoever decided. */
    public record DecisionLine(Decision decision, String byName) {}
}
