package org.schoolapprovals.deviceexception;

import static org.schoolapprovals.deviceexception.State.ACTIVE;
import static org.schoolapprovals.deviceexception.State.APPROVED;
import static org.schoolapprovals.deviceexception.State.AWAITING_ANSWER;
import static org.schoolapprovals.deviceexception.State.AWAITING_DECISION;
import static org.schoolapprovals.deviceexception.State.CLOSED;
import static org.schoolapprovals.deviceexception.State.LAPSED;
import static org.schoolapprovals.deviceexception.State.REFUSED;
import static org.schoolapprovals.deviceexception.State.RETROSPECTIVE;
import static org.schoolapprovals.deviceexception.State.RETROSPECTIVE_NOTED;
import static org.schoolapprovals.deviceexception.State.RETURNED;
import static org.schoolapprovals.deviceexception.State.REVOKED;
import static org.schoolapprovals.deviceexception.State.WITHDRAWN;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.schoolapprovals.decision.StageChanges;
import org.schoolapprovals.decision.StageKind;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.Faults;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolTime;

/**
 * One request for an exception from clause P5 and all that became of it. Every method that changes it either makes a legal step or
 * refuses with a sentence and leaves everything as it was: {@link NotAllowedException} for the wrong person, {@link
 * RefusedException} for the wrong moment or a faulty input. An exception is in force only while this says so.
 */
public final class DeviceException {

    /** The id of the process, as the decision record names it. */
    public static final String PROCESS = "personal-device-exception";

    /** The clause of the policy that every decision here rests on. */
    public static final String CLAUSE = "P5";

    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_TEXT = 1000;
    private static final int LONGEST_LOG = 2000;

    private final UUID id;
    private final String reference;
    private final String requester;
    private final Role deciders;
    private final Optional<Role> standIn;
    private final Instant requestedAt;
    private final int version;
    private final List<HistoryEvent> history;
    private final int eventsOnRecord;
    private final StageChanges stages;

    private DeviceExceptionRequest request;
    private State state;
    private Closure closure;
    private DecisionTimes times;
    private boolean reminded;
    private boolean standInInvited;
    private Optional<Instant> answerReminder;
    private Optional<Ruling> ruling;
    private Optional<ClosureTimes> closureTimes;
    private Optional<ClosureReport> closureReport;
    private Optional<Instant> closureReportedAt;

    /** Everything about an exception that can change, as it is stored. */
    record Standing(
            DeviceExceptionRequest request,
            State state,
            Closure closure,
            DecisionTimes times,
            boolean reminded,
            boolean standInInvited,
            Optional<Instant> answerReminder,
            Optional<Ruling> ruling,
            Optional<ClosureTimes> closureTimes,
            Optional<ClosureReport> closureReport,
            Optional<Instant> closureReportedAt) {}

    /** An exception as it was stored. */
    DeviceException(
            UUID id,
            String reference,
            String requester,
            Role deciders,
            Optional<Role> standIn,
            Instant requestedAt,
            int version,
            Standing standing,
            List<HistoryEvent> history) {
        this.id = id;
        this.reference = reference;
        this.requester = requester;
        this.deciders = deciders;
        this.standIn = standIn;
        this.requestedAt = requestedAt;
        this.version = version;
        this.history = new ArrayList<>(history);
        this.eventsOnRecord = history.size();
        this.stages = new StageChanges(id, reference, PROCESS, CLAUSE);
        this.request = standing.request();
        this.state = standing.state();
        this.closure = standing.closure();
        this.times = standing.times();
        this.reminded = standing.reminded();
        this.standInInvited = standing.standInInvited();
        this.answerReminder = standing.answerReminder();
        this.ruling = standing.ruling();
        this.closureTimes = standing.closureTimes();
        this.closureReport = standing.closureReport();
        this.closureReportedAt = standing.closureReportedAt();
    }

    Standing standing() {
        return new Standing(
                request,
                state,
                closure,
                times,
                reminded,
                standInInvited,
                answerReminder,
                ruling,
                closureTimes,
                closureReport,
                closureReportedAt);
    }

