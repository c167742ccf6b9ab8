package org.schoolapprovals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.refusal.RefusedException;

/** What a person is told, or spared, where the engine is at work in the same rows as they are. */
class MeetingInTheEngineTest {

    private static final CompleteTaskCmd COMPLETION = new CompleteTaskCmd("task", Map.of());

    private int attempts;

    @Test
    void a_completion_that_meets_a_process_being_added_is_done_again() {
        interceptor(
                        1,
                        failure("update or delete on table \"act_ru_execution\" violates foreign key constraint"
                                + " \"act_fk_exe_super\" on table \"act_ru_execution\""))
                .execute(COMPLETION);

        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void whoever_meets_it_again_and_again_is_told() {
        RefusalInterceptor interceptor = interceptor(Integer.MAX_VALUE, failure("constraint \"act_fk_exe_super\""));

        assertThatThrownBy(() -> interceptor.execute(COMPLETION))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Somebody else changed this at the same moment.");
        assertThat(attempts).isEqualTo(5);
    }

    @Test
    void what_our_own_tables_refuse_is_a_fault_and_is_not_tried_again() {
        RuntimeException fault = failure("constraint \"photo_submission_id_fkey\" on table \"photo\"");

        assertThatThrownBy(() -> interceptor(1, fault).execute(COMPLETION)).isSameAs(fault);
        assertThat(attempts).isEqualTo(1);
    }

    private RefusalInterceptor interceptor(int failing, RuntimeException failure) {
        RefusalInterceptor interceptor = new RefusalInterceptor();
        interceptor.setNext(new CommandExecutor() {
            @Override
            public <T> T execute(Command<T> command) {
                attempts++;
                if (attempts <= failing) {
                    throw failure;
                }
                return null;
            }
        });
        return interceptor;
    }

    private static RuntimeException failure(String message) {
        return new ProcessEngineException("Error flushing statements", new SQLException("ERROR: " + message, "23503"));
    }
}
