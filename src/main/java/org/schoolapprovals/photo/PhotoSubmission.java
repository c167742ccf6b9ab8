package org.schoolapprovals.photo;

import static org.schoolapprovals.photo.State.CLEARED;
import static org.schoolapprovals.photo.State.CONSENT_MISSING;
import static org.schoolapprovals.photo.State.PUBLISHED;
import static org.schoolapprovals.photo.State.RECEIVED;
import static org.schoolapprovals.photo.State.REFUSED;
import static org.schoolapprovals.photo.State.TO_AMEND;
import static org.schoolapprovals.photo.State.TO_CLEAR;
import static org.schoolapprovals.photo.State.WITHDRAWN;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.schoolapprovals.consent.Standing;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.decision.StageChanges;
import org.schoolapprovals.decision.StageKind;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.Faults;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolTime;

/**
 * Photographs that were submitted together, and all that became of them. Every method that changes it either makes a legal step or
 * refuses with a sentence and leaves everything as it was: {@link NotAllowedException} for the wrong person, {@link
 * RefusedException} for the wrong moment or a faulty input. Nothing is published unless a second person cleared exactly this, on
 * exactly these consents.
 */
public final class PhotoSubmission {

    /** The id of the process, as the decision record names it. */
    public static final String PROCESS = "photo-consent-verification";

    /** The clause that a decision cites where none was named. */
    static final String CLAUSE = "S3";

    /** The clause that words are held back for. */
    private static final String WORDS_CLAUSE = "S4";

    static final Set<String> CLAUSES = Set.of(CLAUSE, WORDS_CLAUSE);

    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_REASON = 1000;

    private final UUID id;
    private final String reference;
    private final Submitter submitter;
    private final Instant submittedAt;
    private final int version;
    private final List<HistoryEvent> history;
    private final int eventsOnRecord;
    private final StageChanges stages;

    private String event;
    private String caption;
    private Set<UUID> children;
    private Set<UUID> concerned;
    private Set<Use> channels;
    private boolean wholeClass;
    private boolean noChildren;
    private List<TakenOut> takenOut;
    private State state;
    private Optional<Finding> finding;
    private Optional<Ruling> ruling;
    private final Map<Duty, Obligation> obligations;
    private final List<Publication> publications;

    /** Everything about a submission that can change, as it is stored. */
    record Content(
            String event,
            String caption,
            Set<UUID> children,
            Set<UUID> concerned,
            Set<Use> channels,
            boolean wholeClass,
            boolean noChildren,
            List<TakenOut> takenOut,
            State state,
            Optional<Finding> finding,
            Optional<Ruling> ruling,
            Map<Duty, Obligation> obligations) {

        Content {
            children = Set.copyOf(children);
            concerned = Set.copyOf(concerned);
            channels = Collections.unmodifiableSet(inOrder(channels));
            takenOut = List.copyOf(takenOut);
            obligations = Map.copyOf(obligations);
        }
    }

    /** A submission as it was stored. */
    PhotoSubmission(
            UUID id,
            String reference,
            Submitter submitter,
            Instant submittedAt,
            int version,
            Content content,
            List<Publication> publications,
            List<HistoryEvent> history) {
        this.id = id;
        this.reference = reference;
        this.submitter = submitter;
        this.submittedAt = submittedAt;
        this.version = version;
        this.history = new ArrayList<>(history);
        this.eventsOnRecord = history.size();
        this.stages = new StageChanges(id, reference, PROCESS, CLAUSE);
        this.event = content.event();
        this.caption = content.caption();
        this.children = content.children();
        this.concerned = content.concerned();
        this.channels = content.channels();
        this.wholeClass = content.wholeClass();
        this.noChildren = content.noChildren();
        this.takenOut = new ArrayList<>(content.takenOut());
        this.state = content.state();
        this.finding = content.finding();
        this.ruling = content.ruling();
        this.obligations = new EnumMap<>(Duty.class);
        this.obligations.putAll(content.obligations());
        this.publications = new ArrayList<>(publications);
    }

