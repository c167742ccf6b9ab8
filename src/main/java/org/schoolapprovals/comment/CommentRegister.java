package org.schoolapprovals.comment;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.decision.DecisionRecord;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The comments, as each person may read them: everybody what they brought themselves; those responsible for the accounts, head and
 * deputy all, but head and deputy nothing about the head; the chair of governors what they have a part in.
 */
@Service
@Transactional(readOnly = true)
public class CommentRegister {

    private static final int MOST_WAITING = 200;

    private final CommentStore store;
    private final DecisionRecord decisions;
    private final People people;
    private final Clock clock;

    CommentRegister(CommentStore store, DecisionRecord decisions, People people, Clock clock) {
        this.store = store;
        this.decisions = decisions;
        this.people = people;
        this.clock = clock;
    }

    /** What the viewer may decide now, the most pressing first, at most 200. */
    public List<CommentLine> waiting(String viewerId) {
        return people.find(viewerId)
                .map(viewer -> lines(store.waitingFor(viewer, MOST_WAITING), viewer))
                .orElse(List.of());
    }

    /** What the viewer may see of what they look for, the latest first. */
    public CommentsFound page(String viewerId, CommentFilter filter) {
        return people.find(viewerId)
                .map(viewer -> new CommentsFound(
                        lines(store.list(viewer, filter), viewer), store.count(viewer, filter), filter))
                .orElseGet(() -> new CommentsFound(List.of(), 0, filter));
    }

    /** What somebody brought themselves, the latest first. */
    public List<CommentLine> own(String userId, int most) {
        return people.find(userId)
                .map(viewer -> lines(store.broughtBy(viewer, most), viewer))
                .orElse(List.of());
    }

    /** Those of these comments that the viewer may see. @param ids at least one */
    public Set<UUID> visible(String viewerId, Collection<UUID> ids) {
        return people.find(viewerId).map(viewer -> store.visible(viewer, ids)).orElse(Set.of());
    }

    /** Those of these comments that there are, but not for the viewer. @param ids at least one */
    public Set<UUID> hidden(String viewerId, Collection<UUID> ids) {
        return people.find(viewerId).map(viewer -> store.hidden(viewer, ids)).orElse(Set.copyOf(ids));
    }

    /**
     * One comment with its whole story.
     *
     * @throws NotAllowedException with the same sentence where there is none and where it is not the viewer's to see
     */
    public CommentStory story(UUID id, String viewerId) {
        Person viewer = people.find(viewerId).orElseThrow(CommentRegister::notYours);
        Comment comment =
                store.find(id).filter(found -> found.isVisibleTo(viewer)).orElseThrow(CommentRegister::notYours);
        UnaryOperator<String> names = names();
        boolean mayReadReport = comment.mayReadReport(viewer);
        return new CommentStory(
                comment,
                names.apply(comment.requester()),
                comment.history().stream()
                        .map(event -> new CommentStory.Happening(
                                event.at(), event.by().map(names).orElse(""), event.type(), event.text()))
                        .toList(),
                decisions.of(id).stream()
                        .filter(decision -> mayReadReport || !isAnswer(decision))
                        .map(decision -> new CommentStory.DecisionLine(decision, names.apply(decision.decidedBy())))
                        .toList(),
                store.authorHistory(comment),
                comment.timeInPublicUnagreed(clock.instant()),
                comment.mayReview(viewer),
                mayReadReport);
    }

    private static boolean isAnswer(Decision decision) {
        return ReportOutcome.of(decision.outcome()).isPresent();
    }

    private List<CommentLine> lines(List<Comment> comments, Person viewer) {
        UnaryOperator<String> names = names();
        return comments.stream().map(comment -> line(comment, viewer, names)).toList();
    }

    private CommentLine line(Comment comment, Person viewer, UnaryOperator<String> names) {
        Optional<Triage> triage = comment.triage();
        boolean mayReview = comment.mayReview(viewer);
        return new CommentLine(
                comment.id(),
                comment.reference(),
                comment.round(),
                comment.road(),
                comment.channel(),
                comment.authorName(),
                comment.text(),
                comment.origin().postLink(),
                comment.origin().ourOwn(),
                names.apply(comment.requester()),
                comment.state(),
                triage.map(Triage::reasons).orElse(List.of()),
                triage.filter(Triage::urgent).isPresent(),
                mayReview && !comment.isFlagged(),
                mayReview,
                Stream.of(Duty.values())
                        .filter(comment::isPending)
                        .flatMap(duty -> comment.obligation(duty).stream())
                        .map(Obligation::due)
                        .min((one, other) -> one.alarm().compareTo(other.alarm())),
                comment.isInPublic(),
                comment.timeInPublicUnagreed(clock.instant()),
                comment.receivedAt());
    }

    /** Looks up each name once. */
    private UnaryOperator<String> names() {
        Map<String, String> known = new HashMap<>();
        return userId -> known.computeIfAbsent(userId, people::nameOf);
    }

    private static NotAllowedException notYours() {
        return new NotAllowedException(Comments.NOT_YOURS);
    }
}
