package org.schoolapprovals.policyreview.process;

import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.schoolapprovals.policyreview.PolicyReviewProcess;
import org.schoolapprovals.policyreview.Review;
import org.springframework.stereotype.Component;

/**
 * Starts reviews and acknowledgements, and tells those that run what happened elsewhere. Where the administrator took a process away,
 * nobody is told and what happened is recorded all the same.
 */
@Component
class RunningReviews implements PolicyReviewProcess {

    private static final String ASK_GOVERNORS = "SubProcess_AskGovernors";
    private static final String GIVE_VIEW = "Task_GovernorsReview";

    private final RuntimeService runtimeService;
    private final TaskService taskService;

    RunningReviews(RuntimeService runtimeService, TaskService taskService) {
        this.runtimeService = runtimeService;
        this.taskService = taskService;
    }

    @Override
    public void opened(UUID reviewId) {
        message("Msg_ReviewDue", reviewId).correlateStartMessage();
    }

    @Override
    public void cancelled(UUID reviewId) {
        message("Msg_ReviewCancelled", reviewId).correlateAll();
    }

    /** The engine knows one way only to ask one more while several are asked. */
    @Override
    public void governorJoined(UUID reviewId, String userId) {
        runtimeService
                .createProcessInstanceQuery()
                .processDefinitionKey(Review.PROCESS)
                .processInstanceBusinessKey(reviewId.toString())
                .activityIdIn(GIVE_VIEW)
                .list()
                .forEach(running -> runtimeService
                        .createProcessInstanceModification(running.getId())
                        .startBeforeActivity(ASK_GOVERNORS)
                        .setVariableLocal(Routing.GOVERNOR, userId)
                        .execute());
    }

    @Override
    public void governorLeft(UUID reviewId, String userId) {
        taskService
                .createTaskQuery()
                .processDefinitionKey(Review.PROCESS)
                .processInstanceBusinessKey(reviewId.toString())
                .taskDefinitionKey(GIVE_VIEW)
                .taskAssignee(userId)
                .list()
                .forEach(task -> runtimeService.messageEventReceived("Msg_GovernorLeft", task.getExecutionId()));
    }

    @Override
    public void acknowledgementAsked(UUID acknowledgementId, UUID reviewId) {
        message("Msg_AcknowledgementAsked", acknowledgementId).correlateStartMessage();
    }

    /** It may have come to its end by itself at the same moment. */
    @Override
    public void acknowledgementSettled(UUID acknowledgementId) {
        message("Msg_AcknowledgementSettled", acknowledgementId).correlateAll();
    }

    private MessageCorrelationBuilder message(String name, UUID id) {
        return runtimeService.createMessageCorrelation(name).processInstanceBusinessKey(id.toString());
    }
}
