package org.schoolapprovals.comment;

import static org.schoolapprovals.comment.State.AGREED;
import static org.schoolapprovals.comment.State.ANSWERED;
import static org.schoolapprovals.comment.State.DECLINED;
import static org.schoolapprovals.comment.State.GONE;
import static org.schoolapprovals.comment.State.PUBLISHED;
import static org.schoolapprovals.comment.State.RECEIVED;
import static org.schoolapprovals.comment.State.REMOVING;
import static org.schoolapprovals.comment.State.REPORTED;
import static org.schoolapprovals.comment.State.WAITING;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
 * One comment that is to be agreed, and all that became of it. Every method that changes it either makes a legal step or refuses
 * with a sentence and leaves everything as it was: {@link NotAllowedException} for the wrong person, {@link RefusedException} for
 * the wrong moment or a faulty input. Nothing is published, hidden or removed unless this says that it is owed.
 */
public final class Comment {

    /** The id of the process, as the decision record names it. */
    public static final String PROCESS = "comment-approval";

    /** The clause that a decision cites where the reviewer named none. */
    static final String CLAUSE = "P6";

    /** The clause of a removal, and of the response to its report. */
    static final String ABUSE_CLAUSE = "S6";

    static final Set<String> CLAUSES = Set.of("P6", "S2", "S4", "S5", "S6");

    private static final String TAKEN_AWAY = "gone";
    private static final String DONE = "done";

    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_REASON = 1000;

    private final UUID id;
    private final String reference;
    private final Origin origin;
    private final Requester requester;
    private final Instant receivedAt;
    private final int version;
    private final List<HistoryEvent> history;
    private final int eventsOnRecord;
    private final StageChanges stages;

    private String text;
    private Optional<String> attachmentUrl;
    private State state;
    private int round;
    private Instant roundBegan;
    private Optional<Triage> triage;
    private boolean aboutHead;
    private List<Stretch> stretches;
    private Optional<Instant> removedAt;
    private Optional<Ruling> ruling;
    private Optional<Role> respondents;
    private Optional<ReportAnswer> answer;
    private Map<Duty, Obligation> obligations;
    private Optional<Effort> effort;
    private Optional<String> publishedAt;

    /** Everything about a comment that can change, as it is stored. */
    record Standing(
            String text,
            Optional<String> attachmentUrl,
            State state,
            int round,
            Instant roundBegan,
            Optional<Triage> triage,
            boolean aboutHead,
            List<Stretch> stretches,
            Optional<Instant> removedAt,
            Optional<Ruling> ruling,
            Optional<Role> respondents,
            Optional<ReportAnswer> answer,
            Map<Duty, Obligation> obligations,
            Optional<Effort> effort,
            Optional<String> publishedAt) {

        Standing {
            stretches = List.copyOf(stretches);
            obligations = Map.copyOf(obligations);
        }
    }

    /** A comment as it was stored. */
    Comment(
            UUID id,
            String reference,
            Origin origin,
            Requester requester,
            Instant receivedAt,
            int version,
            Standing standing,
            List<HistoryEvent> history) {
        this.id = id;
        this.reference = reference;
        this.origin = origin;
        this.requester = requester;
        this.receivedAt = receivedAt;
        this.version = version;
        this.history = new ArrayList<>(history);
        this.eventsOnRecord = history.size();
        this.stages = new StageChanges(id, reference, PROCESS, CLAUSE);
        this.text = standing.text();
        this.attachmentUrl = standing.attachmentUrl();
        this.state = standing.state();
        this.round = standing.round();
        this.roundBegan = standing.roundBegan();
        this.triage = standing.triage();
        this.aboutHead = standing.aboutHead();
        this.stretches = new ArrayList<>(standing.stretches());
        this.removedAt = standing.removedAt();
        this.ruling = standing.ruling();
        this.respondents = standing.respondents();
        this.answer = standing.answer();
        this.obligations = new EnumMap<>(Duty.class);
        this.obligations.putAll(standing.obligations());
        this.effort = standing.effort();
        this.publishedAt = standing.publishedAt();
    }

