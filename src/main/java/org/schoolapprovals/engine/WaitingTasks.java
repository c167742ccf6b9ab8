package org.schoolapprovals.engine;

import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;

/** The open tasks of the process that is at work. */
public final class WaitingTasks {

    private WaitingTasks() {}

    /** Shows how they stand out in their queue. @param mark see {@link QueueFacts#MARK} */
    public static void mark(DelegateExecution execution, String mark, int priority) {
        TaskService tasks = execution.getProcessEngineServices().getTaskService();
        for (Task task : of(execution)) {
            tasks.setVariableLocal(task.getId(), QueueFacts.MARK, mark);
            tasks.setPriority(task.getId(), priority);
        }
    }

    /**
     * Offers them to one group more. Whoever took one and let its due date pass gives it back: it would stay out of reach of
     * whoever joins now. The one person whom a task was meant for may take it up again like those who join.
     */
    public static void offerAnew(DelegateExecution execution, String group) {
        TaskService tasks = execution.getProcessEngineServices().getTaskService();
        for (Task task : of(execution)) {
            boolean meantForOne = tasks.getIdentityLinksForTask(task.getId()).stream()
                    .noneMatch(link -> IdentityLinkType.CANDIDATE.equals(link.getType()));
            if (meantForOne) {
                tasks.addCandidateUser(task.getId(), task.getAssignee());
            }
            tasks.addCandidateGroup(task.getId(), group);
            if (task.getAssignee() != null) {
                tasks.setAssignee(task.getId(), null);
            }
        }
    }

    private static List<Task> of(DelegateExecution execution) {
        return execution
                .getProcessEngineServices()
                .getTaskService()
                .createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .list();
    }
}
