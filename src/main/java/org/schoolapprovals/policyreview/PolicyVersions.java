package org.schoolapprovals.policyreview;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.policyreview.document.Comparison;
import org.schoolapprovals.policyreview.document.DocumentReader;
import org.schoolapprovals.policyreview.document.ReadDocument;
import org.schoolapprovals.policyreview.document.Reading;
import org.schoolapprovals.refusal.Faults;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The versions of the policy, and the files that they are uploaded as (R1). Everybody who signs in may read what was published;
 * drafts are for those who may read their review.
 */
@Service
@Transactional
public class PolicyVersions {

    static final String NO_VERSION = "There is no such version of the policy.";

    /** Uploads for one review that were handed in to nobody. */
    private static final int MOST_UNUSED = 20;

    private static final Duration UNUSED_KEPT_FOR = Duration.ofDays(1);
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final String IN_HAND = "The version in hand when the school began with this software.";

    private final VersionStore store;
    private final ReviewStore reviews;
    private final People people;
    private final Clock clock;
    private final TransactionTemplate transactions;

    PolicyVersions(
            VersionStore store, ReviewStore reviews, People people, Clock clock, TransactionTemplate transactions) {
        this.store = store;
        this.reviews = reviews;
        this.people = people;
        this.clock = clock;
        this.transactions = transactions;
    }

    /**
     * Takes a draft for a review, typed by what is in it. Reading it may have to wait for its turn, so that no transaction is open
     * meanwhile.
     *
     * @return the file, with the id to hand it in with
     * @throws RefusedException with one sentence that says what is wrong with the file
     */
    @Transactional(propagation = Propagation.NEVER)
    public PolicyDocument upload(String userId, UUID reviewId, String fileName, byte[] bytes) {
        transactions.executeWithoutResult(status -> requireRoom(userId, reviewId));
        ReadDocument read = DocumentReader.read(bytes);
        return transactions.execute(status -> {
            requireRoom(userId, reviewId);
            return keep(Optional.of(reviewId), userId, fileName, read, bytes);
        });
    }

    private void requireRoom(String userId, UUID reviewId) {
        Person person = person(userId);
        Review review = reviews.lock(reviewId)
                .filter(found -> found.isVisibleTo(person))
                .orElseThrow(() -> new NotAllowedException(Reviews.NOT_YOURS));
        review.requireDraftable(person);
        if (store.unused(reviewId) >= MOST_UNUSED) {
            throw new RefusedException("File: " + MOST_UNUSED
                    + " files were uploaded for this review already; please hand one of them in.");
        }
    }

    private PolicyDocument keep(
            Optional<UUID> review, String userId, String fileName, ReadDocument read, byte[] bytes) {
        PolicyDocument document = new PolicyDocument(
                UUID.randomUUID(),
                FileName.of(fileName, read.kind()),
                read.kind(),
                bytes.length,
                DigestUtils.sha256Hex(bytes),
                read.text().isPresent(),
                userId,
                now());
        store.add(document, review, read.text(), bytes);
        return document;
    }

    /**
     * Enters the version that the school had before it began with this software: once, while there is none.
     *
     * @param inForceFrom since when it has been in force; the next review is due two years on
     */
    public PolicyVersion enterInHand(String userId, String fileName, byte[] bytes, Optional<LocalDate> inForceFrom) {
        Person person = person(userId);
        if (!mayEnterInHand(person)) {
            throw new NotAllowedException("Only the head teacher and the deputy head enter the version in hand (R1).");
        }
        store.lockPublishing();
        Instant now = now();
        if (!store.all(now).isEmpty()) {
            throw new RefusedException(
                    "There is a version of the policy already; a new one comes out of a review (R1).");
        }
        LocalDate from = inForceFrom
                .filter(day -> !day.isBefore(EARLIEST) && !day.isAfter(SchoolTime.dayOf(now)))
                .orElseThrow(() -> new RefusedException(
                        "In force from: please enter the day from which it has been in force, not after today."));
        PolicyDocument document = keep(Optional.empty(), userId, fileName, DocumentReader.read(bytes), bytes);
        PolicyVersion version = new PolicyVersion(
                UUID.randomUUID(),
                1,
                store.nextReference(from.getYear()),
                Optional.empty(),
                document,
                IN_HAND,
                false,
                userId,
                Optional.empty(),
                now,
                from,
                ReviewTimes.nextReview(from));
        store.add(version);
        return version;
    }

    /** Whether this person may enter the version in hand, while there is none. */
    public static boolean mayEnterInHand(Person person) {
        return person.hasAnyOf(Role.HEAD_TEACHER, Role.DEPUTY_HEAD);
    }

