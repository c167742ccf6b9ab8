package org.schoolapprovals.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.FilterServiceImpl;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.query.Query;
import org.schoolapprovals.refusal.RefusedException;

/**
 * The engine's filters, which people may narrow down as they ask for them, but not with anything that runs on the server. The
 * engine forbids expressions there, yet overlooks those in the alternatives ({@code orQueries}) and evaluates them: whoever may
 * read a single filter could run any code. Nor does it mind a query so large that the database is busy for minutes.
 */
class QueueService extends FilterServiceImpl {

    private static final int MOST_CONDITIONS = 10;

    @Override
    public <T, Q extends Query<?, T>> List<T> list(String filterId, Q narrowing) {
        return super.list(filterId, harmless(narrowing));
    }

    @Override
    public <T, Q extends Query<?, T>> List<T> listPage(String filterId, Q narrowing, int firstResult, int maxResults) {
        return super.listPage(filterId, harmless(narrowing), firstResult, maxResults);
    }

    @Override
    public <T, Q extends Query<?, T>> T singleResult(String filterId, Q narrowing) {
        return super.singleResult(filterId, harmless(narrowing));
    }

    @Override
    public Long count(String filterId, Query<?, ?> narrowing) {
        return super.count(filterId, harmless(narrowing));
    }

    private <Q extends Query<?, ?>> Q harmless(Q narrowing) {
        if (narrowing != null && !(narrowing instanceof TaskQueryImpl tasks && isHarmless(tasks))) {
            commandExecutor.execute(context -> {
                throw new RefusedException("A queue cannot be searched like that.");
            });
        }
        return narrowing;
    }

    private static boolean isHarmless(TaskQueryImpl query) {
        Set<TaskQueryImpl> parts = new HashSet<>();
        collect(query, parts);
        int conditions = parts.stream()
                .mapToInt(part -> 1
                        + part.getVariables().size()
                        + part.getOrderingProperties().size())
                .sum();
        return conditions <= MOST_CONDITIONS
                && parts.stream().allMatch(part -> part.getExpressions().isEmpty());
    }

    private static void collect(TaskQueryImpl query, Set<TaskQueryImpl> parts) {
        if (parts.add(query)) {
            query.getQueries().forEach(part -> collect(part, parts));
        }
    }
}
