package org.schoolapprovals.engine;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Hands a refusal from a listener to the caller as it was said. The engine would wrap it, and Tasklist would show the person the
 * wrapping with its ids. Notes every failure for {@link PlainAnswers}.
 */
class RefusalInterceptor extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (OptimisticLockingException conflict) {
            if (Context.getJobExecutorContext() != null) {
                throw conflict;
            }
            throw noted(new RefusedException(
                    "Somebody else changed this at the same moment. Open it again to see how it stands now."));
        } catch (TaskAlreadyClaimedException claimed) {
            throw noted(new RefusedException("Somebody else has taken this task: please refresh the list."));
        } catch (RuntimeException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof RefusedException refused) {
                    throw noted(refused);
                }
            }
            throw noted(failure);
        }
    }

    private static <E extends RuntimeException> E noted(E failure) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(PlainAnswers.FAILURE, failure, RequestAttributes.SCOPE_REQUEST);
        }
        return failure;
    }
}
