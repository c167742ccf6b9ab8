package org.schoolapprovals.deviceexception.process;

import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.schoolapprovals.deviceexception.ClosureReport;
import org.schoolapprovals.deviceexception.DeviceException;
import org.schoolapprovals.deviceexception.State;

/**
 * The variables that the models route by. They are written anew from the exception at every step, so whatever somebody smuggled in
 * is gone before a gateway reads it.
 */
final class Routing {

    static final String REQUESTER = "requester";
    static final String DECIDERS = "deciders";
    static final String RETROSPECTIVE = "retrospective";
    static final String DECISION = "decision";
    static final String WITHDRAWN = "withdrawn";
    static final String IN_USE = "inUse";
    static final String CONTACT_MADE = "contactMade";

    static final Set<String> VARIABLES =
            Set.of(REQUESTER, DECIDERS, RETROSPECTIVE, DECISION, WITHDRAWN, IN_USE, CONTACT_MADE);

    private Routing() {}

    static void write(DelegateExecution execution, DeviceException exception) {
        execution.setVariable(REQUESTER, exception.requester());
        execution.setVariable(DECIDERS, exception.deciders().groupId());
        execution.setVariable(RETROSPECTIVE, exception.isRetrospective());
        execution.setVariable(
                DECISION,
                exception.ruling().map(ruling -> ruling.outcome().value()).orElse(null));
        execution.setVariable(WITHDRAWN, exception.state() == State.WITHDRAWN);
        execution.setVariable(
                CONTACT_MADE,
                exception.closureReport().filter(ClosureReport::contactMade).isPresent());
    }
}
