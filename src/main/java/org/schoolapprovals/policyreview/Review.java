package org.schoolapprovals.policyreview;

import static org.schoolapprovals.policyreview.State.ACKNOWLEDGING;
import static org.schoolapprovals.policyreview.State.CANCELLED;
import static org.schoolapprovals.policyreview.State.CLOSED;
import static org.schoolapprovals.policyreview.State.DRAFTING;
import static org.schoolapprovals.policyreview.State.HEAD_REVIEW;
import static org.schoolapprovals.policyreview.State.PREPARING;
import static org.schoolapprovals.policyreview.State.SIGNED_OFF;
import static org.schoolapprovals.policyreview.State.WITH_CHAIR;
import static org.schoolapprovals.policyreview.State.WITH_GOVERNORS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.Faults;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.schoolcalendar.Term;

/**
 * The review of one term and all that became of it. Every method that changes it either makes a legal step or refuses with a sentence
 * and leaves everything as it was: {@link NotAllowedException} for the wrong person, {@link RefusedException} for the wrong moment or
 * a faulty input. A new version is published only while this says that the chair of governors signed off that very draft.
 */
public final class Review {

    /** The id of the process, as the decision record names it. */
    public static final String PROCESS = "policy-review";

    /** The clause that the review of a term rests on. */
    static final String CLAUSE_TERM = "P8";

    /** The clause that a new version of the policy rests on. */
    static final String CLAUSE_POLICY = "R1";

    static final int LONGEST_SUMMARY = 4000;
    static final int LONGEST_NOTE = 1000;

    private static final int SHORTEST_SUMMARY = 10;
    private static final int SHORTEST_NOTE = 3;
    private static final int YEARS_AHEAD = 1;

    private static final Role[] CANCELLERS = {Role.HEAD_TEACHER, Role.CHAIR_OF_GOVERNORS};

    private final UUID id;
    private final String reference;
    private final Term term;
    private final boolean policyDue;
    private final Optional<String> openedBy;
    private final Instant openedAt;
    private final int version;
    private final List<HistoryEvent> history;
    private final int eventsOnRecord;

    private State state;
    private Optional<Obligation> step;
    private Optional<Preparation> preparation;
    private Optional<HeadRuling> headRuling;
    private final List<AttachedFile> reports;
    private final List<Round> rounds;
    private Optional<UUID> published;
    private Optional<Instant> acknowledgeUntil;
    private Optional<LocalDate> renewedUntil;
    private Optional<Instant> endedAt;

    /** Everything about a review that can change, as it is stored. */
    record Content(
            State state,
            Optional<Obligation> step,
            Optional<Preparation> preparation,
            Optional<HeadRuling> headRuling,
            List<AttachedFile> reports,
            List<Round> rounds,
            Optional<UUID> published,
            Optional<Instant> acknowledgeUntil,
            Optional<LocalDate> renewedUntil,
            Optional<Instant> endedAt) {

        Content {
            reports = List.copyOf(reports);
            rounds = List.copyOf(rounds);
        }
    }

    /** A review as it was stored. */
    Review(
            UUID id,
            String reference,
            Term term,
            boolean policyDue,
            Optional<String> openedBy,
            Instant openedAt,
            int version,
            Content content,
            List<HistoryEvent> history) {
        this.id = id;
        this.reference = reference;
        this.term = term;
        this.policyDue = policyDue;
        this.openedBy = openedBy;
        this.openedAt = openedAt;
        this.version = version;
        this.history = new ArrayList<>(history);
        this.eventsOnRecord = history.size();
        this.state = content.state();
        this.step = content.step();
        this.preparation = content.preparation();
        this.headRuling = content.headRuling();
        this.reports = new ArrayList<>(content.reports());
        this.rounds = new ArrayList<>(content.rounds());
        this.published = content.published();
        this.acknowledgeUntil = content.acknowledgeUntil();
        this.renewedUntil = content.renewedUntil();
        this.endedAt = content.endedAt();
    }

