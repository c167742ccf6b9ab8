package org.schoolapprovals.policyreview.web;

import java.util.ArrayList;
import java.util.List;
import org.schoolapprovals.policyreview.Acknowledgement;
import org.schoolapprovals.policyreview.Duty;
import org.schoolapprovals.policyreview.Review;
import org.schoolapprovals.policyreview.State;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.web.Step;
import org.schoolapprovals.web.Step.Progress;

/** Where a review and a confirmation stand, as pages show it. */
final class Standing {

    private static final int PREPARE = 0;
    private static final int HEAD = 1;
    private static final int DRAFT = 2;
    private static final int GOVERNORS = 3;
    private static final int CHAIR = 4;
    private static final int STAFF = 5;
    private static final int END = 6;

    private Standing() {}

    /** The name of the style of its badge. */
    static String style(State state) {
        return switch (state) {
            case PREPARING, HEAD_REVIEW, DRAFTING, WITH_GOVERNORS, WITH_CHAIR, ACKNOWLEDGING -> "badge-warn";
            case SIGNED_OFF, CLOSED -> "badge-ok";
            case CANCELLED -> "badge-quiet";
        };
    }

    static String style(Acknowledgement.Standing standing) {
        return switch (standing) {
            case ASKED -> "badge-warn";
            case CONFIRMED -> "badge-ok";
            case MISSING -> "badge-bad";
            case LATE, LEFT -> "badge-quiet";
        };
    }

    /** Its way, with the step where it stands. */
    static List<Step> steps(Review review) {
        int reached = reached(review.state());
        List<Step> steps = new ArrayList<>();
        add(steps, review, PREPARE, reached, "Preparation");
        add(steps, review, HEAD, reached, "Head teacher");
        if (review.needsVersion()) {
            add(steps, review, DRAFT, reached, "New version");
        }
        add(steps, review, GOVERNORS, reached, "Governors");
        add(steps, review, CHAIR, reached, "Chair of governors");
        if (review.acknowledgeUntil().isPresent()) {
            add(steps, review, STAFF, reached, "Staff confirm");
        }
        if (review.state() == State.CANCELLED) {
            steps.clear();
            steps.add(new Step("Opened", Progress.DONE, ""));
            steps.add(new Step("Cancelled", Progress.ENDED, ""));
        } else if (review.state().isEnd()) {
            steps.add(new Step(review.published().isPresent() ? "Published" : "Signed off", Progress.CURRENT, ""));
        }
        return steps;
    }

    private static int reached(State state) {
        return switch (state) {
            case PREPARING -> PREPARE;
            case HEAD_REVIEW -> HEAD;
            case DRAFTING -> DRAFT;
            case WITH_GOVERNORS -> GOVERNORS;
            case WITH_CHAIR -> CHAIR;
            case ACKNOWLEDGING -> STAFF;
            case SIGNED_OFF, CLOSED, CANCELLED -> END;
        };
    }

    private static void add(List<Step> steps, Review review, int at, int reached, String name) {
        Progress progress = at < reached ? Progress.DONE : at == reached ? Progress.CURRENT : Progress.AHEAD;
        steps.add(new Step(name, progress, progress == Progress.CURRENT ? note(review) : ""));
    }

    private static String note(Review review) {
        if (review.state() == State.ACKNOWLEDGING && !review.isPending(Duty.FOLLOW_UP)) {
            return "until " + review.acknowledgeUntil().map(SchoolTime::format).orElse("");
        }
        return review.due().map(Standing::due).orElse("");
    }

    private static String due(Deadline due) {
        return due.isKnown() ? "due " + due.inWords() : due.inWords();
    }
}
