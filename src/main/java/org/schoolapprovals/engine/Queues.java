package org.schoolapprovals.engine;

import static org.schoolapprovals.people.Role.CHAIR_OF_GOVERNORS;
import static org.schoolapprovals.people.Role.DEPUTY_HEAD;
import static org.schoolapprovals.people.Role.GOVERNORS;
import static org.schoolapprovals.people.Role.HEAD_TEACHER;
import static org.schoolapprovals.people.Role.OFFICE;
import static org.schoolapprovals.people.Role.SOCIAL_MEDIA;
import static org.schoolapprovals.people.Role.STAFF;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.schoolapprovals.people.Role;
import org.springframework.stereotype.Component;

/** The queues that people see in Tasklist, as its filters: the whole list, in the order shown. */
@Component
class Queues {

    /** Variables of a task that the queues show and sort by; every task listener that opens a task sets them. */
    private static final Map<String, String> SHOWN = new LinkedHashMap<>();

    static {
        SHOWN.put(QueueFacts.MARK, "Note");
        SHOWN.put(QueueFacts.ABOUT, "About");
        SHOWN.put(QueueFacts.DEPARTURE, "Departure");
        SHOWN.put(QueueFacts.REQUESTER_NAME, "Asked by");
    }

    private final FilterService filterService;
    private final TaskService taskService;
    private final SchoolRights rights;

    Queues(FilterService filterService, TaskService taskService, SchoolRights rights) {
        this.filterService = filterService;
        this.taskService = taskService;
        this.rights = rights;
    }

    /** Makes the queues, or brings those of an earlier version up to date. */
    void layDown() {
        Set<Role> deciders = Set.of(HEAD_TEACHER, DEPUTY_HEAD, CHAIR_OF_GOVERNORS);
        queue(
                10,
                "To decide",
                "What waits for you to decide; reports of abuse first",
                "#8a4b00",
                deciders,
                offeredToMyGroups());
        queue(
                15,
                "Social media",
                "Comments to review, photographs to clear, the round-up of the week, the review of the term, and what has to be"
                        + " done by hand on a channel",
                "#5b3a8c",
                Set.of(SOCIAL_MEDIA),
                offeredTo(SOCIAL_MEDIA));
        queue(
                20,
                "Overdue",
                "Due and not yet done",
                "#a61b1b",
                Set.of(HEAD_TEACHER, DEPUTY_HEAD, CHAIR_OF_GOVERNORS, SOCIAL_MEDIA),
                mine().dueBeforeExpression("${now()}"));
        queue(30, "Everything of mine", "Taken by you, or offered to you", "#1f4e79", deciders, mine());
        queue(
                40,
                "My tasks",
                "Meant for you alone, or taken by you",
                "#1f4e79",
                Set.of(STAFF, GOVERNORS),
                taskService.createTaskQuery().taskAssigneeExpression("${currentUser()}"));
        queue(
                50,
                "My requests",
                "What you asked for and have to answer or finish yourself; the home page shows where each request stands",
                "#2d6a4f",
                Set.of(STAFF),
                taskService.createTaskQuery().taskOwnerExpression("${currentUser()}"));
        queue(70, "Office", "Offered to the office", "#3d5a5c", Set.of(OFFICE), offeredTo(OFFICE));
    }

    private TaskQuery mine() {
        return taskService
                .createTaskQuery()
                .or()
                .taskAssigneeExpression("${currentUser()}")
                .taskCandidateGroupInExpression("${currentUserGroups()}")
                .endOr();
    }

    private TaskQuery offeredToMyGroups() {
        return taskService
                .createTaskQuery()
                .taskCandidateGroupInExpression("${currentUserGroups()}")
                .includeAssignedTasks();
    }

    private TaskQuery offeredTo(Role role) {
        return taskService.createTaskQuery().taskCandidateGroup(role.groupId()).includeAssignedTasks();
    }

    private void queue(int priority, String name, String description, String color, Set<Role> seenBy, TaskQuery tasks) {
        Filter filter = filterService.createTaskFilterQuery().filterName(name).list().stream()
                .filter(present -> present.getOwner() == null)
                .findFirst()
                .orElseGet(() -> filterService.newTaskFilter(name));
        filter.setQuery(tasks.orderByTaskPriority()
                .desc()
                .orderByDueDate()
                .asc()
                .orderByTaskCreateTime()
                .asc());
        filter.setProperties(Map.of(
                "priority",
                priority,
                "description",
                description,
                "color",
                color,
                "refresh",
                true,
                "showUndefinedVariable",
                false,
                "variables",
                SHOWN.entrySet().stream()
                        .map(shown -> Map.of("name", shown.getKey(), "label", shown.getValue()))
                        .toList()));
        filterService.saveFilter(filter);
        seenBy.forEach(role -> rights.grant(role, Resources.FILTER, filter.getId(), Permissions.READ));
    }
}
