package org.schoolapprovals.roundup;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.Spin;
import org.camunda.spin.plugin.variable.SpinValues;
import org.schoolapprovals.consent.ConsentForm;
import org.schoolapprovals.consent.Consents;
import org.schoolapprovals.consent.PupilForm;
import org.schoolapprovals.consent.Pupils;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.photo.PhotoSubmission;
import org.schoolapprovals.photo.PhotoSubmissions;
import org.schoolapprovals.photo.Photos;
import org.schoolapprovals.photo.Publication;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The editor's desk in the whole application, whose other tests share it: round-ups, their processes, photographs and the clock. All
 * times are school-local.
 */
public final class RoundUpDesk {

    public static final String POST = "Task_PostRoundup";
    public static final String REMOVE = "Task_RemoveFromRoundup";

    private final ProcessEngine engine;
    private final RoundUps roundUps;
    private final People people;
    private final Photos photos;
    private final PhotoSubmissions submissions;
    private final Pupils pupils;
    private final Consents consents;
    private final JdbcClient jdbc;
    private final List<UUID> submitted = new ArrayList<>();

    public RoundUpDesk(ApplicationContext school) {
        engine = school.getBean(ProcessEngine.class);
        roundUps = school.getBean(RoundUps.class);
        people = school.getBean(People.class);
        photos = school.getBean(Photos.class);
        submissions = school.getBean(PhotoSubmissions.class);
        pupils = school.getBean(Pupils.class);
        consents = school.getBean(Consents.class);
        jdbc = school.getBean(JdbcClient.class);
    }

    /** No round-up was ever asked for, and it is this moment. */
    public void opensAt(String now) {
        clear();
        itIs(now);
    }

    public void closes() {
        clear();
        submitted.clear();
        ClockUtil.reset();
    }

    private void clear() {
        List<String> running = Stream.concat(
                        Stream.of(RoundUp.PROCESS, Takedown.PROCESS)
                                .flatMap(process -> engine
                                        .getRuntimeService()
                                        .createProcessInstanceQuery()
                                        .processDefinitionKey(process)
                                        .list()
                                        .stream()),
                        submitted.stream()
                                .flatMap(id -> Stream.concat(
                                        Stream.of(id),
                                        submissions.find(id).publications().stream()
                                                .map(Publication::id)))
                                .flatMap(key -> engine
                                        .getRuntimeService()
                                        .createProcessInstanceQuery()
                                        .processInstanceBusinessKey(key.toString())
                                        .list()
                                        .stream()))
                .map(instance -> instance.getId())
                .toList();
        running.forEach(id -> engine.getRuntimeService()
                .deleteProcessInstanceIfExists(id, "The test is over", true, true, true, false));
        jdbc.sql("delete from approvals.notice where lower(subject) like '%round-up%'")
                .update();
        jdbc.sql("delete from approvals.round_up").update();
        jdbc.sql("delete from approvals.round_up_draft").update();
        jdbc.sql("delete from approvals.round_up_progress").update();
    }

    public void itIs(String now) {
        ClockUtil.setCurrentTime(Date.from(instant(now)));
    }

    /** The software looks whether a round-up is due at this moment. */
    public List<RoundUp> looksAt(String now) {
        itIs(now);
        return roundUps.openDue();
    }

    /** The round-up of this Friday, asked for in time. */
    public RoundUp openedOn(String friday) {
        List<RoundUp> opened = looksAt(friday + "T08:00");
        assertThat(opened).as("round-ups asked for on " + friday).hasSize(1);
        return opened.get(0);
    }

    public RoundUp of(String friday) {
        return roundUps.find(jdbc.sql("select id from approvals.round_up where friday = :friday")
                .param("friday", LocalDate.parse(friday))
                .query(UUID.class)
                .single());
    }

    /** The Fridays of all round-ups, the earliest first, with their state. */
    public List<String> recorded() {
        return jdbc.sql("select friday || ' ' || state from approvals.round_up order by friday")
                .query(String.class)
                .list();
    }

    public Task task(UUID key, String task) {
        List<Task> open = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(key.toString())
                .taskDefinitionKey(task)
                .list();
        assertThat(open).as("open tasks " + task).hasSize(1);
        return open.get(0);
    }

