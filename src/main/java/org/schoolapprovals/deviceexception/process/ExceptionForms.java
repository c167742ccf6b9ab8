package org.schoolapprovals.deviceexception.process;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.schoolapprovals.deviceexception.Closure;
import org.schoolapprovals.deviceexception.ClosureReport;
import org.schoolapprovals.deviceexception.DeviceException;
import org.schoolapprovals.deviceexception.DeviceExceptionRequest;
import org.schoolapprovals.deviceexception.EventType;
import org.schoolapprovals.deviceexception.ExceptionRegister;
import org.schoolapprovals.deviceexception.HistoryEvent;
import org.schoolapprovals.deviceexception.Mark;
import org.schoolapprovals.deviceexception.RelatedException;
import org.schoolapprovals.deviceexception.State;
import org.schoolapprovals.engine.TaskForm;
import org.schoolapprovals.engine.TaskNotices;
import org.schoolapprovals.people.People;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.schoolcalendar.Due;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.stereotype.Component;

/** What the forms of an exception's tasks show, and how its tasks stand in the queues. */
@Component
class ExceptionForms {

    private static final int NORMAL = 50;

    private static final int SCHOOL_DAYS_TO_CHECK = 3;

    private final ExceptionRegister register;
    private final People people;
    private final SchoolCalendars calendars;
    private final Clock clock;

    ExceptionForms(ExceptionRegister register, People people, SchoolCalendars calendars, Clock clock) {
        this.register = register;
        this.people = people;
        this.calendars = calendars;
        this.clock = clock;
    }

    /** A task for those who decide, with all they need to know on it. */
    void openForDeciders(DelegateTask task, DeviceException exception, String... fields) {
        Map<String, Object> facts = facts(exception);
        DeviceExceptionRequest request = exception.request();
        List<RelatedException> related = register.related(exception.id());
        facts.put("destination", request.destination());
        facts.put("party", request.partyInWords());
        facts.put("device", request.deviceInWords());
        facts.put("contactsAndUses", request.contactsAndUsesInWords());
        facts.put("whyNot", request.whyNotSchoolPhone());
        facts.put("safeguards", request.safeguardsInWords());
        facts.put("schoolDays", schoolDaysLeft(request.departure()));
        facts.put("others", related.stream().map(ExceptionForms::row).toList());
        facts.put("conflictNote", conflict(related));
        open(task, exception, facts, TaskForm.empty(fields));
    }

    /** A task for whoever asked. */
    void openForRequester(DelegateTask task, DeviceException exception, Map<String, ?> fields) {
        task.setOwner(exception.requester());
        Map<String, Object> facts = facts(exception);
        facts.put("question", exception.question().orElse(""));
        open(task, exception, facts, fields);
    }

    /** How an open task of this exception stands out in its queue. */
    Mark mark(DeviceException exception) {
        return exception.mark(clock.instant());
    }

    /** How far up the queue a task stands. */
    static int priority(Mark mark) {
        return mark == Mark.URGENT ? TaskNotices.URGENT : NORMAL;
    }

    private void open(DelegateTask task, DeviceException exception, Map<String, Object> facts, Map<String, ?> fields) {
        Mark mark = mark(exception);
        Optional<Deadline> due = due(exception);
        task.setPriority(priority(mark));
        task.setDueDate(due.flatMap(Deadline::due).map(Date::from).orElse(null));
        facts.put("dueNote", dueNote(due, mark));
        TaskForm.open(
                task,
                new TaskForm.Queued(
                        exception.request().tripName(),
                        Optional.of(Date.from(exception.request().departure())),
                        people.nameOf(exception.requester()),
                        mark.words()),
                facts,
                fields);
    }

    /**
     * When the task is due. The policy names no date for an answer or a check: an answer is due while there is a school day left
     * to decide, or at once; a check in as many school days as a decision.
     */
    private Optional<Deadline> due(DeviceException exception) {
        if (exception.state() == State.AWAITING_ANSWER) {
            Instant urgentFrom = exception.times().urgentFrom();
            Instant now = clock.instant();
            return Optional.of(new Deadline(urgentFrom.isAfter(now) ? urgentFrom : now, true));
        }
        if (exception.closure() == Closure.TO_CHECK) {
            Due due = calendars.current().afterSchoolDays(clock.instant(), SCHOOL_DAYS_TO_CHECK);
            return due.known().map(moment -> new Deadline(moment, true));
        }
        return exception.due();
    }

    private Map<String, Object> facts(DeviceException exception) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("reference", exception.reference());
        facts.put("trip", exception.request().tripName());
        facts.put("requesterName", people.nameOf(exception.requester()));
        facts.put("departs", SchoolTime.format(exception.request().departure()));
        facts.put("returns", SchoolTime.format(exception.request().homecoming()));
        facts.put("exchange", exchange(exception));
        facts.put(
                "contactLog",
                exception.closureReport().map(ClosureReport::contactLog).orElse(""));
        return facts;
    }

    private static String dueNote(Optional<Deadline> due, Mark mark) {
        String urgency = mark == Mark.URGENT ? "Urgent: less than one school day until departure. " : "";
        return urgency
                + due.map(deadline -> deadline.isKnown() ? "Due: " + deadline.inWords() : deadline.inWords())
                        .orElse("");
    }

    private String schoolDaysLeft(Instant departure) {
        Instant now = clock.instant();
        if (!departure.isAfter(now)) {
            return "";
        }
        OptionalInt days = calendars.current().schoolDaysBetween(now, departure);
        if (days.isEmpty()) {
            return "departure lies beyond the school calendar";
        }
        String left = switch (days.getAsInt()) {
            case 0 -> "no full school day";
            case 1 -> "1 school day";
            default -> days.getAsInt() + " school days";
        };
        return left + " before departure, on " + SchoolTime.format(SchoolTime.dayOf(now));
    }

    private static Map<String, Object> row(RelatedException related) {
        return Map.of(
                "reference", related.exception().reference(),
                "who", related.exception().requesterName(),
                "trip", related.exception().tripName(),
                "dates",
                        SchoolTime.format(SchoolTime.dayOf(related.exception().departure())) + " to "
                                + SchoolTime.format(
                                        SchoolTime.dayOf(related.exception().homecoming())),
                "state", related.exception().state().words(),
                "overlap", related.conflict() ? "Yes" : "");
    }

    private static String conflict(List<RelatedException> related) {
        String overlapping = related.stream()
                .filter(RelatedException::conflict)
                .map(other -> other.exception().reference())
                .collect(Collectors.joining(", "));
        return overlapping.isEmpty() ? "" : "Overlaps with " + overlapping + " of the same person.";
    }

    private String exchange(DeviceException exception) {
        return exception.history().stream()
                .filter(event -> said(event.type()) != null)
                .map(this::line)
                .collect(Collectors.joining("\n"));
    }

    private String line(HistoryEvent event) {
        String who = event.by().map(people::nameOf).orElse("");
        return SchoolTime.format(event.at()) + ", " + who + " " + said(event.type()) + ": " + event.text();
    }

    private static String said(EventType type) {
        return switch (type) {
            case MORE_INFORMATION_ASKED -> "asked";
            case ANSWERED -> "answered";
            case AMENDED -> "changed";
            default -> null;
        };
    }
}
