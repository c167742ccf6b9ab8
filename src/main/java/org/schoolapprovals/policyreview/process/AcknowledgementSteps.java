package org.schoolapprovals.policyreview.process;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.schoolapprovals.engine.TaskForm;
import org.schoolapprovals.engine.TaskNotices;
import org.schoolapprovals.engine.WaitingTasks;
import org.schoolapprovals.policyreview.Acknowledgement;
import org.schoolapprovals.policyreview.Acknowledgements;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The steps of {@code policy-acknowledgement}: each bean is named in the model and calls one use case. The business key is the id of
 * the acknowledgement.
 */
@Configuration(proxyBeanMethods = false)
class AcknowledgementSteps {

    private static final String CONFIRMED = "confirmed";

    private final Acknowledgements acknowledgements;
    private final ReviewForms forms;
    private final TaskNotices notices;

    AcknowledgementSteps(Acknowledgements acknowledgements, ReviewForms forms, TaskNotices notices) {
        this.acknowledgements = acknowledgements;
        this.forms = forms;
        this.notices = notices;
    }

    /** Whatever a start brings along is thrown away: who has to read is written in our own tables. */
    @Bean
    ExecutionListener routeAcknowledgement() {
        return execution -> {
            TaskForm.takeStart(execution);
            Routing.write(execution, acknowledgement(execution));
        };
    }

    @Bean
    TaskListener showAcknowledgement() {
        return task -> forms.openAcknowledgement(task, acknowledgements.find(id(task)), CONFIRMED);
    }

    @Bean
    TaskListener recordAcknowledgement() {
        return task -> {
            boolean confirmed = TaskForm.read(task, Routing.VARIABLES).ticked(CONFIRMED);
            Routing.write(
                    task.getExecution(), acknowledgements.acknowledgeInTask(id(task), TaskForm.actor(task), confirmed));
        };
    }

    /** Where the application was down for long, their time may be over by now, and nobody is reminded of that. */
    @Bean
    JavaDelegate remindOfAcknowledgement() {
        return execution -> {
            if (acknowledgement(execution).state() == Acknowledgement.Standing.ASKED) {
                acknowledgements.remind(id(execution));
                WaitingTasks.mark(execution, "Reminded", ReviewForms.PRIORITY);
                notices.remind(execution);
            }
        };
    }

    @Bean
    JavaDelegate recordMissing() {
        return execution -> Routing.write(execution, acknowledgements.periodOver(id(execution)));
    }

    /** What happened elsewhere is not known to the process yet. */
    @Bean
    ExecutionListener noteAcknowledgement() {
        return execution -> Routing.write(execution, acknowledgement(execution));
    }

    /** No token comes to an end that the acknowledgement has not come to. */
    @Bean
    ExecutionListener confirmAcknowledgementEnd() {
        return execution -> {
            if (acknowledgement(execution).state() == Acknowledgement.Standing.ASKED) {
                throw new RefusedException("This has not been confirmed yet, and there is time: its process goes on.");
            }
        };
    }

    private Acknowledgement acknowledgement(DelegateExecution execution) {
        return acknowledgements.find(id(execution));
    }

    private static UUID id(DelegateTask task) {
        return id(task.getExecution());
    }

    private static UUID id(DelegateExecution execution) {
        return TaskForm.requestOf(execution);
    }
}
