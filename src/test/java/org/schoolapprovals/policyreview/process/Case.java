package org.schoolapprovals.policyreview.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.Spin;
import org.camunda.spin.json.SpinJsonNode;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.policyreview.EventType;
import org.schoolapprovals.policyreview.HistoryEvent;
import org.schoolapprovals.policyreview.Review;
import org.schoolapprovals.policyreview.State;

/** One review: its process, its aggregate and what people and the clock do with them. */
record Case(Desk desk, ProcessInstance instance, UUID id) {

    static final String PREPARE = "Task_PrepareReview";
    static final String HEAD_REVIEW = "Task_HeadReview";
    static final String DRAFT = "Task_DraftPolicy";
    static final String VIEW = "Task_GovernorsReview";
    static final String DECIDE = "Task_ChairDecision";
    static final String FOLLOW_UP = "Task_FollowUpAcknowledgements";

    static final Map<String, Object> NO_CHANGE_PROPOSED =
            Map.of("summary", "A quiet term: every round-up was posted.", "proposal", "no-change");
    static final Map<String, Object> CHANGE_PROPOSED =
            Map.of("summary", "Staff ask what holds for group chats.", "proposal", "minor-change");
    static final Map<String, Object> NO_CHANGE = Map.of("outcome", "no-change", "note", "");
    static final Map<String, Object> CHANGE = Map.of("outcome", "minor-change", "note", "");
    static final Map<String, Object> AGREED = Map.of("view", "agree", "comment", "");
    static final Map<String, Object> APPROVED = Map.of("decision", "approve", "note", "");
    static final Map<String, Object> APPROVED_WITHOUT_QUORUM =
            Map.of("decision", "approve", "note", "The report is plain enough.");
    static final Map<String, Object> RETURNED = Map.of("decision", "return", "note", "Say what holds for group chats.");

    /** Somebody claims the one open task of this kind, unless it is theirs, and completes it with its form. */
    Case completes(String user, String task, Map<String, ?> form) {
        Task open = task(task);
        if (!user.equals(open.getAssignee())) {
            desk.claims(user, open);
        }
        desk.submits(user, open, form);
        return this;
    }

    /** A governor completes their own task. */
    Case views(String governor, Map<String, ?> form) {
        desk.submits(governor, viewOf(governor), form);
        return this;
    }

