package org.schoolapprovals.roundup.process;

import java.util.Locale;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.schoolapprovals.roundup.RoundUp;

/**
 * The variables that the model routes by. They are written anew from our own tables at every step, so whatever somebody smuggled in is
 * gone before a gateway reads it.
 */
final class Routing {

    /** Whether it can still be posted. */
    static final String STILL_OPEN = "stillOpen";

    /** What became of it. */
    static final String OUTCOME = "outcome";

    static final Set<String> VARIABLES = Set.of(STILL_OPEN, OUTCOME);

    private Routing() {}

    static void write(DelegateExecution execution, boolean stillOpen) {
        execution.setVariable(STILL_OPEN, stillOpen);
    }

    static void write(DelegateExecution execution, RoundUp roundUp) {
        execution.setVariable(OUTCOME, roundUp.state().name().toLowerCase(Locale.ROOT));
    }
}