    Content content() {
        return new Content(
                event,
                caption,
                children,
                concerned,
                channels,
                wholeClass,
                noChildren,
                takenOut,
                state,
                finding,
                ruling,
                obligations);
    }

    /** New photographs. @param concerned who is to be seen, with those whom {@code wholeClass} adds */
    static PhotoSubmission submitted(
            UUID id, String reference, Submitter submitter, PhotoForm form, Set<UUID> concerned, Instant now) {
        PhotoSubmission submission = new PhotoSubmission(
                id,
                reference,
                submitter,
                now,
                0,
                new Content(
                        form.event(),
                        form.caption(),
                        form.children(),
                        concerned,
                        form.channels(),
                        form.wholeClass(),
                        form.noChildren(),
                        List.of(),
                        RECEIVED,
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()),
                List.of(),
                List.of());
        submission.stages.begin(StageKind.REQUEST, now, Optional.empty());
        submission.add(
                now,
                Optional.of(submitter.id()),
                EventType.RECEIVED,
                form.photos().size() == 1 ? "1 photograph." : form.photos().size() + " photographs.");
        return submission;
    }

    /**
     * Consents and words were checked.
     *
     * @param result anything but {@link Finding#CLEAR} keeps it from being cleared
     * @param nowConcerned who is to be seen, with those whom {@code wholeClass} adds today
     */
    void verified(Finding result, Set<UUID> nowConcerned, Instant now, SchoolCalendar calendar) {
        require(EnumSet.of(RECEIVED), "checked");
        concerned = Set.copyOf(nowConcerned);
        finding = Optional.of(result);
        switch (result) {
            case CLEAR -> {
                state = TO_CLEAR;
                Obligation clearing = PhotoTimes.nextSchoolDay(now, calendar);
                obligations.put(Duty.CLEAR, clearing);
                stages.begin(
                        StageKind.DECISION, clearing.asked(), clearing.due().due());
            }
            case CONSENT_MISSING -> {
                state = CONSENT_MISSING;
                obligations.put(Duty.OBTAIN_CONSENT, PhotoTimes.withParents(now, calendar));
                heldBack(CLAUSE, now);
            }
            case WORDS_TO_CHANGE -> {
                toAmend(now, calendar);
                heldBack(WORDS_CLAUSE, now);
            }
            case NOT_TO_BE_PUBLISHED -> {
                toAmend(now, calendar);
                heldBack(CLAUSE, now);
            }
        }
        addByItself(
                now,
                EventType.VERIFIED,
                switch (result) {
                    case CLEAR -> "Nothing stands against them.";
                    case CONSENT_MISSING -> "Consent is missing (S3).";
                    case WORDS_TO_CHANGE -> "The words have to be changed (S4).";
                    case NOT_TO_BE_PUBLISHED -> "Somebody in them is not to be published (S3).";
                });
    }

    /** The check alone decided this round, at once: nobody was asked. */
    private void heldBack(String clause, Instant now) {
        stages.begin(StageKind.DECISION, clause, now, Optional.empty());
        stages.end(StageKind.DECISION, "hold-back", finding.orElseThrow().value(), now);
    }

    private void toAmend(Instant now, SchoolCalendar calendar) {
        state = TO_AMEND;
        obligations.put(Duty.AMEND, PhotoTimes.withParents(now, calendar));
    }

    /** The office has what parents and carers said. @param obtained whether nobody's answer is missing any more */
    void consentObtained(Person by, boolean obtained, Instant now, SchoolCalendar calendar) {
        authority(by, Duty.OBTAIN_CONSENT);
        require(EnumSet.of(CONSENT_MISSING), "answered");
        if (obtained) {
            beChecked();
            add(now, Optional.of(by.id()), EventType.CONSENT_OBTAINED, "");
        } else {
            toAmend(now, calendar);
            add(now, Optional.of(by.id()), EventType.CONSENT_NOT_OBTAINED, "");
        }
    }

