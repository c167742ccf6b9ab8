package org.schoolapprovals.policyreview.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.schoolapprovals.engine.RecordAndEngine;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.policyreview.Acknowledgement;
import org.schoolapprovals.policyreview.Acknowledgement.Standing;
import org.schoolapprovals.policyreview.State;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every way through {@code policy-acknowledgement}. A change of substance was published on Monday 15 March 2027; a fortnight on it is
 * Easter Monday, so staff have until the end of Tuesday, the 30th, by summer time.
 */
@PolicyProcessTest
class PolicyAcknowledgementTest {

    private static final String ACKNOWLEDGE = "Task_AcknowledgePolicy";
    private static final String END = "2027-03-30T23:59";
    private static final Map<String, Object> CONFIRMED = Map.of("confirmed", true);

    private static final Set<String> PASSED = new HashSet<>();
    private static final Set<String> TESTS_RUN = new HashSet<>();

    @Autowired
    private Desk desk;

    @Autowired
    private RecordAndEngine recordAndEngine;

    private Case review;

    @BeforeEach
    void a_change_of_substance_is_published() {
        desk.opensAt("2027-03-15T09:00");
        review = desk.started().published();
    }

    @AfterEach
    void record_and_engine_tell_the_same_story(TestInfo test) {
        assertThat(recordAndEngine.differencesOf(acknowledgements())).isEmpty();
        desk
                .engine()
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processDefinitionId(definition(desk.engine().getRepositoryService()))
                .finished()
                .list()
                .stream()
                .filter(activity -> !activity.isCanceled())
                .map(HistoricActivityInstance::getActivityId)
                .forEach(PASSED::add);
        TESTS_RUN.add(test.getTestMethod().orElseThrow().toString());
        ClockUtil.reset();
    }

    /** Only a run of the whole class can tell; a run of single tests says nothing. */
    @AfterAll
    static void every_element_of_the_model_was_passed(@Autowired RepositoryService repository) {
        Set<String> tests = Stream.of(PolicyAcknowledgementTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::toString)
                .collect(Collectors.toSet());
        if (TESTS_RUN.equals(tests)) {
            Set<String> elements =
                    repository
                            .getBpmnModelInstance(definition(repository))
                            .getModelElementsByType(FlowNode.class)
                            .stream()
                            .map(FlowNode::getId)
                            .collect(Collectors.toCollection(TreeSet::new));
            assertThat(elements).as("elements of the model").hasSizeGreaterThan(10);
            assertThat(PASSED).as("elements passed by these tests").containsAll(elements);
        }
    }

