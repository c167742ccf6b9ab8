package org.schoolapprovals.policyreview;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.decision.DecisionRecord;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.schoolcalendar.Term;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The reviews, as head, deputy, governors and those responsible for the account may read them; nobody else may. */
@Service
@Transactional(readOnly = true)
public class ReviewRegister {

    private static final int MOST = 100;

    private final ReviewStore store;
    private final PolicyVersions versions;
    private final DecisionRecord decisions;
    private final People people;
    private final SchoolCalendars calendars;
    private final Clock clock;

    ReviewRegister(
            ReviewStore store,
            PolicyVersions versions,
            DecisionRecord decisions,
            People people,
            SchoolCalendars calendars,
            Clock clock) {
        this.store = store;
        this.versions = versions;
        this.decisions = decisions;
        this.people = people;
        this.calendars = calendars;
        this.clock = clock;
    }

    /**
     * The reviews, the latest first.
     *
     * @throws NotAllowedException for whoever may not read them
     */
    public List<Review> list(String viewerId) {
        Person viewer = people.find(viewerId).filter(Review::mayRead).orElseThrow(ReviewRegister::notYours);
        return store.list(MOST).stream()
                .filter(review -> review.isVisibleTo(viewer))
                .toList();
    }

    /** Reviews that this person opened, the latest first. */
    public List<Review> openedBy(String userId) {
        return store.list(MOST).stream()
                .filter(review -> review.openedBy().filter(userId::equals).isPresent())
                .toList();
    }

    /** The term that is over and was never reviewed, until the next one begins. */
    public Optional<Term> missed() {
        LocalDate today = SchoolTime.dayOf(clock.instant());
        List<Term> terms = calendars.current().terms();
        return terms.stream().anyMatch(term -> term.contains(today))
                ? Optional.empty()
                : terms.stream()
                        .filter(term -> term.lastDay().isBefore(today))
                        .reduce((earlier, later) -> later)
                        .filter(term -> store.ofTerm(term).isEmpty());
    }

    /** Whether a review is on its way to the chair of governors. */
    public boolean isAnyOpen() {
        return store.findOpen().isPresent();
    }

    /**
     * A review with its whole story.
     *
     * @throws NotAllowedException with the same sentence where there is none and where it is not the viewer's to see
     */
    public ReviewStory story(UUID id, String viewerId) {
        Person viewer = people.find(viewerId).orElseThrow(ReviewRegister::notYours);
        Review review =
                store.find(id).filter(found -> found.isVisibleTo(viewer)).orElseThrow(ReviewRegister::notYours);
        List<Decision> decided = decisions.of(id);
        return new ReviewStory(
                review,
                names(review, decided),
                drafts(review),
                review.published().flatMap(versions::find),
                decided,
                review.mayCancel(viewer));
    }

    private Map<UUID, PolicyDocument> drafts(Review review) {
        return review.rounds().stream()
                .flatMap(round -> round.draft().stream())
                .map(Draft::document)
                .distinct()
                .map(document -> versions.document(document).orElseThrow())
                .collect(Collectors.toMap(PolicyDocument::id, document -> document));
    }

    private Map<String, String> names(Review review, List<Decision> decided) {
        Set<String> userIds = new HashSet<>();
        review.openedBy().ifPresent(userIds::add);
        review.preparation().map(Preparation::by).ifPresent(userIds::add);
        review.history().forEach(event -> event.by().ifPresent(userIds::add));
        review.rounds().forEach(round -> round.governors().forEach(asked -> userIds.add(asked.governor())));
        decided.forEach(decision -> userIds.add(decision.decidedBy()));
        Map<String, String> names = new HashMap<>();
        userIds.forEach(userId -> names.put(userId, people.nameOf(userId)));
        return names;
    }

    /**
     * The file of a report that was attached.
     *
     * @throws NotAllowedException with the same sentence where there is none and where it is not the viewer's to see
     */
    public byte[] report(UUID id, int nth, String viewerId) {
        story(id, viewerId);
        return store.report(id, nth).orElseThrow(ReviewRegister::notYours);
    }

    /**
     * A draft that was handed in.
     *
     * @throws NotAllowedException with the same sentence where there is none and where it is not the viewer's to see
     */
    public PolicyDocument draft(UUID id, UUID document, String viewerId) {
        return Optional.ofNullable(story(id, viewerId).drafts().get(document)).orElseThrow(ReviewRegister::notYours);
    }

    private static NotAllowedException notYours() {
        return new NotAllowedException(Reviews.NOT_YOURS);
    }
}
