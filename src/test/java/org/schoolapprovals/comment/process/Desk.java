package org.schoolapprovals.comment.process;

import static org.schoolapprovals.people.Role.CHAIR_OF_GOVERNORS;
import static org.schoolapprovals.people.Role.DEPUTY_HEAD;
import static org.schoolapprovals.people.Role.GOVERNORS;
import static org.schoolapprovals.people.Role.HEAD_TEACHER;
import static org.schoolapprovals.people.Role.SOCIAL_MEDIA;
import static org.schoolapprovals.people.Role.STAFF;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.schoolapprovals.comment.Comment;
import org.schoolapprovals.comment.Comments;
import org.schoolapprovals.comment.PageComment;
import org.schoolapprovals.decision.DecisionRecord;
import org.schoolapprovals.people.Accounts;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The people of a school in front of Tasklist, parents in front of the page, and the clock. All times are school-local. */
@Order(2)
final class Desk implements ApplicationRunner {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ProcessEngine engine;
    private final Accounts accounts;
    private final People people;
    private final Comments comments;
    private final DecisionRecord decisions;
    private final JdbcClient jdbc;
    private final List<Case> cases = new ArrayList<>();

    Desk(
            ProcessEngine engine,
            Accounts accounts,
            People people,
            Comments comments,
            DecisionRecord decisions,
            JdbcClient jdbc) {
        this.engine = engine;
        this.accounts = accounts;
        this.people = people;
        this.comments = comments;
        this.decisions = decisions;
        this.jdbc = jdbc;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        open("teacher", STAFF);
        open("editor", SOCIAL_MEDIA, STAFF);
        open("co-editor", SOCIAL_MEDIA, STAFF);
        open("head", HEAD_TEACHER, STAFF);
        open("deputy", DEPUTY_HEAD, STAFF);
        open("chair", CHAIR_OF_GOVERNORS, GOVERNORS);
    }

    private void open(String userId, Role... roles) {
        if (!accounts.exists(userId)) {
            accounts.open(userId, "Surnamed", "Person-" + userId, "irrelevant", Set.of(roles));
        }
    }

    void opensAt(String now) {
        AbstractAssertions.init(engine);
        cases.clear();
        itIs(now);
    }

    void itIs(String now) {
        ClockUtil.setCurrentTime(Date.from(instant(now)));
    }

    /** Every comment since the school opened. */
    List<Case> cases() {
        return List.copyOf(cases);
    }

    /** A parent writes this on the page. */
    Case parentWrites(String text) {
        return parentWrites(text, Optional.empty());
    }

    /** A parent, who may have written before, writes this on the page. */
    Case parentWrites(String text, Optional<String> author) {
        String externalId = newId();
        return appears(written(externalId, author.orElse("author-" + externalId), text, Optional.empty()));
    }

    /** A parent posts a picture with it. */
    Case parentPosts(String text, String picture) {
        String externalId = newId();
        return appears(written(externalId, "author-" + externalId, text, Optional.of(picture)));
    }

    private Case appears(PageComment written) {
        comments.arrived(written, now());
        UUID id = jdbc.sql("select id from approvals.comment where external_id = :id")
                .param("id", written.externalId())
                .query(UUID.class)
                .single();
        return opened(id, written.externalId());
    }

    /** The parent puts another text in its place. */
    void parentEdits(Case comment, String text) {
        comments.edited(edited(comment, text), now());
    }

    PageComment edited(Case comment, String text) {
        return written(comment.externalId(), "author-" + comment.externalId(), text, Optional.empty());
    }

    void parentRemoves(Case comment) {
        comments.removed(comment.externalId(), now());
    }

    private static String newId() {
        return "1_" + NUMBER.incrementAndGet();
    }

    private static PageComment written(String externalId, String author, String text, Optional<String> picture) {
        return new PageComment(
                externalId,
                Optional.of("1"),
                Optional.empty(),
                Optional.of(author),
                "Pat Parent",
                text,
                now(),
                Optional.of("https://page.example/posts/1?comment_id=" + externalId),
                picture);
    }

    /** Sends the start form as Tasklist does. */
    Case asks(String user, Map<String, ?> form) {
        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(Comment.PROCESS)
                .latestVersion()
                .singleResult()
                .getId();
        ProcessInstance started =
                as(user, () -> engine.getFormService().submitStartForm(definition, new HashMap<>(form)));
        ProcessInstance instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(started.getId())
                .singleResult();
        return opened(UUID.fromString(instance.getBusinessKey()), "");
    }

    private Case opened(UUID id, String externalId) {
        ProcessInstance instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey(Comment.PROCESS)
                .processInstanceBusinessKey(id.toString())
                .singleResult();
        Case opened = new Case(this, instance, id, externalId);
        cases.add(opened);
        return opened;
    }

    /** The form of a comment that the school itself wants to make on Twitter. */
    static Map<String, Object> ownTweet() {
        Map<String, Object> form = new HashMap<>();
        form.put("channel", "twitter");
        form.put("authorName", "The school");
        form.put("commentText", "Well done, everybody who ran.");
        form.put("postLink", "");
        form.put("ourOwn", true);
        form.put("inPublic", false);
        return form;
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

    /** Ends everything that other tests left running, without a trace. */
    void clearsAway() {
        engine.getRuntimeService().createProcessInstanceQuery().rootProcessInstances().list().stream()
                .map(ProcessInstance::getId)
                .forEach(left -> {
                    engine.getRuntimeService().deleteProcessInstance(left, "left by another test");
                    engine.getHistoryService().deleteHistoricProcessInstance(left);
                });
    }

    ProcessEngine engine() {
        return engine;
    }

    Comments comments() {
        return comments;
    }

    DecisionRecord decisions() {
        return decisions;
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

    private static Instant now() {
        return ClockUtil.getCurrentTime().toInstant();
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