    Standing standing() {
        return new Standing(
                text,
                attachmentUrl,
                state,
                round,
                roundBegan,
                triage,
                aboutHead,
                stretches,
                removedAt,
                ruling,
                respondents,
                answer,
                obligations,
                effort,
                publishedAt);
    }

    /**
     * A new request.
     *
     * @param text as {@link OutsideText} or {@link CommentForm} read it
     * @param publicFrom since when everybody can see it; used only if they can
     */
    static Comment received(
            UUID id,
            String reference,
            Origin origin,
            String text,
            Optional<String> attachmentUrl,
            Requester requester,
            Instant publicFrom,
            Instant now) {
        Comment comment = new Comment(
                id,
                reference,
                origin,
                requester,
                now,
                0,
                new Standing(
                        text,
                        attachmentUrl,
                        RECEIVED,
                        1,
                        now,
                        Optional.empty(),
                        false,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty()),
                List.of());
        comment.stages.begin(StageKind.REQUEST, now, Optional.empty());
        if (origin.inPublic()) {
            comment.enterPublicUnagreed(earlier(publicFrom, now));
        }
        comment.add(
                now,
                origin.road() == Road.BY_HAND ? Optional.of(requester.id()) : Optional.empty(),
                EventType.RECEIVED,
                origin.road().words() + ".");
        return comment;
    }

    /** Notes what of a mail or of a long text was not taken in. */
    void note(EventType type, String what, Instant now) {
        addByItself(now, type, what);
    }

    /** The text was looked through: from now on a person has to decide. */
    void triaged(Triage result, Instant now, SchoolCalendar calendar) {
        require(EnumSet.of(RECEIVED), "looked through");
        triage = Optional.of(result);
        aboutHead |= result.aboutHead();
        state = WAITING;
        Obligation review =
                result.urgent() ? CommentTimes.urgent(roundBegan) : CommentTimes.nextSchoolDay(roundBegan, calendar);
        obligations.put(Duty.REVIEW, review);
        stages.begin(StageKind.DECISION, review.asked(), review.due().due());
        addByItself(
                now,
                EventType.LOOKED_THROUGH,
                result.urgent()
                        ? "It may be abuse or a safeguarding concern, so it is urgent (S6)."
                        : result.flagged() ? "Something was found, so it needs a closer look." : "Nothing was found.");
    }

    /**
     * Decides the comment.
     *
     * @param reason 3 to 1,000 characters; may be left out (null) for a publication
     * @param clause P6, S2, S4, S5 or S6; left out (null or empty) it is S6 for a removal and P6 for anything else
     * @param saysAboutHead the reviewer says that it is about the head teacher; false takes nothing back
     */
    void review(Person by, Verdict verdict, String reason, String clause, boolean saysAboutHead, Instant now) {
        Role role = authority(by, Duty.REVIEW, aboutHead || saysAboutHead);
        require(EnumSet.of(WAITING), "decided");
        Faults faults = new Faults();
        String givenReason = verdict == Verdict.PUBLISH
                ? faults.optionalLines("Reason", reason, LONGEST_REASON)
                : faults.lines("Reason", reason, SHORTEST_REASON, LONGEST_REASON);
        boolean clauseGiven = clause != null && !clause.isBlank();
        if (clauseGiven && !CLAUSES.contains(clause)) {
            faults.add("Clause: please choose one of P6, S2, S4, S5 and S6.");
        }
        faults.refuseIfAny();
        String cited = clauseGiven ? clause : verdict == Verdict.REMOVE_AND_REPORT ? ABUSE_CLAUSE : CLAUSE;
        aboutHead |= saysAboutHead;
        ruling = Optional.of(new Ruling(verdict, givenReason, cited, by.id(), role, now));
        switch (verdict) {
            case PUBLISH -> {
                state = AGREED;
                giveUpEffort("not-needed", now);
                add(now, Optional.of(by.id()), EventType.AGREED, givenReason);
            }
            case DECLINE -> {
                state = DECLINED;
                stages.end(StageKind.REQUEST, "declined", now);
                add(now, Optional.of(by.id()), EventType.DECLINED, givenReason);
            }
            case REMOVE_AND_REPORT -> {
                state = REMOVING;
                giveUpEffort("not-needed", now);
                respondents = Optional.of(
                        aboutHead || by.has(Role.HEAD_TEACHER) ? Role.CHAIR_OF_GOVERNORS : Role.HEAD_TEACHER);
                add(now, Optional.of(by.id()), EventType.REMOVAL_DECIDED, givenReason);
            }
        }
    }

