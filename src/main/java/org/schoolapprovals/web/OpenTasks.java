package org.schoolapprovals.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.people.Person;

/** What waits in Tasklist for somebody, over all processes. */
public interface OpenTasks {

    /**
     * The tasks that this person holds, and those that anybody in one of their roles may take up.
     *
     * @param now the moment by which a task is overdue
     */
    Waiting of(Person person, Instant now);

    /**
     * The most pressing task about this request that the person holds or may take up.
     *
     * @return the engine's id of the task
     */
    Optional<String> onRequest(Person person, UUID requestId);

    /**
     * @param tasks the urgent ones first, then the earliest due, and those without a due date last
     * @param total how many there are in all
     * @param overdue how many of all of them are past their due date
     */
    record Waiting(List<OpenTask> tasks, int total, int overdue) {

        public Waiting {
            tasks = List.copyOf(tasks);
        }
    }
}
