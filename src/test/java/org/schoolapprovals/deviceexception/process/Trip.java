package org.schoolapprovals.deviceexception.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.Spin;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.deviceexception.Closure;
import org.schoolapprovals.deviceexception.DeviceException;
import org.schoolapprovals.deviceexception.EventType;
import org.schoolapprovals.deviceexception.HistoryEvent;
import org.schoolapprovals.deviceexception.State;

/** One request for a trip: its process, its exception and what people and the clock do with them. */
record Trip(School school, ProcessInstance instance, UUID id) {

    static final Map<String, Object> APPROVAL =
            Map.of("decision", "approve", "conditions", "Only the leader's phone.", "reason", "");
    static final Map<String, Object> REFUSAL =
            Map.of("decision", "refuse", "conditions", "", "reason", "The school phone works there.");
    static final Map<String, Object> QUESTION =
            Map.of("decision", "more-information", "conditions", "", "reason", "Who else has a phone?");
    static final Map<String, Object> NO_CONTACT =
            Map.of("contactMade", false, "contactLog", "", "numbersDeleted", true, "photosTransferred", true);
    static final Map<String, Object> CONTACT = Map.of(
            "contactMade",
            true,
            "contactLog",
            "Rang the parents of one child about a lost coat.",
            "numbersDeleted",
            true,
            "photosTransferred",
            true);

    /** The start form, filled in without a fault: asked on 5 May 2027, away from 19 to 21 May, all in the summer term. */
    static Map<String, Object> form() {
        return Map.ofEntries(
                Map.entry("kind", "residential-trip"),
                Map.entry("tripName", "Year 6 at the lake"),
                Map.entry("destination", "Outdoor centre"),
                Map.entry("departsAt", "2027-05-19T09:00"),
                Map.entry("returnsAt", "2027-05-21T17:00"),
                Map.entry("pupils", 24),
                Map.entry("adults", 3),
                Map.entry("device", "phone"),
                Map.entry("phoneNumber", "07700 900123"),
                Map.entry("contacts", List.of("school", "parents")),
                Map.entry("uses", List.of("calls", "photos")),
                Map.entry("whyNotSchoolPhone", "The school phone has no reception at the lake."),
                Map.entry("numberWithheld", true),
                Map.entry("cloudBackupOff", true),
                Map.entry("declaration", true));
    }

    static Map<String, Object> form(Map<String, ?> changes) {
        return with(form(), changes);
    }

    /** The same request after a restart. */
    Trip in(School restarted) {
        return new Trip(restarted, instance, id);
    }

    /** The form of an answer: the request as it stands, with these changes. */
    Map<String, Object> answer(Map<String, ?> changes) {
        Map<String, Object> prefilled = with(exception().request().formValues(), Map.of("withdraw", false));
        return with(prefilled, changes);
    }

    static Map<String, Object> with(Map<String, ?> form, Map<String, ?> changes) {
        Map<String, Object> changed = new HashMap<>(form);
        changed.putAll(changes);
        return changed;
    }

    /** Claims the one open task of this kind and completes it with its form. */
    void completes(String user, String task, Map<String, ?> form) {
        school.completes(user, task(task), form);
    }

    /** The one open task of this kind. */
    Task task(String key) {
        List<Task> tasks = tasks().stream()
                .filter(task -> key.equals(task.getTaskDefinitionKey()))
                .toList();
        assertThat(tasks).as("open tasks " + key).hasSize(1);
        return tasks.get(0);
    }

    /** Everything that is open. */
    List<Task> tasks() {
        return running().stream()
                .flatMap(instance ->
                        school.engine().getTaskService().createTaskQuery().processInstanceId(instance).list().stream())
                .toList();
    }

    /** What a form or a queue shows: a variable of the task itself. */
    Object shown(String task, String name) {
        return school.engine().getTaskService().getVariableLocal(task(task).getId(), name);
    }

    /** The groups that may take the task. */
    Set<String> offeredTo(String task) {
        return school
                .engine()
                .getTaskService()
                .getIdentityLinksForTask(task(task).getId())
                .stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** A fact of the form. */
    String fact(String task, String name) {
        return Spin.JSON(shown(task, "facts").toString()).prop(name).stringValue();
    }

    /** A variable of the process, for what it routes by. */
    Object variable(String name) {
        return school.engine().getRuntimeService().getVariable(instance.getId(), name);
    }

    /** The time for which the one timer at this element waits. */
    String waitsAt(String element) {
        return School.local(timer(element).getDuedate());
    }

    /** Lets the clock come to this moment and the timer at this element fire, which has to wait for exactly that moment. */
    void fires(String element, String moment) {
        assertThat(waitsAt(element)).as("due date of the timer at " + element).isEqualTo(moment);
        school.itIs(moment);
        school.engine().getManagementService().executeJob(timer(element).getId());
    }

    private Job timer(String element) {
        List<Job> timers =
                timers().stream().filter(job -> element.equals(activity(job))).toList();
        assertThat(timers).as("timers waiting at " + element).hasSize(1);
        return timers.get(0);
    }

    /** The elements at which a timer waits. */
    List<String> waiting() {
        return timers().stream().map(this::activity).toList();
    }

    private List<Job> timers() {
        return running().stream()
                .flatMap(instance ->
                        school
                                .engine()
                                .getManagementService()
                                .createJobQuery()
                                .processInstanceId(instance)
                                .list()
                                .stream())
                .toList();
    }

    private String activity(Job job) {
        return school.engine()
                .getManagementService()
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult()
                .getActivityId();
    }

    /** The process that closes the use; it has to be running. */
    ProcessInstance closing() {
        ProcessInstance closing = runtime()
                .createProcessInstanceQuery()
                .superProcessInstanceId(instance.getId())
                .singleResult();
        assertThat(closing).as("running closure").isNotNull();
        assertThat(closing.getBusinessKey()).isEqualTo(id.toString());
        return closing;
    }

    private List<String> running() {
        return runtime().createProcessInstanceQuery().processInstanceBusinessKey(id.toString()).list().stream()
                .map(ProcessInstance::getId)
                .toList();
    }

    private RuntimeService runtime() {
        return school.engine().getRuntimeService();
    }

    /** The elements that were passed and not cancelled, closure included. */
    List<String> passed() {
        List<String> passed = new ArrayList<>();
        for (HistoricProcessInstance past : school.engine()
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(id.toString())
                .list()) {
            school
                    .engine()
                    .getHistoryService()
                    .createHistoricActivityInstanceQuery()
                    .processInstanceId(past.getId())
                    .finished()
                    .list()
                    .stream()
                    .filter(activity -> !activity.isCanceled())
                    .map(HistoricActivityInstance::getActivityId)
                    .forEach(passed::add);
        }
        return passed;
    }

    DeviceException exception() {
        return school.exception(id);
    }

    State state() {
        return exception().state();
    }

    Closure closure() {
        return exception().closure();
    }

    /** What happened, the earliest first. */
    List<EventType> story() {
        return exception().history().stream().map(HistoryEvent::type).toList();
    }

    List<Decision> decisions() {
        return school.decisions(id);
    }
}