    /**
     * A new request. Before departure it awaits its decision; from departure on it is retrospective, which is neither refused nor
     * ever approved.
     *
     * @param requester somebody who works at the school
     */
    public static DeviceException request(
            UUID id,
            String reference,
            Person requester,
            DeviceExceptionRequest request,
            Instant now,
            SchoolCalendar calendar) {
        if (!requester.hasAnyOf(Role.STAFF, Role.OFFICE, Role.SOCIAL_MEDIA, Role.HEAD_TEACHER, Role.DEPUTY_HEAD)) {
            throw new NotAllowedException("Only people who work at the school can ask for a personal device (P5).");
        }
        boolean retrospective = !request.departure().isAfter(now);
        DecisionTimes times = retrospective
                ? DecisionTimes.retrospective(request.departure(), now, calendar)
                : DecisionTimes.before(request.departure(), now, calendar);
        DeviceException exception = new DeviceException(
                id,
                reference,
                requester.id(),
                requester.has(Role.HEAD_TEACHER) ? Role.CHAIR_OF_GOVERNORS : Role.HEAD_TEACHER,
                standInFor(requester),
                now,
                0,
                new Standing(
                        request,
                        retrospective ? RETROSPECTIVE : AWAITING_DECISION,
                        Closure.NOT_NEEDED,
                        times,
                        false,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                List.of());
        exception.stages.begin(StageKind.REQUEST, now, Optional.empty());
        exception.askDeciders();
        exception.add(now, requester.id(), EventType.REQUESTED, "The declaration was made.");
        if (retrospective) {
            exception.addByClock(
                    now,
                    EventType.RECORDED_AS_RETROSPECTIVE,
                    "The trip had already begun, so this cannot be approved; the " + title(exception.deciders)
                            + " notes it.");
        }
        return exception;
    }

    private void askDeciders() {
        stages.begin(StageKind.DECISION, times.asked(), times.due().due());
    }

    private static Optional<Role> standInFor(Person requester) {
        if (requester.has(Role.HEAD_TEACHER)) {
            return Optional.empty();
        }
        return Optional.of(requester.has(Role.DEPUTY_HEAD) ? Role.CHAIR_OF_GOVERNORS : Role.DEPUTY_HEAD);
    }

    /**
     * Decides the request. An approval takes effect at departure; after a question it waits for the requester's answer.
     *
     * @param conditions what an approval is subject to, at most 1,000 characters; may be empty
     * @param reason at most 1,000 characters; at least 3 unless approved; the question where more information is asked for
     */
    public void decide(
            Person by, Outcome outcome, String conditions, String reason, Instant now, SchoolCalendar calendar) {
        Authority authority = authorityOf(by);
        require(EnumSet.of(AWAITING_DECISION), "decided");
        refuseAfterDeparture(now);
        Faults faults = new Faults();
        String givenConditions = faults.optionalLines("Conditions", conditions, LONGEST_TEXT);
        String givenReason = outcome == Outcome.APPROVE
                ? faults.optionalLines("Reason", reason, LONGEST_TEXT)
                : faults.lines("Reason", reason, SHORTEST_REASON, LONGEST_TEXT);
        faults.refuseIfAny();
        ruling = Optional.of(new Ruling(
                outcome, givenConditions, givenReason, by.id(), authority.role(), authority.onBehalfOf(), now));
        reminded = false;
        switch (outcome) {
            case APPROVE -> {
                state = APPROVED;
                add(now, by.id(), EventType.APPROVED, approvalInWords(givenConditions, givenReason));
            }
            case REFUSE -> {
                state = REFUSED;
                stages.end(StageKind.REQUEST, code(REFUSED), now);
                add(now, by.id(), EventType.REFUSED, givenReason);
            }
            case MORE_INFORMATION -> {
                state = AWAITING_ANSWER;
                answerReminder = Optional.of(DecisionTimes.reminder(now, calendar));
                add(now, by.id(), EventType.MORE_INFORMATION_ASKED, givenReason);
            }
        }
    }

    private static String approvalInWords(String conditions, String reason) {
        String subjectTo = conditions.isEmpty() ? "" : "Conditions: " + conditions;
        return subjectTo + (subjectTo.isEmpty() || reason.isEmpty() ? "" : "\n") + reason;
    }

    /**
     * Answers the question and amends the request. The earlier decision is cleared; the due date starts anew.
     *
     * @param answer 3 to 1,000 characters
     * @param amended as {@link DeviceExceptionRequest#amended} read it: departure lies ahead
     */
    public void answer(Person by, String answer, DeviceExceptionRequest amended, Instant now, SchoolCalendar calendar) {
        requireRequester(by, "answer");
        require(EnumSet.of(AWAITING_ANSWER), "answered");
        refuseAfterDeparture(now);
        Faults faults = new Faults();
        String given = readAnswer(faults, answer);
        faults.refuseIfAny();
        if (!amended.departure().isAfter(now)) {
            throw new RefusedException(
                    "Departure: it has to lie ahead still; please correct it or withdraw the request.");
        }
        List<String> changes = request.changesIn(amended);
        request = amended;
        ruling = Optional.empty();
        answerReminder = Optional.empty();
        reminded = false;
        standInInvited = false;
        times = DecisionTimes.before(request.departure(), now, calendar);
        state = AWAITING_DECISION;
        askDeciders();
        add(now, by.id(), EventType.ANSWERED, given);
        if (!changes.isEmpty()) {
            add(now, by.id(), EventType.AMENDED, String.join("\n", changes));
        }
    }

    static String readAnswer(Faults faults, Object raw) {
        return faults.lines("Answer", raw, SHORTEST_REASON, LONGEST_TEXT);
    }

    /** Takes the request back, at any time before return. What was in use until now has to be closed. */
    public void withdraw(Person by, Instant now, SchoolCalendar calendar) {
        requireRequester(by, "withdraw");
        require(EnumSet.of(AWAITING_DECISION, AWAITING_ANSWER, APPROVED, ACTIVE), "withdrawn");
        if (!now.isBefore(request.homecoming())) {
            throw new RefusedException(
                    "The trip is over, so there is nothing left to withdraw: please close the use instead.");
        }
        endEarly(WITHDRAWN, now, calendar);
        add(now, by.id(), EventType.WITHDRAWN, "");
    }

    /**
     * Ends an approval at once.
     *
     * @param by head or deputy; the chair of governors where the head asked
     * @param reason 3 to 1,000 characters
     * @return in which role it was revoked
     */
    public Role revoke(Person by, String reason, Instant now, SchoolCalendar calendar) {
        Role role = revokerRole(by)
                .orElseThrow(() -> new NotAllowedException(
                        "Only " + revokersInWords() + " can revoke this exception, and nobody their own."));
        require(EnumSet.of(APPROVED, ACTIVE), "revoked");
        Faults faults = new Faults();
        String given = faults.lines("Reason", reason, SHORTEST_REASON, LONGEST_TEXT);
        faults.refuseIfAny();
        endEarly(REVOKED, now, calendar);
        add(now, by.id(), EventType.REVOKED, given);
        return role;
    }

    /** Takes the request back instead of answering the question. */
    public void withdrawInAnswer(Person by, Instant now, SchoolCalendar calendar) {
        requireRequester(by, "withdraw");
        require(EnumSet.of(AWAITING_ANSWER), "withdrawn in an answer");
        withdraw(by, now, calendar);
    }

    private void endEarly(State end, Instant now, SchoolCalendar calendar) {
        if (state == APPROVED && !now.isBefore(request.departure())) {
            comeIntoForce();
        }
        boolean inUse = state == ACTIVE;
        if (state == AWAITING_DECISION) {
            stages.end(StageKind.DECISION, code(end), now);
        }
        stages.end(StageKind.REQUEST, code(end), now);
        state = end;
        reminded = false;
        if (inUse) {
            leaveForce(now, calendar);
        }
    }

    private void comeIntoForce() {
        state = ACTIVE;
        stages.begin(StageKind.IN_FORCE, request.departure(), Optional.empty());
    }

    private void leaveForce(Instant at, SchoolCalendar calendar) {
        ClosureTimes closing = ClosureTimes.after(at, calendar);
        closure = Closure.DUE;
        closureTimes = Optional.of(closing);
        stages.end(StageKind.IN_FORCE, code(state), at);
        stages.begin(StageKind.CLOSURE, at, closing.due().due());
    }

    /** The trip begins and nobody decided: no approval, no exception. */
    public void lapse(Instant now) {
        require(EnumSet.of(AWAITING_DECISION, AWAITING_ANSWER), "lapse");
        requireReached(request.departure(), now, "The departure");
        String open = state == AWAITING_DECISION ? "Nobody had decided" : "The question was not answered";
        if (state == AWAITING_DECISION) {
            stages.end(StageKind.DECISION, code(LAPSED), request.departure());
        }
        stages.end(StageKind.REQUEST, code(LAPSED), request.departure());
        state = LAPSED;
        addByClock(
                now,
                EventType.LAPSED,
                open + " by the departure, so there is no exception and the device stays private.");
    }

    /** The trip begins: the approved device may be used. */
    public void activate(Instant now) {
        require(EnumSet.of(APPROVED), "begun");
        requireReached(request.departure(), now, "The departure");
        comeIntoForce();
        addByClock(now, EventType.ACTIVATED, "");
    }

    /** The trip is over: the device is private again, and the use is to be closed. */
    public void endUse(Instant now, SchoolCalendar calendar) {
        require(EnumSet.of(ACTIVE), "ended");
        requireReached(request.homecoming(), now, "The return");
        state = RETURNED;
        leaveForce(request.homecoming(), calendar);
        reminded = false;
        addByClock(now, EventType.USE_ENDED, "");
    }

    /** The requester states how the use ended; contact made is then confirmed by whoever decides. */
    public void close(Person by, ClosureReport report, Instant now) {
        requireRequester(by, "close");
        requireClosure(EnumSet.of(Closure.DUE), "closed");
        Faults faults = new Faults();
        String log = report.contactMade()
                ? faults.lines("Contact log", report.contactLog(), SHORTEST_REASON, LONGEST_LOG)
                : faults.optionalLines("Contact log", report.contactLog(), LONGEST_LOG);
        if (!report.numbersDeleted()) {
            faults.add("Numbers deleted: please delete the numbers of families from the device, then tick this (P5).");
        }
        if (request.photosAllowed() && !report.photosTransferred()) {
            faults.add("Photos transferred: please hand the photographs to the school, delete them from the device,"
                    + " then tick this (P5, S3).");
        }
        faults.refuseIfAny();
        closureReport = Optional.of(
                new ClosureReport(report.contactMade(), log, report.numbersDeleted(), report.photosTransferred()));
        closureReportedAt = Optional.of(now);
        reminded = false;
        add(
                now,
                by.id(),
                EventType.CLOSURE_REPORTED,
                report.contactMade() ? "Contact was made: " + log : "No contact was made.");
        if (report.contactMade()) {
            closure = Closure.TO_CHECK;
        } else {
            finishClosure(now, by.id());
        }
    }

    /**
     * Confirms a closure in which contact was made.
     *
     * @param confirmed has to be true
     * @param note at most 1,000 characters; may be empty
     * @return in which role it was checked
     */
    public Role checkClosure(Person by, boolean confirmed, String note, Instant now) {
        requireDecider(by);
        requireClosure(EnumSet.of(Closure.TO_CHECK), "checked");
        Faults faults = new Faults();
        String given = faults.optionalLines("Note", note, LONGEST_TEXT);
        if (!confirmed) {
            faults.add("Closure confirmed: please tick it once the contact is cleared up with the requester.");
        }
        faults.refuseIfAny();
        add(now, by.id(), EventType.CLOSURE_CHECKED, given);
        finishClosure(now, by.id());
        return deciders;
    }

    private void finishClosure(Instant now, String by) {
        closure = Closure.DONE;
        stages.end(StageKind.CLOSURE, "done", now);
        if (state == RETURNED) {
            state = CLOSED;
            stages.end(StageKind.REQUEST, code(CLOSED), now);
        }
        add(now, by, EventType.CLOSED, "");
    }

    /** What was done about a closure that is late; it stays due. @param note 3 to 1,000 characters */
    public void followUpClosure(Person by, String note, Instant now) {
        requireDecider(by);
        requireClosure(EnumSet.of(Closure.DUE, Closure.TO_CHECK), "followed up");
        add(now, by.id(), EventType.CLOSURE_FOLLOWED_UP, readNote(note));
    }

    /**
     * Takes note of a use that nobody had approved; it stays unapproved.
     *
     * @param note 3 to 1,000 characters
     * @return in which role it was noted
     */
    public Role noteRetrospectiveUse(Person by, String note, Instant now) {
        requireDecider(by);
        require(EnumSet.of(RETROSPECTIVE), "noted");
        String given = readNote(note);
        stages.end(StageKind.REQUEST, code(RETROSPECTIVE), now);
        state = RETROSPECTIVE_NOTED;
        reminded = false;
        add(now, by.id(), EventType.RETROSPECTIVE_USE_NOTED, given);
        return deciders;
    }

    private static String readNote(String note) {
        Faults faults = new Faults();
        String given = faults.lines("Note", note, SHORTEST_REASON, LONGEST_TEXT);
        faults.refuseIfAny();
        return given;
    }

    /** Whoever has to decide, to answer or to close is reminded. */
    public void remind(Instant now) {
        EventType reminder;
        if (state == AWAITING_DECISION) {
            reminder = EventType.DECIDERS_REMINDED;
        } else if (state == AWAITING_ANSWER) {
            reminder = EventType.REQUESTER_REMINDED;
        } else if (closure == Closure.DUE) {
            reminder = EventType.CLOSURE_REMINDED;
        } else {
            throw new RefusedException("Nobody has to be reminded: " + standsInWords());
        }
        reminded = true;
        addByClock(now, reminder, "");
    }

    /**
     * The due date has passed without a decision: from now on the stand-in may decide too.
     *
     * @return the role that joins; empty where the head asked, about whom only the chair of governors decides
     */
    public Optional<Role> inviteStandIn(Instant now) {
        require(EnumSet.of(AWAITING_DECISION), "handed to the stand-in");
        requireReached(times.due().alarm(), now, "The due date");
        standInInvited = standIn.isPresent();
        addByClock(
                now,
                EventType.DECISION_OVERDUE,
                standIn.map(role -> "The " + title(role) + " may decide now as well.")
                        .orElse("Only the " + title(deciders) + " can decide."));
        return standIn;
    }

    /** What a decision by this person rests on. */
    private record Authority(Role role, Optional<Role> onBehalfOf) {}

    private Authority authorityOf(Person person) {
        refuseOwn(person);
        if (person.has(deciders)) {
            return new Authority(deciders, Optional.empty());
        }
        if (standIn.filter(person::has).isEmpty()) {
            throw new NotAllowedException("Only the " + title(deciders) + " decides this request.");
        }
        if (!standInInvited) {
            throw new NotAllowedException("The " + title(standIn.get())
                    + " decides only once the due date has passed; until" + " then the " + title(deciders) + " does.");
        }
        return new Authority(standIn.get(), Optional.of(deciders));
    }

    private void requireDecider(Person person) {
        refuseOwn(person);
        if (!person.has(deciders)) {
            throw new NotAllowedException("Only the " + title(deciders) + " can do this.");
        }
    }

    private void refuseOwn(Person person) {
        if (mightBeOwn(person)) {
            throw new NotAllowedException("Nobody decides their own request: somebody else has to.");
        }
    }

    private void requireRequester(Person person, String verb) {
        if (!isOwn(person)) {
            throw new NotAllowedException("Only the person who asked can " + verb + " this request.");
        }
    }

    private boolean isOwn(Person person) {
        return person.id().equals(requester);
    }

    /** Stricter than {@link #isOwn}: nobody decides through a second user name that differs in case alone. */
    private boolean mightBeOwn(Person person) {
        return person.id().equalsIgnoreCase(requester);
    }

    private Optional<Role> revokerRole(Person person) {
        if (mightBeOwn(person)) {
            return Optional.empty();
        }
        if (person.has(deciders)) {
            return Optional.of(deciders);
        }
        return deciders == Role.HEAD_TEACHER && person.has(Role.DEPUTY_HEAD)
                ? Optional.of(Role.DEPUTY_HEAD)
                : Optional.empty();
    }

    private String revokersInWords() {
        return deciders == Role.HEAD_TEACHER ? "the head teacher or the deputy head" : "the " + title(deciders);
    }

    private void require(Set<State> legal, String participle) {
        if (!legal.contains(state)) {
            throw new RefusedException("This cannot be " + participle + " now: " + standsInWords());
        }
    }

    private void requireClosure(Set<Closure> legal, String participle) {
        if (!legal.contains(closure)) {
            throw new RefusedException("This cannot be " + participle + " now: " + standsInWords());
        }
    }

    private String standsInWords() {
        String closing = closure == Closure.NOT_NEEDED || state == CLOSED
                ? ""
                : ", " + closure.words().toLowerCase(Locale.UK);
        return "request " + reference + " stands at \u201c" + state.words() + closing
                + "\u201d. Please open it afresh to see what is left to do.";
    }

    private void refuseAfterDeparture(Instant now) {
        if (!now.isBefore(request.departure())) {
            throw new RefusedException("The trip began on " + SchoolTime.format(request.departure())
                    + " without an approval, so the request lapses.");
        }
    }

    private static void requireReached(Instant moment, Instant now, String what) {
        if (now.isBefore(moment)) {
            throw new RefusedException(what + " is not reached before " + SchoolTime.format(moment) + ".");
        }
    }

    private void add(Instant at, String by, EventType type, String text) {
        history.add(new HistoryEvent(at, Optional.of(by), type, text));
    }

    private void addByClock(Instant at, EventType type, String text) {
        history.add(new HistoryEvent(at, Optional.empty(), type, text));
    }

    /** As the record of stages says it. */
    private static String code(State result) {
        return result.name().toLowerCase(Locale.ROOT);
    }

    private static String title(Role role) {
        return role.title().toLowerCase(Locale.UK);
    }

    /** The business key of the process. */
    public UUID id() {
        return id;
    }

    /** What people call it by, such as {@code PDE-2026-0001}. */
    public String reference() {
        return reference;
    }

    /** User name of whoever asked. */
    public String requester() {
        return requester;
    }

    /** Who decides: the head teacher; the chair of governors where the head asked. */
    public Role deciders() {
        return deciders;
    }

    /** Who may decide as well once the due date has passed; empty where the head asked. */
    public Optional<Role> standIn() {
        return standIn;
    }

    /** Whether the due date has passed and the stand-in may decide in this round. */
    public boolean isStandInInvited() {
        return standInInvited;
    }

    public Instant requestedAt() {
        return requestedAt;
    }

    public DeviceExceptionRequest request() {
        return request;
    }

    public State state() {
        return state;
    }

    public Closure closure() {
        return closure;
    }

    /** Whether the trip had begun before anybody asked. */
    public boolean isRetrospective() {
        return state == RETROSPECTIVE || state == RETROSPECTIVE_NOTED;
    }

    /** Whether it is over in every respect. */
    public boolean isEnded() {
        return group() == Group.CLOSED;
    }

    /** Where the register lists it. */
    public Group group() {
        return Group.of(state, closure);
    }

    /** The times of the present round of asking and deciding, or of the last one. */
    public DecisionTimes times() {
        return times;
    }

    /** When the requester is reminded of the question; empty unless one is open. */
    public Optional<Instant> answerReminder() {
        return answerReminder;
    }

    /** What it rests on now; empty before a decision and after an answer. */
    public Optional<Ruling> ruling() {
        return ruling;
    }

    /** The question that waits for an answer. */
    public Optional<String> question() {
        return state == AWAITING_ANSWER ? ruling.map(Ruling::reason) : Optional.empty();
    }

    /** By when to close; empty unless it was in use. */
    public Optional<ClosureTimes> closureTimes() {
        return closureTimes;
    }

    /** What the requester stated at the end; empty before. */
    public Optional<ClosureReport> closureReport() {
        return closureReport;
    }

    /** When the requester stated it; empty before. */
    public Optional<Instant> closureReportedAt() {
        return closureReportedAt;
    }

    /** What is due next and when: a decision, a note or a closure; empty where nothing is. */
    public Optional<Deadline> due() {
        if (state == AWAITING_DECISION || state == RETROSPECTIVE) {
            return Optional.of(times.due());
        }
        return closure == Closure.DUE ? closureTimes.map(ClosureTimes::due) : Optional.empty();
    }

    /** Less than one school day before departure, and still undecided. */
    public boolean isUrgent(Instant now) {
        return (state == AWAITING_DECISION || state == AWAITING_ANSWER) && now.isAfter(times.urgentFrom());
    }

    /** How the open task stands out in a queue. */
    public Mark mark(Instant now) {
        if (isUrgent(now)) {
            return Mark.URGENT;
        }
        if (due().filter(deadline -> deadline.isPast(now)).isPresent()) {
            return Mark.OVERDUE;
        }
        return reminded ? Mark.REMINDED : Mark.NONE;
    }

    /** Whether the other one is the same person's, at the same time, and neither refused nor ended. */
    boolean conflictsWith(DeviceException other) {
        return requester.equals(other.requester)
                && EnumSet.of(AWAITING_DECISION, AWAITING_ANSWER, APPROVED, ACTIVE, RETROSPECTIVE)
                        .contains(other.state)
                && request.overlaps(other.request);
    }

    /** Whether this person may withdraw it at this moment. */
    public boolean mayWithdraw(Person person, Instant now) {
        return isOwn(person)
                && EnumSet.of(AWAITING_DECISION, AWAITING_ANSWER, APPROVED, ACTIVE)
                        .contains(state)
                && now.isBefore(request.homecoming());
    }

    /** Whether this person may revoke it at this moment. */
    public boolean mayRevoke(Person person) {
        return EnumSet.of(APPROVED, ACTIVE).contains(state)
                && revokerRole(person).isPresent();
    }

    /**
     * Whether this person may read it: the requester, head, deputy and office, and the chair of governors as far as they decide.
     */
    public boolean isVisibleTo(Person person) {
        return isOwn(person)
                || person.hasAnyOf(Role.HEAD_TEACHER, Role.DEPUTY_HEAD, Role.OFFICE)
                || person.has(Role.CHAIR_OF_GOVERNORS) && isForChair();
    }

    private boolean isForChair() {
        return deciders == Role.CHAIR_OF_GOVERNORS
                || standIn.filter(Role.CHAIR_OF_GOVERNORS::equals).isPresent()
                        && (standInInvited
                                || ruling.filter(one -> one.role() == Role.CHAIR_OF_GOVERNORS)
                                        .isPresent());
    }

    /** All that happened, the earliest first. */
    public List<HistoryEvent> history() {
        return Collections.unmodifiableList(history);
    }

    /** Questions and answers so far, amendments included, the earliest first. */
    public List<HistoryEvent> exchange() {
        return history.stream()
                .filter(event -> EnumSet.of(EventType.MORE_INFORMATION_ASKED, EventType.ANSWERED, EventType.AMENDED)
                        .contains(event.type()))
                .toList();
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
