package org.schoolapprovals.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.consent.ConsentForm;
import org.schoolapprovals.consent.Consents;
import org.schoolapprovals.consent.PupilForm;
import org.schoolapprovals.consent.Pupils;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.photo.Photos;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The third net of photographs, alone: no list of allowed calls, no rights of the engine, and everything the engine can do with
 * tokens, variables and messages. Nothing is cleared, published, refused, withdrawn or taken down by it, and they still wait.
 */
@SecurityTestWithoutAuthorizations
class PhotoForgeryTest {

    private static final String PROCESS = "photo-consent-verification";
    private static final String PUBLICATION = "photo-publication";
    private static final String TAKEDOWN = "photo-takedown";

    private static final Map<String, List<String>> ACTIVITIES = Map.of(
            PROCESS,
            List.of(
                    "Task_VerifyPhotos",
                    "SubProcess_SettlePhotos",
                    "Gateway_Found",
                    "Task_ObtainConsent",
                    "Gateway_Obtained",
                    "Gateway_JoinAmendment",
                    "Task_AmendPhotos",
                    "Task_ClearPhotos",
                    "Task_InviteClearer",
                    "Gateway_Decision",
                    "CallActivity_PublishPhotos",
                    "Gateway_JoinAnew",
                    "Gateway_Settled",
                    "Gateway_Outcome"),
            PUBLICATION,
            List.of("Task_CarryOut", "Gateway_Result", "Task_DoItByHand", "Gateway_StillCleared", "Gateway_JoinVoid"),
            TAKEDOWN,
            List.of("CallActivity_RemovePhotos", "Gateway_ParentToTell", "Task_TellParent", "Gateway_JoinGone"));

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Pupils pupils;

    @Autowired
    private Consents consents;

    @Autowired
    private Photos photos;

    private UUID child;
    private ProcessInstance submission;

    /** The teacher has submitted a photograph that has every consent; the teacher now tries everything. */
    @BeforeEach
    void ask() throws IOException {
        if (child == null) {
            child = childWithConsent();
        }
        actAs("teacher", Role.STAFF);
        submission = runtime().startProcessInstanceByKey(PROCESS, form("teacher"));
    }

    @AfterEach
    void stop() {
        engine.getIdentityService().clearAuthentication();
        for (String process : ACTIVITIES.keySet()) {
            runtime()
                    .createProcessInstanceQuery()
                    .processDefinitionKey(process)
                    .rootProcessInstances()
                    .list()
                    .forEach(left -> runtime().deleteProcessInstance(left.getId(), "over"));
        }
    }

    private UUID childWithConsent() {
        String unique = "Xq" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        UUID added = pupils.add("office", new PupilForm(unique, "Zz" + unique, "3B", nextYear(), "", ""));
        consents.record(
                "office",
                added,
                new ConsentForm("Pat Parent", Map.of("facebook", "given"), today(), "online", ""),
                null);
        return added;
    }

    private static String today() {
        return SchoolTime.dayOf(Instant.now()).toString();
    }

    private static String nextYear() {
        return String.valueOf(SchoolTime.dayOf(Instant.now()).getYear() + 1);
    }