    Task viewOf(String governor) {
        return tasks().stream()
                .filter(task -> VIEW.equals(task.getTaskDefinitionKey()) && governor.equals(task.getAssignee()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No task for " + governor));
    }

    /** Prepared and looked at without any change: with the governors. */
    Case withGovernors() {
        return completes("editor", PREPARE, NO_CHANGE_PROPOSED).completes("head", HEAD_REVIEW, NO_CHANGE);
    }

    /** A change was decided: the new version is being written. */
    Case toDraft() {
        return completes("editor", PREPARE, CHANGE_PROPOSED).completes("head", HEAD_REVIEW, CHANGE);
    }

    /** The new version was handed in: with the governors. */
    Case drafted(boolean substantive) {
        return completes("head", DRAFT, draft(substantive));
    }

    Map<String, Object> draft(boolean substantive) {
        Map<String, Object> form = new HashMap<>();
        form.put("file", desk.upload("head", id, "# Social networking policy\n\nGroup chats are covered as well.\n"));
        form.put("changeSummary", "Group chats are covered as well.");
        form.put("substantive", substantive);
        form.put("inForceFrom", "2027-04-19");
        return form;
    }

    /** Every governor agrees: with the chair. */
    Case allAgree() {
        List.of("governor", "parent-governor", "chair").forEach(governor -> views(governor, AGREED));
        return this;
    }

    /** The chair signed a substantive change off: staff confirm. */
    Case published() {
        return toDraft().drafted(true).allAgree().completes("chair", DECIDE, APPROVED);
    }

    Task task(String key) {
        List<Task> found = tasks().stream()
                .filter(task -> key.equals(task.getTaskDefinitionKey()))
                .toList();
        assertThat(found).as("open tasks " + key).hasSize(1);
        return found.get(0);
    }

    /** What is open: the name of each task, and whose it is where it is somebody's. */
    List<String> open() {
        return tasks().stream()
                .map(task ->
                        task.getTaskDefinitionKey() + (task.getAssignee() == null ? "" : " of " + task.getAssignee()))
                .sorted()
                .toList();
    }

    List<Task> tasks() {
        return taskService()
                .createTaskQuery()
                .processInstanceId(instance.getId())
                .list();
    }

    /** What a form or a queue shows: a variable of the task itself. */
    Object shown(Task task, String name) {
        return taskService().getVariableLocal(task.getId(), name);
    }

    /** A fact of the form. */
    String fact(Task task, String name) {
        return facts(task).prop(name).stringValue();
    }

    List<String> facts(Task task, String name) {
        return facts(task).prop(name).elements().stream()
                .map(SpinJsonNode::stringValue)
                .toList();
    }

    private SpinJsonNode facts(Task task) {
        return Spin.JSON(shown(task, "facts").toString());
    }

    Set<String> offeredTo(String task) {
        return taskService().getIdentityLinksForTask(task(task).getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Lets the clock come to this moment and the timer at this element fire, which has to wait for exactly that moment. */
    Case fires(String element, String moment) {
        assertThat(Desk.local(job(element).getDuedate()))
                .as("due date of the timer at " + element)
                .isEqualTo(moment);
        desk.itIs(moment);
        management().executeJob(job(element).getId());
        return this;
    }

    /** The elements at which a timer waits. */
    List<String> waiting() {
        return jobs().stream().map(this::activity).toList();
    }

    Job job(String element) {
        List<Job> found =
                jobs().stream().filter(job -> element.equals(activity(job))).toList();
        assertThat(found).as("jobs at " + element).hasSize(1);
        return found.get(0);
    }

    private List<Job> jobs() {
        return management().createJobQuery().processInstanceId(instance.getId()).list();
    }

    private String activity(Job job) {
        return management()
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult()
                .getActivityId();
    }

    /** The elements that were passed and not cancelled. */
    Set<String> passed() {
        return passed(instance.getId());
    }

    private Set<String> passed(String processInstance) {
        return desk
                .engine()
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(processInstance)
                .finished()
                .list()
                .stream()
                .filter(activity -> !activity.isCanceled())
                .map(HistoricActivityInstance::getActivityId)
                .collect(Collectors.toSet());
    }

    /** It has come to this end, once, and nothing is left of it. */
    void endedAt(String end, State state) {
        assertThat(desk.engine()
                        .getHistoryService()
                        .createHistoricActivityInstanceQuery()
                        .processInstanceId(instance.getId())
                        .activityId(end)
                        .count())
                .as("times it came to " + end)
                .isOne();
        assertThat(desk.engine()
                        .getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instance.getId())
                        .count())
                .as("running processes")
                .isZero();
        assertThat(open()).isEmpty();
        assertThat(waiting()).isEmpty();
        assertThat(state()).isEqualTo(state);
    }

    Review review() {
        return desk.reviews().find(id);
    }

    State state() {
        return review().state();
    }

    /** Who was told of it for such a reason, and what: {@code person: subject}. */
    List<String> toldAs(String kind) {
        return desk.jdbc()
                .sql("select person || ': ' || subject from approvals.notice where kind = :kind order by 1")
                .param("kind", kind)
                .query(String.class)
                .list();
    }

    List<EventType> story() {
        return review().history().stream().map(HistoryEvent::type).toList();
    }

    List<Decision> decisions() {
        return desk.decisions().of(id);
    }

    private ManagementService management() {
        return desk.engine().getManagementService();
    }

    private TaskService taskService() {
        return desk.engine().getTaskService();
    }
}
