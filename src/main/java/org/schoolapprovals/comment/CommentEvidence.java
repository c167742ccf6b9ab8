package org.schoolapprovals.comment;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The evidence of comments that were removed and reported: for head teacher and deputy head, unless it is about the head, and for
 * the chair of governors. Who looked is written down.
 */
@Service
@Transactional
public class CommentEvidence {

    private final EvidenceStore store;
    private final People people;
    private final Clock clock;

    CommentEvidence(EvidenceStore store, People people, Clock clock) {
        this.store = store;
        this.people = people;
        this.clock = clock;
    }

    /**
     * Reads the evidence, and writes down who did.
     *
     * @throws NotAllowedException with the same sentence where there is none and where it is not theirs to read
     */
    public Evidence read(UUID commentId, String userId) {
        Person reader = people.find(userId).orElseThrow(CommentEvidence::notYours);
        Evidence kept = store.find(commentId)
                .filter(found -> mayRead(reader, found.aboutHead()))
                .map(EvidenceStore.Kept::evidence)
                .orElseThrow(CommentEvidence::notYours);
        store.addReading(commentId, userId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return kept.withReaders(store.readers(commentId).stream()
                .map(entry -> new Evidence.Reader(entry.at(), people.nameOf(entry.name())))
                .toList());
    }

    /** Whether this person may read the evidence of, and the response to, a report. */
    static boolean mayRead(Person person, boolean aboutHead) {
        return aboutHead
                ? person.has(Role.CHAIR_OF_GOVERNORS) && !person.hasAnyOf(Role.HEAD_TEACHER, Role.DEPUTY_HEAD)
                : person.hasAnyOf(Role.HEAD_TEACHER, Role.DEPUTY_HEAD, Role.CHAIR_OF_GOVERNORS);
    }

    private static NotAllowedException notYours() {
        return new NotAllowedException("There is no such evidence, or it is not yours to read.");
    }
}