    Content content() {
        return new Content(
                state,
                step,
                preparation,
                headRuling,
                reports,
                rounds,
                published,
                acknowledgeUntil,
                renewedUntil,
                endedAt);
    }

    /**
     * A new review.
     *
     * @param policyDue whether the policy itself is due to be reviewed (R1), so that this review carries that too
     * @param openedBy user name of the head teacher or the deputy; empty for the clock
     * @param report the report of the term, as it stands
     */
    static Review opened(
            UUID id,
            String reference,
            Term term,
            boolean policyDue,
            Optional<String> openedBy,
            AttachedFile report,
            Instant now,
            SchoolCalendar calendar) {
        Review review = new Review(
                id,
                reference,
                term,
                policyDue,
                openedBy,
                now,
                0,
                new Content(
                        PREPARING,
                        Optional.of(ReviewTimes.of(Duty.PREPARE, now, calendar)),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                List.of());
        review.add(
                now,
                openedBy,
                EventType.OPENED,
                term.name() + "." + (policyDue ? " The policy itself is due to be reviewed as well (R1)." : ""));
        review.attach(report, now);
        return review;
    }

    /** Puts the report of the term with it, as it stands now. */
    private void attach(AttachedFile report, Instant now) {
        if (report.nth() != reports.size() + 1) {
            throw new IllegalArgumentException("Report " + report.nth() + " does not come after " + reports.size());
        }
        reports.add(report);
        addByItself(now, EventType.REPORT_ATTACHED, "As it stood on " + SchoolTime.format(report.asAt()) + ".");
    }

    /**
     * Sums the term up and proposes what should become of the policy.
     *
     * @param summary 10 to 4,000 characters
     */
    void prepare(Person by, String summary, Change proposal, Instant now, SchoolCalendar calendar) {
        Role role = authority(by, Duty.PREPARE);
        require(PREPARING, "prepared");
        Faults faults = new Faults();
        String given = faults.lines("Summary", summary, SHORTEST_SUMMARY, LONGEST_SUMMARY);
        faults.refuseIfAny();
        preparation = Optional.of(new Preparation(
                given, proposal, by.id(), role, by.has(Role.HEAD_TEACHER), by.has(Role.DEPUTY_HEAD), now));
        headRuling = Optional.empty();
        moveTo(HEAD_REVIEW, Duty.HEAD_REVIEW, now, calendar);
        add(now, Optional.of(by.id()), EventType.PREPARED, "Proposal: " + lower(proposal.words()) + ".");
    }

    /** Whether this person may decide it as the head teacher at this moment; nothing is said about what they decide. */
    void requireHeadReview(Person by) {
        authority(by, Duty.HEAD_REVIEW);
        require(HEAD_REVIEW, "decided");
    }

    /**
     * Decides whether the policy stays or changes. Without a change it goes to the governors, with one a new version is written.
     *
     * @param note at most 1,000 characters; at least 3 where the decision differs from the proposal
     * @param report the report of the term as it stands now, for the governors; used where the policy stays
     * @param governors user names of the governors
     */
    void headReview(
            Person by,
            Change outcome,
            String note,
            AttachedFile report,
            Set<String> governors,
            Instant now,
            SchoolCalendar calendar) {
        requireHeadReview(by);
        Role role = authority(by, Duty.HEAD_REVIEW);
        Preparation prepared = preparation.orElseThrow();
        Faults faults = new Faults();
        String given = outcome == prepared.proposal()
                ? faults.optionalLines("Note", note, LONGEST_NOTE)
                : faults.lines("Note", note, SHORTEST_NOTE, LONGEST_NOTE);
        faults.refuseIfAny();
        headRuling = Optional.of(new HeadRuling(
                outcome,
                given,
                by.id(),
                role,
                role == Role.HEAD_TEACHER ? Optional.empty() : Optional.of(Role.HEAD_TEACHER),
                now));
        add(
                now,
                Optional.of(by.id()),
                EventType.HEAD_REVIEWED,
                outcome.words() + "." + (given.isEmpty() ? "" : " " + given));
        if (outcome.needsVersion()) {
            moveTo(DRAFTING, Duty.DRAFT, now, calendar);
        } else {
            askGovernors(Optional.empty(), report, governors, now, calendar);
        }
    }

    /** Whether this person may upload and hand in a draft at this moment; nothing is said about the draft. */
    void requireDraftable(Person by) {
        authority(by, Duty.DRAFT);
        require(DRAFTING, "written");
    }

    /**
     * A new version as somebody wants to hand it in.
     *
     * @param document what was uploaded; empty where that is no draft for this review
     * @param changeSummary 10 to 4,000 characters
     * @param substantive whether staff have to confirm it; a major change always is
     * @param inForceFrom from today on, at most a year ahead; null for none
     * @param faults gathers what is wrong; with any there the draft is of no use
     */
    Draft readDraft(
            Person by,
            Optional<UUID> document,
            String changeSummary,
            boolean substantive,
            LocalDate inForceFrom,
            Instant now,
            Faults faults) {
        requireDraftable(by);
        LocalDate today = SchoolTime.dayOf(now);
        String summary = faults.lines("What changes", changeSummary, SHORTEST_SUMMARY, LONGEST_SUMMARY);
        if (!substantive && headRuling.orElseThrow().outcome() == Change.MAJOR_CHANGE) {
            faults.add("Substantive: a major change is one, so staff have to confirm it; please tick it.");
        }
        if (inForceFrom == null || inForceFrom.isBefore(today) || inForceFrom.isAfter(today.plusYears(YEARS_AHEAD))) {
            faults.add("In force from: please choose a day from today on, at most a year ahead.");
        }
        return new Draft(
                document.orElse(null), summary, substantive, inForceFrom, by.id(), authority(by, Duty.DRAFT), now);
    }

    /**
     * The new version is handed in and goes to the governors.
     *
     * @param draft as {@link #readDraft} read it, without a fault
     * @param report the report of the term as it stands now, for the governors
     * @param governors user names of the governors
     */
    void draft(Draft draft, AttachedFile report, Set<String> governors, SchoolCalendar calendar) {
        require(DRAFTING, "written");
        add(
                draft.at(),
                Optional.of(draft.by()),
                EventType.DRAFTED,
                (draft.substantive() ? "A substantive change, which staff confirm." : "Not a substantive change.")
                        + " In force from " + SchoolTime.format(draft.inForceFrom()) + ".");
        askGovernors(Optional.of(draft), report, governors, draft.at(), calendar);
    }

    private void askGovernors(
            Optional<Draft> draft, AttachedFile report, Set<String> governors, Instant now, SchoolCalendar calendar) {
        attach(report, now);
        List<Asked> asked = governors.stream()
                .filter(governor -> !isOwnWork(governor, draft))
                .sorted()
                .map(governor -> new Asked(governor, now, Optional.empty()))
                .toList();
        rounds.add(new Round(rounds.size() + 1, now, report.nth(), draft, asked, Optional.empty(), Optional.empty()));
        moveTo(WITH_GOVERNORS, Duty.GIVE_VIEW, now, calendar);
        addByItself(now, EventType.GOVERNORS_ASKED, askedInWords(asked.size()));
    }

    private static String askedInWords(int governors) {
        return switch (governors) {
            case 0 -> "There is no governor to ask.";
            case 1 -> "One governor is asked.";
            default -> governors + " governors are asked.";
        };
    }

    /** Nobody gives a view on their own work. */
    private boolean isOwnWork(String userId, Optional<Draft> draft) {
        return preparation.map(Preparation::by).filter(userId::equalsIgnoreCase).isPresent()
                || headRuling
                        .map(HeadRuling::by)
                        .filter(userId::equalsIgnoreCase)
                        .isPresent()
                || draft.map(Draft::by).filter(userId::equalsIgnoreCase).isPresent();
    }

    /**
     * A governor gives their view, once.
     *
     * @param comment at most 1,000 characters; at least 3 where it is to be returned
     */
    void view(Person by, View view, String comment, Instant now) {
        if (round().map(one -> one.asked(by.id())).isEmpty()) {
            throw new NotAllowedException("Only the governors who were asked give a view on this review.");
        }
        require(WITH_GOVERNORS, "commented on by governors");
        Round round = round().orElseThrow();
        Asked asked = round.asked(by.id())
                .orElseThrow(
                        () -> new NotAllowedException("Only the governors who were asked give a view on this review."));
        if (asked.view().isPresent()) {
            throw new RefusedException("You gave your view on "
                    + SchoolTime.format(asked.view().get().at()) + " already: it stands as it is.");
        }
        Faults faults = new Faults();
        String given = view == View.RETURN
                ? faults.lines("Comment", comment, SHORTEST_NOTE, LONGEST_NOTE)
                : faults.optionalLines("Comment", comment, LONGEST_NOTE);
        faults.refuseIfAny();
        List<Asked> governors = new ArrayList<>(round.governors());
        governors.set(
                governors.indexOf(asked),
                new Asked(asked.governor(), asked.at(), Optional.of(new Asked.Given(view, given, now))));
        replaceRound(withGovernors(round, governors));
        add(now, Optional.of(by.id()), EventType.VIEWED, wordsOf(view) + (given.isEmpty() ? "" : " " + given));
    }

    /** Without a change there is nothing to agree to: the report is noted. */
    private String wordsOf(View view) {
        return view == View.AGREE
                        && round().filter(one -> one.draft().isPresent()).isEmpty()
                ? "Noted."
                : view.words() + ".";
    }

    /**
     * Somebody has become a governor while views are being given.
     *
     * @return whether they are asked now, and were not before
     */
    boolean governorJoined(String governor, Instant now) {
        require(WITH_GOVERNORS, "sent to another governor");
        Round round = round().orElseThrow();
        if (round.asked(governor).isPresent() || isOwnWork(governor, round.draft())) {
            return false;
        }
        List<Asked> governors = new ArrayList<>(round.governors());
        governors.add(new Asked(governor, now, Optional.empty()));
        replaceRound(withGovernors(round, governors));
        add(now, Optional.of(governor), EventType.GOVERNOR_JOINED, "");
        return true;
    }

    /**
     * Somebody is no governor any more. A view that they gave stands.
     *
     * @return whether they were asked and are not waited for any more
     */
    boolean governorLeft(String governor, Instant now) {
        require(WITH_GOVERNORS, "taken from a governor");
        Round round = round().orElseThrow();
        if (!round.awaits(governor)) {
            return false;
        }
        List<Asked> governors = new ArrayList<>(round.governors());
        governors.removeIf(one -> one.governor().equals(governor));
        replaceRound(withGovernors(round, governors));
        add(now, Optional.of(governor), EventType.GOVERNOR_LEFT, "Their view is not waited for any more.");
        return true;
    }

    private static Round withGovernors(Round round, List<Asked> governors) {
        return new Round(
                round.nth(), round.asked(), round.report(), round.draft(), governors, round.closed(), round.signOff());
    }

    private void replaceRound(Round round) {
        rounds.set(rounds.size() - 1, round);
    }

    /** Every view is in, or their time is over: the chair of governors decides. */
    void closeViews(Instant now, SchoolCalendar calendar) {
        require(WITH_GOVERNORS, "closed for views");
        Round round = round().orElseThrow();
        if (!round.isComplete() && !step.orElseThrow().due().isPast(now)) {
            throw new RefusedException("Governors have until "
                    + SchoolTime.format(step.orElseThrow().due().alarm()) + " to give their views.");
        }
        replaceRound(new Round(
                round.nth(),
                round.asked(),
                round.report(),
                round.draft(),
                round.governors(),
                Optional.of(now),
                round.signOff()));
        moveTo(WITH_CHAIR, Duty.DECIDE, now, calendar);
        addByItself(
                now,
                EventType.VIEWS_CLOSED,
                "%d of %d gave a view; a quorum is %d."
                        .formatted(round.given(), round.governors().size(), round.quorum()));
    }

    /**
     * The chair of governors signs it off or returns it: with a new version to whoever writes it, without one to whoever prepares it.
     *
     * @param note at most 1,000 characters; at least 3 where it is returned, or signed off without a quorum
     */
    void signOff(Person by, Verdict verdict, String note, Instant now, SchoolCalendar calendar) {
        authority(by, Duty.DECIDE);
        require(WITH_CHAIR, "signed off");
        Round round = round().orElseThrow();
        Faults faults = new Faults();
        boolean needed = verdict == Verdict.RETURN || !round.hasQuorum();
        String given = needed
                ? faults.lines("Note", note, SHORTEST_NOTE, LONGEST_NOTE)
                : faults.optionalLines("Note", note, LONGEST_NOTE);
        faults.refuseIfAny();
        replaceRound(new Round(
                round.nth(),
                round.asked(),
                round.report(),
                round.draft(),
                round.governors(),
                round.closed(),
                Optional.of(new SignOff(verdict, given, by.id(), now))));
        boolean withVersion = round.draft().isPresent();
        if (verdict == Verdict.APPROVE) {
            add(now, Optional.of(by.id()), EventType.SIGNED_OFF, given);
            step = Optional.empty();
            state = SIGNED_OFF;
            if (!withVersion) {
                endedAt = Optional.of(now);
                renewedUntil =
                        policyDue ? Optional.of(ReviewTimes.nextReview(SchoolTime.dayOf(now))) : Optional.empty();
            }
        } else {
            add(now, Optional.of(by.id()), EventType.RETURNED, given);
            moveTo(withVersion ? DRAFTING : PREPARING, withVersion ? Duty.DRAFT : Duty.PREPARE, now, calendar);
        }
    }

    /** The draft that the chair of governors signed off and that is to be published now; empty where the policy stays. */
    Optional<Draft> toPublish() {
        return published.isPresent()
                ? Optional.empty()
                : round().filter(one -> one.signOff()
                                .filter(signOff -> signOff.verdict() == Verdict.APPROVE)
                                .isPresent())
                        .flatMap(Round::draft);
    }

    /**
     * What was signed off is published.
     *
     * @param until when the time to confirm is over; empty where staff do not have to
     */
    void published(UUID policyVersion, Optional<Instant> until, Instant now) {
        Draft draft =
                toPublish().orElseThrow(() -> new RefusedException("There is nothing to publish: " + standsInWords()));
        published = Optional.of(policyVersion);
        addByItself(now, EventType.PUBLISHED, "");
        if (draft.substantive()) {
            acknowledgeUntil = Optional.of(until.orElseThrow());
            state = ACKNOWLEDGING;
        } else {
            endedAt = Optional.of(now);
        }
    }

    /** The time to confirm is over. @param missing how many have not confirmed; the head teacher sees to them */
    void closePeriod(int missing, Instant now, SchoolCalendar calendar) {
        require(ACKNOWLEDGING, "closed for confirmations");
        if (step.isPresent()) {
            return;
        }
        Instant until = acknowledgeUntil.orElseThrow();
        if (now.isBefore(until)) {
            throw new RefusedException("Staff have until " + SchoolTime.format(until) + " to confirm.");
        }
        addByItself(
                now,
                EventType.PERIOD_ENDED,
                switch (missing) {
                    case 0 -> "Everybody has confirmed.";
                    case 1 -> "One has not confirmed.";
                    default -> missing + " have not confirmed.";
                });
        if (missing == 0) {
            close(now);
        } else {
            step = Optional.of(ReviewTimes.of(Duty.FOLLOW_UP, now, calendar));
        }
    }

    /** What the head teacher did about those who have not confirmed. @param note 3 to 1,000 characters */
    void followUp(Person by, String note, Instant now) {
        authority(by, Duty.FOLLOW_UP);
        if (!isPending(Duty.FOLLOW_UP)) {
            throw new RefusedException("There is nothing to follow up now: " + standsInWords());
        }
        Faults faults = new Faults();
        String given = faults.lines("Note", note, SHORTEST_NOTE, LONGEST_NOTE);
        faults.refuseIfAny();
        add(now, Optional.of(by.id()), EventType.FOLLOWED_UP, given);
        close(now);
    }

    private void close(Instant now) {
        state = CLOSED;
        step = Optional.empty();
        endedAt = Optional.of(now);
        addByItself(now, EventType.CLOSED, "");
    }

    /** Gives the review up before it is signed off, such as one that was opened by mistake. @param reason 3 to 1,000 characters */
    void cancel(Person by, String reason, Instant now) {
        if (!by.hasAnyOf(CANCELLERS)) {
            throw new NotAllowedException("Only the head teacher and the chair of governors can cancel a review.");
        }
        if (!open().contains(state)) {
            throw new RefusedException("This cannot be cancelled now: " + standsInWords());
        }
        Faults faults = new Faults();
        String given = faults.lines("Reason", reason, SHORTEST_NOTE, LONGEST_NOTE);
        faults.refuseIfAny();
        state = CANCELLED;
        step = Optional.empty();
        endedAt = Optional.of(now);
        add(now, Optional.of(by.id()), EventType.CANCELLED, given);
    }

    /** Whoever has to act is reminded. */
    void remind(Duty duty, Instant now) {
        step = Optional.of(pending(duty).withReminder());
        addByItself(now, EventType.REMINDED, inWords(duty));
    }

    /**
     * The due date has passed; it is recorded once, whoever notices it again.
     *
     * @return the role that may act as well from now on; empty where nobody else may
     */
    Optional<Role> overdue(Duty duty, Instant now) {
        Obligation obligation = pending(duty);
        if (!obligation.due().isPast(now)) {
            throw new RefusedException("The due date is not reached before "
                    + SchoolTime.format(obligation.due().alarm()) + ".");
        }
        Optional<Role> joiner = joiner(duty);
        if (!obligation.overdue()) {
            step = Optional.of(obligation.asOverdue());
            addByItself(
                    now,
                    EventType.OVERDUE,
                    inWords(duty)
                            + joiner.map(role -> " The " + title(role) + " may do it now as well.")
                                    .orElse(""));
        }
        return joiner;
    }

    private Obligation pending(Duty duty) {
        if (!isPending(duty)) {
            throw new RefusedException("Nobody has to do this now: " + standsInWords());
        }
        return step.orElseThrow();
    }

    private static String inWords(Duty duty) {
        return switch (duty) {
            case PREPARE -> "To prepare the review.";
            case HEAD_REVIEW -> "To decide whether the policy changes.";
            case DRAFT -> "To hand in the new version.";
            case GIVE_VIEW -> "To give a view.";
            case DECIDE -> "To sign off or return.";
            case FOLLOW_UP -> "To follow up missing names.";
        };
    }

    /** Who may do this now, the first of them by right; none for {@link Duty#VIEW}, which those who were asked do. */
    public List<Role> whoMay(Duty duty) {
        List<Role> roles = new ArrayList<>();
        switch (duty) {
            case PREPARE -> roles.add(Role.SOCIAL_MEDIA);
            case HEAD_REVIEW -> {
                if (isPreparedByHead()) {
                    roles.add(Role.DEPUTY_HEAD);
                    roles.add(Role.CHAIR_OF_GOVERNORS);
                } else {
                    roles.add(Role.HEAD_TEACHER);
                }
            }
            case DRAFT, FOLLOW_UP -> roles.add(Role.HEAD_TEACHER);
            case DECIDE -> roles.add(Role.CHAIR_OF_GOVERNORS);
            case GIVE_VIEW -> {
                // Those who were asked, by name.
            }
        }
        if (isPending(duty) && step.orElseThrow().overdue()) {
            joiner(duty).filter(role -> !roles.contains(role)).ifPresent(roles::add);
        }
        return roles;
    }

    private boolean isPreparedByHead() {
        return preparation.filter(Preparation::byHead).isPresent();
    }

    private Optional<Role> joiner(Duty duty) {
        return switch (duty) {
            case PREPARE -> Optional.of(Role.HEAD_TEACHER);
            case HEAD_REVIEW ->
                isPreparedByHead()
                        ? Optional.empty()
                        : Optional.of(
                                preparation.filter(Preparation::byDeputy).isPresent()
                                        ? Role.CHAIR_OF_GOVERNORS
                                        : Role.DEPUTY_HEAD);
            case DRAFT, FOLLOW_UP -> Optional.of(Role.DEPUTY_HEAD);
            case GIVE_VIEW, DECIDE -> Optional.empty();
        };
    }

    /** @return the role in which this person may do it */
    private Role authority(Person person, Duty duty) {
        boolean own = switch (duty) {
            case HEAD_REVIEW ->
                preparation
                        .map(Preparation::by)
                        .filter(person.id()::equalsIgnoreCase)
                        .isPresent();
            case DECIDE -> isOwnWork(person);
            case PREPARE, DRAFT, GIVE_VIEW, FOLLOW_UP -> false;
        };
        if (own) {
            throw new NotAllowedException("Nobody decides their own request: somebody else has to.");
        }
        List<Role> roles = whoMay(duty);
        return roles.stream()
                .filter(person::has)
                .findFirst()
                .orElseThrow(() -> new NotAllowedException("Only the "
                        + roles.stream().map(Review::title).collect(Collectors.joining(" and the ")) + " can do this"
                        + (duty == Duty.HEAD_REVIEW && isPreparedByHead()
                                ? ", as the head teacher prepared the review."
                                : ".")));
    }

    private boolean isOwnWork(Person chair) {
        return preparation
                        .map(Preparation::by)
                        .filter(chair.id()::equalsIgnoreCase)
                        .isPresent()
                || round().flatMap(Round::draft)
                        .map(Draft::by)
                        .filter(chair.id()::equalsIgnoreCase)
                        .isPresent();
    }

    private void require(State legal, String participle) {
        if (state != legal) {
            throw new RefusedException("This cannot be " + participle + " now: " + standsInWords());
        }
    }

    private String standsInWords() {
        return "review " + reference + " stands at \u201c" + state.words()
                + "\u201d. Please open it afresh to see what is left to do.";
    }

    private void moveTo(State next, Duty duty, Instant now, SchoolCalendar calendar) {
        state = next;
        step = Optional.of(ReviewTimes.of(duty, now, calendar));
    }

    private void add(Instant at, Optional<String> by, EventType type, String text) {
        history.add(new HistoryEvent(at, by, type, text));
    }

    private void addByItself(Instant at, EventType type, String text) {
        add(at, Optional.empty(), type, text);
    }

    private static String title(Role role) {
        return lower(role.title());
    }

    private static String lower(String words) {
        return words.toLowerCase(Locale.UK);
    }

    /** The business key of the process. */
    public UUID id() {
        return id;
    }

    /** What people call it by, such as {@code REV-2026-0001}. */
    public String reference() {
        return reference;
    }

    /** The term that is reviewed, as it stood in the school calendar when the review was opened. */
    public Term term() {
        return term;
    }

    /** Whether the policy itself was due when it was opened, so that it carries the review of two years (R1). */
    public boolean isPolicyDue() {
        return policyDue;
    }

    /** User name of whoever opened it; empty where the clock did. */
    public Optional<String> openedBy() {
        return openedBy;
    }

    public Instant openedAt() {
        return openedAt;
    }

    public State state() {
        return state;
    }

    /** What somebody has to do now; empty where the software or staff are waited for, and at the end. */
    public Optional<Duty> duty() {
        return Optional.ofNullable(
                switch (state) {
                    case PREPARING -> Duty.PREPARE;
                    case HEAD_REVIEW -> Duty.HEAD_REVIEW;
                    case DRAFTING -> Duty.DRAFT;
                    case WITH_GOVERNORS -> Duty.GIVE_VIEW;
                    case WITH_CHAIR -> Duty.DECIDE;
                    case ACKNOWLEDGING -> step.isPresent() ? Duty.FOLLOW_UP : null;
                    case SIGNED_OFF, CLOSED, CANCELLED -> null;
                });
    }

    /** Whether somebody has to do this now. */
    public boolean isPending(Duty duty) {
        return duty().filter(duty::equals).isPresent();
    }

    /** The times of this, where somebody has to do it now; empty otherwise. */
    public Optional<Obligation> obligation(Duty duty) {
        return isPending(duty) ? step : Optional.empty();
    }

    /** By when somebody has to act now; empty where nobody has to. */
    public Optional<Deadline> due() {
        return step.map(Obligation::due);
    }

    /** What was said about the term; empty before. */
    public Optional<Preparation> preparation() {
        return preparation;
    }

    /** What the head teacher decided; empty before, and once it is prepared anew. */
    public Optional<HeadRuling> headRuling() {
        return headRuling;
    }

    /** Whether there is to be a new version. */
    public boolean needsVersion() {
        return headRuling.filter(ruling -> ruling.outcome().needsVersion()).isPresent();
    }

    /** The reports that were attached, the earliest first; the last one is what is signed off. */
    public List<AttachedFile> reports() {
        return Collections.unmodifiableList(reports);
    }

    /** The times that it went to the governors, the earliest first. */
    public List<Round> rounds() {
        return Collections.unmodifiableList(rounds);
    }

    /** The latest time that it went to the governors; empty before. */
    public Optional<Round> round() {
        return rounds.isEmpty() ? Optional.empty() : Optional.of(rounds.get(rounds.size() - 1));
    }

    /** The version that came out of it; empty before, and where the policy stays. */
    public Optional<UUID> published() {
        return published;
    }

    /** When the time to confirm is over; empty where staff do not have to. */
    public Optional<Instant> acknowledgeUntil() {
        return acknowledgeUntil;
    }

    /** By when the policy is due again, where this review was of the policy as well (R1) and left it as it is. */
    public Optional<LocalDate> renewedUntil() {
        return renewedUntil;
    }

    /** When it came to its end. */
    public Optional<Instant> endedAt() {
        return endedAt;
    }

    /** Whether this person may read it. */
    public boolean isVisibleTo(Person person) {
        return mayRead(person);
    }

    /** Whether this person may read reviews at all. */
    public static boolean mayRead(Person person) {
        return person.hasAnyOf(
                Role.HEAD_TEACHER, Role.DEPUTY_HEAD, Role.CHAIR_OF_GOVERNORS, Role.GOVERNORS, Role.SOCIAL_MEDIA);
    }

    /** Whether this person may cancel it at this moment. */
    public boolean mayCancel(Person person) {
        return open().contains(state) && person.hasAnyOf(CANCELLERS);
    }

    /** Whether a draft can be handed in by this person at this moment. */
    public boolean mayDraft(Person person) {
        return state == DRAFTING && whoMay(Duty.DRAFT).stream().anyMatch(person::has);
    }

    /** All that happened, the earliest first. */
    public List<HistoryEvent> history() {
        return Collections.unmodifiableList(history);
    }

    /** How often it was changed; whoever saves it must have read the latest version. */
    int version() {
        return version;
    }

    /** What happened since it was read. */
    List<HistoryEvent> newEvents() {
        return history.subList(eventsOnRecord, history.size());
    }

    /** States in which it is not at an end and the chair has not signed it off; there is one such review at a time. */
    static Set<State> open() {
        return EnumSet.of(PREPARING, HEAD_REVIEW, DRAFTING, WITH_GOVERNORS, WITH_CHAIR);
    }
}
