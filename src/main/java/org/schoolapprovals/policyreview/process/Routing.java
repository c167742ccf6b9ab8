package org.schoolapprovals.policyreview.process;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.policyreview.Acknowledgement;
import org.schoolapprovals.policyreview.Duty;
import org.schoolapprovals.policyreview.Review;
import org.schoolapprovals.policyreview.Round;

/**
 * The variables that the models route by. They are written anew from our own tables at every step, so whatever somebody smuggled in
 * is gone before a gateway reads it.
 */
final class Routing {

    /** Where the review, or the acknowledgement, stands. */
    static final String STATE = "state";

    /** What the chair of governors decided in the present round. */
    static final String DECISION = "decision";

    /** Whether a new version of the policy came out of it. */
    static final String NEW_VERSION = "newVersion";

    /** The groups that may review it as the head teacher. */
    static final String REVIEWERS = "reviewers";

    /** Who is asked for a view; each of the tasks has its own. */
    static final String GOVERNOR = "governor";

    /** Who is to acknowledge the policy. */
    static final String READER = "reader";

    /** Variables that may be there when somebody completes a task; the last four are how the engine counts several tasks. */
    static final Set<String> VARIABLES = Set.of(
            STATE,
            DECISION,
            NEW_VERSION,
            REVIEWERS,
            GOVERNOR,
            READER,
            "nrOfInstances",
            "nrOfActiveInstances",
            "nrOfCompletedInstances",
            "loopCounter");

    private Routing() {}

    static void write(DelegateExecution execution, Review review) {
        execution.setVariable(STATE, value(review.state()));
        execution.setVariable(
                DECISION,
                review.round()
                        .flatMap(Round::signOff)
                        .map(signOff -> signOff.verdict().value())
                        .orElse(null));
        execution.setVariable(NEW_VERSION, review.published().isPresent());
        execution.setVariable(
                REVIEWERS,
                review.whoMay(Duty.HEAD_REVIEW).stream().map(Role::groupId).collect(Collectors.joining(",")));
    }

    static void write(DelegateExecution execution, Acknowledgement acknowledgement) {
        execution.setVariable(STATE, value(acknowledgement.state()));
        execution.setVariable(READER, acknowledgement.person());
    }

    private static String value(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
