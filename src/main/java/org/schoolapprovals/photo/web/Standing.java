package org.schoolapprovals.photo.web;

import static org.schoolapprovals.web.Step.Progress.AHEAD;
import static org.schoolapprovals.web.Step.Progress.CURRENT;
import static org.schoolapprovals.web.Step.Progress.DONE;
import static org.schoolapprovals.web.Step.Progress.ENDED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.schoolapprovals.photo.Consent;
import org.schoolapprovals.photo.PublicationState;
import org.schoolapprovals.photo.State;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.web.Step;

/** Where photographs stand, as a line of steps and as the styles of badges in {@code school.css}. */
final class Standing {

    private static final List<String> WAY = List.of("Received", "Checked", "Cleared", "Published");

    private Standing() {}

    /** @param live whether anybody can see them anywhere, as far as is known */
    static String words(State state, boolean live) {
        return isTakenDown(state, live) ? PublicationState.GONE.words() : state.words();
    }

    static String style(State state, boolean live) {
        return switch (state) {
            case PUBLISHED -> style(isTakenDown(state, live) ? PublicationState.GONE : PublicationState.PUBLISHED);
            case RECEIVED, CONSENT_MISSING, TO_AMEND, TO_CLEAR, CLEARED -> "badge-warn";
            case REFUSED, WITHDRAWN -> "badge-quiet";
        };
    }

    private static boolean isTakenDown(State state, boolean live) {
        return state == State.PUBLISHED && !live;
    }

    static String style(PublicationState state) {
        return switch (state) {
            case PUBLISHED -> "badge-ok";
            case OPEN -> "badge-warn";
            case TAKING_DOWN -> "badge-bad";
            case VOID, GONE -> "badge-quiet";
        };
    }

    static String style(Consent consent) {
        return switch (consent) {
            case YES -> "badge-ok";
            case NO -> "badge-warn";
            case NOT_TO_BE_PUBLISHED -> "badge-bad";
        };
    }

    /**
     * @param due of whoever has to act now
     * @param live as in {@link #words}
     */
    static List<Step> steps(State state, Optional<Deadline> due, boolean live) {
        return switch (state) {
            case RECEIVED -> along(0, "Consents and words are being checked");
            case CONSENT_MISSING -> along(0, sentence("The office obtains consent", due));
            case TO_AMEND -> along(0, sentence("To be amended, or withdrawn", due));
            case TO_CLEAR -> along(1, sentence("Waiting for a second person to clear them", due));
            case CLEARED -> along(2, "Being published");
            case PUBLISHED -> along(3, live ? "" : "No longer to be seen anywhere");
            case REFUSED -> ended("Refused");
            case WITHDRAWN -> ended("Withdrawn");
        };
    }

    /** Such as {@code Due Wed 12 May 2027, 16:00}; empty where nobody has to act. */
    static String due(Optional<Deadline> due) {
        return due.map(deadline -> deadline.isKnown() ? "Due " + deadline.inWords() : deadline.inWords())
                .orElse("");
    }

    private static String sentence(String what, Optional<Deadline> due) {
        return due.isPresent() ? what + ". " + due(due) : what;
    }

    private static List<Step> along(int here, String note) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < WAY.size(); i++) {
            steps.add(
                    i == here
                            ? new Step(WAY.get(i), CURRENT, note)
                            : new Step(WAY.get(i), i < here ? DONE : AHEAD, ""));
        }
        return steps;
    }

    private static List<Step> ended(String end) {
        return List.of(new Step("Received", DONE, ""), new Step(end, ENDED, ""));
    }
}
