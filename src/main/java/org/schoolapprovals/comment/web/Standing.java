package org.schoolapprovals.comment.web;

import static org.schoolapprovals.web.Step.Progress.AHEAD;
import static org.schoolapprovals.web.Step.Progress.CURRENT;
import static org.schoolapprovals.web.Step.Progress.DONE;
import static org.schoolapprovals.web.Step.Progress.ENDED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.schoolapprovals.comment.State;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.web.Step;

/** Where a comment stands, as a line of steps and as the style of its badge. */
final class Standing {

    private static final List<String> WAY = List.of("Received", "Reviewed", "Published");
    private static final List<String> WAY_OF_A_REPORT = List.of("Received", "Reviewed", "Removed", "Report answered");

    private Standing() {}

    /** The style of the badge in {@code school.css}. */
    static String style(State state) {
        return switch (state) {
            case PUBLISHED -> "badge-ok";
            case RECEIVED, WAITING, AGREED -> "badge-warn";
            case REMOVING, REPORTED -> "badge-bad";
            case DECLINED, ANSWERED, GONE -> "badge-quiet";
        };
    }

    /** @param due of whoever has to act now */
    static List<Step> steps(State state, Optional<Deadline> due) {
        return switch (state) {
            case RECEIVED -> along(WAY, 0, "Being looked through");
            case WAITING -> along(WAY, 0, sentence("Waiting for a review", due));
            case AGREED -> along(WAY, 1, sentence("Agreed, to be published", due));
            case PUBLISHED -> along(WAY, 2, "");
            case DECLINED -> ended("Declined", "Not published");
            case GONE -> ended("Withdrawn", "No longer there, so there is nothing to agree");
            case REMOVING -> along(WAY_OF_A_REPORT, 1, sentence("To be removed and reported", due));
            case REPORTED -> along(WAY_OF_A_REPORT, 2, sentence("The report waits for its answer", due));
            case ANSWERED -> along(WAY_OF_A_REPORT, 3, "");
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

    private static List<Step> along(List<String> way, int here, String note) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < way.size(); i++) {
            steps.add(
                    i == here
                            ? new Step(way.get(i), CURRENT, note)
                            : new Step(way.get(i), i < here ? DONE : AHEAD, ""));
        }
        return steps;
    }

    private static List<Step> ended(String end, String note) {
        return List.of(new Step("Received", DONE, ""), new Step(end, ENDED, note));
    }
}