    public Set<String> offeredTo(UUID key, String task) {
        return engine.getTaskService().getIdentityLinksForTask(task(key, task).getId()).stream()
                .map(IdentityLink::getGroupId)
                .collect(Collectors.toSet());
    }

    public Object shown(UUID key, String task, String variable) {
        return engine.getTaskService().getVariableLocal(task(key, task).getId(), variable);
    }

    /** Sends the form of a task as Tasklist does. */
    public void completes(String userId, UUID key, String task, Map<String, ?> form) {
        as(userId, () -> {
            Task open = task(key, task);
            if (!userId.equals(open.getAssignee())) {
                engine.getTaskService().claim(open.getId(), userId);
            }
            engine.getFormService().submitTaskForm(open.getId(), sent(form));
            return open;
        });
    }

    private static Map<String, Object> sent(Map<String, ?> form) {
        Map<String, Object> sent = new HashMap<>();
        form.forEach((name, value) -> sent.put(
                name,
                value instanceof List<?> list
                        ? SpinValues.jsonValue(Spin.JSON(list).toString()).create()
                        : value));
        return sent;
    }

    public static Map<String, Object> posted(String text, UUID... photos) {
        return Map.of(
                "outcome",
                "posted",
                "text",
                text,
                "photos",
                Stream.of(photos).map(UUID::toString).toList());
    }

    public static Map<String, Object> missed(String reason) {
        return Map.of("outcome", "missed", "reason", reason);
    }

    /** Lets the clock come to this moment and the timer at this element fire, which has to wait for exactly that moment. */
    public void fires(UUID key, String element, String moment) {
        Job job = job(key, element);
        assertThat(SchoolTime.localOf(job.getDuedate().toInstant()).toString())
                .as("due date of the timer at " + element)
                .isEqualTo(moment);
        itIs(moment);
        engine.getManagementService().executeJob(job.getId());
    }

    private Job job(UUID key, String element) {
        List<Job> found = jobs(key).filter(job -> element.equals(activity(job))).toList();
        assertThat(found).as("jobs at " + element).hasSize(1);
        return found.get(0);
    }

    /** The elements at which a job or a timer waits. */
    public List<String> waiting(UUID key) {
        return jobs(key).map(this::activity).toList();
    }

    private Stream<Job> jobs(UUID key) {
        return engine
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(key.toString())
                .list()
                .stream()
                .flatMap(running ->
                        engine
                                .getManagementService()
                                .createJobQuery()
                                .processInstanceId(running.getId())
                                .list()
                                .stream());
    }

    private String activity(Job job) {
        return engine.getManagementService()
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult()
                .getActivityId();
    }

    /** The elements of its process that were passed and not cancelled. */
    public Set<String> passed(UUID key) {
        return engine
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(key.toString())
                .list()
                .stream()
                .flatMap(past -> engine
                        .getHistoryService()
                        .createHistoricActivityInstanceQuery()
                        .processInstanceId(past.getId())
                        .finished()
                        .list()
                        .stream())
                .filter(activity -> !activity.isCanceled())
                .map(HistoricActivityInstance::getActivityId)
                .collect(Collectors.toSet());
    }

    /** Its process has come to this end, and nothing is left of it. */
    public void endedAt(UUID key, String end) {
        assertThat(passed(key)).as("elements passed").contains(end);
        assertThat(isRunning(key)).as("whether its process runs").isFalse();
    }

    public boolean isRunning(UUID key) {
        return engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(key.toString())
                        .count()
                > 0;
    }

    /** The stages of a request or a part of it, such as {@code round-up: posted}. */
    public List<String> stages(UUID part) {
        return jdbc.sql("""
                        select kind || ': ' || coalesce(outcome, 'open') || coalesce(' ' || nullif(detail, ''), '')
                        from approvals.stage where part_id = :part order by id
                        """).param("part", part).query(String.class).list();
    }

