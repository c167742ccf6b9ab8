package org.schoolapprovals.photo.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.Spin;
import org.camunda.spin.json.SpinJsonNode;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.photo.EventType;
import org.schoolapprovals.photo.HistoryEvent;
import org.schoolapprovals.photo.PhotoSubmission;
import org.schoolapprovals.photo.Publication;
import org.schoolapprovals.photo.State;

/** One submission: its processes, its aggregate and what people, the channel and the clock do with them. */
record Case(Desk desk, ProcessInstance instance, UUID id) {

    static final String OBTAIN = "Task_ObtainConsent";
    static final String AMEND = "Task_AmendPhotos";
    static final String CLEAR = "Task_ClearPhotos";
    static final String BY_HAND = "Task_DoItByHand";
    static final String TELL = "Task_TellParent";

    static final Map<String, Object> CLEARED = Map.of("decision", "clear");
    static final Map<String, Object> TO_AMEND =
            Map.of("decision", "amend", "reason", "Too close to the faces.", "clause", "S3");
    static final Map<String, Object> REFUSED = Map.of("decision", "refuse", "reason", "Not about school life.");
    static final Map<String, Object> DONE = Map.of("done", true, "gone", false);
    static final Map<String, Object> NOT_THERE = Map.of("done", false, "gone", true);

    /** Claims the one open task of this kind and completes it with its form. */
    void completes(String user, String task, Map<String, ?> form) {
        Task open = task(task);
        if (!user.equals(open.getAssignee())) {
            desk.claims(user, open);
        }
        desk.submits(user, open, form);
    }

    Task task(String key) {
        List<Task> found = tasks().stream()
                .filter(task -> key.equals(task.getTaskDefinitionKey()))
                .toList();
        assertThat(found).as("open tasks " + key).hasSize(1);
        return found.get(0);
    }

    /** The names of everything that is open. */
    List<String> open() {
        return tasks().stream().map(Task::getTaskDefinitionKey).toList();
    }

    private List<Task> tasks() {
        return running().stream()
                .flatMap(running -> taskService().createTaskQuery().processInstanceId(running).list().stream())
                .toList();
    }

    /** What a form or a queue shows: a variable of the task itself. */
    Object shown(String task, String name) {
        return taskService().getVariableLocal(task(task).getId(), name);
    }

    /** A fact of the form. */
    String fact(String task, String name) {
        return facts(task).prop(name).stringValue();
    }

    List<String> facts(String task, String name) {
        return facts(task).prop(name).elements().stream()
                .map(SpinJsonNode::stringValue)
                .toList();
    }

    private SpinJsonNode facts(String task) {
        return Spin.JSON(shown(task, "facts").toString());
    }

    Set<String> offeredTo(String task) {
        return taskService().getIdentityLinksForTask(task(task).getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** The engine carries out what waits to be done, one place after the other. */
    void channelIsCalled() {
        List<String> due = jobs().stream()
                .filter(job -> "Task_CarryOut".equals(activity(job)))
                .map(Job::getId)
                .toList();
        assertThat(due).as("calls that wait").isNotEmpty();
        due.forEach(management()::executeJob);
    }

    /** Lets the clock come to this moment and the timer at this element fire, which has to wait for exactly that moment. */
    void fires(String element, String moment) {
        assertThat(Desk.local(job(element).getDuedate()))
                .as("due date of the timer at " + element)
                .isEqualTo(moment);
        desk.itIs(moment);
        management().executeJob(job(element).getId());
    }

    /** The elements at which a job or a timer waits. */
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
        return running().stream()
                .flatMap(running -> management().createJobQuery().processInstanceId(running).list().stream())
                .toList();
    }

    private String activity(Job job) {
        return management()
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult()
                .getActivityId();
    }

    private List<String> running() {
        return keys().stream()
                .flatMap(key -> desk
                        .engine()
                        .getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(key)
                        .list()
                        .stream())
                .map(ProcessInstance::getId)
                .toList();
    }

    /** The business keys of its processes: its own, and one for each publication. */
    private List<String> keys() {
        return Stream.concat(Stream.of(id), submission().publications().stream().map(Publication::id))
                .map(UUID::toString)
                .toList();
    }

    /** The elements that were passed and not cancelled, in all its processes. */
    Set<String> passed() {
        Set<String> passed = new HashSet<>();
        List<HistoricProcessInstance> pasts = keys().stream()
                .flatMap(key -> desk
                        .engine()
                        .getHistoryService()
                        .createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey(key)
                        .list()
                        .stream())
                .toList();
        for (HistoricProcessInstance past : pasts) {
            desk
                    .engine()
                    .getHistoryService()
                    .createHistoricActivityInstanceQuery()
                    .processInstanceId(past.getId())
                    .finished()
                    .list()
                    .stream()
                    // An error ends its process, itself included.
                    .filter(activity ->
                            !activity.isCanceled() || activity.getActivityType().equals("errorEndEvent"))
                    .map(HistoricActivityInstance::getActivityId)
                    .forEach(passed::add);
        }
        return passed;
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
        assertThat(running()).as("running processes").isEmpty();
        assertThat(open()).isEmpty();
        assertThat(waiting()).isEmpty();
        assertThat(state()).isEqualTo(state);
    }

    PhotoSubmission submission() {
        return desk.submissions().find(id);
    }

    /** Its one publication that was made last. */
    Publication publication() {
        List<Publication> publications = submission().publications();
        return publications.get(publications.size() - 1);
    }

    State state() {
        return submission().state();
    }

    String reference() {
        return submission().reference();
    }

    /** Who was told of it for such a reason, and what: {@code person: subject}. */
    List<String> toldAs(String kind) {
        return desk.jdbc()
                .sql("""
                        select person || ': ' || subject from approvals.notice
                        where kind = :kind and strpos(subject, :reference) > 0
                        """)
                .param("kind", kind)
                .param("reference", reference())
                .query(String.class)
                .list();
    }

    List<EventType> story() {
        return submission().history().stream().map(HistoryEvent::type).toList();
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