    /** Whether this person may change or withdraw them now; nothing is said about what they ask for. */
    void requireAmendable(Person by) {
        authority(by, Duty.AMEND);
        require(EnumSet.of(TO_AMEND), "amended");
    }

    /** The submitter changed something. @param nowConcerned who is to be seen, with those whom {@code wholeClass} adds */
    void amend(Person by, PhotoForm form, Set<UUID> nowConcerned, Instant now) {
        requireAmendable(by);
        if (!isOwn(by)) {
            throw new NotAllowedException(
                    "Only the submitter can change anything; you can withdraw the photographs in their place.");
        }
        Set<Use> wanted = inOrder(form.channels());
        wanted.removeAll(publishedOn());
        if (wanted.isEmpty()) {
            throw new RefusedException("Channels: please choose a place where they have not been published yet, or"
                    + " withdraw what is left.");
        }
        Set<UUID> left = new HashSet<>(concerned);
        left.removeAll(nowConcerned);
        if (!left.isEmpty() && form.childrenReason().isEmpty()) {
            throw new RefusedException(
                    "Reason: please say why children were taken out, such as that they were cropped out of the picture.");
        }
        left.forEach(child -> takenOut.add(new TakenOut(child, form.childrenReason(), now)));
        takenOut.removeIf(one -> nowConcerned.contains(one.child()));
        wanted.addAll(publishedOn());
        event = form.event();
        caption = form.caption();
        children = form.children();
        concerned = Set.copyOf(nowConcerned);
        channels = wanted;
        wholeClass = form.wholeClass();
        noChildren = form.noChildren();
        beChecked();
        add(
                now,
                Optional.of(by.id()),
                EventType.AMENDED,
                left.isEmpty() ? "" : "Children taken out: " + left.size() + ".");
    }

    void withdraw(Person by, Instant now) {
        requireAmendable(by);
        state = WITHDRAWN;
        stages.end(StageKind.REQUEST, "withdrawn", now);
        add(now, Optional.of(by.id()), EventType.WITHDRAWN, "");
    }

    /**
     * Decides them.
     *
     * @param reason 3 to 1,000 characters; may be left out (null) for a clearance
     * @param clause S3 or S4; left out (null or empty) it is S3
     * @param found what is found at this moment
     * @param files what there is to publish, in its order
     * @param standings where everybody who is to be seen stands at this moment for each outstanding place
     */
    void clear(
            Person by,
            Verdict verdict,
            String reason,
            String clause,
            Finding found,
            List<PhotoFile> files,
            Collection<Standing> standings,
            Instant now,
            SchoolCalendar calendar) {
        Role role = authority(by, Duty.CLEAR);
        require(EnumSet.of(TO_CLEAR), "decided");
        Faults faults = new Faults();
        String given = verdict == Verdict.CLEAR
                ? faults.optionalLines("Reason", reason, LONGEST_REASON)
                : faults.lines("Reason", reason, SHORTEST_REASON, LONGEST_REASON);
        boolean clauseGiven = clause != null && !clause.isBlank();
        if (clauseGiven && !CLAUSES.contains(clause)) {
            faults.add("Clause: please choose S3 or S4.");
        }
        if (verdict == Verdict.CLEAR && (found != Finding.CLEAR || files.isEmpty())) {
            faults.add("Decision: consents or words are no longer what they were when this was checked, so it cannot be"
                    + " cleared; please have the photographs amended, and they are checked again.");
        }
        faults.refuseIfAny();
        Ruling decided = new Ruling(verdict, given, clauseGiven ? clause : CLAUSE, by.id(), role, now);
        ruling = Optional.of(decided);
        switch (verdict) {
            case CLEAR -> {
                state = CLEARED;
                for (Use use : outstanding()) {
                    publications.add(Publication.cleared(
                            UUID.randomUUID(), use, decided, text(), files, forUse(standings, use)));
                }
                add(now, Optional.of(by.id()), EventType.CLEARED, given);
            }
            case AMEND -> {
                toAmend(now, calendar);
                add(now, Optional.of(by.id()), EventType.TO_AMEND, given);
            }
            case REFUSE -> {
                state = REFUSED;
                stages.end(StageKind.REQUEST, "declined", now);
                add(now, Optional.of(by.id()), EventType.REFUSED, given);
            }
        }
    }

