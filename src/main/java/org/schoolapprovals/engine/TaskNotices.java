package org.schoolapprovals.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.schoolapprovals.notice.Notice;
import org.schoolapprovals.notice.Notice.Kind;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.stereotype.Component;

/** Tells people of the tasks that they have or may take up. Whoever brought a task about by what they did is not told of it. */
@Component
public class TaskNotices {

    /** From this priority on a task is urgent: its notices are mailed at once. */
    public static final int URGENT = 80;

    private final Notices notices;
    private final People people;

    TaskNotices(Notices notices, People people) {
        this.notices = notices;
        this.people = people;
    }

    /** A task in the words of its notices. */
    private record Matter(String id, String key, String name, String about, int priority, Date due) {

        static Matter of(DelegateTask task) {
            return new Matter(
                    task.getId(),
                    task.getTaskDefinitionKey(),
                    task.getName(),
                    about(task.getVariableLocal(QueueFacts.ABOUT)),
                    task.getPriority(),
                    task.getDueDate());
        }

        static Matter of(Task task, TaskService tasks) {
            return new Matter(
                    task.getId(),
                    task.getTaskDefinitionKey(),
                    task.getName(),
                    about(tasks.getVariableLocal(task.getId(), QueueFacts.ABOUT)),
                    task.getPriority(),
                    task.getDueDate());
        }

        private static String about(Object variable) {
            return variable instanceof String words ? words : "";
        }

        Notice notice(Kind kind, Set<String> people, String occasion, String predicate) {
            boolean urgent = priority >= URGENT;
            return new Notice(
                    kind,
                    people,
                    occasion + ": " + name + (about.isBlank() ? "" : ", " + about),
                    "\u201c" + name + "\u201d" + (about.isBlank() ? "" : " (" + about + ")") + " " + predicate
                            + dueInWords(),
                    "/tasks/" + id,
                    Optional.of(id),
                    Optional.of(kind + " " + key),
                    urgent);
        }

        private String dueInWords() {
            return due == null ? "" : " Due: " + SchoolTime.format(Instant.ofEpochMilli(due.getTime())) + ".";
        }
    }

    /** A task has come into being. */
    void offered(DelegateTask task) {
        tell(task, Kind.TASK, concerned(task.getAssignee(), task.getCandidates()), "To do", "waits for you.");
    }

    /** Others may take the task up from now on, or it was given to somebody. */
    void changed(DelegateTask task) {
        Set<String> joined = candidates(task.getCandidates(), TaskNotices::isNew);
        tell(task, Kind.ESCALATION, joined, "Overdue", "is overdue, so you may take it up as well.");
        if (task.getAssignee() != null) {
            tell(task, Kind.TASK, Set.of(task.getAssignee()), "To do", "was given to you.");
        }
    }

    /** A task was completed, or is not needed any more. */
    void ended(DelegateTask task) {
        notices.settle(task.getId());
    }

    /** Reminds of each open task of this process instance whoever has it, or all who may take it up. */
    public void remind(DelegateExecution execution) {
        TaskService tasks = execution.getProcessEngineServices().getTaskService();
        for (Task task : tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .list()) {
            Set<String> concerned = concerned(task.getAssignee(), tasks.getIdentityLinksForTask(task.getId()));
            notices.tell(Matter.of(task, tasks).notice(Kind.REMINDER, concerned, "Reminder", "still waits for you."));
        }
    }

    private void tell(DelegateTask task, Kind kind, Set<String> people, String occasion, String predicate) {
        Set<String> unaware = new HashSet<>(people);
        actor(task).ifPresent(unaware::remove);
        if (!unaware.isEmpty()) {
            unaware.removeAll(notices.toldOf(task.getId()));
            notices.tell(Matter.of(task).notice(kind, unaware, occasion, predicate));
        }
    }

    private static Optional<String> actor(DelegateTask task) {
        return Optional.ofNullable(
                        task.getProcessEngineServices().getIdentityService().getCurrentAuthentication())
                .map(Authentication::getUserId);
    }

    private Set<String> concerned(String assignee, Collection<? extends IdentityLink> links) {
        return assignee == null ? candidates(links, link -> true) : Set.of(assignee);
    }

    private Set<String> candidates(Collection<? extends IdentityLink> links, Predicate<IdentityLink> which) {
        return links.stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .filter(which)
                .flatMap(this::behind)
                .collect(Collectors.toSet());
    }

    private Stream<String> behind(IdentityLink link) {
        return Stream.concat(
                Stream.ofNullable(link.getUserId()),
                Optional.ofNullable(link.getGroupId())
                        .flatMap(Role::ofGroup)
                        .map(people::with)
                        .orElse(List.of())
                        .stream()
                        .map(Person::id));
    }

    /** Whether the task is offered to them since this very moment. */
    private static boolean isNew(IdentityLink link) {
        CachedDbEntity cached = Context.getCommandContext()
                .getDbEntityManager()
                .getDbEntityCache()
                .getCachedEntity((DbEntity) link);
        return cached != null && cached.getEntityState() == DbEntityState.TRANSIENT;
    }
}
