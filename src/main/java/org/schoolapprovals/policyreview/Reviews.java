package org.schoolapprovals.policyreview;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.decision.DecisionRecord;
import org.schoolapprovals.decision.Stage;
import org.schoolapprovals.decision.StageKind;
import org.schoolapprovals.decision.StageRecord;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.Faults;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.report.AttachedReport;
import org.schoolapprovals.report.AttachedReports;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.schoolcalendar.Term;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people and the clock can do with reviews (P8, R1). Each method is one transaction, in which the review, its history and its
 * rows in the records change together or not at all. User names are those of whoever acts. Those who act on one review at once have
 * their turn one after the other.
 *
 * <p>Everything refuses with {@link RefusedException}: with {@link NotAllowedException} for the wrong person.
 */
@Service
@Transactional
public class Reviews {

    private static final String SIGNED_OFF = "signed-off";
    private static final String PUBLISHED = "published";
    private static final String CANCELLED = "cancelled";

    static final String NOT_YOURS = "There is no such review, or it is not yours to see.";

    private final ReviewStore store;
    private final PolicyVersions versions;
    private final Acknowledgements acknowledgements;
    private final ReviewDays days;
    private final AttachedReports reports;
    private final DecisionRecord decisions;
    private final StageRecord stages;
    private final People people;
    private final SchoolCalendars calendars;
    private final PolicyReviewProcess process;
    private final ReviewNotices notices;
    private final Clock clock;

