package org.schoolapprovals.photo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.decision.Decision;

/**
 * Photographs that were submitted together with everything that became of them, as one person may see it.
 *
 * @param submitterName their name
 * @param photos the files that are still kept, in their order
 * @param facts what is found at this moment, children and their consents included; empty once nothing is left to be decided
 * @param takenOut children who the submitter says are no longer to be seen
 * @param publications what was cleared for each place, the earliest first
 * @param timeline all that happened, the earliest first
 * @param decisions its rows of the decision record, the earliest first
 * @param mayClear whether the viewer may clear them now
 * @param mayTakeDown whether the viewer may have publications taken down, and download what is to be published by hand
 */
public record PhotoStory(
        PhotoSubmission submission,
        String submitterName,
        List<PhotoInfo> photos,
        Optional<PhotoFacts> facts,
        List<LeftOut> takenOut,
        List<PublicationLine> publications,
        List<Happening> timeline,
        List<DecisionLine> decisions,
        boolean mayClear,
        boolean mayTakeDown) {

    /** A child who was taken out, by name. */
    public record LeftOut(UUID child, String name, String className, String reason, Instant at) {}

    /**
     * A publication with the names of whoever had to do with it.
     *
     * @param clearedByName who cleared it
     * @param publishedByName empty where the software did it, or nobody yet
     * @param goneByName empty where the software did it, or nobody yet
     */
    public record PublicationLine(
            Publication publication, String clearedByName, String publishedByName, String goneByName) {}

    /**
     * An event with the name of whoever did it.
     *
     * @param byName empty where the software did it
     */
    public record Happening(Instant at, String byName, EventType type, String text) {}

    /** A row of the decision record with the name of whoever decided. */
    public record DecisionLine(Decision decision, String byName) {}
}