    /**
     * Consents or who is to be seen are no longer what they were: nothing is cleared any more, and everything outstanding is checked
     * again.
     *
     * @return publications that may be out there and have to be taken down
     */
    List<UUID> voidClearance(Instant now, Duration takedownWithin) {
        require(EnumSet.of(CONSENT_MISSING, TO_CLEAR, CLEARED), "checked again");
        addByItself(now, EventType.CLEARANCE_VOID, "Consents are no longer what they were (S3).");
        if (state == TO_CLEAR) {
            stages.end(StageKind.DECISION, "consent-changed", now);
        }
        beChecked();
        List<UUID> mayBeOut = new ArrayList<>();
        for (Publication publication : openPublications()) {
            endByHand(publication, "void", now);
            if (publication.voided(now, takedownWithin)) {
                beginTakedown(publication);
                mayBeOut.add(publication.id());
                addByItself(now, EventType.TAKEDOWN_BEGUN, where(publication) + " It may have been published.");
            }
        }
        return mayBeOut;
    }

    private void beginTakedown(Publication publication) {
        Obligation removal = publication.obligation(Duty.REMOVE).orElseThrow();
        stages.begin(
                publication.id(),
                StageKind.TAKEDOWN,
                removal.asked(),
                removal.due().due());
    }

    private void endByHand(Publication publication, String outcome, Instant now) {
        if (publication.isPending(Duty.BY_HAND)) {
            stages.end(publication.id(), StageKind.BY_HAND, outcome, Effect.PUBLISH.value(), now);
        }
    }

    private void beChecked() {
        state = RECEIVED;
        finding = Optional.empty();
        ruling = Optional.empty();
    }

    /**
     * Begins an attempt, and counts it if the channel is to be called.
     *
     * @param connected whether the channel can be called at all
     */
    Publication.Next attempt(
            UUID publicationId, Effect effect, boolean connected, Instant now, SchoolCalendar calendar) {
        Publication publication = requireDecidedFor(publicationId, effect);
        boolean asked = publication.effort().byHand().isPresent();
        Publication.Next next = publication.attempt(effect, connected, now, calendar);
        if (!asked) {
            publication.effort().byHand().ifPresent(why -> addByHand(publication, effect, why, now));
        }
        return next;
    }

    /** The channel did it, or a person. */
    void done(
            UUID publicationId,
            Effect effect,
            Optional<String> by,
            Optional<String> externalId,
            Optional<String> link,
            Instant now,
            SchoolCalendar calendar) {
        Publication publication = requireDecidedFor(publicationId, effect);
        if (!publication.owes(effect)) {
            return;
        }
        if (effect == Effect.PUBLISH) {
            endByHand(publication, "done", now);
            publication.published(by, externalId, link, now);
            add(now, by, EventType.PUBLISHED, where(publication));
            if (openPublications().isEmpty()) {
                state = PUBLISHED;
                stages.end(StageKind.REQUEST, "published", now);
            }
        } else {
            publication.gone(by, now, calendar);
            stages.end(publicationId, StageKind.TAKEDOWN, by.isPresent() ? "by-hand" : "done", "", now);
            add(now, by, EventType.GONE, where(publication));
        }
    }

