package org.schoolapprovals.photo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.schoolapprovals.consent.ConsentCheck;
import org.schoolapprovals.consent.Use;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What other modules may show again where it was cleared for: photographs that a second person cleared for a place, that are not to be
 * taken down there, and whose consents are to the letter what they were (S3). It asks nobody's rights. Whoever shows one tells of it by
 * {@link FurtherUse} and listens to {@link PhotosTakenBack}.
 */
@Service
@Transactional(readOnly = true)
public class ClearedPhotos {

    private final SubmissionStore store;
    private final PhotoSubmissions submissions;
    private final Photos photos;
    private final ConsentCheck consents;

    ClearedPhotos(SubmissionStore store, PhotoSubmissions submissions, Photos photos, ConsentCheck consents) {
        this.store = store;
        this.submissions = submissions;
        this.photos = photos;
        this.consents = consents;
    }

    /** What may be shown there now, what was cleared last first; those cleared together stay together in their order. */
    public List<ClearedPhoto> forUse(Use use, int most) {
        return store.clearedFor(use, most).stream()
                .flatMap(publication -> allowed(publication).stream())
                .limit(most)
                .toList();
    }

    /** Those of these that may be shown there now, in the order asked for. */
    public List<ClearedPhoto> find(Use use, Collection<UUID> wanted) {
        List<ClearedPhoto> allowed = store.clearedFor(use, wanted).stream()
                .flatMap(publication -> allowed(publication).stream())
                .toList();
        return inOrder(wanted, allowed);
    }

    /**
     * The same, and it stays so until the caller's transaction ends: what is taken back at the same time either came before and is
     * seen here, or waits and then finds what the caller recorded. Ask for it before you lock rows of your own.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<ClearedPhoto> hold(Use use, Collection<UUID> wanted) {
        List<UUID> publications = store.clearedFor(use, wanted);
        Set<UUID> children = new HashSet<>();
        publications.forEach(id -> children.addAll(
                submissions.findOf(id).publication(id).consents().keySet()));
        consents.standingForPublication(children, Set.of(use));
        publications.stream()
                .map(store::submissionOf)
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .forEach(store::lock);
        return find(use, wanted);
    }

    /**
     * The files of photographs and a text, as a zip.
     *
     * @param name what the files are called, before their number and ending
     */
    public byte[] download(List<ClearedPhoto> cleared, String name, String text) {
        return PhotoZip.of(
                name, cleared.stream().map(photo -> photos.content(photo.id())).toList(), text);
    }

    private List<ClearedPhoto> allowed(UUID publicationId) {
        if (!submissions.mayBePublished(publicationId)) {
            return List.of();
        }
        PhotoSubmission submission = submissions.findOf(publicationId);
        Publication publication = submission.publication(publicationId);
        List<PhotoFile> files = publication.files();
        return IntStream.range(0, files.size())
                .mapToObj(number -> new ClearedPhoto(
                        files.get(number).photo(),
                        files.get(number).sha256(),
                        publicationId,
                        submission.reference(),
                        submission.event(),
                        number + 1,
                        files.size(),
                        publication.clearance().at()))
                .toList();
    }

    private static List<ClearedPhoto> inOrder(Collection<UUID> wanted, List<ClearedPhoto> allowed) {
        List<ClearedPhoto> found = new ArrayList<>();
        for (UUID id : new LinkedHashSet<>(wanted)) {
            Stream<ClearedPhoto> same =
                    allowed.stream().filter(photo -> photo.id().equals(id));
            same.findFirst().ifPresent(found::add);
        }
        return found;
    }
}
