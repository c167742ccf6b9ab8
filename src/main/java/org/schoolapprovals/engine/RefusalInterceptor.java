package org.schoolapprovals.engine;

import java.sql.SQLException;
import java.util.Set;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Hands a refusal from a listener to the caller as it was said. The engine would wrap it, and Tasklist would show the person the
 * wrapping with its ids. Notes every failure for {@link PlainAnswers}.
 *
 * <p>Where somebody takes or completes a task while the engine is at work beside it, hiding a comment say, the two may meet in the
 * same rows. Nothing was saved then and nothing is wrong, so it is simply done again; only where the task itself has gone is the
 * person told.
 */
class RefusalInterceptor extends CommandInterceptor {

    private static final int MOST_ATTEMPTS = 5;
    private static final Set<String> SERIALIZATION_FAILURES = Set.of("40001", "40P01");
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    /** How the foreign keys among the engine's own tables begin: it drops what another transaction has just added to. */
    private static final String KEYS_OF_THE_ENGINE = "\"act_fk_";

    private static final String SOMEBODY_ELSE =
            "Somebody else changed this at the same moment. Open it again to see how it stands now.";

    @Override
    public <T> T execute(Command<T> command) {
        // Asked before, because the failing attempt clears what it has set up.
        boolean repeatable = isRepeatable(command);
        for (int attempt = 1; ; attempt++) {
            try {
                return next.execute(command);
            } catch (TaskAlreadyClaimedException claimed) {
                throw noted(new RefusedException("Somebody else has taken this task: please refresh the list."));
            } catch (RuntimeException failure) {
                boolean conflict = isConflict(failure);
                if (conflict && Context.getJobExecutorContext() != null) {
                    throw failure;
                } else if (conflict && !(repeatable && attempt < MOST_ATTEMPTS)) {
                    throw noted(new RefusedException(SOMEBODY_ELSE));
                } else if (!conflict) {
                    throw noted(inItsOwnWords(failure, attempt > 1));
                }
            }
        }
    }

    /** What belongs to a larger transaction cannot be done again by itself. */
    private static boolean isRepeatable(Command<?> command) {
        return (command instanceof SubmitTaskFormCmd
                        || command instanceof CompleteTaskCmd
                        || command instanceof ClaimTaskCmd)
                && Context.getCommandContext() == null
                && !TransactionSynchronizationManager.isActualTransactionActive();
    }

    private static boolean isConflict(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockingException
                    || cause instanceof SQLException refused && isConflict(refused)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConflict(SQLException refused) {
        return SERIALIZATION_FAILURES.contains(refused.getSQLState())
                || FOREIGN_KEY_VIOLATION.equals(refused.getSQLState())
                        && refused.getMessage().contains(KEYS_OF_THE_ENGINE);
    }

    private static RuntimeException inItsOwnWords(RuntimeException failure, boolean afterConflict) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedException refused) {
                return refused;
            }
        }
        return afterConflict && failure instanceof NullValueException ? new RefusedException(SOMEBODY_ELSE) : failure;
    }

    private static <E extends RuntimeException> E noted(E failure) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(PlainAnswers.FAILURE, failure, RequestAttributes.SCOPE_REQUEST);
        }
        return failure;
    }
}
