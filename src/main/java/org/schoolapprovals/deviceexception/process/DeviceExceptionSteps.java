package org.schoolapprovals.deviceexception.process;

import static org.schoolapprovals.engine.TaskForm.empty;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.schoolapprovals.deviceexception.ClosureReport;
import org.schoolapprovals.deviceexception.DeviceException;
import org.schoolapprovals.deviceexception.DeviceExceptions;
import org.schoolapprovals.deviceexception.Mark;
import org.schoolapprovals.engine.SentForm;
import org.schoolapprovals.engine.TaskForm;
import org.schoolapprovals.engine.TaskNotices;
import org.schoolapprovals.engine.WaitingTasks;
import org.schoolapprovals.people.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The steps of {@code personal-device-exception} and {@code personal-device-closure}: each bean is named in the models and calls
 * one use case. The business key of both processes is the id of the exception.
 */
@Configuration(proxyBeanMethods = false)
class DeviceExceptionSteps {

    private static final String ANSWER = "answer";
    private static final String WITHDRAW = "withdraw";
    private static final String CONDITIONS = "conditions";
    private static final String REASON = "reason";
    private static final String NOTE = "note";
    private static final String CONTACT_LOG = "contactLog";
    private static final String NUMBERS_DELETED = "numbersDeleted";
    private static final String PHOTOS_TRANSFERRED = "photosTransferred";
    private static final String PHOTOS_ALLOWED = "photosAllowed";
    private static final String CLOSURE_CONFIRMED = "closureConfirmed";

    private final DeviceExceptions exceptions;
    private final ExceptionForms forms;
    private final TaskNotices notices;

    DeviceExceptionSteps(DeviceExceptions exceptions, ExceptionForms forms, TaskNotices notices) {
        this.exceptions = exceptions;
        this.forms = forms;
        this.notices = notices;
    }

    @Bean
    ExecutionListener recordRequest() {
        return execution -> {
            DeviceException exception = exceptions.request(TaskForm.actor(execution), TaskForm.takeStart(execution));
            execution.setProcessBusinessKey(exception.id().toString());
            Routing.write(execution, exception);
        };
    }

    @Bean
    TaskListener showDecision() {
        return task -> forms.openForDeciders(task, exception(task), Routing.DECISION, CONDITIONS, REASON);
    }

    @Bean
    TaskListener recordDecision() {
        return completing((task, form) -> exceptions.decide(
                id(task), TaskForm.actor(task), form.text(Routing.DECISION), form.text(CONDITIONS), form.text(REASON)));
    }

    @Bean
    TaskListener showQuestion() {
        return task -> {
            DeviceException exception = exception(task);
            Map<String, Object> fields = new HashMap<>(exception.request().formValues());
            fields.putAll(empty(ANSWER, WITHDRAW));
            forms.openForRequester(task, exception, fields);
        };
    }

    @Bean
    TaskListener recordAnswer() {
        return completing((task, form) -> form.ticked(WITHDRAW)
                ? exceptions.withdrawInAnswer(id(task), TaskForm.actor(task))
                : exceptions.answer(
                        id(task), TaskForm.actor(task), form.text(ANSWER), form.without(Set.of(ANSWER, WITHDRAW))));
    }

    @Bean
    TaskListener showRetrospectiveUse() {
        return task -> forms.openForDeciders(task, exception(task), NOTE);
    }

    @Bean
    TaskListener recordRetrospectiveNote() {
        return completing(
                (task, form) -> exceptions.noteRetrospectiveUse(id(task), TaskForm.actor(task), form.text(NOTE)));
    }

    @Bean
    TaskListener showClosure() {
        return task -> {
            DeviceException exception = exception(task);
            Map<String, Object> fields = empty(Routing.CONTACT_MADE, CONTACT_LOG, NUMBERS_DELETED, PHOTOS_TRANSFERRED);
            fields.put(PHOTOS_ALLOWED, exception.request().photosAllowed());
            forms.openForRequester(task, exception, fields);
        };
    }

    @Bean
    TaskListener recordClosure() {
        return completing((task, form) -> exceptions.close(
                id(task),
                TaskForm.actor(task),
                new ClosureReport(
                        form.ticked(Routing.CONTACT_MADE),
                        form.text(CONTACT_LOG),
                        form.ticked(NUMBERS_DELETED),
                        form.ticked(PHOTOS_TRANSFERRED))));
    }

    @Bean
    TaskListener showClosureCheck() {
        return task -> forms.openForDeciders(task, exception(task), CLOSURE_CONFIRMED, NOTE);
    }

    @Bean
    TaskListener recordClosureCheck() {
        return completing((task, form) -> exceptions.checkClosure(
                id(task), TaskForm.actor(task), form.ticked(CLOSURE_CONFIRMED), form.text(NOTE)));
    }

    @Bean
    TaskListener showClosureFollowUp() {
        return task -> forms.openForDeciders(task, exception(task), NOTE);
    }

    @Bean
    TaskListener recordClosureFollowUp() {
        return completing((task, form) -> exceptions.followUpClosure(id(task), TaskForm.actor(task), form.text(NOTE)));
    }

    @Bean
    JavaDelegate remindTask() {
        return execution -> {
            mark(execution, exceptions.remind(id(execution)));
            notices.remind(execution);
        };
    }

    @Bean
    JavaDelegate inviteDeputy() {
        return execution -> {
            DeviceException exception = exceptions.inviteStandIn(id(execution));
            exception.standIn().map(Role::groupId).ifPresent(group -> WaitingTasks.offerAnew(execution, group));
            mark(execution, exception);
        };
    }

    @Bean
    JavaDelegate recordLapse() {
        return stepping(exceptions::lapse);
    }

    @Bean
    JavaDelegate activateException() {
        return stepping(exceptions::activate);
    }

    @Bean
    JavaDelegate endUse() {
        return stepping(exceptions::endUse);
    }

    private interface Completion {
        DeviceException record(DelegateTask task, SentForm form);
    }

    private static TaskListener completing(Completion completion) {
        return task -> {
            DeviceException exception = completion.record(task, TaskForm.read(task, Routing.VARIABLES));
            Routing.write(task.getExecution(), exception);
        };
    }

    private JavaDelegate stepping(Function<UUID, DeviceException> useCase) {
        return execution -> mark(execution, useCase.apply(id(execution)));
    }

    private void mark(DelegateExecution execution, DeviceException exception) {
        Mark mark = forms.mark(exception);
        WaitingTasks.mark(execution, mark.words(), ExceptionForms.priority(mark));
    }

    private DeviceException exception(DelegateTask task) {
        return exceptions.find(id(task));
    }

    private static UUID id(DelegateTask task) {
        return id(task.getExecution());
    }

    private static UUID id(DelegateExecution execution) {
        return TaskForm.requestOf(execution);
    }
}