    /** The channel may do it later; after the last attempt a person does it. @return whether it is tried again */
    boolean putOff(
            UUID publicationId,
            Effect effect,
            Optional<Instant> notBefore,
            String why,
            Instant now,
            SchoolCalendar calendar) {
        Publication publication = requireOwed(publicationId, effect);
        if (!publication.putOff(notBefore, why, now, calendar)) {
            addByHand(publication, effect, publication.effort().byHand().orElseThrow(), now);
            return false;
        }
        addByItself(
                now,
                EventType.NOT_DONE_YET,
                "%s: %s. Next attempt: %s. %s"
                        .formatted(
                                effect.words(),
                                why,
                                SchoolTime.format(
                                        publication.effort().nextAttempt().orElseThrow()),
                                where(publication)));
        return true;
    }

    /** The software cannot do it, and trying again is of no use. */
    void handOver(UUID publicationId, Effect effect, String why, Instant now, SchoolCalendar calendar) {
        Publication publication = requireOwed(publicationId, effect);
        publication.askAPerson(why, now, calendar);
        addByHand(publication, effect, why, now);
    }

    private void addByHand(Publication publication, Effect effect, String why, Instant now) {
        if (effect == Effect.PUBLISH) {
            Obligation byHand = publication.obligation(Duty.BY_HAND).orElseThrow();
            stages.begin(
                    publication.id(),
                    StageKind.BY_HAND,
                    byHand.asked(),
                    byHand.due().due());
        }
        addByItself(now, EventType.TO_BE_DONE_BY_HAND, effect.words() + ": " + why + " " + where(publication));
    }

    /** Who did it by hand has to be somebody whom it was given to. Nothing is said about what is owed still. */
    void requireByHand(Person by, UUID publicationId, Effect effect) {
        authority(by, publication(publicationId), effect == Effect.PUBLISH ? Duty.BY_HAND : Duty.REMOVE);
    }

    /** What a person decided to take down, or what was published without the consents it needs. */
    void takeDown(UUID publicationId, Takedown why, Duration within) {
        Publication publication = publication(publicationId);
        if (publication.state() != PublicationState.PUBLISHED) {
            throw new RefusedException("This cannot be taken down now: it stands at \u201c"
                    + publication.state().words() + "\u201d. Please open it afresh to see what is left to do.");
        }
        publication.takeDown(why, within);
        beginTakedown(publication);
        add(why.asked(), why.by(), EventType.TAKEDOWN_BEGUN, where(publication) + " " + why.reason());
    }

    /** Whether this person may have publications taken down whatever consents say. */
    static void requireMayTakeDown(Person by) {
        if (!by.hasAnyOf(Role.SOCIAL_MEDIA, Role.HEAD_TEACHER, Role.DEPUTY_HEAD)) {
            throw new NotAllowedException(
                    "Only those responsible for the accounts, the head teacher and the deputy head can have photographs taken"
                            + " down.");
        }
    }

    /** The office told the parents and carers that the publication is gone. */
    void parentTold(UUID publicationId, Person by, Instant now) {
        Publication publication = publication(publicationId);
        authority(by, publication, Duty.TELL_PARENT);
        if (!publication.isPending(Duty.TELL_PARENT)) {
            throw new RefusedException("There is nothing to tell the parents now: "
                    + (publication.parentTold().isPresent()
                            ? "somebody did already."
                            : "the publication has to be gone first."));
        }
        publication.parentTold(by.id(), now);
        add(now, Optional.of(by.id()), EventType.PARENT_TOLD, where(publication));
    }

    /** Whoever has to act is reminded. */
    void remind(Optional<UUID> publicationId, Duty duty, Instant now) {
        oblige(publicationId, duty, pending(publicationId, duty).withReminder());
        addByItself(now, EventType.valueOf(duty.name() + "_REMINDED"), whereIfAny(publicationId));
    }