    private static String definition(RepositoryService repository) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("policy-acknowledgement")
                .latestVersion()
                .singleResult()
                .getId();
    }

    @Test
    void everybody_on_the_staff_is_asked_and_nobody_else() {
        assertThat(asked()).containsExactlyInAnyOrder("head", "deputy", "teacher", "office", "editor");
        Task task = taskOf("teacher");
        assertThat(task.getDueDate()).isEqualTo(Desk.date(END));
        assertThat(review.fact(task, "changeSummary")).isEqualTo("Group chats are covered as well.");
        assertThat(review.fact(task, "version"))
                .isEqualTo("/policy/versions/" + of("teacher").version());
        assertThat(review.toldAs("TASK")).anyMatch(told -> told.startsWith("teacher: To do: Acknowledge policy"));
    }

    @Test
    void whoever_reads_it_confirms_it_and_their_name_and_the_time_are_recorded() {
        desk.itIs("2027-03-16T15:30");
        desk.submits("teacher", taskOf("teacher"), CONFIRMED);

        assertThat(of("teacher").state()).isEqualTo(Standing.CONFIRMED);
        assertThat(of("teacher").confirmedAt()).contains(Desk.instant("2027-03-16T15:30"));
        assertEndedAt("teacher", "EndEvent_PolicyAcknowledged");
        assertThat(asked()).hasSize(4);
    }

    @Test
    void nothing_is_confirmed_without_a_tick_and_the_task_stays() {
        assertThatThrownBy(() -> desk.submits("teacher", taskOf("teacher"), Map.of("confirmed", false)))
                .isExactlyInstanceOf(RefusedException.class);

        assertThat(of("teacher").state()).isEqualTo(Standing.ASKED);
        assertThat(taskOf("teacher")).isNotNull();
    }

    @Test
    void whoever_confirms_on_the_page_needs_no_task_any_more() {
        desk.acknowledgements().acknowledge(of("teacher").version(), "teacher");

        assertEndedAt("teacher", "EndEvent_PolicyAcknowledged");
    }

    @Test
    void staff_are_reminded_a_week_and_a_day_before_the_end_and_on_the_day_at_the_same_time_by_the_clock() {
        fires("teacher", "BoundaryEvent_FirstReminder", "2027-03-23T08:00");
        fires("teacher", "BoundaryEvent_SecondReminder", "2027-03-29T08:00");
        fires("teacher", "BoundaryEvent_LastReminder", "2027-03-30T08:00");

        assertThat(review.toldAs("REMINDER")).hasSize(3).allMatch(told -> told.startsWith("teacher: Reminder"));
        assertThat(review.shown(taskOf("teacher"), "mark")).isEqualTo("Reminded");
    }

    @Test
    void whose_time_is_over_is_missing_and_may_still_confirm_on_the_page() {
        fires("teacher", "BoundaryEvent_PeriodOver", END);
        assertThat(of("teacher").state()).isEqualTo(Standing.MISSING);
        assertEndedAt("teacher", "EndEvent_NameMissing");

        desk.itIs("2027-03-31T09:00");
        desk.acknowledgements().acknowledge(of("teacher").version(), "teacher");
        assertThat(of("teacher").state()).isEqualTo(Standing.LATE);
    }

    @Test
    void the_end_of_the_review_ends_what_nobody_confirmed() {
        review.fires("IntermediateEvent_PeriodOver", END);

        assertThat(asked()).isEmpty();
        assertThat(of("teacher").state()).isEqualTo(Standing.MISSING);
        assertEndedAt("teacher", "EndEvent_NameMissing");
    }

    @Test
    void whoever_leaves_is_not_asked_any_more() {
        desk.arrives("new-teacher", Role.STAFF);
        desk.acknowledgements().askNewcomers();
        desk.leaves("new-teacher");
        desk.acknowledgements().askNewcomers();

        assertThat(of("new-teacher").state()).isEqualTo(Standing.LEFT);
        assertEndedAt("new-teacher", "EndEvent_PersonLeft");
    }

    @Test
    void whoever_comes_later_is_asked_once_and_has_as_much_time_as_everybody() {
        desk.itIs("2027-03-25T09:00");
        desk.arrives("new-teacher", Role.STAFF);
        desk.acknowledgements().askNewcomers();
        desk.acknowledgements().askNewcomers();
        assertThat(asked()).hasSize(6).containsOnlyOnce("new-teacher");

        review.fires("IntermediateEvent_PeriodOver", END);
        assertThat(asked()).as("those who have time").containsExactly("new-teacher");
        desk.itIs("2027-04-01T09:00");
        desk.submits("new-teacher", taskOf("new-teacher"), CONFIRMED);
        assertThat(of("new-teacher").state()).isEqualTo(Standing.CONFIRMED);
    }

    @Test
    void whoever_comes_back_is_asked_again() {
        desk.arrives("new-teacher", Role.STAFF);
        desk.acknowledgements().askNewcomers();
        desk.leaves("new-teacher");
        desk.acknowledgements().askNewcomers();
        desk.joins("new-teacher", Role.STAFF);
        desk.acknowledgements().askNewcomers();

        assertThat(asked()).containsOnlyOnce("new-teacher");
        desk.submits("new-teacher", taskOf("new-teacher"), CONFIRMED);
        assertThat(of("new-teacher").state()).isEqualTo(Standing.CONFIRMED);
    }

    @Test
    void whoever_comes_when_the_review_is_over_is_asked_too() {
        asked().forEach(person -> desk.acknowledgements().acknowledge(of(person).version(), person));
        review.fires("IntermediateEvent_PeriodOver", END);
        review.endedAt("EndEvent_PolicyConfirmed", State.CLOSED);

        desk.itIs("2027-05-10T09:00");
        desk.arrives("new-teacher", Role.STAFF);
        desk.acknowledgements().askNewcomers();
        fires("new-teacher", "BoundaryEvent_PeriodOver", "2027-05-24T23:59");
        assertThat(review.toldAs("ESCALATION")).anyMatch(told -> told.startsWith("head: Policy not confirmed"));
    }

    @Test
    void nobody_confirms_for_somebody_else() {
        Task task = taskOf("teacher");

        assertThatThrownBy(() -> desk.submits("head", task, CONFIRMED)).isInstanceOf(RuntimeException.class);
        assertThat(of("teacher").state()).isEqualTo(Standing.ASKED);
    }

    private void fires(String person, String element, String moment) {
        Job job = jobOf(person, element);
        assertThat(Desk.local(job.getDuedate())).isEqualTo(moment);
        desk.itIs(moment);
        desk.engine().getManagementService().executeJob(job.getId());
    }

    private Job jobOf(String person, String element) {
        String instance = taskOf(person).getProcessInstanceId();
        List<Job> jobs =
                desk.engine().getManagementService().createJobQuery().processInstanceId(instance).list().stream()
                        .filter(job -> element.equals(desk.engine()
                                .getManagementService()
                                .createJobDefinitionQuery()
                                .jobDefinitionId(job.getJobDefinitionId())
                                .singleResult()
                                .getActivityId()))
                        .toList();
        assertThat(jobs).as("timers at " + element).hasSize(1);
        return jobs.get(0);
    }

    private void assertEndedAt(String person, String end) {
        String key = of(person).id().toString();
        assertThat(desk.engine()
                        .getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(key)
                        .count())
                .isZero();
        String instance = desk.engine()
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(key)
                .singleResult()
                .getId();
        assertThat(desk.engine()
                        .getHistoryService()
                        .createHistoricActivityInstanceQuery()
                        .processInstanceId(instance)
                        .activityId(end)
                        .count())
                .as("times it came to " + end)
                .isOne();
    }

    private String[] acknowledgements() {
        return desk.jdbc()
                .sql("select id::text from approvals.policy_acknowledgement")
                .query(String.class)
                .list()
                .toArray(String[]::new);
    }

    /** Who has a task. */
    private List<String> asked() {
        return tasks().map(Task::getAssignee).toList();
    }

    private Task taskOf(String person) {
        return tasks().filter(task -> person.equals(task.getAssignee()))
                .findFirst()
                .orElseThrow();
    }

    private Stream<Task> tasks() {
        return desk.engine().getTaskService().createTaskQuery().taskDefinitionKey(ACKNOWLEDGE).list().stream();
    }

    private Acknowledgement of(String person) {
        return desk.acknowledgements()
                .find(desk.jdbc()
                        .sql("""
                                select id from approvals.policy_acknowledgement where person = :person
                                order by state = 'LEFT', asked_at desc limit 1
                                """)
                        .param("person", person)
                        .query(UUID.class)
                        .single());
    }
}
