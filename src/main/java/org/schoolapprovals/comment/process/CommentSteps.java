package org.schoolapprovals.comment.process;

import java.util.UUID;
import java.util.function.BiConsumer;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.variable.Variables;
import org.schoolapprovals.comment.Comment;
import org.schoolapprovals.comment.Comments;
import org.schoolapprovals.comment.Duty;
import org.schoolapprovals.comment.Effect;
import org.schoolapprovals.comment.TriageFacts;
import org.schoolapprovals.engine.SentForm;
import org.schoolapprovals.engine.TaskForm;
import org.schoolapprovals.engine.TaskNotices;
import org.schoolapprovals.engine.WaitingTasks;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The steps of {@code comment-approval} and {@code comment-effect}: each bean is named in the models and calls one use case. The
 * business key of both processes is the id of the comment.
 */
@Configuration(proxyBeanMethods = false)
class CommentSteps {

    /** Where the engine leaves what a decision table said, for the length of the step. */
    private static final String DECISION_RESULT = "decisionResult";

    private static final String REASON = "reason";
    private static final String CLAUSE = "clause";
    private static final String ABOUT_HEAD = "aboutHead";
    private static final String DONE = "done";
    private static final String GONE = "gone";
    private static final String LINK = "link";
    private static final String OUTCOME = "outcome";
    private static final String NOTE = "note";

    private final Comments comments;
    private final CommentForms forms;
    private final TaskNotices notices;

    CommentSteps(Comments comments, CommentForms forms, TaskNotices notices) {
        this.comments = comments;
        this.forms = forms;
        this.notices = notices;
    }

    @Bean
    ExecutionListener recordComment() {
        return execution -> {
            Comment comment = comments.request(TaskForm.actor(execution), TaskForm.takeStart(execution));
            execution.setProcessBusinessKey(comment.id().toString());
        };
    }

    /** The inputs are gone with the step: the engine neither stores them nor keeps them in its history. */
    @Bean
    ExecutionListener findTriageFacts() {
        return execution -> {
            Comment comment = comments.find(id(execution));
            CommentTriage.inputs(comments.triageFacts(comment.id()), comment.isMoreThanWords())
                    .forEach((fact, holds) -> execution.setVariableLocal(fact, Variables.booleanValue(holds, true)));
        };
    }

    @Bean
    ExecutionListener recordTriage() {
        return execution -> {
            TriageFacts facts = comments.triageFacts(id(execution));
            DmnDecisionResult rows = (DmnDecisionResult) execution.getVariable(DECISION_RESULT);
            Comment comment = comments.triaged(id(execution), CommentTriage.of(rows, facts));
            execution.removeVariablesLocal(CommentTriage.inputs(facts, false).keySet());
            Routing.write(execution, comment);
        };
    }

    @Bean
    TaskListener showReview() {
        return task ->
                forms.openReview(task, comment(task), TaskForm.empty(Routing.DECISION, REASON, CLAUSE, ABOUT_HEAD));
    }

    @Bean
    TaskListener recordReview() {
        return completing((task, form) -> Routing.write(
                task.getExecution(),
                comments.review(
                        id(task),
                        TaskForm.actor(task),
                        form.text(Routing.DECISION),
                        form.text(REASON),
                        form.text(CLAUSE),
                        form.ticked(ABOUT_HEAD))));
    }

    @Bean
    JavaDelegate remindOfReview() {
        return reminding(Duty.REVIEW);
    }

    @Bean
    JavaDelegate inviteReviewer() {
        return inviting(Duty.REVIEW);
    }

    @Bean
    JavaDelegate carryOut() {
        return execution -> Routing.write(execution, comments.carryOut(id(execution), effect(execution)));
    }

    @Bean
    TaskListener showByHand() {
        return task ->
                forms.openByHand(task, comment(task), effect(task.getExecution()), TaskForm.empty(DONE, GONE, LINK));
    }

    @Bean
    TaskListener recordByHand() {
        return completing((task, form) -> Routing.write(
                task.getExecution(),
                comments.doneByHand(
                        id(task),
                        TaskForm.actor(task),
                        effect(task.getExecution()),
                        form.ticked(DONE),
                        form.ticked(GONE),
                        form.text(LINK))));
    }

    @Bean
    JavaDelegate remindOfByHand() {
        return reminding(Duty.BY_HAND);
    }

    @Bean
    JavaDelegate inviteHeadByHand() {
        return inviting(Duty.BY_HAND);
    }

    @Bean
    TaskListener showReport() {
        return task -> forms.openReport(task, comment(task), TaskForm.empty(OUTCOME, NOTE));
    }

    @Bean
    TaskListener recordResponse() {
        return completing(
                (task, form) -> comments.respond(id(task), TaskForm.actor(task), form.text(OUTCOME), form.text(NOTE)));
    }

    @Bean
    JavaDelegate remindOfResponse() {
        return reminding(Duty.RESPONSE);
    }

    @Bean
    JavaDelegate inviteRespondent() {
        return inviting(Duty.RESPONSE);
    }

    /** No token comes to an end that the comment has not come to: a comment that still waits is not lost sight of. */
    @Bean
    ExecutionListener confirmEnd() {
        return execution -> {
            if (!comments.find(id(execution)).state().isEnd()) {
                throw new RefusedException("This comment is not at its end yet, so its process goes on.");
            }
        };
    }

    private static TaskListener completing(BiConsumer<DelegateTask, SentForm> completion) {
        return task -> completion.accept(task, TaskForm.read(task, Routing.VARIABLES));
    }

    private JavaDelegate reminding(Duty duty) {
        return execution -> {
            mark(execution, comments.remind(id(execution), duty), duty);
            notices.remind(execution);
        };
    }

    private JavaDelegate inviting(Duty duty) {
        return execution -> {
            comments.overdue(id(execution), duty)
                    .map(Role::groupId)
                    .ifPresent(group -> WaitingTasks.offerAnew(execution, group));
            mark(execution, comments.find(id(execution)), duty);
        };
    }

    private static void mark(DelegateExecution execution, Comment comment, Duty duty) {
        WaitingTasks.mark(execution, CommentForms.mark(comment, duty), CommentForms.priority(comment, duty));
    }

    private Comment comment(DelegateTask task) {
        return comments.find(id(task));
    }

    private static UUID id(DelegateTask task) {
        return id(task.getExecution());
    }

    private static UUID id(DelegateExecution execution) {
        return TaskForm.requestOf(execution);
    }

    private static Effect effect(DelegateExecution execution) {
        return Effect.of(String.valueOf(execution.getVariable(Routing.EFFECT)))
                .orElseThrow(
                        () -> new RefusedException("This was not started by its process, so nothing is to be done."));
    }
}