    /**
     * What a draft has to be before it is handed in.
     *
     * @param faults gathers what is wrong
     * @return the draft with this id that was uploaded for this review; empty where there is a fault
     */
    Optional<UUID> readDraft(UUID reviewId, String upload, Faults faults) {
        Optional<UUID> document = id(upload)
                .filter(id -> store.reviewOf(id).filter(reviewId::equals).isPresent());
        if (document.isEmpty()) {
            faults.add("File: please upload the new version; one that was uploaded more than a day ago is gone.");
            return document;
        }
        String sha256 = store.document(document.get()).orElseThrow().sha256();
        if (standing()
                .inForce()
                .filter(version -> version.document().sha256().equals(sha256))
                .isPresent()) {
            faults.add("File: this is the very version that is in force; please upload the new one.");
        }
        return document;
    }

    private static Optional<UUID> id(String given) {
        try {
            return Optional.ofNullable(given).map(String::strip).map(UUID::fromString);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Publishes what the chair of governors signed off. It is not in force before that. */
    PolicyVersion publish(Review review, Draft draft, SignOff signOff) {
        store.lockPublishing();
        List<PolicyVersion> before = store.all(signOff.at());
        LocalDate today = SchoolTime.dayOf(signOff.at());
        LocalDate inForceFrom = draft.inForceFrom().isBefore(today) ? today : draft.inForceFrom();
        PolicyVersion version = new PolicyVersion(
                UUID.randomUUID(),
                before.isEmpty() ? 1 : before.get(0).number() + 1,
                store.nextReference(today.getYear()),
                Optional.of(review.id()),
                store.document(draft.document()).orElseThrow(),
                draft.changeSummary(),
                draft.substantive(),
                draft.by(),
                Optional.of(signOff.by()),
                signOff.at(),
                inForceFrom,
                reviewDue(review, draft, inForceFrom, before));
        store.add(version);
        return version;
    }

    /** A minor change in between does not put off the review that the policy is due. */
    private LocalDate reviewDue(Review review, Draft draft, LocalDate inForceFrom, List<PolicyVersion> before) {
        boolean reviewed = review.isPolicyDue() || draft.substantive() || before.isEmpty();
        return reviewed
                ? ReviewTimes.nextReview(inForceFrom)
                : standing().reviewDue().orElseThrow();
    }

    /** Where the policy stands now. */
    @Transactional(readOnly = true)
    public PolicyStanding standing() {
        return standing(now());
    }

    /** Where the policy stood at this moment. */
    @Transactional(readOnly = true)
    public PolicyStanding standing(Instant asAt) {
        LocalDate day = SchoolTime.dayOf(asAt);
        List<PolicyVersion> published = store.all(asAt);
        return new PolicyStanding(
                day,
                published.stream()
                        .filter(version -> !version.inForceFrom().isAfter(day))
                        .findFirst(),
                published.stream()
                        .filter(version -> version.inForceFrom().isAfter(day))
                        .findFirst(),
                Stream.concat(published.stream().map(PolicyVersion::reviewDue), reviews.renewedUntil(asAt).stream())
                        .max(Comparator.naturalOrder()));
    }

    /** All that were published, the latest first. */
    @Transactional(readOnly = true)
    public List<PolicyVersion> all() {
        return store.all(now());
    }

    @Transactional(readOnly = true)
    public Optional<PolicyVersion> find(UUID id) {
        return store.find(id);
    }

    /** The version before this one; empty for the first. */
    @Transactional(readOnly = true)
    public Optional<PolicyVersion> before(PolicyVersion version) {
        return store.all(now()).stream()
                .filter(other -> other.number() < version.number())
                .findFirst();
    }

    /** An uploaded file, without its content; whoever shows it asks first who may see it. */
    @Transactional(readOnly = true)
    public Optional<PolicyDocument> document(UUID id) {
        return store.document(id);
    }

    /** The text of a file as a page shows it; empty where none could be read. */
    @Transactional(readOnly = true)
    public Optional<String> html(PolicyDocument document) {
        return store.text(document.id()).map(text -> Reading.html(document.kind(), text));
    }

    /** The file itself, as it was uploaded. */
    @Transactional(readOnly = true)
    public byte[] bytes(PolicyDocument document) {
        return store.bytes(document.id());
    }

    /** What changed between two files; empty where one of them has no text, or there is too much of it. */
    @Transactional(readOnly = true)
    public Optional<List<Comparison.Row>> changes(PolicyDocument before, PolicyDocument after) {
        Optional<String> old = store.text(before.id());
        Optional<String> now = store.text(after.id());
        return old.isEmpty() || now.isEmpty()
                ? Optional.empty()
                : Comparison.of(
                        new Comparison.Text(before.kind(), old.get()), new Comparison.Text(after.kind(), now.get()));
    }

    /** Deletes drafts that were uploaded more than a day ago and handed in to nobody. */
    public void deleteUnused() {
        store.deleteUnused(now().minus(UNUSED_KEPT_FOR));
    }

    private Person person(String userId) {
        return people.find(userId)
                .orElseThrow(() -> new NotAllowedException("You are not known here any more: please ask the office."));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
