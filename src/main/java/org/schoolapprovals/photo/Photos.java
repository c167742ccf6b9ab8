package org.schoolapprovals.photo;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.photo.image.CleanedPhoto;
import org.schoolapprovals.photo.image.PhotoCleaner;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Photographs that staff send (S3): cleaned before anything is kept, taken up by a submission or gone after an hour. Everything
 * refuses with {@link RefusedException}, with {@link NotAllowedException} for the wrong person.
 */
@Service
@Transactional
public class Photos {

    static final String NOT_YOURS = "There is no such photograph, or it is not yours to see.";

    /** How long a photograph waits for the form that it was uploaded for. */
    static final Duration ABANDONED_AFTER = Duration.ofHours(1);

    /** Three forms full of photographs; nobody fills the disk. */
    static final int MOST_UNATTACHED = 60;

    private final PhotoStore store;
    private final PhotoStorage storage;
    private final PhotoCleaner cleaner;
    private final PhotoSettings settings;
    private final People people;
    private final Clock clock;
    private final TransactionTemplate transactions;

    Photos(
            PhotoStore store,
            PhotoStorage storage,
            PhotoCleaner cleaner,
            PhotoSettings settings,
            People people,
            Clock clock,
            TransactionTemplate transactions) {
        this.store = store;
        this.storage = storage;
        this.cleaner = cleaner;
        this.settings = settings;
        this.people = people;
        this.clock = clock;
        this.transactions = transactions;
    }

    /**
     * Cleans a photograph and keeps it, for an hour unless it is {@linkplain #attach attached} by then. Cleaning may have to wait
     * for its turn, so that no transaction is open meanwhile.
     *
     * @param file the photograph as it was sent; neither it nor its name is kept
     * @throws RefusedException with one sentence that says what is wrong with the file
     * @throws IOException where the file cannot be read
     */
    @Transactional(propagation = Propagation.NEVER)
    public PhotoInfo upload(String userId, InputStream file) throws IOException {
        Person uploader = people.find(userId)
                .filter(person -> person.has(Role.STAFF))
                .orElseThrow(() ->
                        new NotAllowedException("Only people who work at the school can upload photographs (S3)."));
        refuseHoard(uploader.id());
        CleanedPhoto cleaned = cleaner.clean(file);
        PhotoInfo photo = new PhotoInfo(
                UUID.randomUUID(),
                uploader.id(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                cleaned.width(),
                cleaned.height(),
                cleaned.jpeg().length,
                DigestUtils.sha256Hex(cleaned.jpeg()),
                cleaned.removed());
        transactions.executeWithoutResult(status -> {
            store.lockUploader(uploader.id());
            refuseHoard(uploader.id());
            store.add(photo);
            storage.keep(photo.id(), cleaned.jpeg());
        });
        return photo;
    }

    private void refuseHoard(String uploader) {
        if (store.unattached(uploader) >= MOST_UNATTACHED) {
            throw new RefusedException(
                    "You have uploaded " + MOST_UNATTACHED
                            + " photographs that are in no form yet: please send a form first, or wait an hour until they are gone.");
        }
    }

    /**
     * The file of a photograph, for whoever sent it; and once it belongs to a submission, for those who clear photographs.
     *
     * @throws NotAllowedException for everybody else, and where there is no such photograph: nobody learns which
     */
    @Transactional(readOnly = true)
    public byte[] read(String userId, UUID id) {
        return store.find(id)
                .filter(kept -> people.find(userId)
                        .filter(person -> maySee(person, kept))
                        .isPresent())
                .flatMap(kept -> storage.find(id))
                .orElseThrow(() -> new NotAllowedException(NOT_YOURS));
    }

    private static boolean maySee(Person person, PhotoStore.Kept kept) {
        return person.id().equals(kept.photo().uploader())
                || kept.submission().isPresent()
                        && person.hasAnyOf(Role.SOCIAL_MEDIA, Role.HEAD_TEACHER, Role.DEPUTY_HEAD);
    }

    /**
     * Lets a submission have exactly these photographs, in this order; those it had and that are not among them are deleted.
     *
     * @param userId whoever sent them all
     * @param ids each counts once
     * @throws RefusedException for none or too many, and for any that is gone, another's or in another submission
     */
    public void attach(UUID submission, String userId, List<UUID> ids) {
        Set<UUID> wanted = new LinkedHashSet<>(ids);
        if (wanted.isEmpty()) {
            throw new RefusedException("Photographs: please upload at least one.");
        }
        if (wanted.size() > settings.most()) {
            throw new RefusedException("Photographs: please send no more than " + settings.most()
                    + " at once; there are " + wanted.size() + ".");
        }
        long usable = store.lock(wanted).stream()
                .filter(kept -> kept.photo().uploader().equals(userId)
                        && kept.submission().map(submission::equals).orElse(true))
                .count();
        if (usable < wanted.size()) {
            throw new RefusedException(
                    "Photographs: some of them are gone, because they were uploaded more than an hour"
                            + " ago; please upload them again.");
        }
        List<UUID> dropped = store.of(submission).stream()
                .map(PhotoInfo::id)
                .filter(id -> !wanted.contains(id))
                .toList();
        delete(dropped);
        int position = 1;
        for (UUID id : wanted) {
            store.attach(id, submission, position++);
        }
    }

    /** The photographs of a submission, in their order. */
    @Transactional(readOnly = true)
    public List<PhotoInfo> of(UUID submission) {
        return store.of(submission);
    }

    /**
     * The file of a photograph, for the software itself: nobody's rights are asked.
     *
     * @throws IllegalStateException where there is none
     */
    @Transactional(readOnly = true)
    public byte[] content(UUID photo) {
        return storage.find(photo).orElseThrow(() -> new IllegalStateException("No photograph " + photo));
    }

    /** Deletes all photographs of a submission; none is fine. */
    public void delete(UUID submission) {
        delete(store.of(submission).stream().map(PhotoInfo::id).toList());
    }

    /** Deletes what was uploaded more than an hour ago for a form that was never sent. */
    public void deleteAbandoned() {
        delete(store.lockAbandoned(clock.instant().minus(ABANDONED_AFTER)));
    }

    private void delete(List<UUID> photos) {
        if (!photos.isEmpty()) {
            storage.delete(photos);
            store.delete(photos);
        }
    }
}