    /**
     * Responds to the report.
     *
     * @param note at most 1,000 characters; null for none
     */
    void respond(Person by, ReportOutcome outcome, String note, Instant now) {
        Role role = authority(by, Duty.RESPONSE, aboutHead);
        require(EnumSet.of(REPORTED), "answered");
        Faults faults = new Faults();
        String given = faults.optionalLines("Note", note, LONGEST_REASON);
        faults.refuseIfAny();
        answer = Optional.of(new ReportAnswer(outcome, given, by.id(), role, now));
        state = ANSWERED;
        add(now, Optional.of(by.id()), EventType.ANSWERED, "");
    }

    /**
     * The author edited it before it was published: an approval is void, and the new text is looked through. If the software or a
     * person may have published the old text by now, the new one counts as in public.
     */
    void edited(String newText, Optional<String> newAttachmentUrl, Instant at, Instant now) {
        require(EnumSet.of(RECEIVED, WAITING, AGREED), "edited by its author");
        boolean mayBeShown = effort.filter(one -> one.effect() == Effect.SHOW && one.attempts() > 0)
                .isPresent();
        if (state == AGREED && mayBeShown && !isInPublic()) {
            enterPublicUnagreed(notBeforeLastStretch(earlier(at, now)));
        }
        endReview("edited", now);
        addByItself(
                now,
                EventType.EDITED,
                state == AGREED ? "What had been agreed is void; the new text is agreed anew." : "");
        text = newText;
        attachmentUrl = newAttachmentUrl;
        state = RECEIVED;
        round++;
        roundBegan = now;
        triage = Optional.empty();
        ruling = Optional.empty();
        obligations.remove(Duty.REVIEW);
        giveUpEffort("edited", now);
    }

    /** It is no longer there, and not because of us. */
    void gone(Instant at, Instant now) {
        switch (state) {
            case RECEIVED, WAITING, AGREED -> {
                takenAway(earlier(at, now), now);
                endReview(TAKEN_AWAY, earlier(at, now));
                stages.end(StageKind.REQUEST, TAKEN_AWAY, earlier(at, now));
                state = GONE;
            }
            case REMOVING -> removed(Optional.empty(), earlier(at, now), now);
            case PUBLISHED, DECLINED -> {
                if (removedAt.isEmpty()) {
                    takenAway(earlier(at, now), now);
                }
            }
            case REPORTED, ANSWERED, GONE -> {
                // It was gone already.
            }
        }
    }

    private void takenAway(Instant at, Instant now) {
        leavePublic(TAKEN_AWAY, at);
        removedAt = Optional.of(at);
        giveUpEffort(TAKEN_AWAY, now);
        addByItself(now, EventType.WITHDRAWN, "Its author or the channel took it away.");
    }

    private void endReview(String outcome, Instant at) {
        if (state == WAITING) {
            stages.end(StageKind.DECISION, outcome, at);
        }
    }

    /** After it had ended, its author wrote another text, which is a request of its own. */
    void replacedBy(String successor, Instant at, Instant now) {
        require(EnumSet.of(PUBLISHED, DECLINED, GONE), "replaced");
        leavePublic("edited", earlier(at, now));
        giveUpEffort("edited", now);
        addByItself(now, EventType.REPLACED, "The new text is agreed as " + successor + ".");
    }

    /** What to do next for an effect. */
    enum Next {
        CALL,
        WAIT,
        ASK_A_PERSON,
        NOTHING
    }

