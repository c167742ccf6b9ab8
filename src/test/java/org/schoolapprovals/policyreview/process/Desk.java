package org.schoolapprovals.policyreview.process;

import static org.schoolapprovals.people.Role.CHAIR_OF_GOVERNORS;
import static org.schoolapprovals.people.Role.DEPUTY_HEAD;
import static org.schoolapprovals.people.Role.GOVERNORS;
import static org.schoolapprovals.people.Role.HEAD_TEACHER;
import static org.schoolapprovals.people.Role.OFFICE;
import static org.schoolapprovals.people.Role.SOCIAL_MEDIA;
import static org.schoolapprovals.people.Role.STAFF;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.schoolapprovals.decision.DecisionRecord;
import org.schoolapprovals.people.Accounts;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.policyreview.Acknowledgements;
import org.schoolapprovals.policyreview.PolicyVersions;
import org.schoolapprovals.policyreview.Review;
import org.schoolapprovals.policyreview.Reviews;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The people of a school and its governors in front of Tasklist, and the clock. All times are school-local. */
@Order(2)
final class Desk implements ApplicationRunner {

    private static final List<String> PROCESSES = List.of("policy-review", "policy-acknowledgement");

    private final ProcessEngine engine;
    private final Accounts accounts;
    private final People people;
    private final Reviews reviews;
    private final Acknowledgements acknowledgements;
    private final PolicyVersions versions;
    private final DecisionRecord decisions;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    Desk(
            ProcessEngine engine,
            Accounts accounts,
            People people,
            Reviews reviews,
            Acknowledgements acknowledgements,
            PolicyVersions versions,
            DecisionRecord decisions,
            JdbcClient jdbc,
            TransactionTemplate transactions) {
        this.engine = engine;
        this.accounts = accounts;
        this.people = people;
        this.reviews = reviews;
        this.acknowledgements = acknowledgements;
        this.versions = versions;
        this.decisions = decisions;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        open("head", HEAD_TEACHER, STAFF);
        open("deputy", DEPUTY_HEAD, STAFF);
        open("teacher", STAFF);
        open("office", OFFICE, STAFF);
        open("editor", SOCIAL_MEDIA, STAFF);
        open("governor", GOVERNORS);
        open("parent-governor", GOVERNORS);
        open("chair", CHAIR_OF_GOVERNORS, GOVERNORS);
    }

    private void open(String userId, Role... roles) {
        if (!accounts.exists(userId)) {
            accounts.open(userId, "Surnamed", "Person-" + userId, "irrelevant", Set.of(roles));
        }
    }

    /** A school without any review, at this moment, with the people it began with. */
    void opensAt(String now) {
        AbstractAssertions.init(engine);
        for (String process : PROCESSES) {
            engine.getRuntimeService()
                    .createProcessInstanceQuery()
                    .processDefinitionKey(process)
                    .list()
                    .forEach(left -> engine.getRuntimeService().deleteProcessInstance(left.getId(), "another test"));
        }
        forget();
        people.with(STAFF).stream()
                .map(Person::id)
                .filter(id -> id.startsWith("new-"))
                .forEach(this::leaves);
        people.with(GOVERNORS).stream()
                .map(Person::id)
                .filter(id -> id.startsWith("new-"))
                .forEach(this::leaves);
        List.of("governor", "parent-governor", "chair").forEach(governor -> joins(governor, GOVERNORS));
        joins("chair", CHAIR_OF_GOVERNORS);
        itIs(now);
    }

    /** What is on record stays there; no rule but that of a test empties it. */
    private void forget() {
        transactions.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            for (String table : jdbc.sql("""
                            select tablename from pg_tables
                            where schemaname = 'approvals' and tablename like 'policy%' and tablename not like '%number'
                            """).query(String.class).list()) {
                jdbc.sql("delete from approvals." + table).update();
            }
            jdbc.sql("delete from approvals.notice").update();
        });
    }

    void itIs(String now) {
        ClockUtil.setCurrentTime(Date.from(instant(now)));
    }

    /** Somebody with this role and no other, who was not here before. */
    void arrives(String userId, Role role) {
        open(userId);
        joins(userId, role);
    }

    void joins(String userId, Role role) {
        if (!people.find(userId).orElseThrow().has(role)) {
            engine.getIdentityService().createMembership(userId, role.groupId());
        }
    }

    void leaves(String userId, Role role) {
        engine.getIdentityService().deleteMembership(userId, role.groupId());
    }

    /** Gives up everything that they did here; their account stays. */
    void leaves(String userId) {
        people.find(userId).orElseThrow().roles().forEach(role -> leaves(userId, role));
    }

    /** The head teacher sends the start form, as Tasklist does. */
    Case startedBy(String user, Map<String, ?> form) {
        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(Review.PROCESS)
                .latestVersion()
                .singleResult()
                .getId();
        ProcessInstance started =
                as(user, () -> engine.getFormService().submitStartForm(definition, new HashMap<>(form)));
        return running(UUID.fromString(engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(started.getId())
                .singleResult()
                .getBusinessKey()));
    }

    Case started() {
        return startedBy("head", Map.of());
    }

    /** What the clock does about the review of the term. */
    Optional<Case> clockOpens() {
        return reviews.openDue().map(Review::id).map(this::running);
    }

    private Case running(UUID review) {
        return new Case(
                this,
                engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processDefinitionKey(Review.PROCESS)
                        .processInstanceBusinessKey(review.toString())
                        .singleResult(),
                review);
    }

    /** Uploads a new version for the draft form. */
    String upload(String user, UUID review, String text) {
        return versions.upload(user, review, "policy.md", text.getBytes(StandardCharsets.UTF_8))
                .id()
                .toString();
    }

    void claims(String user, Task task) {
        as(user, () -> {
            engine.getTaskService().claim(task.getId(), user);
            return null;
        });
    }

    /** Completes a task with its form, as Tasklist does. */
    void submits(String user, Task task, Map<String, ?> form) {
        as(user, () -> {
            engine.getFormService().submitTaskForm(task.getId(), new HashMap<>(form));
            return null;
        });
    }

    ProcessEngine engine() {
        return engine;
    }

    Reviews reviews() {
        return reviews;
    }

    Acknowledgements acknowledgements() {
        return acknowledgements;
    }

    DecisionRecord decisions() {
        return decisions;
    }

    JdbcClient jdbc() {
        return jdbc;
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
