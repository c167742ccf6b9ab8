package org.schoolapprovals.policyreview.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;
import static org.schoolapprovals.policyreview.process.Case.APPROVED;
import static org.schoolapprovals.policyreview.process.Case.APPROVED_WITHOUT_QUORUM;
import static org.schoolapprovals.policyreview.process.Case.CHANGE_PROPOSED;
import static org.schoolapprovals.policyreview.process.Case.DECIDE;
import static org.schoolapprovals.policyreview.process.Case.DRAFT;
import static org.schoolapprovals.policyreview.process.Case.FOLLOW_UP;
import static org.schoolapprovals.policyreview.process.Case.HEAD_REVIEW;
import static org.schoolapprovals.policyreview.process.Case.NO_CHANGE;
import static org.schoolapprovals.policyreview.process.Case.NO_CHANGE_PROPOSED;
import static org.schoolapprovals.policyreview.process.Case.PREPARE;
import static org.schoolapprovals.policyreview.process.Case.RETURNED;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.engine.RecordAndEngine;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.policyreview.Acknowledgement;
import org.schoolapprovals.policyreview.EventType;
import org.schoolapprovals.policyreview.State;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every way through {@code policy-review}. Where nothing else is said, it is Monday 15 March 2027, 09:00: the day on which the review of
 * the spring term opens. Good Friday, Easter Monday and the change to summer time lie between it and the end of the term.
 */
@PolicyProcessTest
class PolicyReviewTest {

    private static final String NOW = "2027-03-15T09:00";

    private static final Set<String> PASSED = new HashSet<>();
    private static final Set<String> TESTS_RUN = new HashSet<>();

    @Autowired
    private Desk desk;

    @Autowired
    private RecordAndEngine recordAndEngine;

    private Case review;

    @BeforeEach
    void the_review_of_the_term_is_opened_by_the_head() {
        desk.opensAt(NOW);
        review = desk.started();
    }

    @AfterEach
    void record_and_engine_tell_the_same_story(TestInfo test) {
        assertThat(recordAndEngine.differencesOf(
                        review.id().toString(), review.review().reference()))
                .isEmpty();
        PASSED.addAll(review.passed());
        TESTS_RUN.add(test.getTestMethod().orElseThrow().toString());
        ClockUtil.reset();
    }

    /** Only a run of the whole class can tell; a run of single tests says nothing. */
    @AfterAll
    static void every_element_of_the_model_was_passed(@Autowired RepositoryService repository) {
        if (!TESTS_RUN.equals(tests())) {
            return;
        }
        Set<String> elements = repository
                .getBpmnModelInstance(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("policy-review")
                        .latestVersion()
                        .singleResult()
                        .getId())
                .getModelElementsByType(FlowNode.class)
                .stream()
                .map(FlowNode::getId)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(elements).as("elements of the model").hasSizeGreaterThan(50);
        assertThat(PASSED).as("elements passed by these tests").containsAll(elements);
    }