    /**
     * Begins an attempt, and counts it if the channel is to be called.
     *
     * @param connected whether the channel can be called at all
     */
    Next attempt(Effect effect, boolean connected, Instant now, SchoolCalendar calendar) {
        requireDecidedFor(effect);
        if (!owes(effect)) {
            return Next.NOTHING;
        }
        if (effect != Effect.SHOW && wasNeverThere()) {
            done(effect, Optional.empty(), Optional.empty(), now);
            return Next.NOTHING;
        }
        Effort present = effortFor(effect);
        if (present.byHand().isPresent()) {
            return Next.ASK_A_PERSON;
        }
        if (origin.externalId().isEmpty() || !connected) {
            askAPerson(
                    present,
                    origin.externalId().isEmpty()
                            ? "The software cannot do this on this channel."
                            : "The page is not connected.",
                    now,
                    calendar);
            return Next.ASK_A_PERSON;
        }
        if (present.nextAttempt().filter(now::isBefore).isPresent()) {
            return Next.WAIT;
        }
        if (present.attempts() > CommentTimes.WAITS.size()) {
            askAPerson(present, "The software tried " + present.attempts() + " times in vain.", now, calendar);
            return Next.ASK_A_PERSON;
        }
        effort = Optional.of(new Effort(effect, present.attempts() + 1, Optional.empty(), Optional.empty()));
        return Next.CALL;
    }

    /** The channel did it, or a person. @param link where it can be seen now, for a publication */
    void done(Effect effect, Optional<String> by, Optional<String> link, Instant now) {
        requireDecidedFor(effect);
        if (!owes(effect)) {
            return;
        }
        switch (effect) {
            case HIDE -> {
                leavePublic("hidden", now);
                giveUpEffort(DONE, now);
                add(now, by, EventType.HIDDEN, "");
            }
            case SHOW -> {
                leavePublic("agreed", now);
                stretches.add(new Stretch(notBeforeLastStretch(now), Optional.empty(), true));
                giveUpEffort(DONE, now);
                state = PUBLISHED;
                stages.end(StageKind.REQUEST, "published", now);
                publishedAt = link;
                add(now, by, EventType.PUBLISHED, "");
            }
            case REMOVE -> removed(by, now, now);
        }
    }

    private void removed(Optional<String> by, Instant at, Instant now) {
        leavePublic("removed", at);
        removedAt = Optional.of(at);
        giveUpEffort(DONE, now);
        state = REPORTED;
        stages.end(StageKind.REQUEST, "removed", at);
        Obligation response = CommentTimes.response(now);
        obligations.put(Duty.RESPONSE, response);
        stages.begin(
                StageKind.RESPONSE,
                ABUSE_CLAUSE,
                response.asked(),
                response.due().due());
        add(now, by, EventType.REMOVED, "");
    }

    /** The channel may do it later; after the last attempt a person does it. @return whether it is tried again */
    boolean putOff(Effect effect, Optional<Instant> notBefore, String why, Instant now, SchoolCalendar calendar) {
        requireOwed(effect);
        Effort present = effortFor(effect);
        if (present.attempts() > CommentTimes.WAITS.size()) {
            askAPerson(
                    present,
                    "The software tried %d times in vain; the last time %s.".formatted(present.attempts(), why),
                    now,
                    calendar);
            return false;
        }
        Instant next = now.plus(CommentTimes.WAITS.get(Math.max(0, present.attempts() - 1)));
        Instant allowed = notBefore.filter(next::isBefore).orElse(next);
        effort = Optional.of(new Effort(effect, present.attempts(), Optional.of(allowed), Optional.empty()));
        addByItself(
                now,
                EventType.NOT_DONE_YET,
                "%s: %s. Next attempt: %s.".formatted(effect.words(), why, SchoolTime.format(allowed)));
        return true;
    }

    /** The software cannot do it, and trying again is of no use. */
    void handOver(Effect effect, String why, Instant now, SchoolCalendar calendar) {
        requireOwed(effect);
        askAPerson(effortFor(effect), why, now, calendar);
    }

    private void askAPerson(Effort present, String why, Instant now, SchoolCalendar calendar) {
        Effect effect = present.effect();
        effort = Optional.of(new Effort(effect, present.attempts(), Optional.empty(), Optional.of(why)));
        Obligation byHand =
                effect == Effect.SHOW ? CommentTimes.nextSchoolDay(now, calendar) : CommentTimes.urgent(now);
        obligations.put(Duty.BY_HAND, byHand);
        stages.begin(
                StageKind.BY_HAND,
                effect == Effect.REMOVE ? ABUSE_CLAUSE : CLAUSE,
                byHand.asked(),
                byHand.due().due());
        addByItself(now, EventType.TO_BE_DONE_BY_HAND, effect.words() + ": " + why);
    }