    /**
     * The due date has passed; it is recorded once, whoever notices it again.
     *
     * @return the role that may act as well from now on
     */
    Role overdue(Optional<UUID> publicationId, Duty duty, Instant now) {
        Obligation obligation = pending(publicationId, duty);
        if (!obligation.due().isPast(now)) {
            throw new RefusedException("The due date is not reached before "
                    + SchoolTime.format(obligation.due().alarm()) + ".");
        }
        Role joiner = publicationId.isPresent() ? Role.HEAD_TEACHER : joiner(duty);
        if (obligation.overdue()) {
            return joiner;
        }
        oblige(publicationId, duty, obligation.asOverdue());
        addByItself(
                now,
                EventType.valueOf(duty.name() + "_OVERDUE"),
                "The " + title(joiner) + " may " + (duty == Duty.AMEND ? "withdraw them" : "do it") + " now as well."
                        + publicationId
                                .map(one -> " " + whereIfAny(publicationId))
                                .orElse(""));
        return joiner;
    }

    private Obligation pending(Optional<UUID> publicationId, Duty duty) {
        boolean pending = duty.isOfPublication() == publicationId.isPresent()
                && publicationId.map(one -> publication(one).isPending(duty)).orElseGet(() -> isPending(duty));
        if (!pending) {
            throw new RefusedException("Nobody has to do this now: " + standsInWords());
        }
        return publicationId
                .map(one -> publication(one).obligation(duty).orElseThrow())
                .orElseGet(() -> obligations.get(duty));
    }

    private void oblige(Optional<UUID> publicationId, Duty duty, Obligation obligation) {
        publicationId.ifPresentOrElse(
                one -> publication(one).oblige(duty, obligation), () -> obligations.put(duty, obligation));
    }

    /** Whether people have to do this now for all that was submitted together. */
    public boolean isPending(Duty duty) {
        return switch (duty) {
            case OBTAIN_CONSENT -> state == CONSENT_MISSING;
            case AMEND -> state == TO_AMEND;
            case CLEAR -> state == TO_CLEAR;
            case BY_HAND, REMOVE, TELL_PARENT -> false;
        };
    }

    /** An effect that nobody decided is never carried out, however a process came to ask for it. */
    Publication requireDecidedFor(UUID publicationId, Effect effect) {
        Publication publication = publication(publicationId);
        if (effect == Effect.PUBLISH) {
            boolean cleared = state == CLEARED
                    && ruling.filter(one -> one.equals(publication.clearance()))
                            .filter(one -> one.verdict() == Verdict.CLEAR)
                            .filter(one -> !one.by().equalsIgnoreCase(submitter.id()))
                            .isPresent();
            if (publication.owes(Effect.PUBLISH) && !cleared) {
                throw new RefusedException("This cannot be published now: " + standsInWords());
            }
        } else if (!publication.owes(Effect.REMOVE) && !publication.isDone(Effect.REMOVE)) {
            throw new RefusedException("Nobody decided that this should be taken down: it stands at \u201c"
                    + publication.state().words() + "\u201d.");
        }
        return publication;
    }

    private Publication requireOwed(UUID publicationId, Effect effect) {
        Publication publication = requireDecidedFor(publicationId, effect);
        if (!publication.owes(effect)) {
            throw new RefusedException("There is nothing to do there now: it stands at \u201c"
                    + publication.state().words() + "\u201d.");
        }
        return publication;
    }

    private static List<Standing> forUse(Collection<Standing> standings, Use use) {
        return standings.stream().filter(standing -> standing.use() == use).toList();
    }

    /** Whether a publication may go ahead on these consents. @param nowConcerned who is to be seen today */
    boolean restsOn(UUID publicationId, Set<UUID> nowConcerned, Collection<Standing> standings) {
        Publication publication = publication(publicationId);
        return nowConcerned.equals(concerned)
                && publication.consents().keySet().equals(concerned)
                && publication.restsOn(forUse(standings, publication.use()));
    }

    /** Where they shall be published and have not been yet. */
    public Set<Use> outstanding() {
        Set<Use> outstanding = inOrder(channels);
        outstanding.removeAll(publishedOn());
        return outstanding;
    }