    private Map<String, Object> form(String submitter) throws IOException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB), "jpeg", picture);
        String photo = photos.upload(submitter, new ByteArrayInputStream(picture.toByteArray()))
                .id()
                .toString();
        Map<String, Object> form = new HashMap<>();
        form.put("photoIds", "[\"" + photo + "\"]");
        form.put("event", "Sports day");
        form.put("caption", "Well done, everybody who ran.");
        form.put("children", "[\"" + child + "\"]");
        form.put("channels", "[\"facebook\"]");
        form.put("wholeClass", false);
        form.put("noChildren", false);
        return form;
    }

    @TestFactory
    Stream<DynamicTest> nothing_comes_of_starting_in_the_middle() {
        String id = submission.getBusinessKey();
        return ACTIVITIES.entrySet().stream()
                .flatMap(process -> process.getValue().stream()
                        .flatMap(activity -> Stream.of("before", "after")
                                .map(where -> DynamicTest.dynamicTest(where + " " + activity, () -> {
                                    for (String effect : List.of("publish", "remove")) {
                                        tryTo(() -> {
                                            var start = runtime()
                                                    .createProcessInstanceByKey(process.getKey())
                                                    .businessKey(id)
                                                    .setVariables(forgedFacts(effect));
                                            if (where.equals("before")) {
                                                start.startBeforeActivity(activity)
                                                        .execute();
                                            } else {
                                                start.startAfterActivity(activity)
                                                        .execute();
                                            }
                                        });
                                    }
                                    assertThatItStillWaits(where + " " + activity);
                                }))));
    }

    @TestFactory
    Stream<DynamicTest> nothing_comes_of_moving_the_token() {
        return ACTIVITIES.get(PROCESS).stream()
                .flatMap(activity -> Stream.of("before", "after")
                        .map(where -> DynamicTest.dynamicTest(where + " " + activity, () -> {
                            tryTo(() -> {
                                var modification = runtime().createProcessInstanceModification(submission.getId());
                                if (where.equals("before")) {
                                    modification
                                            .startBeforeActivity(activity)
                                            .setVariables(forgedFacts("publish"))
                                            .execute();
                                } else {
                                    modification
                                            .startAfterActivity(activity)
                                            .setVariables(forgedFacts("publish"))
                                            .execute();
                                }
                            });
                            assertThatItStillWaits(where + " " + activity);
                        })));
    }

    private Map<String, Runnable> levers() {
        String instance = submission.getId();
        Map<String, Runnable> levers = new LinkedHashMap<>();
        levers.put("variables", () -> runtime().setVariables(instance, forgedFacts("publish")));
        levers.put("variables of the task", () -> tasks().setVariablesLocal(clearing(), forgedFacts("publish")));
        levers.put("complete", () -> tasks().complete(clearing(), Map.of("decision", "clear")));
        levers.put("submit", this::clear);
        levers.put("delegate and resolve", () -> {
            tasks().delegateTask(clearing(), "teacher");
            tasks().resolveTask(clearing(), Map.of("decision", "clear"));
        });
        levers.put("offer to all staff and complete", () -> {
            tasks().addCandidateGroup(clearing(), Role.STAFF.groupId());
            tasks().complete(clearing(), Map.of("decision", "clear"));
        });
        for (String message : List.of("Msg_ConsentChanged")) {
            levers.put(
                    message,
                    () -> runtime()
                            .createMessageCorrelation(message)
                            .processInstanceId(instance)
                            .setVariables(forgedFacts("publish"))
                            .correlate());
        }
        levers.put(
                "Msg_TakedownDue again",
                () -> runtime()
                        .startProcessInstanceByMessage(
                                "Msg_TakedownDue", submission.getBusinessKey(), forgedFacts("publish")));
        levers.put(
                "Msg_TakedownDue of nothing",
                () -> runtime()
                        .startProcessInstanceByMessage(
                                "Msg_TakedownDue", UUID.randomUUID().toString(), forgedFacts("publish")));
        levers.put(
                "Msg_TakedownDue of no key",
                () -> runtime().startProcessInstanceByMessage("Msg_TakedownDue", forgedFacts("publish")));
        for (String error : List.of("Err_ClearanceVoid", "any")) {
            levers.put(error, () -> tasks().handleBpmnError(clearing(), error, "any", forgedFacts("publish")));
        }
        levers.put("escalation", () -> tasks().handleEscalation(clearing(), "any", forgedFacts("publish")));
        levers.put("trigger", () -> runtime().signal(instance, forgedFacts("publish")));
        levers.put("restart", () -> {
            runtime().deleteProcessInstance(instance, "again");
            runtime()
                    .restartProcessInstances(submission.getProcessDefinitionId())
                    .startAfterActivity("Task_ClearPhotos")
                    .processInstanceIds(instance)
                    .execute();
        });
        levers.put("by hand, without anything to be done", () -> {
            runtime()
                    .createProcessInstanceByKey(PUBLICATION)
                    .businessKey(submission.getBusinessKey())
                    .startBeforeActivity("Task_DoItByHand")
                    .setVariables(forgedFacts("publish"))
                    .execute();
            actAs("editor", Role.SOCIAL_MEDIA, Role.STAFF);
            String byHand = tasks().createTaskQuery()
                    .processInstanceBusinessKey(submission.getBusinessKey())
                    .taskDefinitionKey("Task_DoItByHand")
                    .list()
                    .get(0)
                    .getId();
            tasks().complete(byHand, Map.of("done", true));
        });
        return levers;
    }

    @TestFactory
    Stream<DynamicTest> nothing_comes_of() {
        return levers().keySet().stream()
                .map(lever -> DynamicTest.dynamicTest(lever, () -> {
                    stop();
                    ask();
                    tryTo(levers().get(lever));
                    assertThatItStillWaits(lever);
                }));
    }

    @Test
    void a_forged_end_does_not_end_the_process() {
        for (String end : List.of("EndEvent_PhotosPublished", "EndEvent_PhotosRefused", "EndEvent_PhotosWithdrawn")) {
            assertThatThrownBy(() -> runtime()
                            .createProcessInstanceModification(submission.getId())
                            .cancelAllForActivity("SubProcess_SettlePhotos")
                            .startBeforeActivity(end)
                            .execute())
                    .as(end)
                    .isInstanceOf(RuntimeException.class);
        }
        assertThat(clearing()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"teacher", "assistant", "head", "deputy", "office", "governor", "chair", "admin", "nobody-at-all"
            })
    void nobody_but_the_editor_clears_in_time(String person) {
        actAs(person);

        assertThatThrownBy(this::clear).isInstanceOf(NotAllowedException.class);
        assertThatItStillWaits(person);
    }

    @Test
    void groups_that_somebody_claims_to_be_in_make_no_editor_of_them() {
        actAs("teacher", Role.SOCIAL_MEDIA, Role.HEAD_TEACHER);

        assertThatThrownBy(this::clear).isInstanceOf(NotAllowedException.class);
    }

    @Test
    void the_editor_does_not_clear_their_own_whatever_the_variables_say() throws IOException {
        actAs("editor", Role.SOCIAL_MEDIA, Role.STAFF);
        submission = runtime().startProcessInstanceByKey(PROCESS, form("editor"));
        runtime().setVariable(submission.getId(), "clearers", Role.SOCIAL_MEDIA.groupId());

        assertThatThrownBy(this::clear)
                .isInstanceOf(NotAllowedException.class)
                .hasMessage("Nobody decides their own request: somebody else has to.");
        assertThatItStillWaits("own");
    }

    private void clear() {
        engine.getFormService().submitTaskForm(clearing(), Map.of("decision", "clear"));
    }

    private static Map<String, Object> forgedFacts(String effect) {
        return Map.of(
                "decision",
                "clear",
                "state",
                "cleared",
                "clearers",
                Role.STAFF.groupId(),
                "requester",
                "teacher",
                "effect",
                effect,
                "result",
                "done",
                "tellParent",
                false);
    }

    /** Whether it fails or not is not the question here; what it leads to is. */
    private static void tryTo(Runnable attack) {
        try {
            attack.run();
        } catch (RuntimeException refused) {
            assertThat(refused).isNotNull();
        }
    }

    private void assertThatItStillWaits(String attack) {
        Authentication acting = engine.getIdentityService().getCurrentAuthentication();
        engine.getIdentityService().clearAuthentication();
        try {
            jobs().forEach(job -> tryTo(() -> engine.getManagementService().executeJob(job.getId())));
        } finally {
            engine.getIdentityService().setAuthentication(acting);
        }
        assertThat(jdbc.sql("select distinct state from approvals.photo_submission")
                        .query(String.class)
                        .set())
                .as(attack)
                .containsExactly("TO_CLEAR");
        assertThat(jdbc.sql("select count(*) from approvals.decision where process = :process")
                        .param("process", PROCESS)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from approvals.photo_publication")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private List<Job> jobs() {
        return ACTIVITIES.keySet().stream()
                .flatMap(process ->
                        engine.getManagementService().createJobQuery().processDefinitionKey(process).list().stream())
                .toList();
    }

    private String clearing() {
        List<Task> clearings = tasks().createTaskQuery()
                .processInstanceId(submission.getId())
                .taskDefinitionKey("Task_ClearPhotos")
                .list();
        return clearings.isEmpty() ? null : clearings.get(0).getId();
    }

    private RuntimeService runtime() {
        return engine.getRuntimeService();
    }

    private TaskService tasks() {
        return engine.getTaskService();
    }

    private void actAs(String person, Role... roles) {
        engine.getIdentityService()
                .setAuthentication(person, Stream.of(roles).map(Role::groupId).toList());
    }
}
