package org.schoolapprovals.roundup.process;

import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.schoolapprovals.roundup.RoundUpProcess;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells the running processes what happened to round-ups elsewhere. */
@Component
class RunningRoundUps implements RoundUpProcess {

    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final ObjectProvider<RoundUpForms> forms;

    /** @param forms asked for when something happens: they need the use cases, which need this */
    RunningRoundUps(RuntimeService runtimeService, TaskService taskService, ObjectProvider<RoundUpForms> forms) {
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.forms = forms;
    }

    @Override
    public void opened(UUID roundUpId) {
        message("Msg_RoundUpDue", roundUpId).correlateStartMessage();
    }

    /** Whoever deleted a process keeps no round-up from being asked for. */
    @Override
    public void overtaken(UUID roundUpId) {
        message("Msg_NextRoundUpOpened", roundUpId).correlateAll();
    }

    @Override
    public void prepared(UUID roundUpId) {
        forms.getObject().bringUpToDate(taskService, roundUpId);
    }

    @Override
    public void takeDown(UUID takedownId) {
        message("Msg_RoundUpTakedownDue", takedownId).correlateStartMessage();
    }

    private MessageCorrelationBuilder message(String name, UUID id) {
        return runtimeService.createMessageCorrelation(name).processInstanceBusinessKey(id.toString());
    }
}