    private Set<Use> publishedOn() {
        return publications.stream()
                .filter(publication -> publication.isDone(Effect.PUBLISH))
                .map(Publication::use)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Use.class)));
    }

    /** Photographs that had been cleared for a place and may not be shown there any more, for each place. */
    Map<Use, Set<UUID>> takenBack() {
        Map<Use, Set<UUID>> takenBack = new EnumMap<>(Use.class);
        publications.forEach(publication -> takenBack
                .computeIfAbsent(publication.use(), use -> new HashSet<>())
                .addAll(publication.photos()));
        publications.stream()
                .filter(Publication::isAllowed)
                .forEach(publication -> takenBack.get(publication.use()).removeAll(publication.photos()));
        return takenBack;
    }

    /** What has been cleared and is to be published still, in the order of the places. */
    public List<Publication> openPublications() {
        return publications.stream()
                .filter(publication -> publication.state() == PublicationState.OPEN)
                .toList();
    }

    /** Whether their files are needed still: to be looked at, to be published, or to be found where they are published. */
    boolean needsFiles() {
        return !state.isEnd() || publications.stream().anyMatch(Publication::isLive);
    }

    /** Who may do this now, the first of them by right; for {@link Duty#AMEND} besides the submitter. */
    public List<Role> whoMay(Duty duty) {
        List<Role> roles = new ArrayList<>();
        if (duty != Duty.AMEND) {
            roles.add(duty == Duty.OBTAIN_CONSENT ? Role.OFFICE : Role.SOCIAL_MEDIA);
        }
        boolean joined =
                obligation(duty).filter(Obligation::overdue).isPresent() || duty == Duty.CLEAR && submitter.clears();
        if (joined) {
            roles.add(joiner(duty));
        }
        return roles;
    }

    private Role joiner(Duty duty) {
        return duty != Duty.OBTAIN_CONSENT && submitter.isHead() ? Role.DEPUTY_HEAD : Role.HEAD_TEACHER;
    }

    /** @return the role in which this person may do it; of no meaning for what only the submitter does */
    private Role authority(Person person, Duty duty) {
        if (duty == Duty.AMEND && isOwn(person)) {
            return Role.STAFF;
        }
        if (duty == Duty.CLEAR && isOwn(person)) {
            throw new NotAllowedException("Nobody decides their own request: somebody else has to.");
        }
        return authority(person, whoMay(duty), duty == Duty.AMEND);
    }

    private static void authority(Person person, Publication publication, Duty duty) {
        authority(person, publication.whoMay(duty), false);
    }

    private static Role authority(Person person, List<Role> roles, boolean orSubmitter) {
        return roles.stream()
                .filter(person::has)
                .findFirst()
                .orElseThrow(
                        () -> new NotAllowedException("Only " + inWords(roles, orSubmitter) + " can do this now."));
    }

    private static String inWords(List<Role> roles, boolean orSubmitter) {
        List<String> words = new ArrayList<>();
        if (orSubmitter) {
            words.add("the submitter");
        }
        roles.forEach(role ->
                words.add(role == Role.SOCIAL_MEDIA ? "those responsible for the accounts" : "the " + title(role)));
        return String.join(" and ", words);
    }

    private boolean isOwn(Person person) {
        return person.id().equalsIgnoreCase(submitter.id());
    }

    private void require(Set<State> legal, String participle) {
        if (!legal.contains(state)) {
            throw new RefusedException("These photographs cannot be " + participle + " now: " + standsInWords());
        }
    }

    private String standsInWords() {
        return reference + " stands at \u201c" + state.words()
                + "\u201d. Please open it afresh to see what is left to do.";
    }

    private void add(Instant at, Optional<String> by, EventType type, String what) {
        history.add(new HistoryEvent(at, by, type, what));
    }

    private void addByItself(Instant at, EventType type, String what) {
        add(at, Optional.empty(), type, what);
    }

    private static String where(Publication publication) {
        return "Where: " + publication.use().words() + ".";
    }

    private String whereIfAny(Optional<UUID> publicationId) {
        return publicationId.map(one -> where(publication(one))).orElse("");
    }

    private static String title(Role role) {
        return role.title().toLowerCase(Locale.UK);
    }

    private static Set<Use> inOrder(Collection<Use> uses) {
        Set<Use> inOrder = EnumSet.noneOf(Use.class);
        inOrder.addAll(uses);
        return inOrder;
    }

    /** The business key of the process. */
    public UUID id() {
        return id;
    }

    /** What people call them by, such as {@code PHO-2026-0001}. */
    public String reference() {
        return reference;
    }

    /** User name of whoever submitted them. */
    public String submitter() {
        return submitter.id();
    }

    Submitter submitterFacts() {
        return submitter;
    }

    public Instant submittedAt() {
        return submittedAt;
    }

    /** What they show, in a line; believe nothing in it. */
    public String event() {
        return event;
    }

    /** What is written under them, at most 2,000 characters; may be empty; believe nothing in it. */
    public String caption() {
        return caption;
    }

    /** What is published with them: the event, and the caption below it. */
    public String text() {
        return caption.isEmpty() ? event : event + "\n\n" + caption;
    }

    /** Whom the submitter picked. */
    public Set<UUID> children() {
        return children;
    }

    /** Who is to be seen, as it was when this was last checked: whom the submitter picked, and whom the software added. */
    public Set<UUID> concerned() {
        return concerned;
    }

    /** Where they shall appear, or have been published already. */
    public Set<Use> channels() {
        return channels;
    }

    /** Whether everybody in the classes of the children is to be seen. */
    public boolean isWholeClass() {
        return wholeClass;
    }

    /** Whether the submitter says that no child can be recognised. */
    public boolean hasNoChildren() {
        return noChildren;
    }

    /** Children who the submitter says are no longer to be seen, the earliest first. */
    public List<TakenOut> takenOut() {
        return Collections.unmodifiableList(takenOut);
    }

    public State state() {
        return state;
    }

    /** What the last check came to; empty before the first, and while they have to be checked again. */
    public Optional<Finding> finding() {
        return finding;
    }

    /** What was decided about them as they stand; empty before. */
    public Optional<Ruling> ruling() {
        return ruling;
    }

    /** What people have to do, or had to, by when; empty where they never had to. */
    public Optional<Obligation> obligation(Duty duty) {
        return Optional.ofNullable(obligations.get(duty));
    }

    /** All publications that were ever cleared, the earliest first. */
    public List<Publication> publications() {
        return Collections.unmodifiableList(publications);
    }

    /** One of its publications. @throws NotAllowedException if there is none with this id */
    public Publication publication(UUID publicationId) {
        return publications.stream()
                .filter(publication -> publication.id().equals(publicationId))
                .findFirst()
                .orElseThrow(() -> new NotAllowedException(PhotoSubmissions.NOT_YOURS));
    }

    /** Whether this person may clear them now. */
    public boolean mayClear(Person person) {
        return state == TO_CLEAR
                && !isOwn(person)
                && whoMay(Duty.CLEAR).stream().anyMatch(person::has);
    }

    /** Whether this person may read them: the submitter, those responsible for the accounts, head and deputy. */
    public boolean isVisibleTo(Person person) {
        return isOwn(person) || person.hasAnyOf(Role.SOCIAL_MEDIA, Role.HEAD_TEACHER, Role.DEPUTY_HEAD);
    }

    /** All that happened, the earliest first. */
    public List<HistoryEvent> history() {
        return Collections.unmodifiableList(history);
    }

    /** How often it was changed; whoever saves it must have read the latest version. */
    int version() {
        return version;
    }

    /** What began and what ended since it was read. */
    StageChanges newStages() {
        return stages;
    }

    /** What happened since it was read. */
    List<HistoryEvent> newEvents() {
        return List.copyOf(history.subList(eventsOnRecord, history.size()));
    }
}
