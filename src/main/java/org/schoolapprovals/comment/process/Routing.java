package org.schoolapprovals.comment.process;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.schoolapprovals.comment.Carried;
import org.schoolapprovals.comment.Comment;
import org.schoolapprovals.comment.Duty;
import org.schoolapprovals.people.Role;

/**
 * The variables that the models route by. They are written anew from the comment at every step, so whatever somebody smuggled in is
 * gone before a gateway reads it.
 */
final class Routing {

    static final String REVIEWERS = "reviewers";
    static final String RESPONDENTS = "respondents";
    static final String DECISION = "decision";

    /** What the called process is to carry out. */
    static final String EFFECT = "effect";

    /** How it went. */
    static final String RESULT = "result";

    static final Set<String> VARIABLES = Set.of(REVIEWERS, RESPONDENTS, DECISION, EFFECT, RESULT);

    private Routing() {}

    static void write(DelegateExecution execution, Comment comment) {
        execution.setVariable(REVIEWERS, groups(comment, Duty.REVIEW));
        execution.setVariable(RESPONDENTS, groups(comment, Duty.RESPONSE));
        execution.setVariable(
                DECISION,
                comment.ruling().map(ruling -> ruling.verdict().value()).orElse(null));
    }

    static void write(DelegateExecution execution, Carried carried) {
        execution.setVariable(RESULT, carried.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static String groups(Comment comment, Duty duty) {
        return comment.whoMay(duty).stream().map(Role::groupId).collect(Collectors.joining(","));
    }
}