    /** Who did it by hand has to be somebody whom it was given to. Nothing is said about what is owed still. */
    void requireByHand(Person by) {
        authority(by, Duty.BY_HAND, aboutHead);
    }

    /** Whoever has to act is reminded. */
    void remind(Duty duty, Instant now) {
        Obligation obligation = pending(duty);
        obligations.put(duty, obligation.withReminder());
        addByItself(
                now,
                switch (duty) {
                    case REVIEW -> EventType.REVIEW_REMINDED;
                    case BY_HAND -> EventType.BY_HAND_REMINDED;
                    case RESPONSE -> EventType.RESPONSE_REMINDED;
                },
                "");
    }

    /**
     * The due date has passed.
     *
     * @return the role that may act as well from now on; empty where nobody joins
     */
    Optional<Role> overdue(Duty duty, Instant now) {
        Obligation obligation = pending(duty);
        if (now.isBefore(obligation.due().alarm())) {
            throw new RefusedException("The due date is not reached before "
                    + SchoolTime.format(obligation.due().alarm()) + ".");
        }
        obligations.put(duty, obligation.asOverdue());
        Optional<Role> joiner = joiner(duty);
        addByItself(
                now,
                switch (duty) {
                    case REVIEW -> EventType.REVIEW_OVERDUE;
                    case BY_HAND -> EventType.BY_HAND_OVERDUE;
                    case RESPONSE -> EventType.RESPONSE_OVERDUE;
                },
                joiner.map(role -> "The " + title(role) + " may do it now as well.")
                        .orElse("Nobody else can do it."));
        return joiner;
    }

    private Obligation pending(Duty duty) {
        if (!isPending(duty)) {
            throw new RefusedException("Nobody has to do this now: " + standsInWords());
        }
        return obligations.get(duty);
    }

    /** Whether people have to do this now. */
    public boolean isPending(Duty duty) {
        return switch (duty) {
            case REVIEW -> state == WAITING;
            case BY_HAND -> effort.flatMap(Effort::byHand).isPresent();
            case RESPONSE -> state == REPORTED;
        };
    }

    /** Whether this effect is what the comment needs on the channel now. */
    public boolean owes(Effect effect) {
        return switch (effect) {
            case HIDE -> EnumSet.of(RECEIVED, WAITING, DECLINED).contains(state) && isInPublicUnagreed();
            case SHOW -> state == AGREED;
            case REMOVE -> state == REMOVING;
        };
    }

    /** An effect that nobody decided is never carried out, however the process came to ask for it. */
    void requireDecidedFor(Effect effect) {
        if (effect == Effect.SHOW) {
            require(EnumSet.of(AGREED, PUBLISHED), "published");
        } else if (effect == Effect.REMOVE) {
            require(EnumSet.of(REMOVING, REPORTED, ANSWERED), "removed");
        }
    }

    private void requireOwed(Effect effect) {
        if (!owes(effect)) {
            throw new RefusedException("There is nothing to do on the channel now: " + standsInWords());
        }
    }

    private boolean wasNeverThere() {
        return origin.externalId().isEmpty() && stretches.isEmpty();
    }

    private Effort effortFor(Effect effect) {
        return effort.filter(one -> one.effect() == effect)
                .orElseGet(() -> new Effort(effect, 0, Optional.empty(), Optional.empty()));
    }

    private void giveUpEffort(String outcome, Instant now) {
        effort.filter(one -> one.byHand().isPresent())
                .ifPresent(one ->
                        stages.end(StageKind.BY_HAND, outcome, one.effect().value(), now));
        effort = Optional.empty();
        obligations.remove(Duty.BY_HAND);
    }

    private void enterPublicUnagreed(Instant at) {
        stretches.add(new Stretch(at, Optional.empty(), false));
        stages.begin(StageKind.IN_PUBLIC, at, Optional.empty());
    }

    private void leavePublic(String outcome, Instant at) {
        if (isInPublicUnagreed()) {
            stages.end(StageKind.IN_PUBLIC, outcome, at);
        }
        if (isInPublic()) {
            stretches.set(stretches.size() - 1, lastStretch().orElseThrow().endedAt(at));
        }
    }

