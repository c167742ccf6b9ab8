package org.schoolapprovals.photo.process;

import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.schoolapprovals.photo.PhotoProcess;
import org.springframework.stereotype.Component;

/** Tells the running processes what happened to photographs elsewhere. */
@Component
class RunningPhotos implements PhotoProcess {

    private final RuntimeService runtimeService;

    RunningPhotos(RuntimeService runtimeService) {
        this.runtimeService = runtimeService;
    }

    @Override
    public void consentChanged(UUID submissionId) {
        message("Msg_ConsentChanged", submissionId).correlate();
    }

    @Override
    public void takeDown(UUID publicationId) {
        message("Msg_TakedownDue", publicationId).correlateStartMessage();
    }

    private MessageCorrelationBuilder message(String name, UUID id) {
        return runtimeService.createMessageCorrelation(name).processInstanceBusinessKey(id.toString());
    }
}
