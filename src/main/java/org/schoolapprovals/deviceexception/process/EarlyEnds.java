package org.schoolapprovals.deviceexception.process;

import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.schoolapprovals.deviceexception.DeviceExceptionProcess;
import org.springframework.stereotype.Component;

/** Tells the running process that an exception ended early. */
@Component
class EarlyEnds implements DeviceExceptionProcess {

    private final RuntimeService runtimeService;

    EarlyEnds(RuntimeService runtimeService) {
        this.runtimeService = runtimeService;
    }

    @Override
    public void withdrawn(UUID id, boolean inUse) {
        tell("Msg_ExceptionWithdrawn", id, inUse);
    }

    @Override
    public void revoked(UUID id, boolean inUse) {
        tell("Msg_ExceptionRevoked", id, inUse);
    }

    private void tell(String message, UUID id, boolean inUse) {
        runtimeService
                .createMessageCorrelation(message)
                .processInstanceBusinessKey(id.toString())
                .setVariable(Routing.IN_USE, inUse)
                .correlate();
    }
}
