package org.schoolapprovals.photo.process;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.photo.Carried;
import org.schoolapprovals.photo.Duty;
import org.schoolapprovals.photo.PhotoSubmission;
import org.schoolapprovals.photo.Publication;

/**
 * The variables that the models route by. They are written anew from our own tables at every step, so whatever somebody smuggled in
 * is gone before a gateway reads it.
 */
final class Routing {

    /** Where the submission stands. */
    static final String STATE = "state";

    static final String REQUESTER = "requester";
    static final String CLEARERS = "clearers";

    /** What the called process is to carry out. */
    static final String EFFECT = "effect";

    /** How it went. */
    static final String RESULT = "result";

    static final String TELL_PARENT = "tellParent";

    static final Set<String> VARIABLES = Set.of(STATE, REQUESTER, CLEARERS, EFFECT, RESULT, TELL_PARENT);

    private Routing() {}

    static void write(DelegateExecution execution, PhotoSubmission submission) {
        execution.setVariable(STATE, value(submission.state()));
        execution.setVariable(REQUESTER, submission.submitter());
        execution.setVariable(
                CLEARERS,
                submission.whoMay(Duty.CLEAR).stream().map(Role::groupId).collect(Collectors.joining(",")));
    }

    static void write(DelegateExecution execution, Carried carried) {
        execution.setVariable(RESULT, value(carried));
    }

    static void write(DelegateExecution execution, Publication publication) {
        execution.setVariable(TELL_PARENT, publication.isPending(Duty.TELL_PARENT));
    }

    private static String value(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
