package org.schoolapprovals.deviceexception.process;

import static org.schoolapprovals.people.Role.CHAIR_OF_GOVERNORS;
import static org.schoolapprovals.people.Role.DEPUTY_HEAD;
import static org.schoolapprovals.people.Role.GOVERNORS;
import static org.schoolapprovals.people.Role.HEAD_TEACHER;
import static org.schoolapprovals.people.Role.STAFF;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.camunda.spin.Spin;
import org.camunda.spin.plugin.variable.SpinValues;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.decision.DecisionRecord;
import org.schoolapprovals.deviceexception.DeviceException;
import org.schoolapprovals.deviceexception.DeviceExceptions;
import org.schoolapprovals.people.Accounts;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;

/** The people of a school in front of Tasklist, and the clock on its wall. All times are school-local. */
@Order(2)
final class School implements ApplicationRunner {

    private final ProcessEngine engine;
    private final Accounts accounts;
    private final People people;
    private final DeviceExceptions exceptions;
    private final DecisionRecord decisions;
    private final List<Trip> trips = new ArrayList<>();

    School(
            ProcessEngine engine,
            Accounts accounts,
            People people,
            DeviceExceptions exceptions,
            DecisionRecord decisions) {
        this.engine = engine;
        this.accounts = accounts;
        this.people = people;
        this.exceptions = exceptions;
        this.decisions = decisions;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        open("teacher", STAFF);
        open("assistant", STAFF);
        open("head", HEAD_TEACHER, STAFF);
        open("co-head", HEAD_TEACHER, STAFF);
        open("deputy", DEPUTY_HEAD, STAFF);
        open("chair", CHAIR_OF_GOVERNORS, GOVERNORS);
    }

    private void open(String userId, Role... roles) {
        if (!accounts.exists(userId)) {
            accounts.open(userId, "Surnamed", "Person-" + userId, "irrelevant", Set.of(roles));
            accounts.enterEmail(userId, userId + "@school.example");
        }
    }

    /** A new school day: nobody has asked for anything yet. */
    void opensAt(String now) {
        AbstractAssertions.init(engine);
        trips.clear();
        itIs(now);
    }

    void itIs(String now) {
        ClockUtil.setCurrentTime(date(now));
    }

    /** Everything asked for since the school opened. */
    List<Trip> trips() {
        return List.copyOf(trips);
    }

    /** Sends the start form as Tasklist does. */
    Trip asks(String user, Map<String, ?> form) {
        String definition = definitionId();
        ProcessInstance started = as(user, () -> engine.getFormService().submitStartForm(definition, asSent(form)));
        ProcessInstance instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(started.getId())
                .singleResult();
        Trip trip = new Trip(this, instance, UUID.fromString(instance.getBusinessKey()));
        trips.add(trip);
        return trip;
    }

    /** Claims a task and completes it with its form, as Tasklist does. */
    void completes(String user, Task task, Map<String, ?> form) {
        if (!user.equals(task.getAssignee())) {
            claims(user, task);
        }
        submits(user, task, form);
    }

    void claims(String user, Task task) {
        as(user, () -> {
            engine.getTaskService().claim(task.getId(), user);
            return null;
        });
    }

    /** Puts a task back that somebody has claimed, as Tasklist does. */
    void putsBack(String user, Task task) {
        as(user, () -> {
            engine.getTaskService().setAssignee(task.getId(), null);
            return null;
        });
    }

    /** Completes a task with its form, whoever has claimed it: somebody with a tool of their own. */
    void submits(String user, Task task, Map<String, ?> form) {
        as(user, () -> {
            engine.getFormService().submitTaskForm(task.getId(), asSent(form));
            return null;
        });
    }

    /** Ends everything that other tests left running, without a trace. */
    void clearsAway() {
        engine.getRuntimeService()
                .createProcessInstanceQuery()
                .rootProcessInstances()
                .list()
                .forEach(left -> {
                    engine.getRuntimeService().deleteProcessInstance(left.getId(), "left by another test");
                    engine.getHistoryService().deleteHistoricProcessInstance(left.getId());
                });
    }

    ProcessEngine engine() {
        return engine;
    }

    DeviceExceptions exceptions() {
        return exceptions;
    }

    DeviceException exception(UUID id) {
        return exceptions.find(id);
    }

    List<Decision> decisions(UUID id) {
        return decisions.of(id);
    }

    private String definitionId() {
        return engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(DeviceException.PROCESS)
                .latestVersion()
                .singleResult()
                .getId();
    }

    private <T> T as(String userId, Supplier<T> deed) {
        Person person = people.find(userId).orElseThrow();
        engine.getIdentityService()
                .setAuthentication(
                        userId, person.roles().stream().map(Role::groupId).toList());
        try {
            return deed.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    /** Lists travel as JSON, everything else as it is. */
    private static Map<String, Object> asSent(Map<String, ?> form) {
        Map<String, Object> sent = new HashMap<>();
        form.forEach((field, value) -> sent.put(
                field,
                value instanceof Collection<?> list
                        ? SpinValues.jsonValue(Spin.JSON(list).toString()).create()
                        : value));
        return sent;
    }

    static Date date(String schoolLocal) {
        return Date.from(instant(schoolLocal));
    }

    static Instant instant(String schoolLocal) {
        return SchoolTime.at(LocalDateTime.parse(schoolLocal));
    }

    static String local(Date moment) {
        return SchoolTime.localOf(moment.toInstant()).toString();
    }
}