    /** Who was told of something about this Friday for such a reason, and what: {@code person: subject}. */
    public List<String> told(String kind, String friday) {
        return jdbc.sql("""
                        select distinct person || ': ' || subject from approvals.notice
                        where kind = :kind and strpos(subject, :friday) > 0 order by 1
                        """)
                .param("kind", kind)
                .param("friday", SchoolTime.format(LocalDate.parse(friday)))
                .query(String.class)
                .list();
    }

    /** A takedown of photographs of this round-up. */
    public List<UUID> takedowns(UUID roundUp) {
        return jdbc.sql("select id from approvals.round_up_takedown where round_up_id = :id order by asked_at, id")
                .param("id", roundUp)
                .query(UUID.class)
                .list();
    }

    /** A child whom nobody has answered for; no text of these tests holds the name. */
    public UUID child() {
        return child("Xq" + UUID.randomUUID().toString().replaceAll("[^a-f]", ""));
    }

    public UUID child(String name) {
        return pupils.add("office", new PupilForm(name, "Zz" + name.toLowerCase(Locale.ROOT), "3B", "2032", "", ""));
    }

    /** A child whose parent has said yes to these uses. */
    public UUID childWithConsent(String... uses) {
        UUID child = child();
        answers(child, "given", uses);
        return child;
    }

    public void answers(UUID child, String reply, String... uses) {
        consents.record(
                "office",
                child,
                new ConsentForm(
                        "Pat Parent",
                        Arrays.stream(uses).collect(Collectors.toMap(Function.identity(), use -> reply)),
                        SchoolTime.dayOf(ClockUtil.getCurrentTime().toInstant()).toString(),
                        "online",
                        ""),
                null);
    }

    /** The teacher submits so many photographs of these children for this place. @return the id of the submission */
    public UUID submits(String event, String place, int number, UUID... children) {
        List<String> files =
                Stream.generate(this::upload).limit(number).map(UUID::toString).toList();
        Map<String, Object> form = new HashMap<>();
        form.put("photoIds", files);
        form.put("event", event);
        form.put("caption", "A good day was had by all.");
        form.put("children", Stream.of(children).map(UUID::toString).toList());
        form.put("channels", List.of(place));
        form.put("wholeClass", false);
        form.put("noChildren", children.length == 0);
        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(PhotoSubmission.PROCESS)
                .latestVersion()
                .singleResult()
                .getId();
        UUID id = UUID.fromString(as(
                "teacher",
                () -> engine.getFormService()
                        .submitStartForm(definition, sent(form))
                        .getBusinessKey()));
        submitted.add(id);
        return id;
    }

    private UUID upload() {
        try (ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB), "jpeg", file);
            return photos.upload("teacher", new ByteArrayInputStream(file.toByteArray()))
                    .id();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The same, cleared by the editor. @return the ids of the photographs */
    public List<UUID> cleared(String event, String place, int number, UUID... children) {
        UUID id = submits(event, place, number, children);
        completes("editor", id, "Task_ClearPhotos", Map.of("decision", "clear"));
        return photosOf(id);
    }

    public List<UUID> photosOf(UUID submission) {
        return photos.of(submission).stream().map(photo -> photo.id()).toList();
    }

    /** The one publication of the submission that holds this photograph. */
    public UUID publicationOf(UUID photo) {
        return jdbc.sql("select publication_id from approvals.photo_publication_file where photo_id = :photo")
                .param("photo", photo)
                .query(UUID.class)
                .single();
    }

    /** The software cannot publish there, so the editor does it by hand. */
    public void publishedByHand(UUID publication) {
        jobs(publication)
                .filter(job -> job.getDuedate() == null)
                .toList()
                .forEach(job -> engine.getManagementService().executeJob(job.getId()));
        completes("editor", publication, "Task_DoItByHand", Map.of("done", true, "gone", false));
    }

    public <T> T as(String userId, Supplier<T> action) {
        engine.getIdentityService()
                .setAuthentication(
                        userId,
                        people.find(userId).orElseThrow().roles().stream()
                                .map(Role::groupId)
                                .toList());
        try {
            return action.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    public ProcessEngine engine() {
        return engine;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public static Instant instant(String schoolLocal) {
        return SchoolTime.at(LocalDateTime.parse(schoolLocal));
    }
}
