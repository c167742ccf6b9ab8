package org.schoolapprovals.photo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.schoolapprovals.consent.Answer;
import org.schoolapprovals.consent.ConsentChanged;
import org.schoolapprovals.consent.ConsentCheck;
import org.schoolapprovals.consent.Pupil;
import org.schoolapprovals.consent.Standing;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.decision.DecisionRecord;
import org.schoolapprovals.decision.StageKind;
import org.schoolapprovals.notice.Notice;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.Faults;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.refusal.SettingsFault;
import org.schoolapprovals.refusal.SoundText;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.textcheck.TextCheck;
import org.schoolapprovals.textcheck.TextFacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people, the register of consents and the clock can do with photographs. Each method is one transaction, in which the
 * photographs, their history, their publications and their row in the decision record change together or not at all. User names are
 * those of whoever acts.
 *
 * <p>Everything refuses with {@link RefusedException}: with {@link NotAllowedException} for the wrong person; and the loser of two
 * people who act on the same photographs at once is told to look again.
 *
 * <p>Whoever has to hold children and photographs holds the children first: so does the register when it tells of a change.
 */
@Service
@Transactional
public class PhotoSubmissions {

    static final String NOT_YOURS = "There are no such photographs, or they are not yours to see.";

    private static final String PAGES = "/photos/submissions/";

    private static final String TOKEN_EXPIRED = "The token for the page has run out for photographs";
    private static final String TOKEN_SENTENCE =
            "The school's Facebook page no longer accepts the token, so people have to publish photographs and take them down by"
                    + " hand. Please renew the token as the README says.";
    private static final String PERMISSION_LOST = "The page does not let the software publish photographs any more";
    private static final String PERMISSION_SENTENCE =
            "The software has lost a permission on the school's Facebook page, so people have to publish photographs and take them"
                    + " down by hand. Please let somebody who administers the page give it back.";

    private static final Duration LONGEST_TAKEDOWN = Duration.ofDays(7);
    private static final int LONGEST_LINK = 500;

    private static final Logger LOG = LoggerFactory.getLogger(PhotoSubmissions.class);

    private final SubmissionStore store;
    private final Photos photos;
    private final ConsentCheck consents;
    private final TextCheck textCheck;
    private final DecisionRecord decisions;
    private final People people;
    private final SchoolCalendars calendars;
    private final Notices notices;
    private final PhotoProcess process;
    private final PhotoChannel channel;
    private final ObjectProvider<FurtherUse> furtherUses;
    private final Clock clock;
    private final Duration takedownWithin;
    private final TransactionTemplate apart;

