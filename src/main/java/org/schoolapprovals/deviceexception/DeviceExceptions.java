package org.schoolapprovals.deviceexception;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.decision.DecisionRecord;
import org.schoolapprovals.decision.StageKind;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.Faults;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people and the clock can do with exceptions from clause P5. Each method is one transaction, in which the exception, its
 * history and its row in the decision record change together or not at all. User names are those of whoever acts.
 *
 * <p>Everything refuses with {@link RefusedException}: with {@link NotAllowedException} for the wrong
 * person; and the loser of two who act on one exception at once is told to look again.
 */
@Service
@Transactional
public class DeviceExceptions {

    static final String NOT_YOURS = "There is no such exception, or it is not yours to see.";

    private static final String REVOKED = "revoke";
    private static final String CLOSURE_CHECKED = "closure-checked";
    private static final String RETROSPECTIVE_NOTED = "retrospective-noted";

    private final ExceptionStore store;
    private final DecisionRecord decisions;
    private final People people;
    private final SchoolCalendars calendars;
    private final DeviceExceptionProcess process;
    private final ExceptionNotices notices;
    private final Clock clock;

    DeviceExceptions(
            ExceptionStore store,
            DecisionRecord decisions,
            People people,
            SchoolCalendars calendars,
            DeviceExceptionProcess process,
            ExceptionNotices notices,
            Clock clock) {
        this.store = store;
        this.decisions = decisions;
        this.people = people;
        this.calendars = calendars;
        this.process = process;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * Records a new request under a new id.
     *
     * @param form the fields of {@code personal-device-exception-start}, as they were sent
     */
    public DeviceException request(String userId, Map<String, ?> form) {
        Instant now = now();
        Person requester = person(userId);
        DeviceExceptionRequest request = DeviceExceptionRequest.from(form, now);
        String reference = store.nextReference(SchoolTime.dayOf(now).getYear());
        DeviceException exception =
                DeviceException.request(UUID.randomUUID(), reference, requester, request, now, calendars.current());
        store.add(exception);
        return exception;
    }

    /**
     * Decides a request that awaits its decision, and writes it in the decision record.
     *
     * @param decision {@code approve}, {@code refuse} or {@code more-information}
     * @param conditions at most 1,000 characters; null for none
     * @param reason at least 3 characters unless approved, at most 1,000; null for none
     */
    public DeviceException decide(UUID id, String userId, String decision, String conditions, String reason) {
        Outcome outcome = Outcome.of(decision)
                .orElseThrow(() -> new RefusedException(
                        "Decision: please choose to approve, to refuse or to ask for more information."));
        Instant now = now();
        DeviceException exception = find(id);
        exception.decide(person(userId), outcome, conditions, reason, now, calendars.current());
        store.save(exception);
        Ruling ruling = exception.ruling().orElseThrow();
        decisions.append(
                new Decision(
                        id,
                        DeviceException.PROCESS,
                        DeviceException.CLAUSE,
                        outcome.value(),
                        ruling.reason(),
                        ruling.conditions(),
                        exception.requester(),
                        exception.times().asked(),
                        exception.times().due().due(),
                        userId,
                        ruling.role(),
                        ruling.onBehalfOf(),
                        now),
                StageKind.DECISION);
        notices.decided(exception);
        return exception;
    }

    /**
     * Answers the deciders' question with the request as it stands now.
     *
     * @param answer 3 to 1,000 characters
     * @param form the request's fields, as they were sent, without the declaration and the fields of the answer itself
     */
    public DeviceException answer(UUID id, String userId, String answer, Map<String, ?> form) {
        Instant now = now();
        DeviceException exception = find(id);
        Faults faults = new Faults();
        DeviceException.readAnswer(faults, answer);
        DeviceExceptionRequest amended = RequestForm.amendment(form, now, faults);
        faults.refuseIfAny();
        exception.answer(person(userId), answer, amended, now, calendars.current());
        return saved(exception);
    }

    /** The requester takes the request back instead of answering; the process goes on by itself. */
    public DeviceException withdrawInAnswer(UUID id, String userId) {
        DeviceException exception = find(id);
        exception.withdrawInAnswer(person(userId), now(), calendars.current());
        return saved(exception);
    }

    /** The requester takes the request or the approval back from a page; the process is told. */
    public DeviceException withdraw(UUID id, String userId) {
        Person requester = person(userId);
        DeviceException exception = visible(id, requester);
        exception.withdraw(requester, now(), calendars.current());
        store.save(exception);
        notices.withdrawn(exception);
        process.withdrawn(id, exception.closure() == Closure.DUE);
        return exception;
    }

    /** Head or deputy (for the head's own, the chair of governors) ends an approval at once; the process is told. */
    public DeviceException revoke(UUID id, String userId, String reason) {
        Instant now = now();
        Person by = person(userId);
        DeviceException exception = visible(id, by);
        Role role = exception.revoke(by, reason, now, calendars.current());
        store.save(exception);
        decisions.append(decision(exception, REVOKED, reason.strip(), now, Optional.empty(), userId, role, now));
        notices.revoked(exception, userId);
        process.revoked(id, exception.closure() == Closure.DUE);
        return exception;
    }

    /** Departure came without a decision. */
    public DeviceException lapse(UUID id) {
        DeviceException exception = byClock(id, undecided -> undecided.lapse(now()));
        notices.lapsed(exception);
        return exception;
    }

    /** Departure of an approved trip. */
    public DeviceException activate(UUID id) {
        return byClock(id, exception -> exception.activate(now()));
    }

    /** Return of a trip. */
    public DeviceException endUse(UUID id) {
        return byClock(id, exception -> exception.endUse(now(), calendars.current()));
    }

    /** Whoever has to act is reminded. */
    public DeviceException remind(UUID id) {
        return byClock(id, exception -> exception.remind(now()));
    }

    /** The decision is overdue: the stand-in may decide too; see {@link DeviceException#standIn()} for who that is. */
    public DeviceException inviteStandIn(UUID id) {
        return byClock(id, exception -> exception.inviteStandIn(now()));
    }

    /** The requester closes a use that is over. */
    public DeviceException close(UUID id, String userId, ClosureReport report) {
        DeviceException exception = find(id);
        exception.close(person(userId), report, now());
        return saved(exception);
    }

    /**
     * The deciders confirm a closure in which contact was made.
     *
     * @param note at most 1,000 characters; null for none
     */
    public DeviceException checkClosure(UUID id, String userId, boolean confirmed, String note) {
        Instant now = now();
        DeviceException exception = find(id);
        Role role = exception.checkClosure(person(userId), confirmed, note, now);
        store.save(exception);
        decisions.append(decision(
                exception,
                CLOSURE_CHECKED,
                note == null ? "" : note.strip(),
                exception.closureReportedAt().orElseThrow(),
                Optional.empty(),
                userId,
                role,
                now));
        notices.closureChecked(exception);
        return exception;
    }

    /** The deciders note what they did about a late closure. @param note 3 to 1,000 characters */
    public DeviceException followUpClosure(UUID id, String userId, String note) {
        DeviceException exception = find(id);
        exception.followUpClosure(person(userId), note, now());
        return saved(exception);
    }

    /** The deciders take note of a use that nobody had approved. @param note 3 to 1,000 characters */
    public DeviceException noteRetrospectiveUse(UUID id, String userId, String note) {
        Instant now = now();
        DeviceException exception = find(id);
        Role role = exception.noteRetrospectiveUse(person(userId), note, now);
        store.save(exception);
        decisions.append(
                decision(
                        exception,
                        RETROSPECTIVE_NOTED,
                        note.strip(),
                        exception.times().asked(),
                        exception.times().due().due(),
                        userId,
                        role,
                        now),
                StageKind.DECISION);
        notices.retrospectiveUseNoted(exception);
        return exception;
    }

    /** The exception itself, for the process, whoever is signed in; pages ask {@link ExceptionRegister}. */
    @Transactional(readOnly = true)
    public DeviceException find(UUID id) {
        return store.find(id).orElseThrow(() -> new NotAllowedException(NOT_YOURS));
    }

    private DeviceException visible(UUID id, Person person) {
        return store.find(id)
                .filter(exception -> exception.isVisibleTo(person))
                .orElseThrow(() -> new NotAllowedException(NOT_YOURS));
    }

    private DeviceException byClock(UUID id, Consumer<DeviceException> step) {
        DeviceException exception = find(id);
        step.accept(exception);
        return saved(exception);
    }

    private DeviceException saved(DeviceException exception) {
        store.save(exception);
        return exception;
    }

    private static Decision decision(
            DeviceException exception,
            String outcome,
            String reason,
            Instant askedAt,
            Optional<Instant> dueAt,
            String userId,
            Role role,
            Instant now) {
        return new Decision(
                exception.id(),
                DeviceException.PROCESS,
                DeviceException.CLAUSE,
                outcome,
                reason,
                "",
                exception.requester(),
                askedAt,
                dueAt,
                userId,
                role,
                Optional.empty(),
                now);
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
