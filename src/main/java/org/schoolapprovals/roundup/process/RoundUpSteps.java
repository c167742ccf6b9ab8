package org.schoolapprovals.roundup.process;

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
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.roundup.RoundUp;
import org.schoolapprovals.roundup.RoundUps;
import org.schoolapprovals.roundup.State;
import org.schoolapprovals.roundup.Takedowns;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The steps of {@code weekly-roundup} and {@code weekly-roundup-takedown}: each bean is named in the models and calls one use case. The
 * business key of the first is the id of the round-up, of the other that of the takedown.
 */
@Configuration(proxyBeanMethods = false)
class RoundUpSteps {

    private static final String DONE = "done";

    private final RoundUps roundUps;
    private final Takedowns takedowns;
    private final RoundUpForms forms;
    private final TaskNotices notices;

    RoundUpSteps(RoundUps roundUps, Takedowns takedowns, RoundUpForms forms, TaskNotices notices) {
        this.roundUps = roundUps;
        this.takedowns = takedowns;
        this.forms = forms;
        this.notices = notices;
    }

    @Bean
    ExecutionListener findWhetherRoundUpIsOpen() {
        return execution -> Routing.write(execution, roundUps.canStillBePosted(id(execution)));
    }

    /** Shown anew when somebody takes the task: photographs may have been cleared since. */
    @Bean
    TaskListener showRoundUp() {
        return task -> forms.openPosting(task, roundUps.find(id(task)));
    }

    @Bean
    TaskListener recordRoundUp() {
        return task -> {
            SentForm form = TaskForm.read(task, Routing.VARIABLES);
            Routing.write(task.getExecution(), roundUps.answer(id(task), TaskForm.actor(task), form.values()));
        };
    }

    @Bean
    JavaDelegate remindOfRoundUp() {
        return execution -> {
            mark(execution, roundUps.remind(id(execution)));
            notices.remind(execution);
        };
    }

    @Bean
    JavaDelegate tellHeadOfRoundUp() {
        return execution -> mark(execution, roundUps.tellHead(id(execution)));
    }

    private static void mark(DelegateExecution execution, RoundUp roundUp) {
        WaitingTasks.mark(execution, RoundUpForms.mark(roundUp), RoundUpForms.NORMAL);
    }

    @Bean
    JavaDelegate recordRoundUpUnanswered() {
        return execution -> Routing.write(execution, roundUps.unanswered(id(execution)));
    }

    /** No token comes to an end that the round-up has not come to. */
    @Bean
    ExecutionListener confirmRoundUpPosted() {
        return execution -> require(roundUps.find(id(execution)).state() == State.POSTED);
    }

    @Bean
    ExecutionListener confirmRoundUpMissed() {
        return execution -> require(roundUps.find(id(execution)).state() == State.MISSED);
    }

    private static void require(boolean atItsEnd) {
        if (!atItsEnd) {
            throw new RefusedException("This round-up is not at that end, so its process goes on.");
        }
    }

    @Bean
    TaskListener showRoundUpTakedown() {
        return task -> forms.openTakedown(task, takedowns.find(id(task)));
    }

    @Bean
    TaskListener recordRoundUpTakedown() {
        return task -> {
            SentForm form = TaskForm.read(task, Routing.VARIABLES);
            takedowns.done(id(task), TaskForm.actor(task), form.ticked(DONE));
        };
    }

    @Bean
    JavaDelegate remindOfRoundUpTakedown() {
        return execution -> {
            takedowns.remind(id(execution));
            notices.remind(execution);
        };
    }

    @Bean
    JavaDelegate inviteHeadForRoundUpTakedown() {
        return execution -> {
            String mark = RoundUpForms.mark(takedowns.overdue(id(execution)));
            WaitingTasks.offerAnew(execution, Role.HEAD_TEACHER.groupId());
            WaitingTasks.mark(execution, mark, RoundUpForms.AT_ONCE);
        };
    }

    @Bean
    ExecutionListener confirmRoundUpTakedownDone() {
        return execution -> {
            if (takedowns.find(id(execution)).done().isEmpty()) {
                throw new RefusedException("These photographs are not taken out yet, so their process goes on.");
            }
        };
    }

    private static UUID id(DelegateTask task) {
        return id(task.getExecution());
    }

    private static UUID id(DelegateExecution execution) {
        return TaskForm.requestOf(execution);
    }
}