    PhotoSubmissions(
            SubmissionStore store,
            Photos photos,
            ConsentCheck consents,
            TextCheck textCheck,
            DecisionRecord decisions,
            People people,
            SchoolCalendars calendars,
            Notices notices,
            PhotoProcess process,
            PhotoChannel channel,
            ObjectProvider<FurtherUse> furtherUses,
            Clock clock,
            @Value("${school.photos.takedown-within:PT24H}") String takedownWithin,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.photos = photos;
        this.consents = consents;
        this.textCheck = textCheck;
        this.decisions = decisions;
        this.people = people;
        this.calendars = calendars;
        this.notices = notices;
        this.process = process;
        this.channel = channel;
        this.furtherUses = furtherUses;
        this.clock = clock;
        this.takedownWithin = readTakedownWithin(takedownWithin);
        // Whoever carries out holds one connection and takes another: see camunda.bpm.job-execution.max-pool-size.
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    private static Duration readTakedownWithin(String given) {
        try {
            Duration within = DurationStyle.detectAndParse(given.strip());
            if (within.compareTo(Duration.ofMinutes(1)) >= 0 && within.compareTo(LONGEST_TAKEDOWN) <= 0) {
                return within;
            }
        } catch (IllegalArgumentException none) {
            // Said below.
        }
        throw new SettingsFault(
                "SCHOOL_PHOTOS_TAKEDOWN_WITHIN takes the time in which a photograph is taken down, from PT1M to"
                        + " P7D, such as PT24H for a day.");
    }

    /**
     * Records photographs that staff submit; the process is there already.
     *
     * @param form the fields of {@code photo-consent-verification-start}, as they were sent
     */
    public PhotoSubmission submit(String userId, Map<String, ?> form) {
        Instant now = now();
        Person submitter = person(userId);
        if (!submitter.hasAnyOf(Role.STAFF, Role.OFFICE, Role.SOCIAL_MEDIA, Role.HEAD_TEACHER, Role.DEPUTY_HEAD)) {
            throw new NotAllowedException("Only people who work at the school can submit photographs (S3).");
        }
        PhotoForm read = PhotoForm.start(form);
        requireKnown(read.children());
        PhotoSubmission submission = PhotoSubmission.submitted(
                UUID.randomUUID(),
                store.nextReference(SchoolTime.dayOf(now).getYear()),
                Submitter.of(submitter),
                read,
                concerned(read.children(), read.wholeClass()),
                now);
        store.add(submission);
        photos.attach(submission.id(), submitter.id(), read.photos());
        return submission;
    }

    private void requireKnown(Set<UUID> children) {
        int unknown = children.size() - consents.find(children).size();
        if (unknown > 0) {
            throw new RefusedException(
                    "Children: " + unknown + " of them are not in the register; please pick them from the list again.");
        }
    }

    private Set<UUID> concerned(Set<UUID> children, boolean wholeClass) {
        Set<UUID> concerned = new HashSet<>(children);
        if (wholeClass) {
            consents.classmatesOf(children).forEach(pupil -> concerned.add(pupil.id()));
        }
        return concerned;
    }

    /** Who left the class or the school since is still to be seen: only an amendment takes a child out. */
    private Set<UUID> concerned(PhotoSubmission submission) {
        Set<UUID> concerned = concerned(submission.children(), submission.isWholeClass());
        concerned.addAll(submission.concerned());
        return concerned;
    }

    /** What code finds about the photographs as they stand now, for the decision table and the forms. */
    @Transactional(readOnly = true)
    public PhotoFacts facts(UUID id) {
        return facts(find(id));
    }

    private PhotoFacts facts(PhotoSubmission submission) {
        Set<UUID> concerned = concerned(submission);
        List<Standing> standings = consents.standing(concerned, submission.outstanding());
        TextFacts words = textCheck.check(submission.text());
        List<String> sentences = new ArrayList<>();
        tell(sentences, "A pupil may be named", words.pupils());
        tell(sentences, "A class and a name stand together", words.classAndName());
        tell(sentences, "There are contact details", words.contactDetails());
        tell(sentences, "There is a link to a site that the school has not agreed", words.otherLinks());
        return new PhotoFacts(
                standings.stream().anyMatch(PhotoSubmissions::isForbidden),
                !words.pupils().isEmpty(),
                !words.classAndName().isEmpty(),
                !words.contactDetails().isEmpty(),
                !words.otherLinks().isEmpty(),
                standings.stream().anyMatch(standing -> standing.answer() == Answer.NONE),
                sentences,
                consentsOf(consents.find(concerned), standings));
    }

    private static void tell(List<String> sentences, String what, Collection<String> found) {
        if (!found.isEmpty()) {
            sentences.add(what + ": " + String.join(", ", found) + ".");
        }
    }

    private static boolean isForbidden(Standing standing) {
        return standing.answer() == Answer.NO || standing.answer() == Answer.BARRED;
    }

    private static List<ChildConsents> consentsOf(List<Pupil> pupils, List<Standing> standings) {
        Map<UUID, Map<Use, Consent>> answers = new HashMap<>();
        standings.forEach(standing -> answers.computeIfAbsent(standing.pupil(), pupil -> new HashMap<>())
                .put(standing.use(), Consent.of(standing.answer())));
        return pupils.stream()
                .map(pupil -> new ChildConsents(
                        pupil.id(), pupil.name(), pupil.className(), answers.getOrDefault(pupil.id(), Map.of())))
                .toList();
    }

    /**
     * Records what checking consents and words came to. What the decision table says can make it stricter than what is found anew
     * here, never milder; and a value that nobody foresaw clears nothing.
     *
     * @param result what {@code photo-clearance} says: {@code clear}, {@code consent-missing}, {@code not-to-be-published} or {@code
     *     words-to-change}
     */
    public PhotoSubmission verified(UUID id, String result) {
        PhotoSubmission submission = lock(id);
        Finding said = Finding.of(result).orElse(Finding.WORDS_TO_CHANGE);
        submission.verified(
                said.orStricter(facts(submission).finding()), concerned(submission), now(), calendars.current());
        store.save(submission);
        return submission;
    }

    /**
     * The office has what parents and carers said. What it recorded is checked again; what it could not obtain goes back to the
     * submitter.
     *
     * @param outcome {@code recorded} or {@code not-obtained}
     * @throws RefusedException naming who is still missing, where it was recorded for some only
     */
    public PhotoSubmission consentObtained(UUID id, String userId, String outcome) {
        boolean recorded = "recorded".equals(outcome);
        if (!recorded && !"not-obtained".equals(outcome)) {
            throw new RefusedException("Outcome: please choose whether consent was recorded or could not be obtained.");
        }
        PhotoSubmission submission = lock(id);
        submission.consentObtained(person(userId), recorded, now(), calendars.current());
        if (recorded) {
            requireNobodyMissing(submission);
        }
        store.save(submission);
        return submission;
    }

    private void requireNobodyMissing(PhotoSubmission submission) {
        List<ChildConsents> missing = facts(submission).children().stream()
                .filter(child -> child.consents().containsValue(Consent.NO))
                .toList();
        if (!missing.isEmpty()) {
            throw new RefusedException("Outcome: nobody has said yes or no yet for "
                    + missing.stream()
                            .map(child -> child.name() + " (" + child.className() + ")")
                            .collect(Collectors.joining(", "))
                    + "; please record it, or choose that consent could not be obtained.");
        }
    }

    /**
     * The submitter changes the photographs, the words, the children or the places, or withdraws. Once this is overdue, whoever joined
     * may withdraw in their place.
     *
     * @param form the fields of {@code amend-photos}, as they were sent
     */
    public PhotoSubmission amend(UUID id, String userId, Map<String, ?> form) {
        Person person = person(userId);
        PhotoSubmission submission = lock(id);
        submission.requireAmendable(person);
        if (PhotoForm.withdraws(form)) {
            submission.withdraw(person, now());
            store.save(submission);
            release(submission);
            return submission;
        }
        PhotoForm read = PhotoForm.amendment(form);
        requireKnown(read.children());
        submission.amend(person, read, concerned(read.children(), read.wholeClass()), now());
        store.save(submission);
        photos.attach(id, submission.submitter(), read.photos());
        return submission;
    }

    /**
     * Decides photographs that await their clearance, and writes it in the decision record. A clearance makes a publication for each
     * outstanding place.
     *
     * @param decision {@code clear}, {@code amend} or {@code refuse}
     * @param reason 3 to 1,000 characters; null for none, which only a clearance may have
     * @param clause {@code S3}, or {@code S4} where the words are the reason; null for S3
     */
    public PhotoSubmission clear(UUID id, String userId, String decision, String reason, String clause) {
        Verdict verdict = Verdict.of(decision)
                .orElseThrow(() ->
                        new RefusedException("Decision: please choose to clear, to have them amended or to refuse."));
        Instant now = now();
        PhotoSubmission submission = lock(id);
        Set<UUID> concerned = concerned(submission);
        Finding found = facts(submission)
                .finding()
                .orStricter(concerned.equals(submission.concerned()) ? Finding.CLEAR : Finding.CONSENT_MISSING);
        submission.clear(
                person(userId),
                verdict,
                reason,
                clause,
                found,
                files(id),
                consents.standing(concerned, submission.outstanding()),
                now,
                calendars.current());
        store.save(submission);
        Ruling ruling = submission.ruling().orElseThrow();
        decisions.append(
                new Decision(
                        id,
                        PhotoSubmission.PROCESS,
                        ruling.clause(),
                        verdict.value(),
                        ruling.reason(),
                        "",
                        submission.submitter(),
                        submission.obligation(Duty.CLEAR).orElseThrow().asked(),
                        submission.obligation(Duty.CLEAR).orElseThrow().due().due(),
                        userId,
                        ruling.role(),
                        ruling.role() == Role.SOCIAL_MEDIA ? Optional.empty() : Optional.of(Role.SOCIAL_MEDIA),
                        now),
                StageKind.DECISION);
        release(submission);
        tellSubmitter(
                submission,
                Notice.Kind.DECISION,
                "Decision on photographs " + submission.reference(),
                switch (verdict) {
                    case CLEAR ->
                        "The photographs " + submission.reference() + " were cleared and are going to be published.";
                    case AMEND ->
                        "The photographs " + submission.reference() + " have to be amended. The reason is with them.";
                    case REFUSE ->
                        "The photographs " + submission.reference()
                                + " were refused and are deleted. The reason is with the request.";
                });
        return submission;
    }

    private List<PhotoFile> files(UUID id) {
        return photos.of(id).stream()
                .map(photo -> new PhotoFile(photo.id(), photo.sha256()))
                .toList();
    }

    /**
     * Publishes what was cleared, or takes down what has to be, once; what is done already stays done. Consents are checked again: they
     * have to be to the letter what they were when it was cleared, and stay so until the caller's transaction ends. The attempt is
     * recorded before the channel is called, in a transaction of its own, so that no attempt is lost: whoever calls this must not have
     * changed the photographs in their own transaction before. Calls for one publication take turns.
     *
     * @throws RefusedException if nobody cleared it, or nobody decided that it should be taken down
     */
    public Carried carryOut(UUID publicationId, Effect effect) {
        store.takeTurnOnChannel(publicationId);
        Publication.Next next = apart.execute(status -> begin(publicationId, effect));
        return switch (next) {
            case DONE -> Carried.DONE;
            case WAIT -> Carried.LATER;
            case ASK_A_PERSON -> Carried.BY_HAND;
            case VOID -> giveUp(publicationId, false);
            case CALL -> effect == Effect.PUBLISH ? publish(publicationId) : remove(publicationId);
        };
    }

    private Publication.Next begin(UUID publicationId, Effect effect) {
        PhotoSubmission submission = lockOf(publicationId);
        Publication publication = submission.publication(publicationId);
        if (effect == Effect.PUBLISH
                && publication.owes(effect)
                && !submission.restsOn(publicationId, concerned(submission), standings(publication))) {
            return Publication.Next.VOID;
        }
        boolean callable = channel.isConnected(publication.use())
                && (effect == Effect.PUBLISH || publication.isRemovableBySoftware());
        Publication.Next next = submission.attempt(publicationId, effect, callable, now(), calendars.current());
        store.save(submission);
        return next;
    }

    private List<Standing> standings(Publication publication) {
        return consents.standing(publication.consents().keySet(), Set.of(publication.use()));
    }

    /** Whether a publication rests on consents as they are now. */
    boolean mayBePublished(UUID publicationId) {
        PhotoSubmission submission = findOf(publicationId);
        return submission.restsOn(
                publicationId, concerned(submission), standings(submission.publication(publicationId)));
    }

    /** In the transaction of the caller, together with what the processes are told. */
    private Carried giveUp(UUID publicationId, boolean counted) {
        PhotoSubmission submission = lockOf(publicationId);
        Publication publication = submission.publication(publicationId);
        if (publication.owes(Effect.PUBLISH)) {
            if (counted) {
                publication.notCalled();
            }
            List<UUID> mayBeOut = voidClearance(submission, now());
            store.save(submission);
            mayBeOut.forEach(process::takeDown);
        }
        return Carried.VOID;
    }

    private List<UUID> voidClearance(PhotoSubmission submission, Instant now) {
        if (submission.state() == State.CLEARED) {
            tellSubmitter(
                    submission,
                    Notice.Kind.REVOCATION,
                    "Photographs " + submission.reference() + " are checked again",
                    "Consents changed before the photographs " + submission.reference()
                            + " were published everywhere, so what is left is checked again (S3).");
        }
        return submission.voidClearance(now, takedownWithin);
    }

    private Carried publish(UUID publicationId) {
        Publication cleared = findOf(publicationId).publication(publicationId);
        List<Standing> standings =
                consents.standingForPublication(cleared.consents().keySet(), Set.of(cleared.use()));
        PhotoSubmission submission = findOf(publicationId);
        if (!submission.publication(publicationId).owes(Effect.PUBLISH)
                || !submission.restsOn(publicationId, concerned(submission), standings)) {
            return giveUp(publicationId, true);
        }
        PhotoChannel.Answer answer = call(
                submission,
                () -> channel.publish(new PhotoChannel.Post(
                        publicationId,
                        cleared.text(),
                        cleared.files().stream()
                                .map(file -> new PhotoChannel.Picture(file.photo(), photos.content(file.photo())))
                                .toList())));
        return settle(publicationId, Effect.PUBLISH, answer);
    }

    private Carried remove(UUID publicationId) {
        PhotoSubmission submission = findOf(publicationId);
        Publication publication = submission.publication(publicationId);
        return settle(
                publicationId,
                Effect.REMOVE,
                call(submission, () -> channel.remove(publicationId, publication.externalId())));
    }

    private interface ChannelCall {
        PhotoChannel.Answer make();
    }

    private static PhotoChannel.Answer call(PhotoSubmission submission, ChannelCall call) {
        try {
            return call.make();
        } catch (RuntimeException unexpected) {
            LOG.warn("The channel failed for {}", submission.reference(), unexpected);
            return new PhotoChannel.Answer.Later(Optional.empty(), "the channel failed in a way nobody had foreseen");
        }
    }

    private Carried settle(UUID publicationId, Effect effect, PhotoChannel.Answer answer) {
        Instant now = now();
        PhotoSubmission submission = lockOf(publicationId);
        Publication publication = submission.publication(publicationId);
        if (!publication.owes(effect)) {
            if (effect == Effect.PUBLISH
                    && publication.owes(Effect.REMOVE)
                    && answer instanceof PhotoChannel.Answer.Done done) {
                publication.foundOut(done.externalId(), link(done));
                store.save(submission);
            }
            return publication.isDone(effect) ? Carried.DONE : Carried.VOID;
        }
        Carried carried = Carried.DONE;
        if (answer instanceof PhotoChannel.Answer.Done done) {
            done(submission, publicationId, effect, Optional.empty(), Optional.of(done.externalId()), link(done));
        } else if (answer instanceof PhotoChannel.Answer.Gone && effect == Effect.REMOVE) {
            done(submission, publicationId, effect, Optional.empty(), Optional.empty(), Optional.empty());
        } else if (answer instanceof PhotoChannel.Answer.Gone) {
            submission.handOver(publicationId, effect, "The page cannot be found.", now, calendars.current());
            carried = Carried.BY_HAND;
        } else if (answer instanceof PhotoChannel.Answer.TokenExpired) {
            handOver(
                    submission,
                    publicationId,
                    effect,
                    TOKEN_EXPIRED,
                    TOKEN_SENTENCE,
                    Set.of(Role.SOCIAL_MEDIA, Role.ADMINISTRATOR));
            carried = Carried.BY_HAND;
        } else if (answer instanceof PhotoChannel.Answer.PermissionLost) {
            handOver(
                    submission,
                    publicationId,
                    effect,
                    PERMISSION_LOST,
                    PERMISSION_SENTENCE,
                    Set.of(Role.SOCIAL_MEDIA, Role.HEAD_TEACHER));
            carried = Carried.BY_HAND;
        } else {
            PhotoChannel.Answer.Later later = (PhotoChannel.Answer.Later) answer;
            boolean again =
                    submission.putOff(publicationId, effect, later.notBefore(), later.why(), now, calendars.current());
            carried = again ? Carried.LATER : Carried.BY_HAND;
        }
        store.save(submission);
        release(submission);
        return carried;
    }

    private static Optional<String> link(PhotoChannel.Answer.Done done) {
        return done.link().flatMap(link -> SoundText.webAddress(link, LONGEST_LINK));
    }

    private void done(
            PhotoSubmission submission,
            UUID publicationId,
            Effect effect,
            Optional<String> by,
            Optional<String> externalId,
            Optional<String> link) {
        submission.done(publicationId, effect, by, externalId, link, now(), calendars.current());
        if (effect == Effect.REMOVE) {
            tellSubmitter(
                    submission,
                    Notice.Kind.REVOCATION,
                    "Photographs " + submission.reference() + " were taken down",
                    "The photographs " + submission.reference() + " were taken down from "
                            + submission.publication(publicationId).use().words() + ".");
        }
    }

    /** Whoever can mend it is told, once as long as anything waits for the same reason. */
    private void handOver(
            PhotoSubmission submission,
            UUID publicationId,
            Effect effect,
            String why,
            String sentence,
            Set<Role> roles) {
        submission.handOver(publicationId, effect, why + ".", now(), calendars.current());
        if (!store.othersWaitBecause(why + ".", publicationId)) {
            Set<String> told = roles.stream()
                    .flatMap(role -> people.with(role).stream())
                    .map(Person::id)
                    .collect(Collectors.toSet());
            notices.tell(Notice.of(Notice.Kind.PROBLEM, told, why, sentence, "/"));
        }
    }

    /**
     * A person published by hand what was cleared, or took down what had to be.
     *
     * @param done it is done
     * @param gone it is no longer there; exactly one of both, and never for a publication
     * @param link where it can be seen now, an address on the web of at most 500 characters; null or empty for none
     * @return {@link Carried#DONE}, or {@link Carried#VOID} where it was not to be published any more
     * @throws RefusedException if nobody cleared it, or nobody decided that it should be taken down
     */
    public Carried doneByHand(
            UUID publicationId, String userId, Effect effect, boolean done, boolean gone, String link) {
        Person person = person(userId);
        Publication cleared = findOf(publicationId).publication(publicationId);
        List<Standing> standings =
                consents.standingForPublication(cleared.consents().keySet(), Set.of(cleared.use()));
        PhotoSubmission submission = lockOf(publicationId);
        submission.requireByHand(person, publicationId, effect);
        Publication publication = submission.requireDecidedFor(publicationId, effect);
        Optional<String> given = confirmation(effect, done, gone, link);
        if (!publication.owes(effect)) {
            return publication.isDone(effect) ? Carried.DONE : Carried.VOID;
        }
        done(submission, publicationId, effect, Optional.of(userId), Optional.empty(), given);
        boolean withoutConsent =
                effect == Effect.PUBLISH && standings.stream().anyMatch(standing -> standing.answer() != Answer.YES);
        if (withoutConsent) {
            submission.takeDown(
                    publicationId,
                    new Takedown(
                            now(),
                            Optional.empty(),
                            "Consent had ended before it was published by hand (S3).",
                            forbidden(standings)),
                    takedownWithin);
        }
        store.save(submission);
        release(submission);
        if (withoutConsent) {
            process.takeDown(publicationId);
        }
        return Carried.DONE;
    }

    private static Optional<String> confirmation(Effect effect, boolean done, boolean gone, String link) {
        Faults faults = new Faults();
        if (effect == Effect.PUBLISH && (!done || gone)) {
            faults.add("Please tick that it is done, and nothing else, once the photographs can be seen there.");
        } else if (done == gone) {
            faults.add(
                    done
                            ? "Please tick either that it is done or that it is no longer there, not both."
                            : "Please tick that it is done, or that it is no longer there.");
        }
        Optional<String> given = faults.link("Link", link);
        faults.refuseIfAny();
        return given;
    }

    private static Set<UUID> forbidden(Collection<Standing> standings) {
        return standings.stream()
                .filter(PhotoSubmissions::isForbidden)
                .map(Standing::pupil)
                .collect(Collectors.toSet());
    }

    /**
     * Has a publication taken down, whatever consents say. Its process starts.
     *
     * @param reason 3 to 1,000 characters
     */
    public PhotoSubmission takeDown(UUID publicationId, String userId, String reason) {
        Person person = person(userId);
        PhotoSubmission.requireMayTakeDown(person);
        PhotoSubmission submission = lockOf(publicationId);
        Faults faults = new Faults();
        String given = faults.lines("Reason", reason, 3, 1000);
        faults.refuseIfAny();
        submission.takeDown(
                publicationId, new Takedown(now(), Optional.of(person.id()), given, Set.of()), takedownWithin);
        store.save(submission);
        process.takeDown(publicationId);
        return submission;
    }

    /** The time in which photographs are taken down once they have to be, holidays included. */
    public Duration takedownWithin() {
        return takedownWithin;
    }

    /** What the parents and carers are told now that a publication is gone, one text for each child. For the office. */
    @Transactional(readOnly = true)
    public List<ParentText> parentTexts(UUID publicationId) {
        PhotoSubmission submission = findOf(publicationId);
        Publication publication = submission.publication(publicationId);
        return consents.find(publication.takedown().map(Takedown::children).orElse(Set.of())).stream()
                .map(pupil -> new ParentText(
                        pupil.name(),
                        pupil.className(),
                        publication
                                .gone()
                                .map(gone -> """
                                        Dear parent or carer of %s,

                                        Photographs of \u201c%s\u201d, in which %s may have been seen, are no longer on %s. \
                                        They were taken down on %s. There is nothing that you need to do.

                                        Your school office""".formatted(
                                                pupil.name(),
                                                submission.event(),
                                                pupil.firstName(),
                                                publication.use().words(),
                                                SchoolTime.format(gone.at())))
                                .orElse("")))
                .toList();
    }

    /**
     * The office told the parents and carers that a publication is gone.
     *
     * @param told they were told; refused where it is not ticked
     */
    public PhotoSubmission parentTold(UUID publicationId, String userId, boolean told) {
        PhotoSubmission submission = lockOf(publicationId);
        submission.parentTold(publicationId, person(userId), now());
        if (!told) {
            throw new RefusedException("Please tick that the text was sent through Weduc, once it is.");
        }
        refuseWhileShownElsewhere(submission.publication(publicationId));
        store.save(submission);
        return submission;
    }

    /** Nobody tells a parent that photographs are gone which can be seen somewhere else in the same place. */
    private void refuseWhileShownElsewhere(Publication publication) {
        List<String> places = furtherUses
                .orderedStream()
                .flatMap(use -> use.stillShowing(publication.photos()).stream())
                .toList();
        if (!places.isEmpty()) {
            throw new RefusedException("The parents cannot be told yet: photographs can still be seen in "
                    + String.join(" and ", places)
                    + ". Those responsible for the accounts have a task to take them out there.");
        }
    }

    /** Whoever has to act is reminded. @param id of the publication for a {@linkplain Duty#isOfPublication duty} of one */
    public PhotoSubmission remind(UUID id, Duty duty) {
        PhotoSubmission submission = lockFor(id, duty);
        submission.remind(publication(id, duty), duty, now());
        store.save(submission);
        return submission;
    }

    /**
     * The due date has passed without anybody acting.
     *
     * @param id of the publication for a {@linkplain Duty#isOfPublication duty} of one
     * @return the role that may act as well from now on; where it is about {@link Duty#AMEND}, withdraw only
     */
    public Role overdue(UUID id, Duty duty) {
        PhotoSubmission submission = lockFor(id, duty);
        Role joiner = submission.overdue(publication(id, duty), duty, now());
        store.save(submission);
        return joiner;
    }

    /** Nobody has been given the removal as a task, and it is overdue: the head teacher hears of it all the same. */
    public void tellHeadOfRemoval(UUID publicationId) {
        PhotoSubmission submission = findOf(publicationId);
        Publication publication = submission.publication(publicationId);
        notices.tell(new Notice(
                Notice.Kind.ESCALATION,
                people.with(Role.HEAD_TEACHER).stream().map(Person::id).collect(Collectors.toSet()),
                "Overdue: photographs " + submission.reference() + " are not taken down yet",
                "The photographs " + submission.reference() + " had to be taken down from "
                        + publication.use().words()
                        + " by now, and the software has not managed it yet. Please have them removed there by hand (S3).",
                PAGES + submission.id(),
                Optional.empty(),
                Optional.empty(),
                true));
    }

    private PhotoSubmission lockFor(UUID id, Duty duty) {
        return duty.isOfPublication() ? lockOf(id) : lock(id);
    }

    private static Optional<UUID> publication(UUID id, Duty duty) {
        return duty.isOfPublication() ? Optional.of(id) : Optional.empty();
    }

    /**
     * Something was recorded about children: what is under way and no longer rests on their consents is checked again, and what was
     * published without the consent that there is now is taken down. That a consent ran out takes nothing down.
     */
    @EventListener
    public void consentChanged(ConsentChanged changed) {
        for (UUID id : store.concerning(changed.pupils())) {
            PhotoSubmission submission = lock(id);
            Instant now = now();
            boolean checkedAgain = isNoLongerBasedOnConsents(submission);
            List<UUID> toTakeDown = new ArrayList<>(checkedAgain ? voidClearance(submission, now) : List.of());
            toTakeDown.addAll(takeDownWithdrawn(submission, changed.pupils(), now));
            store.save(submission);
            toTakeDown.forEach(process::takeDown);
            if (checkedAgain) {
                process.consentChanged(id);
            }
        }
    }

    /** While the submitter amends, or before the first check, everything is checked afterwards anyway. */
    private boolean isNoLongerBasedOnConsents(PhotoSubmission submission) {
        Set<UUID> concerned = concerned(submission);
        return switch (submission.state()) {
            case CONSENT_MISSING ->
                consents.standing(concerned, submission.outstanding()).stream().anyMatch(PhotoSubmissions::isForbidden);
            case TO_CLEAR ->
                !concerned.equals(submission.concerned())
                        || consents.standing(concerned, submission.outstanding()).stream()
                                .anyMatch(standing -> standing.answer() != Answer.YES);
            case CLEARED ->
                submission.openPublications().stream()
                        .anyMatch(open -> !submission.restsOn(open.id(), concerned, standings(open)));
            case RECEIVED, TO_AMEND, PUBLISHED, REFUSED, WITHDRAWN -> false;
        };
    }

    /** @return the publications whose taking down begins */
    private List<UUID> takeDownWithdrawn(PhotoSubmission submission, Set<UUID> pupils, Instant now) {
        List<UUID> begun = new ArrayList<>();
        for (Publication publication : submission.publications()) {
            Set<UUID> affected = new HashSet<>(publication.consents().keySet());
            affected.retainAll(pupils);
            if (!publication.isLive() || affected.isEmpty()) {
                continue;
            }
            Set<UUID> withdrawn = forbidden(consents.standing(affected, Set.of(publication.use())));
            if (withdrawn.isEmpty()) {
                continue;
            }
            if (publication.state() == PublicationState.TAKING_DOWN) {
                publication.alsoBecauseOf(withdrawn);
            } else {
                submission.takeDown(
                        publication.id(),
                        new Takedown(
                                now,
                                Optional.empty(),
                                "Somebody in them is not to be published there any more (S3).",
                                withdrawn),
                        takedownWithin);
                begun.add(publication.id());
            }
        }
        return begun;
    }

    /** Files that nobody needs any more go at once. */
    private void release(PhotoSubmission submission) {
        if (!submission.needsFiles()) {
            photos.delete(submission.id());
        }
    }

    private void tellSubmitter(PhotoSubmission submission, Notice.Kind kind, String subject, String sentence) {
        notices.tell(Notice.of(kind, Set.of(submission.submitter()), subject, sentence, PAGES + submission.id()));
    }

    /** The photographs themselves, for the process, whoever is signed in; pages ask {@link PhotoRegister}. */
    @Transactional(readOnly = true)
    public PhotoSubmission find(UUID id) {
        return store.find(id).orElseThrow(() -> new NotAllowedException(NOT_YOURS));
    }

    /** The photographs that a publication is of, for the process, whoever is signed in. */
    @Transactional(readOnly = true)
    public PhotoSubmission findOf(UUID publicationId) {
        return find(submissionOf(publicationId));
    }

    private PhotoSubmission lock(UUID id) {
        return store.lock(id).orElseThrow(() -> new NotAllowedException(NOT_YOURS));
    }

    private PhotoSubmission lockOf(UUID publicationId) {
        return lock(submissionOf(publicationId));
    }

    private UUID submissionOf(UUID publicationId) {
        return store.submissionOf(publicationId).orElseThrow(() -> new NotAllowedException(NOT_YOURS));
    }

    private Person person(String userId) {
        return people.find(userId)
                .orElseThrow(() -> new NotAllowedException("You are not known here any more: please ask the office."));
    }

    /** Whole milliseconds, so that what is written and what is read again are the same moment. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
