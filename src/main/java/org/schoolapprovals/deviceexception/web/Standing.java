package org.schoolapprovals.deviceexception.web;

import static org.schoolapprovals.web.Step.Progress.AHEAD;
import static org.schoolapprovals.web.Step.Progress.CURRENT;
import static org.schoolapprovals.web.Step.Progress.DONE;
import static org.schoolapprovals.web.Step.Progress.ENDED;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.schoolapprovals.deviceexception.Closure;
import org.schoolapprovals.deviceexception.ExceptionSummary;
import org.schoolapprovals.deviceexception.State;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.web.Step;

/** Where an exception stands, in words, as a line of steps and as the style of its badge. */
final class Standing {

    private static final String ASKED = "Asked";
    private static final String DECIDED = "Decided";
    private static final String DEPARTED = "Departed";
    private static final String RETURNED = "Returned";
    private static final String CLOSED = "Closed";
    private static final List<String> WAY = List.of(ASKED, DECIDED, DEPARTED, RETURNED, CLOSED);

    private Standing() {}

    /** Such as {@code Revoked, closure due}. */
    static String words(ExceptionSummary exception) {
        String state = exception.state().words();
        return switch (exception.closure()) {
            case DUE, TO_CHECK -> state + ", " + exception.closure().words().toLowerCase(Locale.UK);
            case NOT_NEEDED, DONE -> state;
        };
    }

    /** The style of the badge in {@code school.css}. */
    static String style(State state) {
        return switch (state) {
            case APPROVED, ACTIVE -> "badge-ok";
            case AWAITING_DECISION, AWAITING_ANSWER, RETURNED, RETROSPECTIVE -> "badge-warn";
            case REFUSED, REVOKED, LAPSED -> "badge-bad";
            case CLOSED, WITHDRAWN, RETROSPECTIVE_NOTED -> "badge-quiet";
        };
    }

    /** What is due next, such as {@code Due Wed 12 May 2027, 16:00}; empty where nothing is. */
    static String due(ExceptionSummary exception) {
        return exception.due().map(Standing::inWords).orElse("");
    }

    static List<Step> steps(ExceptionSummary exception) {
        return switch (exception.state()) {
            case AWAITING_DECISION -> along(ASKED, sentence("Waiting for a decision", exception));
            case AWAITING_ANSWER -> along(ASKED, "A question waits for its answer");
            case APPROVED -> along(DECIDED, "Approved, valid from " + SchoolTime.format(exception.departure()));
            case ACTIVE -> along(DEPARTED, "In use until " + SchoolTime.format(exception.homecoming()));
            case RETURNED -> along(RETURNED, closing(exception));
            case CLOSED -> along(CLOSED, "");
            case REFUSED -> List.of(done(ASKED), new Step("Refused", ENDED, ""));
            case LAPSED -> List.of(done(ASKED), new Step("Lapsed", ENDED, "Not approved before departure"));
            case WITHDRAWN -> endedEarly(exception, List.of(done(ASKED)));
            case REVOKED -> endedEarly(exception, List.of(done(ASKED), done(DECIDED)));
            case RETROSPECTIVE ->
                List.of(
                        new Step(
                                ASKED,
                                CURRENT,
                                sentence("After the trip had begun, so never approved; to be noted", exception)),
                        new Step("Noted", AHEAD, ""));
            case RETROSPECTIVE_NOTED -> List.of(done(ASKED), new Step("Noted", ENDED, "Never approved"));
        };
    }

    private static List<Step> along(String current, String note) {
        int here = WAY.indexOf(current);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < WAY.size(); i++) {
            steps.add(i == here ? new Step(current, CURRENT, note) : new Step(WAY.get(i), i < here ? DONE : AHEAD, ""));
        }
        return steps;
    }

    private static List<Step> endedEarly(ExceptionSummary exception, List<Step> before) {
        String end = exception.state().words();
        if (exception.closure() == Closure.NOT_NEEDED) {
            List<Step> steps = new ArrayList<>(before);
            steps.add(new Step(end, ENDED, ""));
            return steps;
        }
        boolean closed = exception.closure() == Closure.DONE;
        return List.of(
                done(ASKED),
                done(DECIDED),
                done(DEPARTED),
                new Step(end, closed ? DONE : ENDED, closed ? "" : closing(exception)),
                new Step(CLOSED, closed ? CURRENT : AHEAD, ""));
    }

    private static String closing(ExceptionSummary exception) {
        return exception.closure() == Closure.TO_CHECK ? "Closure to be checked" : sentence("To be closed", exception);
    }

    private static String sentence(String what, ExceptionSummary exception) {
        return exception.due().map(deadline -> what + ". " + inWords(deadline)).orElse(what);
    }

    private static String inWords(Deadline deadline) {
        return deadline.isKnown() ? "Due " + deadline.inWords() : deadline.inWords();
    }

    private static Step done(String name) {
        return new Step(name, DONE, "");
    }
}
