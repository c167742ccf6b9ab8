package org.schoolapprovals.photo.process;

import java.util.UUID;
import java.util.function.BiConsumer;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.variable.Variables;
import org.schoolapprovals.engine.SentForm;
import org.schoolapprovals.engine.TaskForm;
import org.schoolapprovals.engine.TaskNotices;
import org.schoolapprovals.engine.WaitingTasks;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.photo.Duty;
import org.schoolapprovals.photo.Effect;
import org.schoolapprovals.photo.PhotoFacts;
import org.schoolapprovals.photo.PhotoSubmission;
import org.schoolapprovals.photo.PhotoSubmissions;
import org.schoolapprovals.photo.Publication;
import org.schoolapprovals.photo.PublicationState;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The steps of {@code photo-consent-verification}, {@code photo-publication} and {@code photo-takedown}: each bean is named in the
 * models and calls one use case. The business key of the first is the id of the submission, of the others that of the publication.
 */
@Configuration(proxyBeanMethods = false)
class PhotoSteps {

    /** Where the engine leaves what a decision table said, for the length of the step. */
    private static final String DECISION_RESULT = "decisionResult";

    private static final String OUTCOME = "outcome";
    private static final String DECISION = "decision";
    private static final String REASON = "reason";
    private static final String CLAUSE = "clause";
    private static final String DONE = "done";
    private static final String GONE = "gone";
    private static final String LINK = "link";
    private static final String TOLD = "told";

    private final PhotoSubmissions submissions;
    private final PhotoForms forms;
    private final TaskNotices notices;

    PhotoSteps(PhotoSubmissions submissions, PhotoForms forms, TaskNotices notices) {
        this.submissions = submissions;
        this.forms = forms;
        this.notices = notices;
    }

    @Bean
    ExecutionListener recordPhotos() {
        return execution -> {
            PhotoSubmission submission = submissions.submit(TaskForm.actor(execution), TaskForm.takeStart(execution));
            execution.setProcessBusinessKey(submission.id().toString());
        };
    }

    /** The inputs are gone with the step: the engine neither stores them nor keeps them in its history. */
    @Bean
    ExecutionListener findClearanceFacts() {
        return execution -> PhotoClearance.inputs(submissions.facts(id(execution)))
                .forEach((fact, holds) -> execution.setVariableLocal(fact, Variables.booleanValue(holds, true)));
    }

    @Bean
    ExecutionListener recordVerification() {
        return execution -> {
            DmnDecisionResult rows = (DmnDecisionResult) execution.getVariable(DECISION_RESULT);
            PhotoFacts facts = submissions.facts(id(execution));
            PhotoSubmission submission = submissions.verified(id(execution), PhotoClearance.of(rows));
            execution.removeVariablesLocal(PhotoClearance.inputs(facts).keySet());
            Routing.write(execution, submission);
        };
    }

    @Bean
    TaskListener showConsentMissing() {
        return task -> forms.openConsentMissing(task, submission(task), TaskForm.empty(OUTCOME));
    }

    @Bean
    TaskListener recordConsentObtained() {
        return completing((task, form) -> Routing.write(
                task.getExecution(), submissions.consentObtained(id(task), TaskForm.actor(task), form.text(OUTCOME))));
    }

    @Bean
    TaskListener showAmendment() {
        return task -> forms.openAmendment(task, submission(task));
    }

    @Bean
    TaskListener recordAmendment() {
        return completing((task, form) ->
                Routing.write(task.getExecution(), submissions.amend(id(task), TaskForm.actor(task), form.values())));
    }

    @Bean
    TaskListener showClearing() {
        return task -> forms.openClearing(task, submission(task), TaskForm.empty(DECISION, REASON, CLAUSE));
    }

    @Bean
    TaskListener recordClearing() {
        return completing((task, form) -> Routing.write(
                task.getExecution(),
                submissions.clear(
                        id(task), TaskForm.actor(task), form.text(DECISION), form.text(REASON), form.text(CLAUSE))));
    }

    @Bean
    JavaDelegate remindOfConsent() {
        return reminding(Duty.OBTAIN_CONSENT);
    }

    @Bean
    JavaDelegate inviteHeadForConsent() {
        return inviting(Duty.OBTAIN_CONSENT);
    }

    @Bean
    JavaDelegate remindOfAmendment() {
        return reminding(Duty.AMEND);
    }

    @Bean
    JavaDelegate inviteHeadForAmendment() {
        return inviting(Duty.AMEND);
    }

    @Bean
    JavaDelegate remindOfClearing() {
        return reminding(Duty.CLEAR);
    }

