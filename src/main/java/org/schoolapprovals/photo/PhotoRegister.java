package org.schoolapprovals.photo;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schoolapprovals.consent.ConsentCheck;
import org.schoolapprovals.consent.Pupil;
import org.schoolapprovals.decision.DecisionRecord;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The photographs, as each person may read them: everybody what they submitted themselves; those responsible for the accounts, head
 * and deputy all.
 */
@Service
@Transactional(readOnly = true)
public class PhotoRegister {

    private static final List<Duty> DUTIES = List.of(Duty.OBTAIN_CONSENT, Duty.AMEND, Duty.CLEAR);

    private final SubmissionStore store;
    private final PhotoSubmissions submissions;
    private final Photos photos;
    private final ConsentCheck consents;
    private final DecisionRecord decisions;
    private final People people;

    PhotoRegister(
            SubmissionStore store,
            PhotoSubmissions submissions,
            Photos photos,
            ConsentCheck consents,
            DecisionRecord decisions,
            People people) {
        this.store = store;
        this.submissions = submissions;
        this.photos = photos;
        this.consents = consents;
        this.decisions = decisions;
        this.people = people;
    }

    /** What the viewer may see of what they look for, the latest first. */
    public PhotosFound page(String viewerId, PhotoFilter filter) {
        return people.find(viewerId)
                .map(viewer ->
                        new PhotosFound(lines(store.list(viewer, filter), viewer), store.count(viewer, filter), filter))
                .orElseGet(() -> new PhotosFound(List.of(), 0, filter));
    }

    /** What somebody submitted themselves, the latest first. */
    public List<PhotoLine> own(String userId, int most) {
        return people.find(userId)
                .map(viewer -> lines(store.submittedBy(viewer, most), viewer))
                .orElse(List.of());
    }

    /** Those of these submissions that the viewer may see. @param ids at least one */
    public Set<UUID> visible(String viewerId, Collection<UUID> ids) {
        return people.find(viewerId).map(viewer -> store.visible(viewer, ids)).orElse(Set.of());
    }

    /**
     * Photographs with their whole story.
     *
     * @throws NotAllowedException with the same sentence where there are none and where they are not the viewer's to see
     */
    public PhotoStory story(UUID id, String viewerId) {
        Person viewer = people.find(viewerId).orElseThrow(PhotoRegister::notYours);
        PhotoSubmission submission =
                store.find(id).filter(found -> found.isVisibleTo(viewer)).orElseThrow(PhotoRegister::notYours);
        UnaryOperator<String> names = names();
        return new PhotoStory(
                submission,
                names.apply(submission.submitter()),
                photos.of(id),
                submission.state().isEnd() ? Optional.empty() : Optional.of(submissions.facts(id)),
                takenOut(submission),
                submission.publications().stream()
                        .map(publication -> new PhotoStory.PublicationLine(
                                publication,
                                names.apply(publication.clearance().by()),
                                byName(publication.published(), names),
                                byName(publication.gone(), names)))
                        .toList(),
                submission.history().stream()
                        .map(event -> new PhotoStory.Happening(
                                event.at(), event.by().map(names).orElse(""), event.type(), event.text()))
                        .toList(),
                decisions.of(id).stream()
                        .map(decision -> new PhotoStory.DecisionLine(decision, names.apply(decision.decidedBy())))
                        .toList(),
                submission.mayClear(viewer),
                mayTakeDown(viewer));
    }

    /**
     * The photographs that a publication is of, with their whole story.
     *
     * @throws NotAllowedException with the same sentence where there is none and where it is not the viewer's to see
     */
    public PhotoStory storyOf(UUID publicationId, String viewerId) {
        return story(store.submissionOf(publicationId).orElseThrow(PhotoRegister::notYours), viewerId);
    }

    /** Children who the submitter says are no longer to be seen, by name, for the process, whoever is signed in. */
    public List<PhotoStory.LeftOut> takenOut(PhotoSubmission submission) {
        Map<UUID, Pupil> pupils = consents
                .find(submission.takenOut().stream().map(TakenOut::child).toList())
                .stream()
                .collect(Collectors.toMap(Pupil::id, Function.identity()));
        return submission.takenOut().stream()
                .flatMap(one -> Stream.ofNullable(pupils.get(one.child()))
                        .map(pupil -> new PhotoStory.LeftOut(
                                pupil.id(), pupil.name(), pupil.className(), one.reason(), one.at())))
                .toList();
    }

    private static String byName(Optional<Deed> deed, UnaryOperator<String> names) {
        return deed.flatMap(Deed::by).map(names).orElse("");
    }

    private static boolean mayTakeDown(Person viewer) {
        return viewer.hasAnyOf(Role.SOCIAL_MEDIA, Role.HEAD_TEACHER, Role.DEPUTY_HEAD);
    }

    /**
     * The cleaned files of a publication and its text, as a zip, for whoever has to publish it by hand.
     *
     * @throws NotAllowedException with the same sentence where there is none and where it is not the viewer's
     * @throws RefusedException where it is not to be published by hand now
     */
    public byte[] download(UUID publicationId, String viewerId) {
        people.find(viewerId).filter(PhotoRegister::mayTakeDown).orElseThrow(PhotoRegister::notYours);
        PhotoSubmission submission = submissions.findOf(publicationId);
        Publication publication = submission.publication(publicationId);
        if (!publication.isPending(Duty.BY_HAND) || !submissions.mayBePublished(publicationId)) {
            throw new RefusedException("These photographs are not to be published by hand now: please open "
                    + submission.reference() + " to see where they stand.");
        }
        return zip(submission, publication);
    }

    private byte[] zip(PhotoSubmission submission, Publication publication) {
        return PhotoZip.of(
                submission.reference(),
                publication.files().stream()
                        .map(file -> photos.content(file.photo()))
                        .toList(),
                publication.text());
    }

    private List<PhotoLine> lines(List<PhotoSubmission> found, Person viewer) {
        UnaryOperator<String> names = names();
        return found.stream().map(one -> line(one, viewer, names)).toList();
    }

    private static PhotoLine line(PhotoSubmission submission, Person viewer, UnaryOperator<String> names) {
        return new PhotoLine(
                submission.id(),
                submission.reference(),
                submission.event(),
                names.apply(submission.submitter()),
                submission.state(),
                List.copyOf(submission.channels()),
                submission.publications().stream()
                        .filter(Publication::isLive)
                        .map(Publication::use)
                        .distinct()
                        .toList(),
                DUTIES.stream()
                        .filter(submission::isPending)
                        .findFirst()
                        .flatMap(submission::obligation)
                        .map(Obligation::due),
                submission.mayClear(viewer),
                submission.submittedAt());
    }

    private UnaryOperator<String> names() {
        Map<String, String> known = new HashMap<>();
        return userId -> known.computeIfAbsent(userId, people::nameOf);
    }

    private static NotAllowedException notYours() {
        return new NotAllowedException(PhotoSubmissions.NOT_YOURS);
    }
}