    Reviews(
            ReviewStore store,
            PolicyVersions versions,
            Acknowledgements acknowledgements,
            ReviewDays days,
            AttachedReports reports,
            DecisionRecord decisions,
            StageRecord stages,
            People people,
            SchoolCalendars calendars,
            PolicyReviewProcess process,
            ReviewNotices notices,
            Clock clock) {
        this.store = store;
        this.versions = versions;
        this.acknowledgements = acknowledgements;
        this.days = days;
        this.reports = reports;
        this.decisions = decisions;
        this.stages = stages;
        this.people = people;
        this.calendars = calendars;
        this.process = process;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * Opens the review of the current term once its day has come, and tells the process: once, however often and on however many
     * nodes it is asked, and later in the term where the application was down that day. Once the term is over it opens none: the head
     * teacher may by hand.
     *
     * @return the review, if this opened one
     */
    public Optional<Review> openDue() {
        SchoolCalendar calendar = calendars.current();
        LocalDate today = SchoolTime.dayOf(now());
        Optional<Term> due = calendar.termOn(today)
                .filter(term -> days.dayOf(term, calendar)
                        .filter(day -> !today.isBefore(day))
                        .isPresent());
        if (due.isEmpty() || isSettled(due.get())) {
            return Optional.empty();
        }
        store.lockOpening();
        if (isSettled(due.get())) {
            return Optional.empty();
        }
        Review review = open(due.get(), Optional.empty(), calendar);
        process.opened(review.id());
        return Optional.of(review);
    }

    /** Whether this term had its review, cancelled ones included, or another review has to end first. */
    private boolean isSettled(Term term) {
        return store.findOpen().isPresent() || !store.ofTerm(term).isEmpty();
    }

    /**
     * The head teacher or the deputy opens the review of the current term, or in the holidays of the last one; the process is there
     * already.
     */
    public Review openByHand(String userId) {
        Person person = person(userId);
        if (!person.hasAnyOf(Role.HEAD_TEACHER, Role.DEPUTY_HEAD)) {
            throw new NotAllowedException("Only the head teacher and the deputy head open a review by hand (P8).");
        }
        store.lockOpening();
        store.findOpen().ifPresent(open -> {
            throw new RefusedException("Review " + open.reference() + " of the "
                    + open.term().name() + " is open still: please bring it to its end, or cancel it, first.");
        });
        SchoolCalendar calendar = calendars.current();
        Term term = termToReview(calendar);
        store.ofTerm(term).stream()
                .filter(review -> review.state() != State.CANCELLED)
                .findFirst()
                .ifPresent(done -> {
                    throw new RefusedException(
                            "The " + term.name() + " has had its review: it is " + done.reference() + ".");
                });
        return open(term, Optional.of(userId), calendar);
    }

    private Term termToReview(SchoolCalendar calendar) {
        LocalDate today = SchoolTime.dayOf(now());
        return calendar.termOn(today)
                .or(() -> calendar.terms().stream()
                        .filter(term -> term.lastDay().isBefore(today))
                        .reduce((earlier, later) -> later))
                .orElseThrow(
                        () -> new RefusedException(
                                "There is no term to review: please ask the office to enter the terms in the school calendar."));
    }

    private Review open(Term term, Optional<String> openedBy, SchoolCalendar calendar) {
        Instant now = now();
        AttachedReport report = report(term, now);
        UUID id = UUID.randomUUID();
        Review review = Review.opened(
                id,
                store.nextReference(SchoolTime.dayOf(now).getYear()),
                term,
                isPolicyDue(term, calendar),
                openedBy,
                attached(1, report),
                now,
                calendar);
        store.add(review);
        store.addReport(id, review.reports().get(0), report.pdf());
        stages.begin(stage(review, StageKind.REQUEST), now, Optional.empty());
        notices.opened(review);
        return review;
    }

    /** Whether the policy comes due before the next term begins, so that the review of this one carries that too. */
    private boolean isPolicyDue(Term term, SchoolCalendar calendar) {
        LocalDate before = calendar.terms().stream()
                .map(Term::firstDay)
                .filter(term.lastDay()::isBefore)
                .findFirst()
                .orElse(term.lastDay().plusDays(1));
        return versions.standing().reviewDue().filter(before::isAfter).isPresent();
    }

    /**
     * Sums the term up.
     *
     * @param summary 10 to 4,000 characters
     * @param proposal {@code no-change}, {@code minor-change} or {@code major-change}
     */
    public Review prepare(UUID id, String userId, String summary, String proposal) {
        Change proposed = change("Proposal", proposal);
        Review review = lock(id);
        review.prepare(person(userId), summary, proposed, now(), calendars.current());
        store.save(review);
        askDecision(review, Duty.HEAD_REVIEW);
        return review;
    }

    /**
     * Decides as the head teacher, or in their place, whether the policy changes.
     *
     * @param outcome {@code no-change}, {@code minor-change} or {@code major-change}
     * @param note at most 1,000 characters; null for none, which only whoever follows the proposal may leave out
     */
    public Review headReview(UUID id, String userId, String outcome, String note) {
        Change decided = change("Outcome", outcome);
        Person person = person(userId);
        Instant now = now();
        Review review = lock(id);
        review.requireHeadReview(person);
        Obligation asked = review.obligation(Duty.HEAD_REVIEW).orElseThrow();
        AttachedReport report = report(review.term(), now);
        AttachedFile file = attached(review.reports().size() + 1, report);
        review.headReview(person, decided, note, file, governors(), now, calendars.current());
        store.save(review);
        if (!decided.needsVersion()) {
            store.addReport(id, file, report.pdf());
        }
        HeadRuling ruling = review.headRuling().orElseThrow();
        decisions.append(
                new Decision(
                        id,
                        Review.PROCESS,
                        Review.CLAUSE_TERM,
                        decided.value(),
                        ruling.note(),
                        "",
                        review.preparation().orElseThrow().by(),
                        asked.asked(),
                        asked.due().due(),
                        userId,
                        ruling.role(),
                        ruling.onBehalfOf(),
                        now),
                StageKind.DECISION);
        return review;
    }

    /**
     * Hands in a new version, which goes to the governors.
     *
     * @param upload the id that {@link PolicyVersions#upload} gave
     * @param changeSummary 10 to 4,000 characters
     * @param substantive whether staff have to confirm it
     * @param inForceFrom such as {@code 2027-01-04}
     */
    public Review draft(
            UUID id, String userId, String upload, String changeSummary, boolean substantive, String inForceFrom) {
        Person person = person(userId);
        Instant now = now();
        Review review = lock(id);
        review.requireDraftable(person);
        Faults faults = new Faults();
        Optional<UUID> document = versions.readDraft(id, upload, faults);
        Draft draft = review.readDraft(person, document, changeSummary, substantive, day(inForceFrom), now, faults);
        faults.refuseIfAny();
        AttachedReport report = report(review.term(), now);
        AttachedFile file = attached(review.reports().size() + 1, report);
        review.draft(draft, file, governors(), calendars.current());
        store.save(review);
        store.addReport(id, file, report.pdf());
        return review;
    }

    /** User names of those who are asked for a view in the present round and have not given it. */
    @Transactional(readOnly = true)
    public Set<String> governorsAsked(UUID id) {
        return find(id).round().stream()
                .flatMap(round -> round.governors().stream())
                .filter(one -> one.view().isEmpty())
                .map(Asked::governor)
                .collect(Collectors.toSet());
    }

    /**
     * A governor gives their view.
     *
     * @param view {@code agree}, which without a new version means that the report is noted, or {@code return}
     * @param comment at most 1,000 characters; null for none, which only whoever agrees may leave out
     */
    public Review view(UUID id, String userId, String view, String comment) {
        View given = View.of(view)
                .orElseThrow(() -> new RefusedException("View: please choose to agree or to have it returned."));
        Review review = lock(id);
        review.view(person(userId), given, comment, now());
        return saved(review);
    }

    /** Asks who has become a governor since, and does not wait for who is none any more; the process is told of each. */
    public void keepGovernorsInStep() {
        Optional<Review> open = store.findOpen().filter(review -> review.state() == State.WITH_GOVERNORS);
        if (open.isEmpty()) {
            return;
        }
        Review review = lock(open.get().id());
        if (review.state() != State.WITH_GOVERNORS) {
            return;
        }
        Instant now = now();
        Set<String> governors = governors();
        Set<String> joined = new HashSet<>();
        Set<String> left = new HashSet<>();
        for (String governor : governors) {
            if (review.governorJoined(governor, now)) {
                joined.add(governor);
            }
        }
        for (Asked asked : review.round().orElseThrow().governors()) {
            if (!governors.contains(asked.governor()) && review.governorLeft(asked.governor(), now)) {
                left.add(asked.governor());
            }
        }
        if (joined.isEmpty() && left.isEmpty()) {
            return;
        }
        store.save(review);
        joined.forEach(governor -> process.governorJoined(review.id(), governor));
        left.forEach(governor -> process.governorLeft(review.id(), governor));
    }

    /** Every view is in, or their time is over. */
    public Review closeViews(UUID id) {
        Review review = lock(id);
        review.closeViews(now(), calendars.current());
        store.save(review);
        askDecision(review, Duty.DECIDE);
        return review;
    }

    /**
     * The chair of governors decides, and it is written in the decision record. A new version that is signed off is published at
     * once, and staff are asked to confirm a substantive one.
     *
     * @param decision {@code approve} or {@code return}
     * @param note at most 1,000 characters; null for none, which only an approval with a quorum may leave out
     */
    public Review chairDecide(UUID id, String userId, String decision, String note) {
        Verdict verdict = Verdict.of(decision)
                .orElseThrow(() -> new RefusedException("Decision: please choose to sign off or to return."));
        Instant now = now();
        Review review = lock(id);
        Optional<Obligation> asked = review.obligation(Duty.DECIDE);
        review.signOff(person(userId), verdict, note, now, calendars.current());
        Optional<Draft> draft = review.round().flatMap(Round::draft);
        Optional<PolicyVersion> version = review.toPublish().map(signedOff -> publish(review, signedOff, now));
        store.save(review);
        SignOff signOff = review.round().flatMap(Round::signOff).orElseThrow();
        decisions.append(
                new Decision(
                        id,
                        Review.PROCESS,
                        draft.isPresent() ? Review.CLAUSE_POLICY : Review.CLAUSE_TERM,
                        verdict.value(),
                        signOff.note(),
                        "",
                        draft.map(Draft::by)
                                .orElseGet(
                                        () -> review.preparation().orElseThrow().by()),
                        asked.orElseThrow().asked(),
                        asked.orElseThrow().due().due(),
                        userId,
                        Role.CHAIR_OF_GOVERNORS,
                        Optional.empty(),
                        now),
                StageKind.DECISION);
        if (verdict == Verdict.APPROVE) {
            stages.end(id, StageKind.REQUEST, version.isPresent() ? PUBLISHED : SIGNED_OFF, "", now);
        }
        notices.decided(review);
        version.ifPresent(published -> tellStaff(published, review, now));
        return find(id);
    }

    private PolicyVersion publish(Review review, Draft draft, Instant now) {
        PolicyVersion version = versions.publish(
                review, draft, review.round().flatMap(Round::signOff).orElseThrow());
        review.published(
                version.id(),
                version.substantive() ? Optional.of(acknowledgements.endOfPeriod(now)) : Optional.empty(),
                now);
        return version;
    }

    private void tellStaff(PolicyVersion version, Review review, Instant now) {
        if (version.substantive()) {
            acknowledgements.askEverybody(version, review.acknowledgeUntil().orElseThrow(), now);
        } else {
            notices.published(version);
        }
    }

    /** The time to confirm is over: whoever has not confirmed is missing, and the head teacher follows that up. */
    public Review closePeriod(UUID id) {
        Review review = lock(id);
        int missing = review.state() == State.ACKNOWLEDGING
                ? acknowledgements.closePeriod(review.published().orElseThrow())
                : 0;
        review.closePeriod(missing, now(), calendars.current());
        return saved(review);
    }

    /** What the head teacher did about those who have not confirmed. @param note 3 to 1,000 characters */
    public Review followUp(UUID id, String userId, String note) {
        Review review = lock(id);
        review.followUp(person(userId), note, now());
        return saved(review);
    }

    /** Gives a review up that nobody has signed off; the process is told. @param reason 3 to 1,000 characters */
    public Review cancel(UUID id, String userId, String reason) {
        Person person = person(userId);
        Review review = lock(id);
        if (!review.isVisibleTo(person)) {
            throw new NotAllowedException(NOT_YOURS);
        }
        Instant now = now();
        review.cancel(person, reason, now);
        store.save(review);
        stages.endIfOpen(id, StageKind.DECISION, CANCELLED, "", now);
        stages.end(id, StageKind.REQUEST, CANCELLED, "", now);
        notices.cancelled(review, userId);
        process.cancelled(id);
        return review;
    }

    /** Whoever has to act is reminded. */
    public Review remind(UUID id, Duty duty) {
        Review review = lock(id);
        review.remind(duty, now());
        return saved(review);
    }

    /**
     * A due date has passed.
     *
     * @return the role that may act as well from now on; empty where nobody else may
     */
    public Optional<Role> overdue(UUID id, Duty duty) {
        Review review = lock(id);
        Optional<Role> joiner = review.overdue(duty, now());
        store.save(review);
        if (duty == Duty.DECIDE) {
            notices.signOffOverdue(review);
        }
        return joiner;
    }

    /** The review itself, for the process, whoever is signed in; pages ask {@link ReviewRegister}. */
    @Transactional(readOnly = true)
    public Review find(UUID id) {
        return store.find(id).orElseThrow(() -> new NotAllowedException(NOT_YOURS));
    }

    private Review lock(UUID id) {
        return store.lock(id).orElseThrow(() -> new NotAllowedException(NOT_YOURS));
    }

    private void askDecision(Review review, Duty duty) {
        Obligation asked = review.obligation(duty).orElseThrow();
        stages.begin(
                stage(review, StageKind.DECISION), asked.asked(), asked.due().due());
    }

    private static Stage stage(Review review, StageKind kind) {
        return new Stage(review.id(), review.reference(), Review.PROCESS, Review.CLAUSE_TERM, kind);
    }

    private Review saved(Review review) {
        store.save(review);
        return review;
    }

    private Set<String> governors() {
        Set<String> governors = new HashSet<>();
        for (Role role : List.of(Role.GOVERNORS, Role.CHAIR_OF_GOVERNORS)) {
            people.with(role).stream().map(Person::id).forEach(governors::add);
        }
        return governors;
    }

    private static Change change(String label, String value) {
        return Change.of(value)
                .orElseThrow(() ->
                        new RefusedException(label + ": please choose no change, a minor change or a major change."));
    }

    private static LocalDate day(String given) {
        try {
            return given == null ? null : LocalDate.parse(given.strip());
        } catch (DateTimeParseException noDay) {
            return null;
        }
    }

    /** As it stands now; asked for before anything else is written, because it waits for everybody who is writing. */
    private AttachedReport report(Term term, Instant now) {
        LocalDate today = SchoolTime.dayOf(now);
        return reports.ofTerm(term.contains(today) ? today : term.lastDay(), now.truncatedTo(ChronoUnit.SECONDS));
    }

    private static AttachedFile attached(int nth, AttachedReport report) {
        return new AttachedFile(
                nth,
                report.frame().period().first(),
                report.frame().period().last(),
                report.frame().asAt(),
                report.fingerprint(),
                DigestUtils.sha256Hex(report.pdf()),
                report.pdf().length);
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