    private Instant notBeforeLastStretch(Instant moment) {
        return lastStretch().flatMap(Stretch::until).filter(moment::isBefore).orElse(moment);
    }

    private Optional<Stretch> lastStretch() {
        return stretches.isEmpty() ? Optional.empty() : Optional.of(stretches.get(stretches.size() - 1));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Who may do this now, the first of them by right. */
    public List<Role> whoMay(Duty duty) {
        List<Role> roles = new ArrayList<>();
        roles.add(duty == Duty.RESPONSE ? respondents.orElse(Role.HEAD_TEACHER) : Role.SOCIAL_MEDIA);
        boolean joined =
                obligation(duty).filter(Obligation::overdue).isPresent() || duty == Duty.REVIEW && requester.reviews();
        if (joined) {
            joiner(duty).ifPresent(roles::add);
        }
        return roles;
    }

    private Optional<Role> joiner(Duty duty) {
        if (duty == Duty.RESPONSE) {
            return respondents.filter(Role.HEAD_TEACHER::equals).map(head -> Role.DEPUTY_HEAD);
        }
        return Optional.of(aboutHead || requester.isHead() ? Role.CHAIR_OF_GOVERNORS : Role.HEAD_TEACHER);
    }

    /** @return the role in which this person may do it */
    private Role authority(Person person, Duty duty, boolean isAboutHead) {
        if (duty == Duty.REVIEW && isOwn(person)) {
            throw new NotAllowedException("Nobody decides their own request: somebody else has to.");
        }
        if (isAboutHead && person.has(Role.HEAD_TEACHER)) {
            throw new NotAllowedException(
                    "This comment is about the head teacher, so the chair of governors acts in their place.");
        }
        Role role = whoMay(duty).stream()
                .filter(person::has)
                .findFirst()
                .orElseThrow(() -> new NotAllowedException("Only " + inWords(whoMay(duty)) + " can do this now."));
        boolean reportedIt = duty == Duty.RESPONSE
                && ruling.filter(one -> one.by().equalsIgnoreCase(person.id())).isPresent();
        // Nobody stands above the chair of governors.
        if (reportedIt && role != Role.CHAIR_OF_GOVERNORS) {
            throw new NotAllowedException("Nobody responds to their own report: somebody else has to.");
        }
        return role;
    }

    private static String inWords(List<Role> roles) {
        return roles.stream()
                .map(role -> role == Role.SOCIAL_MEDIA ? "those responsible for the accounts" : "the " + title(role))
                .collect(Collectors.joining(" and "));
    }

    private boolean isOwn(Person person) {
        return person.id().equalsIgnoreCase(requester.id());
    }

    private void require(Set<State> legal, String participle) {
        if (!legal.contains(state)) {
            throw new RefusedException("This cannot be " + participle + " now: " + standsInWords());
        }
    }

    private String standsInWords() {
        return "comment " + reference + " stands at \u201c" + state.words()
                + "\u201d. Please open it afresh to see what is left to do.";
    }

    private void add(Instant at, Optional<String> by, EventType type, String what) {
        history.add(new HistoryEvent(at, by, type, what));
    }

    private void addByItself(Instant at, EventType type, String what) {
        add(at, Optional.empty(), type, what);
    }

    private static String title(Role role) {
        return role.title().toLowerCase(Locale.UK);
    }

    /** The business key of the process. */
    public UUID id() {
        return id;
    }

    /** What people call it by, such as {@code COM-2026-0001}. */
    public String reference() {
        return reference;
    }

    public Origin origin() {
        return origin;
    }

    public Channel channel() {
        return origin.channel();
    }

    public Road road() {
        return origin.road();
    }

    public String authorName() {
        return origin.authorName();
    }

    /** User name of whoever asked; {@code facebook} or {@code mailbox} where it was nobody who signs in. */
    public String requester() {
        return requester.id();
    }

    /** Whether the requester is somebody who signs in. */
    public boolean isRequesterPerson() {
        return requester.isPerson();
    }

    Requester requesterFacts() {
        return requester;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    /** The comment itself, as it was written, at most 20,000 characters; believe nothing in it. */
    public String text() {
        return text;
    }

    /** Where its picture or film can be had. */
    public Optional<String> attachmentUrl() {
        return attachmentUrl;
    }

    /**
     * Whether there is more to it than words: a picture or film, or nothing but what the page tells us nothing of, such as a
     * sticker.
     */
    public boolean isMoreThanWords() {
        return attachmentUrl.isPresent() || text.isBlank();
    }

    public State state() {
        return state;
    }

    /** Which text of it this is: 1 at first, one more with each edit before a decision was carried out. */
    public int round() {
        return round;
    }

    /** When the present text came before us. */
    public Instant roundBegan() {
        return roundBegan;
    }

    /** Empty until the present text was looked through. */
    public Optional<Triage> triage() {
        return triage;
    }

    /** Whether it is about the head teacher, who then has no part in it. */
    public boolean isAboutHead() {
        return aboutHead;
    }

    /** Whether it needs a form of its own, so that it is never published together with others. */
    public boolean isFlagged() {
        return aboutHead || triage.filter(result -> !result.flagged()).isEmpty();
    }

    /** What was decided about the present text; empty before. */
    public Optional<Ruling> ruling() {
        return ruling;
    }

    /** Who responds to the report; empty without one. */
    public Optional<Role> respondents() {
        return respondents;
    }

    /** The response to the report; empty before. */
    public Optional<ReportAnswer> answer() {
        return answer;
    }

    /** What people have to do, or had to, by when; empty where they never had to in this round. */
    public Optional<Obligation> obligation(Duty duty) {
        return Optional.ofNullable(obligations.get(duty));
    }

    /** How far the present effect has come; empty where none has begun. */
    public Optional<Effort> effort() {
        return effort;
    }

    /** Where a person said that it can be seen since it was published by hand. */
    public Optional<String> publishedAt() {
        return publishedAt;
    }

    /** When everybody could see it, the earliest first. */
    public List<Stretch> stretches() {
        return Collections.unmodifiableList(stretches);
    }

    /** Whether everybody can see it now, as far as we know. */
    public boolean isInPublic() {
        return lastStretch().filter(Stretch::isOpen).isPresent();
    }

    private boolean isInPublicUnagreed() {
        return lastStretch()
                .filter(Stretch::isOpen)
                .filter(last -> !last.agreed())
                .isPresent();
    }

    /** How long a text that nobody had agreed could be seen by everybody, until now at most. */
    public Duration timeInPublicUnagreed(Instant now) {
        return stretches.stream()
                .filter(stretch -> !stretch.agreed())
                .map(stretch -> stretch.length(now))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** When it was taken away, by us or by somebody else. */
    public Optional<Instant> removedAt() {
        return removedAt;
    }

    /** Whether this person may decide it now. */
    public boolean mayReview(Person person) {
        return state == WAITING
                && !isOwn(person)
                && !(aboutHead && person.has(Role.HEAD_TEACHER))
                && whoMay(Duty.REVIEW).stream().anyMatch(person::has);
    }

    /**
     * Whether this person may read it: the requester; those responsible for the accounts, head and deputy, but of the head and the
     * deputy nobody where it is about the head; the chair of governors as far as they have a part in it.
     */
    public boolean isVisibleTo(Person person) {
        return isOwn(person) || (person.has(Role.CHAIR_OF_GOVERNORS) && isForChair()) || isVisibleToStaff(person);
    }

    private boolean isVisibleToStaff(Person person) {
        if (aboutHead && person.has(Role.HEAD_TEACHER)) {
            return false;
        }
        return person.has(Role.SOCIAL_MEDIA) || !aboutHead && person.hasAnyOf(Role.HEAD_TEACHER, Role.DEPUTY_HEAD);
    }

    private boolean isForChair() {
        return aboutHead
                || respondents.filter(Role.CHAIR_OF_GOVERNORS::equals).isPresent()
                || whoMay(Duty.REVIEW).contains(Role.CHAIR_OF_GOVERNORS)
                || whoMay(Duty.BY_HAND).contains(Role.CHAIR_OF_GOVERNORS);
    }

    /** Whether this person may read what followed from the report, and the evidence that was kept for it. */
    public boolean mayReadReport(Person person) {
        return CommentEvidence.mayRead(person, aboutHead);
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
