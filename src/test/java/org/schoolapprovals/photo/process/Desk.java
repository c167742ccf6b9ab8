package org.schoolapprovals.photo.process;

import static org.schoolapprovals.people.Role.CHAIR_OF_GOVERNORS;
import static org.schoolapprovals.people.Role.DEPUTY_HEAD;
import static org.schoolapprovals.people.Role.GOVERNORS;
import static org.schoolapprovals.people.Role.HEAD_TEACHER;
import static org.schoolapprovals.people.Role.OFFICE;
import static org.schoolapprovals.people.Role.SOCIAL_MEDIA;
import static org.schoolapprovals.people.Role.STAFF;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.camunda.spin.Spin;
import org.camunda.spin.plugin.variable.SpinValues;
import org.schoolapprovals.consent.ConsentForm;
import org.schoolapprovals.consent.Consents;
import org.schoolapprovals.consent.PupilForm;
import org.schoolapprovals.consent.Pupils;
import org.schoolapprovals.decision.DecisionRecord;
import org.schoolapprovals.people.Accounts;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.photo.PhotoSubmission;
import org.schoolapprovals.photo.PhotoSubmissions;
import org.schoolapprovals.photo.Photos;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The people of a school in front of Tasklist, the register of consents, and the clock. All times are school-local. */
@Order(2)
final class Desk implements ApplicationRunner {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final byte[] PICTURE = picture();

    private final ProcessEngine engine;
    private final Accounts accounts;
    private final People people;
    private final PhotoSubmissions submissions;
    private final Photos photos;
    private final Pupils pupils;
    private final Consents consents;
    private final DecisionRecord decisions;
    private final JdbcClient jdbc;
    private final List<Case> cases = new ArrayList<>();

    Desk(
            ProcessEngine engine,
            Accounts accounts,
            People people,
            PhotoSubmissions submissions,
            Photos photos,
            Pupils pupils,
            Consents consents,
            DecisionRecord decisions,
            JdbcClient jdbc) {
        this.engine = engine;
        this.accounts = accounts;
        this.people = people;
        this.submissions = submissions;
        this.photos = photos;
        this.pupils = pupils;
        this.consents = consents;
        this.decisions = decisions;
        this.jdbc = jdbc;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        open("teacher", STAFF);
        open("office", OFFICE, STAFF);
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

    private static byte[] picture() {
        try (ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB), "jpeg", file);
            return file.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
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

    /** Every submission since the school opened. */
    List<Case> cases() {
        return List.copyOf(cases);
    }

    /** A child whom nobody has answered for; no text of these tests holds the name. */
    UUID child() {
        String name = "Xq"
                + Integer.toString(1_000_000 + NUMBER.incrementAndGet(), 26)
                        .chars()
                        .mapToObj(digit -> String.valueOf((char) ('a' + Character.digit(digit, 26))))
                        .collect(Collectors.joining());
        return pupils.add("office", new PupilForm(name, "Zz" + name.toLowerCase(Locale.ROOT), "3B", "2030", "", ""));
    }

    /** A child whose parent has said yes to these uses. */
    UUID childWithConsent(String... uses) {
        UUID child = child();
        answers(child, "given", uses);
        return child;
    }

    /** A parent's answer is recorded in the register. */
    void answers(UUID child, String reply, String... uses) {
        consents.record(
                "office",
                child,
                new ConsentForm(
                        "Pat Parent",
                        Arrays.stream(uses).collect(Collectors.toMap(Function.identity(), use -> reply)),
                        SchoolTime.dayOf(now()).toString(),
                        "online",
                        ""),
                null);
    }

    void bars(UUID child) {
        consents.bar("office", child, "Known to the office.");
    }

    String upload(String user) {
        try {
            return photos.upload(user, new ByteArrayInputStream(PICTURE)).id().toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A start form with one photograph, for Facebook. */
    Map<String, Object> form(String user, UUID... children) {
        Map<String, Object> form = new HashMap<>();
        form.put("photoIds", List.of(upload(user)));
        form.put("event", "Sports day");
        form.put("caption", "Well done, everybody who ran.");
        form.put("children", Stream.of(children).map(UUID::toString).toList());
        form.put("channels", List.of("facebook"));
        form.put("wholeClass", false);
        form.put("noChildren", children.length == 0);
        return form;
    }

    /** Sends the start form as Tasklist does. */
    Case submits(String user, Map<String, ?> form) {
        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(PhotoSubmission.PROCESS)
                .latestVersion()
                .singleResult()
                .getId();
        ProcessInstance started = as(user, () -> engine.getFormService().submitStartForm(definition, sent(form)));
        ProcessInstance instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(started.getId())
                .singleResult();
        Case opened = new Case(this, instance, UUID.fromString(instance.getBusinessKey()));
        cases.add(opened);
        return opened;
    }

    /** The teacher submits a photograph of these children, for Facebook. */
    Case submitted(UUID... children) {
        return submits("teacher", form("teacher", children));
    }

    /** Lists are sent as JSON. */
    private static Map<String, Object> sent(Map<String, ?> form) {
        Map<String, Object> sent = new HashMap<>();
        form.forEach((name, value) -> sent.put(
                name,
                value instanceof List<?> list
                        ? SpinValues.jsonValue(Spin.JSON(list).toString()).create()
                        : value));
        return sent;
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
            engine.getFormService().submitTaskForm(task.getId(), sent(form));
            return null;
        });
    }

    ProcessEngine engine() {
        return engine;
    }

    PhotoSubmissions submissions() {
        return submissions;
    }

    Photos photos() {
        return photos;
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