    private static Set<String> tests() {
        return Stream.of(PolicyReviewTest.class.getDeclaredMethods())
                .filter(method ->
                        method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class))
                .map(Method::toString)
                .collect(Collectors.toSet());
    }

    @Test
    void without_a_change_governors_note_the_report_and_the_chair_signs_it_off() {
        assertThat(review.open()).containsExactly(PREPARE);
        assertThat(review.offeredTo(PREPARE)).containsExactly("social-media");
        assertThat(review.task(PREPARE)).hasDueDate(Desk.date("2027-03-22T16:00"));
        assertThat(review.shown(review.task(PREPARE), "about"))
                .isEqualTo("Spring term 2027 (" + review.review().reference() + ")");
        assertThat(review.fact(review.task(PREPARE), "page")).isEqualTo("/policy/reviews/" + review.id());

        review.completes("editor", PREPARE, NO_CHANGE_PROPOSED);
        assertThat(review.open()).containsExactly(HEAD_REVIEW);
        assertThat(review.offeredTo(HEAD_REVIEW)).containsExactly("head-teacher");
        assertThat(review.task(HEAD_REVIEW)).hasDueDate(Desk.date("2027-03-18T16:00"));
        assertThat(review.fact(review.task(HEAD_REVIEW), "summary"))
                .isEqualTo("A quiet term: every round-up was posted.");
        assertThat(review.fact(review.task(HEAD_REVIEW), "page")).isEqualTo("/policy/reviews/" + review.id());

        review.completes("head", HEAD_REVIEW, NO_CHANGE);
        assertThat(review.open())
                .containsExactly(
                        "Task_GovernorsReview of chair",
                        "Task_GovernorsReview of governor",
                        "Task_GovernorsReview of parent-governor");
        assertThat(review.viewOf("governor")).hasDueDate(Desk.date("2027-03-31T16:00"));
        assertThat(review.fact(review.viewOf("governor"), "outcome")).startsWith("No change, decided by ");
        assertThat(review.fact(review.viewOf("governor"), "page")).isEqualTo("/policy/reviews/" + review.id());

        review.views("governor", Map.of("view", "agree", "comment", "Well done."));
        review.views("parent-governor", Case.AGREED);
        review.views("chair", Case.AGREED);
        assertThat(review.open()).containsExactly(DECIDE);
        assertThat(review.offeredTo(DECIDE)).containsExactly("chair-of-governors");
        assertThat(review.fact(review.task(DECIDE), "quorum"))
                .isEqualTo("3 of 3 governors gave a view; a quorum is 2.");
        assertThat(review.facts(review.task(DECIDE), "views")).contains("Surnamed Person-governor: Noted. Well done.");
        assertThat(review.fact(review.task(DECIDE), "page")).isEqualTo("/policy/reviews/" + review.id());

        review.completes("chair", DECIDE, APPROVED);
        review.endedAt("EndEvent_ReviewSignedOff", State.SIGNED_OFF);
        assertThat(review.decisions())
                .extracting(decision -> decision.outcome() + " by " + decision.decidedBy() + ", " + decision.clause())
                .containsExactly("no-change by head, P8", "approve by chair, P8");
    }

    @Test
    void a_change_of_wording_is_drafted_agreed_and_published_with_nothing_to_confirm() {
        review.toDraft();
        assertThat(review.open()).containsExactly(DRAFT);
        assertThat(review.offeredTo(DRAFT)).containsExactly("head-teacher");
        assertThat(review.task(DRAFT)).hasDueDate(Desk.date("2027-03-31T16:00"));

        review.drafted(false);
        assertThat(review.fact(review.viewOf("governor"), "changeSummary"))
                .isEqualTo("Group chats are covered as well.");
        assertThat(review.fact(review.viewOf("governor"), "substantive")).isEqualTo("no");

        review.allAgree().completes("chair", DECIDE, APPROVED);
        review.endedAt("EndEvent_PolicyPublished", State.SIGNED_OFF);
        assertThat(review.review().published()).isPresent();
        assertThat(review.decisions())
                .extracting(decision -> decision.outcome() + ", " + decision.clause())
                .containsExactly("minor-change, P8", "approve, R1");
    }

    @Test
    void a_change_of_substance_waits_until_staff_had_their_time_and_ends_where_everybody_confirmed() {
        review.published();
        assertThat(review.state()).isEqualTo(State.ACKNOWLEDGING);
        assertThat(review.waiting()).containsExactly("IntermediateEvent_PeriodOver");
        List<UUID> asked = acknowledgements();
        assertThat(asked).hasSize(5);
        asked.forEach(this::confirm);

        review.fires("IntermediateEvent_PeriodOver", "2027-03-30T23:59");
        review.endedAt("EndEvent_PolicyConfirmed", State.CLOSED);
    }

    @Test
    void names_still_missing_at_the_end_are_handed_to_the_head_who_follows_them_up() {
        review.published();
        acknowledgements().stream().skip(2).forEach(this::confirm);

        review.fires("IntermediateEvent_PeriodOver", "2027-03-30T23:59");
        assertThat(review.open()).containsExactly(FOLLOW_UP);
        assertThat(review.offeredTo(FOLLOW_UP)).containsExactly("head-teacher");
        assertThat(review.facts(review.task(FOLLOW_UP), "missing")).hasSize(2).isSorted();
        assertThat(review.task(FOLLOW_UP)).hasDueDate(Desk.date("2027-04-21T16:00"));
        assertThat(running("policy-acknowledgement")).isZero();

        review.completes("head", FOLLOW_UP, Map.of("note", "Both read it with me."));
        review.endedAt("EndEvent_MissingFollowedUp", State.CLOSED);
    }

    @Test
    void what_the_chair_returns_without_a_change_is_prepared_anew_by_what_was_said() {
        review.withGovernors().allAgree().completes("chair", DECIDE, RETURNED);
        assertThat(review.open()).containsExactly(PREPARE);
        assertThat(review.fact(review.task(PREPARE), "returned"))
                .isEqualTo("Surnamed Person-chair returned it: Say what holds for group chats.");
        assertThat(review.shown(review.task(PREPARE), "summary")).isEqualTo("A quiet term: every round-up was posted.");

        review.withGovernors();
        assertThat(review.open()).hasSize(3);
        review.allAgree().completes("chair", DECIDE, APPROVED);
        review.endedAt("EndEvent_ReviewSignedOff", State.SIGNED_OFF);
    }

    @Test
    void what_the_chair_returns_with_a_change_is_drafted_anew() {
        review.toDraft().drafted(true).allAgree().completes("chair", DECIDE, RETURNED);
        assertThat(review.open()).containsExactly(DRAFT);
        assertThat(review.fact(review.task(DRAFT), "returned")).endsWith("Say what holds for group chats.");
        assertThat(review.shown(review.task(DRAFT), "changeSummary")).isEqualTo("Group chats are covered as well.");
        assertThat(review.shown(review.task(DRAFT), "substantive")).isEqualTo(true);

        review.drafted(false).allAgree().completes("chair", DECIDE, APPROVED);
        review.endedAt("EndEvent_PolicyPublished", State.SIGNED_OFF);
    }

    @Test
    void the_chair_is_not_bound_by_a_governor_who_would_return_it() {
        review.withGovernors();
        review.views("governor", Map.of("view", "return", "comment", "The figures are thin."));
        review.views("parent-governor", Case.AGREED);
        review.views("chair", Case.AGREED);
        assertThat(review.facts(review.task(DECIDE), "views"))
                .contains("Surnamed Person-governor: Wants it returned. The figures are thin.");

        review.completes("chair", DECIDE, APPROVED);
        assertThat(review.state()).isEqualTo(State.SIGNED_OFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prepared", "reviewed", "drafted", "viewed", "decided"})
    void a_review_that_nobody_has_signed_off_is_cancelled_at_any_time(String step) {
        switch (step) {
            case "reviewed" -> review.completes("editor", PREPARE, NO_CHANGE_PROPOSED);
            case "drafted" -> review.toDraft();
            case "viewed" -> review.withGovernors().views("governor", Case.AGREED);
            case "decided" -> review.withGovernors().allAgree();
            default -> assertThat(review.open()).containsExactly(PREPARE);
        }
        desk.reviews().cancel(review.id(), "head", "The term was too short.");

        review.endedAt("EndEvent_ReviewCancelled", State.CANCELLED);
        assertThat(review.decisions()).noneMatch(decision -> decision.outcome().equals("approve"));
    }

    @Test
    void the_preparation_is_reminded_of_and_when_it_is_overdue_the_head_may_do_it() {
        review.fires("BoundaryEvent_PreparationReminder", "2027-03-21T16:00");
        assertThat(review.shown(review.task(PREPARE), "mark")).isEqualTo("Reminded");
        assertThat(review.toldAs("REMINDER")).singleElement().asString().startsWith("editor: Reminder: Prepare review");

        review.fires("BoundaryEvent_PreparationOverdue", "2027-03-22T16:00");
        assertThat(review.shown(review.task(PREPARE), "mark")).isEqualTo("Overdue");
        assertThat(review.offeredTo(PREPARE)).containsExactlyInAnyOrder("social-media", "head-teacher");
        assertThat(review.story()).contains(EventType.REMINDED, EventType.OVERDUE);

        review.completes("head", PREPARE, NO_CHANGE_PROPOSED);
        assertThat(review.offeredTo(HEAD_REVIEW)).containsExactlyInAnyOrder("deputy-head", "chair-of-governors");
    }

    @Test
    void what_the_head_prepared_somebody_else_reviews() {
        review.fires("BoundaryEvent_PreparationOverdue", "2027-03-22T16:00");
        review.completes("head", PREPARE, CHANGE_PROPOSED);

        assertThatThrownBy(() -> desk.claims("head", review.task(HEAD_REVIEW)))
                .isInstanceOf(AuthorizationException.class);
        review.completes("deputy", HEAD_REVIEW, Case.CHANGE);
        assertThat(review.open()).containsExactly(DRAFT);
    }

    @Test
    void the_head_is_reminded_and_when_the_review_is_overdue_the_deputy_joins() {
        review.completes("editor", PREPARE, NO_CHANGE_PROPOSED);
        desk.claims("head", review.task(HEAD_REVIEW));

        review.fires("BoundaryEvent_HeadReviewReminder", "2027-03-17T16:00");
        assertThat(review.toldAs("REMINDER")).hasSize(1);
        review.fires("BoundaryEvent_HeadReviewOverdue", "2027-03-18T16:00");
        assertThat(review.offeredTo(HEAD_REVIEW)).containsExactlyInAnyOrder("head-teacher", "deputy-head");
        assertThat(review.task(HEAD_REVIEW).getAssignee()).isNull();

        review.completes("deputy", HEAD_REVIEW, NO_CHANGE);
        assertThat(review.open()).hasSize(3);
    }

    @Test
    void the_draft_is_reminded_of_and_when_it_is_overdue_the_deputy_may_hand_it_in() {
        review.toDraft();
        review.fires("BoundaryEvent_DraftReminder", "2027-03-30T16:00");
        review.fires("BoundaryEvent_DraftOverdue", "2027-03-31T16:00");
        assertThat(review.offeredTo(DRAFT)).containsExactlyInAnyOrder("head-teacher", "deputy-head");

        Map<String, Object> form = new HashMap<>(review.draft(false));
        form.put("file", desk.upload("deputy", review.id(), "# Policy\n\nAnother one.\n"));
        review.completes("deputy", DRAFT, form);
        assertThat(review.open()).hasSize(3);
    }

    @Test
    void the_chair_is_reminded_and_a_late_decision_is_told_to_those_who_wait_for_it() {
        review.withGovernors().allAgree();
        review.fires("BoundaryEvent_DecisionReminder", "2027-03-21T16:00");
        assertThat(review.toldAs("REMINDER")).singleElement().asString().startsWith("chair: Reminder: Decide as chair");

        review.fires("BoundaryEvent_DecisionOverdue", "2027-03-22T16:00");
        assertThat(review.offeredTo(DECIDE)).containsExactly("chair-of-governors");
        assertThat(review.shown(review.task(DECIDE), "mark")).isEqualTo("Overdue");
        assertThat(review.toldAs("ESCALATION")).anyMatch(told -> told.startsWith("head: Overdue"));

        review.completes("chair", DECIDE, APPROVED);
        review.endedAt("EndEvent_ReviewSignedOff", State.SIGNED_OFF);
    }

    @Test
    void the_follow_up_is_reminded_of_in_the_next_term_and_when_it_is_overdue_the_deputy_may_do_it() {
        review.published();
        review.fires("IntermediateEvent_PeriodOver", "2027-03-30T23:59");
        review.fires("BoundaryEvent_FollowUpReminder", "2027-04-20T16:00");
        review.fires("BoundaryEvent_FollowUpOverdue", "2027-04-21T16:00");
        assertThat(review.offeredTo(FOLLOW_UP)).containsExactlyInAnyOrder("head-teacher", "deputy-head");

        review.completes("deputy", FOLLOW_UP, Map.of("note", "They read it today."));
        review.endedAt("EndEvent_MissingFollowedUp", State.CLOSED);
    }

    @Test
    void whatever_the_start_form_brings_along_is_thrown_away() {
        desk.reviews().cancel(review.id(), "head", "Another one is opened.");
        review = desk.startedBy("deputy", Map.of("state", "signed-off", "decision", "approve", "reviewers", "staff"));

        assertThat(review.open()).containsExactly(PREPARE);
        assertThat(desk.engine()
                        .getRuntimeService()
                        .getVariables(review.instance().getId()))
                .isEmpty();
        assertThat(review.review().openedBy()).contains("deputy");
    }

    @Test
    void a_second_review_of_the_term_is_refused_and_leaves_no_process() {
        assertThatThrownBy(() -> desk.started())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is open still");
        assertThat(running("policy-review")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proposal", "summary"})
    void what_is_wrong_is_said_in_a_sentence_and_the_task_stays(String field) {
        Map<String, Object> form = new HashMap<>(NO_CHANGE_PROPOSED);
        form.put(field, "x");

        assertThatThrownBy(() -> review.completes("editor", PREPARE, form)).isExactlyInstanceOf(RefusedException.class);
        assertThat(review.open()).containsExactly(PREPARE + " of editor");
        assertThat(review.state()).isEqualTo(State.PREPARING);
    }

    @Test
    void a_field_that_the_form_does_not_have_is_refused() {
        Map<String, Object> form = new HashMap<>(NO_CHANGE_PROPOSED);
        form.put("smuggled", "x");

        assertThatThrownBy(() -> review.completes("editor", PREPARE, form))
                .isExactlyInstanceOf(RefusedException.class)
                .hasMessageContaining("has no field");
    }

    @Test
    void a_chair_who_is_no_governor_gives_a_view_as_well() {
        desk.leaves("chair", Role.GOVERNORS);
        review.withGovernors();

        assertThat(review.open()).contains("Task_GovernorsReview of chair");
        review.allAgree().completes("chair", DECIDE, APPROVED);
        assertThat(review.state()).isEqualTo(State.SIGNED_OFF);
    }

    @Test
    void without_a_quorum_the_chair_says_why_they_sign_it_off() {
        review.withGovernors().fires("BoundaryEvent_ViewsDeadline", "2027-03-31T16:00");

        assertThatThrownBy(() -> review.completes("chair", DECIDE, APPROVED))
                .isExactlyInstanceOf(RefusedException.class);
        review.completes("chair", DECIDE, APPROVED_WITHOUT_QUORUM);
        review.endedAt("EndEvent_ReviewSignedOff", State.SIGNED_OFF);
    }

    @Test
    void a_review_that_the_clock_opened_goes_the_same_way_and_governors_who_leave_or_forget_do_not_stop_it() {
        desk.opensAt(NOW);
        review = desk.clockOpens().orElseThrow().withGovernors();
        desk.leaves("governor", Role.GOVERNORS);
        desk.reviews().keepGovernorsInStep();
        review.fires("BoundaryEvent_ViewsReminder", "2027-03-30T16:00");
        assertThat(review.toldAs("REMINDER")).hasSize(2);

        review.views("parent-governor", Case.AGREED).views("chair", Case.AGREED).completes("chair", DECIDE, APPROVED);
        review.endedAt("EndEvent_ReviewSignedOff", State.SIGNED_OFF);
    }

    private void confirm(UUID acknowledgement) {
        Acknowledgement asked = desk.acknowledgements().find(acknowledgement);
        desk.acknowledgements().acknowledge(asked.version(), asked.person());
    }

    /** Those who were asked, in the order of their names. */
    private List<UUID> acknowledgements() {
        return desk.jdbc()
                .sql("select id from approvals.policy_acknowledgement order by person")
                .query(UUID.class)
                .list();
    }

    private long running(String process) {
        return desk.engine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey(process)
                .count();
    }
}