    @Bean
    JavaDelegate inviteClearer() {
        return inviting(Duty.CLEAR);
    }

    @Bean
    JavaDelegate carryOutPublication() {
        return execution -> Routing.write(execution, submissions.carryOut(id(execution), effect(execution)));
    }

    @Bean
    TaskListener showPublicationByHand() {
        return task -> forms.openByHand(
                task,
                submissionOf(task),
                publication(task),
                effect(task.getExecution()),
                TaskForm.empty(DONE, GONE, LINK));
    }

    @Bean
    TaskListener recordPublicationByHand() {
        return completing((task, form) -> Routing.write(
                task.getExecution(),
                submissions.doneByHand(
                        id(task),
                        TaskForm.actor(task),
                        effect(task.getExecution()),
                        form.ticked(DONE),
                        form.ticked(GONE),
                        form.text(LINK))));
    }

    @Bean
    JavaDelegate remindOfPublication() {
        return execution -> reminding(PhotoForms.byHand(effect(execution))).execute(execution);
    }

    @Bean
    JavaDelegate inviteHeadForPublication() {
        return execution -> inviting(PhotoForms.byHand(effect(execution))).execute(execution);
    }

    /** A task by hand has a timer of its own that offers it to the head teacher; without one, nobody would tell them. */
    @Bean
    JavaDelegate tellHeadOfRemoval() {
        return execution -> {
            submissions.overdue(id(execution), Duty.REMOVE);
            if (!isByHand(execution)) {
                submissions.tellHeadOfRemoval(id(execution));
            }
        };
    }

    private static boolean isByHand(DelegateExecution execution) {
        return execution
                        .getProcessEngineServices()
                        .getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(execution.getProcessBusinessKey())
                        .count()
                > 0;
    }

    /** What the called processes did is not known to the one that called them yet. */
    @Bean
    ExecutionListener notePublications() {
        return execution -> Routing.write(execution, submissions.find(id(execution)));
    }

    @Bean
    ExecutionListener findParentToTell() {
        return execution -> Routing.write(execution, publication(execution));
    }

    @Bean
    TaskListener showParentText() {
        return task -> forms.openTelling(task, submissionOf(task), publication(task), TaskForm.empty(TOLD));
    }

    @Bean
    TaskListener recordParentTold() {
        return completing((task, form) -> submissions.parentTold(id(task), TaskForm.actor(task), form.ticked(TOLD)));
    }

    @Bean
    JavaDelegate remindOfTelling() {
        return reminding(Duty.TELL_PARENT);
    }

    @Bean
    JavaDelegate inviteHeadForTelling() {
        return inviting(Duty.TELL_PARENT);
    }

    /** No token comes to an end that the photographs have not come to: what still waits is not lost sight of. */
    @Bean
    ExecutionListener confirmPhotosEnd() {
        return execution -> {
            if (!submissions.find(id(execution)).state().isEnd()) {
                throw new RefusedException("These photographs are not at their end yet, so their process goes on.");
            }
        };
    }

    @Bean
    ExecutionListener confirmPublicationGone() {
        return execution -> {
            Publication publication = publication(execution);
            if (publication.state() != PublicationState.GONE || publication.isPending(Duty.TELL_PARENT)) {
                throw new RefusedException("This is not gone yet, or a parent has to be told, so its process goes on.");
            }
        };
    }

    private static TaskListener completing(BiConsumer<DelegateTask, SentForm> completion) {
        return task -> completion.accept(task, TaskForm.read(task, Routing.VARIABLES));
    }

    private JavaDelegate reminding(Duty duty) {
        return execution -> {
            submissions.remind(id(execution), duty);
            mark(execution, duty);
            notices.remind(execution);
        };
    }

    private JavaDelegate inviting(Duty duty) {
        return execution -> {
            Role joiner = submissions.overdue(id(execution), duty);
            WaitingTasks.offerAnew(execution, joiner.groupId());
            mark(execution, duty);
        };
    }

    private void mark(DelegateExecution execution, Duty duty) {
        WaitingTasks.mark(
                execution,
                PhotoForms.mark(
                        duty.isOfPublication()
                                ? publication(execution).obligation(duty)
                                : submissions.find(id(execution)).obligation(duty),
                        duty),
                PhotoForms.priority(duty));
    }

    private PhotoSubmission submission(DelegateTask task) {
        return submissions.find(id(task));
    }

    private PhotoSubmission submissionOf(DelegateTask task) {
        return submissions.findOf(id(task));
    }

    private Publication publication(DelegateTask task) {
        return publication(task.getExecution());
    }

    private Publication publication(DelegateExecution execution) {
        return submissions.findOf(id(execution)).publication(id(execution));
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
