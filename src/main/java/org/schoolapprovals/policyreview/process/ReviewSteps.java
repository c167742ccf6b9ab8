package org.schoolapprovals.policyreview.process;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.schoolapprovals.engine.SentForm;
import org.schoolapprovals.engine.TaskForm;
import org.schoolapprovals.engine.TaskNotices;
import org.schoolapprovals.engine.WaitingTasks;
import org.schoolapprovals.policyreview.Duty;
import org.schoolapprovals.policyreview.Review;
import org.schoolapprovals.policyreview.Reviews;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The steps of {@code policy-review}: each bean is named in the model and calls one use case. The business key is the id of the
 * review.
 */
@Configuration(proxyBeanMethods = false)
class ReviewSteps {

    private static final String SUMMARY = "summary";
    private static final String PROPOSAL = "proposal";
    private static final String OUTCOME = "outcome";
    private static final String NOTE = "note";
    private static final String FILE = "file";
    private static final String CHANGE_SUMMARY = "changeSummary";
    private static final String SUBSTANTIVE = "substantive";
    private static final String IN_FORCE_FROM = "inForceFrom";
    private static final String VIEW = "view";
    private static final String COMMENT = "comment";

    private final Reviews reviews;
    private final ReviewForms forms;
    private final TaskNotices notices;

    ReviewSteps(Reviews reviews, ReviewForms forms, TaskNotices notices) {
        this.reviews = reviews;
        this.forms = forms;
        this.notices = notices;
    }

    /** The start form asks for nothing; whatever is sent with it is thrown away. */
    @Bean
    ExecutionListener recordOpening() {
        return execution -> {
            TaskForm.takeStart(execution);
            Review review = reviews.openByHand(TaskForm.actor(execution));
            execution.setProcessBusinessKey(review.id().toString());
        };
    }

    @Bean
    TaskListener showPreparation() {
        return task -> forms.openPreparation(task, review(task), SUMMARY, PROPOSAL);
    }

    @Bean
    TaskListener recordPreparation() {
        return completing((task, form) ->
                reviews.prepare(id(task), TaskForm.actor(task), form.text(SUMMARY), form.text(PROPOSAL)));
    }

    @Bean
    TaskListener showHeadReview() {
        return task -> forms.open(task, review(task), Duty.HEAD_REVIEW, OUTCOME, NOTE);
    }

    @Bean
    TaskListener recordHeadReview() {
        return completing((task, form) ->
                reviews.headReview(id(task), TaskForm.actor(task), form.text(OUTCOME), form.text(NOTE)));
    }

    @Bean
    TaskListener showDraft() {
        return task -> forms.openDraft(task, review(task), FILE, CHANGE_SUMMARY, SUBSTANTIVE, IN_FORCE_FROM);
    }

    @Bean
    TaskListener recordDraft() {
        return completing((task, form) -> reviews.draft(
                id(task),
                TaskForm.actor(task),
                form.text(FILE),
                form.text(CHANGE_SUMMARY),
                form.ticked(SUBSTANTIVE),
                form.text(IN_FORCE_FROM)));
    }

    @Bean
    TaskListener showGovernorsReview() {
        return task -> forms.open(task, review(task), Duty.GIVE_VIEW, VIEW, COMMENT);
    }

    @Bean
    TaskListener recordGovernorsReview() {
        return completing(
                (task, form) -> reviews.view(id(task), TaskForm.actor(task), form.text(VIEW), form.text(COMMENT)));
    }

    @Bean
    JavaDelegate closeViews() {
        return execution -> Routing.write(execution, reviews.closeViews(id(execution)));
    }

    @Bean
    TaskListener showChairDecision() {
        return task -> forms.open(task, review(task), Duty.DECIDE, Routing.DECISION, NOTE);
    }

    @Bean
    TaskListener recordChairDecision() {
        return completing((task, form) ->
                reviews.chairDecide(id(task), TaskForm.actor(task), form.text(Routing.DECISION), form.text(NOTE)));
    }

    @Bean
    JavaDelegate closePeriod() {
        return execution -> Routing.write(execution, reviews.closePeriod(id(execution)));
    }

    @Bean
    TaskListener showFollowUp() {
        return task -> forms.openFollowUp(task, review(task), NOTE);
    }

    @Bean
    TaskListener recordFollowUp() {
        return completing((task, form) -> reviews.followUp(id(task), TaskForm.actor(task), form.text(NOTE)));
    }

    @Bean
    JavaDelegate remindOfPreparation() {
        return reminding(Duty.PREPARE);
    }

    @Bean
    JavaDelegate inviteToPrepare() {
        return inviting(Duty.PREPARE);
    }

    @Bean
    JavaDelegate remindOfHeadReview() {
        return reminding(Duty.HEAD_REVIEW);
    }

    @Bean
    JavaDelegate inviteToReview() {
        return inviting(Duty.HEAD_REVIEW);
    }

    @Bean
    JavaDelegate remindOfDraft() {
        return reminding(Duty.DRAFT);
    }

    @Bean
    JavaDelegate inviteToDraft() {
        return inviting(Duty.DRAFT);
    }

    @Bean
    JavaDelegate remindOfViews() {
        return reminding(Duty.GIVE_VIEW);
    }

    @Bean
    JavaDelegate remindOfDecision() {
        return reminding(Duty.DECIDE);
    }

    /** Nobody signs off in the chair's place; whoever waits for it is told. */
    @Bean
    JavaDelegate tellOfDelay() {
        return inviting(Duty.DECIDE);
    }

    @Bean
    JavaDelegate remindOfFollowUp() {
        return reminding(Duty.FOLLOW_UP);
    }

    @Bean
    JavaDelegate inviteToFollowUp() {
        return inviting(Duty.FOLLOW_UP);
    }

    /** No token comes to an end that the review has not come to: what still waits is not lost sight of. */
    @Bean
    ExecutionListener confirmReviewEnd() {
        return execution -> {
            if (!reviews.find(id(execution)).state().isEnd()) {
                throw new RefusedException("This review is not at its end yet, so its process goes on.");
            }
        };
    }

    private interface Completion {
        Review record(DelegateTask task, SentForm form);
    }

    private static TaskListener completing(Completion completion) {
        return task -> {
            Review review = completion.record(task, TaskForm.read(task, Routing.VARIABLES));
            Routing.write(task.getExecution(), review);
        };
    }

    private JavaDelegate reminding(Duty duty) {
        return execution -> {
            reviews.remind(id(execution), duty);
            mark(execution, duty);
            notices.remind(execution);
        };
    }

    private JavaDelegate inviting(Duty duty) {
        return execution -> {
            reviews.overdue(id(execution), duty)
                    .ifPresent(joiner -> WaitingTasks.offerAnew(execution, joiner.groupId()));
            mark(execution, duty);
        };
    }

    private void mark(DelegateExecution execution, Duty duty) {
        WaitingTasks.mark(
                execution, ReviewForms.mark(reviews.find(id(execution)).obligation(duty)), ReviewForms.PRIORITY);
    }

    private Review review(DelegateTask task) {
        return reviews.find(id(task));
    }

    private static UUID id(DelegateTask task) {
        return id(task.getExecution());
    }

    private static UUID id(DelegateExecution execution) {
        return TaskForm.requestOf(execution);
    }
}
