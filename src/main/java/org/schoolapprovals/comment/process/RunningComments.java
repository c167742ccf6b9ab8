package org.schoolapprovals.comment.process;

import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.camunda.bpm.engine.task.Task;
import org.schoolapprovals.comment.Comment;
import org.schoolapprovals.comment.CommentProcess;
import org.schoolapprovals.comment.Verdict;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.stereotype.Component;

/** Starts the process of a comment, and tells the running one what happened to it elsewhere. */
@Component
class RunningComments implements CommentProcess {

    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final FormService formService;
    private final IdentityService identityService;
    private final People people;

    RunningComments(
            RuntimeService runtimeService,
            TaskService taskService,
            FormService formService,
            IdentityService identityService,
            People people) {
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.formService = formService;
        this.identityService = identityService;
        this.people = people;
    }

    @Override
    public void start(UUID id) {
        message("Msg_CommentReceived", id).correlateStartMessage();
    }

    @Override
    public void edited(UUID id) {
        message("Msg_CommentEdited", id).correlate();
    }

    @Override
    public void gone(UUID id) {
        message("Msg_CommentGone", id).correlate();
    }

    @Override
    public void publish(UUID id, String userId) {
        Authentication before = identityService.getCurrentAuthentication();
        identityService.setAuthentication(
                userId,
                people.find(userId).orElseThrow(() -> new NotAllowedException("Please sign in first.")).roles().stream()
                        .map(Role::groupId)
                        .toList());
        try {
            Task review = openReview(id, userId);
            formService.submitTaskForm(review.getId(), Map.of(Routing.DECISION, Verdict.PUBLISH.value()));
        } finally {
            identityService.setAuthentication(before);
        }
    }

    private Task openReview(UUID id, String userId) {
        Task review = taskService
                .createTaskQuery()
                .processDefinitionKey(Comment.PROCESS)
                .processInstanceBusinessKey(id.toString())
                .taskDefinitionKey("Task_ReviewComment")
                .singleResult();
        if (review == null) {
            throw new RefusedException("This comment does not await your review any more: please refresh the page.");
        }
        if (review.getAssignee() != null && !review.getAssignee().equals(userId)) {
            throw new RefusedException("%s has taken this comment to review it: please leave it to them or ask them."
                    .formatted(people.nameOf(review.getAssignee())));
        }
        return review;
    }

    private MessageCorrelationBuilder message(String name, UUID id) {
        return runtimeService.createMessageCorrelation(name).processInstanceBusinessKey(id.toString());
    }
}
