package org.schoolapprovals.comment.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.schoolapprovals.comment.process.Case.BY_HAND;
import static org.schoolapprovals.comment.process.Case.DECLINE;
import static org.schoolapprovals.comment.process.Case.DONE;
import static org.schoolapprovals.comment.process.Case.NO_LONGER_THERE;
import static org.schoolapprovals.comment.process.Case.PUBLISH;
import static org.schoolapprovals.comment.process.Case.REPORT;
import static org.schoolapprovals.comment.process.Case.RESPOND;
import static org.schoolapprovals.comment.process.Case.REVIEW;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.comment.CommentPage.Answer;
import org.schoolapprovals.comment.EventType;
import org.schoolapprovals.comment.Seen;
import org.schoolapprovals.comment.State;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.engine.RecordAndEngine;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every way through {@code comment-approval} and {@code comment-effect}. Where nothing else is said, a parent writes something
 * harmless on the page on Wednesday 5 May 2027 at 10:00.
 */
@CommentProcessTest
class CommentApprovalTest {

    private static final String NOW = "2027-05-05T10:00";
    private static final String HARMLESS = "Thank you for a lovely day.";
    private static final String ABUSE = "You stupid bastard, you are a disgrace.";

    private static final Set<String> PASSED = new HashSet<>();
    private static final Set<String> TESTS_RUN = new HashSet<>();

    @Autowired
    private Desk desk;

    @Autowired
    private FakePage page;

    @Autowired
    private RecordAndEngine recordAndEngine;

    @BeforeEach
    void the_school_opens() {
        desk.opensAt(NOW);
        page.opens();
    }

    @AfterEach
    void the_school_closes(TestInfo test) {
        desk.cases().forEach(comment -> PASSED.addAll(comment.passed()));
        TESTS_RUN.add(test.getTestMethod().orElseThrow().toString());
        desk.cases()
                .forEach(comment -> assertThat(recordAndEngine.differencesOf(
                                comment.id().toString(),
                                desk.comments().find(comment.id()).reference()))
                        .isEmpty());
        ClockUtil.reset();
    }

    /** Only a run of the whole class can tell; a run of single tests says nothing. */
    @AfterAll
    static void every_element_of_both_models_was_passed(@Autowired RepositoryService repository) {
        if (!TESTS_RUN.equals(tests())) {
            return;
        }
        Set<String> elements = Stream.of("comment-approval", "comment-effect")
                .map(process -> repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(process)
                        .latestVersion()
                        .singleResult())
                .map(ProcessDefinition::getId)
                .map(repository::getBpmnModelInstance)
                .flatMap(model -> model.getModelElementsByType(FlowNode.class).stream())
                .map(FlowNode::getId)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(elements).as("elements of both models").hasSizeGreaterThan(50);
        assertThat(PASSED).as("elements passed by these tests").containsAll(elements);
    }

    private static Set<String> tests() {
        return Stream.of(CommentApprovalTest.class.getDeclaredMethods())
                .filter(method ->
                        method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class))
                .map(Method::toString)
                .collect(Collectors.toSet());
    }

    private Case written() {
        return desk.parentWrites(HARMLESS);
    }

    private Case hidden() {
        Case comment = written();
        comment.channelIsCalled();
        return comment;
    }

    private Case agreed() {
        Case comment = hidden();
        comment.completes("editor", REVIEW, PUBLISH);
        return comment;
    }

    private Case reported() {
        Case comment = hidden();
        comment.completes("editor", REVIEW, REPORT);
        comment.channelIsCalled();
        return comment;
    }

    @Test
    void a_comment_is_hidden_agreed_and_shown() {
        Case comment = written();
        assertThat(comment.open()).containsExactly(REVIEW);
        assertThat(comment.offeredTo(REVIEW)).containsExactly("social-media");
        assertThat(comment.task(REVIEW)).hasDueDate(Desk.date("2027-05-06T16:00"));
        assertThat(comment.task(REVIEW).getPriority()).isEqualTo(40);
        assertThat(comment.shown(REVIEW, "about")).isEqualTo(comment.comment().reference() + " on Facebook");
        assertThat(comment.shown(REVIEW, "requesterName")).isEqualTo("The page");
        assertThat(comment.facts(REVIEW, "reasons")).containsExactly("Nothing was found");

        desk.itIs("2027-05-05T10:01");
        comment.channelIsCalled();
        assertThat(page.shows(comment.externalId())).isFalse();
        assertThat(comment.open()).containsExactly(REVIEW);
        assertThat(comment.state()).isEqualTo(State.WAITING);

        comment.completes("editor", REVIEW, PUBLISH);
        assertThat(comment.state()).isEqualTo(State.AGREED);
        assertThat(page.shows(comment.externalId())).isFalse();

        comment.channelIsCalled();
        comment.endedAt("EndEvent_CommentPublished", State.PUBLISHED);
        assertThat(page.shows(comment.externalId())).isTrue();
        assertThat(page.calls()).containsExactly("hide", "show");
        assertThat(comment.decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.outcome()).isEqualTo("publish");
            assertThat(decision.decidedBy()).isEqualTo("editor");
            assertThat(decision.process()).isEqualTo("comment-approval");
        });
    }

    @Test
    void the_review_does_not_wait_until_it_is_hidden() {
        Case comment = written();

        comment.completes("editor", REVIEW, PUBLISH);
        comment.channelIsCalled();

        comment.endedAt("EndEvent_CommentPublished", State.PUBLISHED);
        assertThat(page.calls()).containsExactly("show");
    }

    @Test
    void a_declined_comment_stays_hidden() {
        Case comment = hidden();
        comment.completes("editor", REVIEW, DECLINE);
        comment.channelIsCalled();

        comment.endedAt("EndEvent_CommentDeclined", State.DECLINED);
        assertThat(page.calls()).containsExactly("hide");
        assertThat(comment.decisions()).extracting(Decision::clause).containsExactly("S2");
    }

    @Test
    void what_is_declined_before_it_was_hidden_is_hidden_all_the_same() {
        Case comment = written();
        comment.completes("editor", REVIEW, DECLINE);
        assertThat(comment.state()).isEqualTo(State.DECLINED);
        comment.channelIsCalled();

        comment.endedAt("EndEvent_CommentDeclined", State.DECLINED);
        assertThat(page.calls()).containsExactly("hide");
        assertThat(page.shows(comment.externalId())).isFalse();
    }

    @Test
    void abuse_is_removed_and_reported_to_the_head_teacher() {
        Case comment = desk.parentWrites(ABUSE);
        assertThat(comment.task(REVIEW)).hasDueDate(Desk.date("2027-05-05T12:00"));
        assertThat(comment.task(REVIEW).getPriority()).isEqualTo(90);
        assertThat(comment.shown(REVIEW, "mark")).isEqualTo("Urgent");
        assertThat(comment.fact(REVIEW, "dueNote")).startsWith("Urgent: ");
        comment.channelIsCalled();

        comment.completes("editor", REVIEW, REPORT);
        assertThat(comment.state()).isEqualTo(State.REMOVING);
        comment.channelIsCalled();

        assertThat(page.calls()).containsExactly("hide", "remove");
        assertThat(comment.offeredTo(RESPOND)).containsExactly("head-teacher");
        assertThat(comment.task(RESPOND)).hasDueDate(Desk.date("2027-05-05T14:00"));
        assertThat(comment.task(RESPOND).getPriority()).isEqualTo(100);
        assertThat(comment.fact(RESPOND, "text")).isEqualTo(ABUSE);
        assertThat(comment.fact(RESPOND, "reportedBy")).isEqualTo("Surnamed Person-editor");

        comment.completes("head", RESPOND, Map.of("outcome", "speak-to-author", "note", "Rang them."));
        comment.endedAt("EndEvent_CommentReported", State.ANSWERED);
        assertThat(comment.decisions())
                .extracting(Decision::outcome)
                .containsExactly("remove-and-report", "speak-to-author");
    }

    @Test
    void an_author_who_was_reported_is_looked_at_closely() {
        Case first = reported();

        Case second = desk.parentWrites(HARMLESS, first.comment().origin().authorId());

        assertThat(second.facts(REVIEW, "reasons")).containsExactly("By an author who was reported before (S6)");
        assertThat(second.task(REVIEW).getPriority()).isEqualTo(60);
        assertThat(second.fact(REVIEW, "before")).isEqualTo("1 removed and reported, last on Wed 5 May 2027");
    }

    @Test
    void a_picture_is_for_people_to_look_at() {
        Case comment = desk.parentPosts(HARMLESS, "https://page.example/picture.jpg");

        assertThat(comment.facts(REVIEW, "reasons"))
                .containsExactly("A picture or film, which the software cannot see (S3)");
        assertThat(comment.comment().isFlagged()).isTrue();
        assertThat(comment.fact(REVIEW, "attachment")).isNotEmpty();
    }

    @Test
    void what_has_no_words_is_for_people_to_look_at() {
        Case comment = desk.parentWrites("");

        assertThat(comment.comment().isFlagged()).isTrue();
        assertThat(comment.facts(REVIEW, "reasons")).singleElement().asString().startsWith("A picture or film");
        assertThat(comment.fact(REVIEW, "attachment")).isNotEmpty();
    }

    @Test
    void what_is_about_the_head_teacher_goes_to_the_chair() {
        Case comment = hidden();
        comment.completes(
                "editor",
                REVIEW,
                Map.of("decision", "remove-and-report", "reason", "Abuse.", "clause", "S6", "aboutHead", true));
        comment.channelIsCalled();

        assertThat(comment.offeredTo(RESPOND)).containsExactly("chair-of-governors");
        assertThatThrownBy(() -> desk.submits("head", comment.task(RESPOND), Map.of("outcome", "no-further-action")))
                .isInstanceOf(AuthorizationException.class);
        comment.fires("BoundaryEvent_ResponseReminder", "2027-05-05T12:00");
        desk.claims("chair", comment.task(RESPOND));
        comment.fires("BoundaryEvent_ResponseOverdue", "2027-05-05T14:00");
        assertThat(comment.offeredTo(RESPOND)).containsExactly("chair-of-governors");
        assertThat(comment.task(RESPOND)).isAssignedTo("chair");

        comment.completes("chair", RESPOND, Map.of("outcome", "no-further-action"));
        comment.endedAt("EndEvent_CommentReported", State.ANSWERED);
    }

    @Test
    void reviewers_are_reminded_and_at_the_due_time_the_head_teacher_joins() {
        Case comment = hidden();
        desk.claims("editor", comment.task(REVIEW));

        comment.fires("BoundaryEvent_ReviewReminder", "2027-05-06T14:00");
        assertThat(comment.shown(REVIEW, "mark")).isEqualTo("Reminded");
        assertThat(comment.task(REVIEW)).isAssignedTo("editor");

        comment.fires("BoundaryEvent_ReviewOverdue", "2027-05-06T16:00");
        assertThat(comment.shown(REVIEW, "mark")).isEqualTo("Overdue");
        assertThat(comment.task(REVIEW)).isNotAssigned();
        assertThat(comment.offeredTo(REVIEW)).containsExactlyInAnyOrder("social-media", "head-teacher");
        assertThat(comment.story()).contains(EventType.REVIEW_REMINDED, EventType.REVIEW_OVERDUE);

        comment.completes("head", REVIEW, PUBLISH);
        comment.channelIsCalled();
        comment.endedAt("EndEvent_CommentPublished", State.PUBLISHED);
    }

    @Test
    void the_head_does_not_review_before_the_due_time() {
        Case comment = hidden();

        assertThatThrownBy(() -> desk.submits("head", comment.task(REVIEW), PUBLISH))
                .isInstanceOf(AuthorizationException.class);
        assertThat(comment.state()).isEqualTo(State.WAITING);
    }

    @Test
    void respondents_are_reminded_and_at_the_due_time_the_deputy_joins() {
        Case comment = reported();

        comment.fires("BoundaryEvent_ResponseReminder", "2027-05-05T12:00");
        comment.fires("BoundaryEvent_ResponseOverdue", "2027-05-05T14:00");
        assertThat(comment.offeredTo(RESPOND)).containsExactlyInAnyOrder("head-teacher", "deputy-head");

        comment.completes("deputy", RESPOND, Map.of("outcome", "refer-police"));
        comment.endedAt("EndEvent_CommentReported", State.ANSWERED);
    }

    @Test
    void an_edit_while_somebody_reviews_begins_anew() {
        Case comment = hidden();
        String before = comment.task(REVIEW).getId();

        desk.itIs("2027-05-05T10:30");
        desk.parentEdits(comment, ABUSE);

        assertThat(comment.open()).containsExactly(REVIEW);
        assertThat(comment.task(REVIEW).getId()).isNotEqualTo(before);
        assertThat(comment.task(REVIEW)).hasDueDate(Desk.date("2027-05-05T12:30"));
        assertThat(comment.fact(REVIEW, "text")).isEqualTo(ABUSE);
        assertThat(comment.comment().round()).isEqualTo(2);
        assertThat(comment.decisions()).isEmpty();
    }

    @Test
    void an_edit_before_it_is_shown_voids_the_approval() {
        Case comment = agreed();
        page.answers(new Answer.Later(Optional.empty(), "the page did not answer in time"));
        comment.channelIsCalled();
        assertThat(comment.waiting()).containsExactly("IntermediateEvent_NextAttempt");

        desk.itIs("2027-05-05T10:01");
        desk.parentEdits(comment, ABUSE);

        assertThat(comment.open()).containsExactly(REVIEW);
        assertThat(comment.state()).isEqualTo(State.WAITING);
        assertThat(comment.comment().ruling()).isEmpty();
        assertThat(comment.decisions()).hasSize(1);
        comment.channelIsCalled();
        assertThat(page.calls()).containsExactly("hide", "show", "hide");
    }

    @Test
    void another_text_found_while_showing_is_agreed_anew() {
        Case comment = agreed();
        page.answers(new Answer.Edited(desk.edited(comment, ABUSE)));

        comment.channelIsCalled();

        assertThat(comment.open()).containsExactly(REVIEW);
        assertThat(comment.fact(REVIEW, "text")).isEqualTo(ABUSE);
        assertThat(comment.state()).isEqualTo(State.WAITING);
        assertThat(page.shows(comment.externalId())).isFalse();
    }

    @Test
    void what_its_author_takes_away_is_withdrawn() {
        Case comment = hidden();
        desk.parentRemoves(comment);
        comment.endedAt("EndEvent_CommentWithdrawn", State.GONE);

        Case beingShown = agreed();
        desk.parentRemoves(beingShown);
        beingShown.endedAt("EndEvent_CommentWithdrawn", State.GONE);
    }

    @Test
    void what_is_found_gone_is_withdrawn() {
        Case comment = written();
        page.answers(new Answer.Gone());
        comment.channelIsCalled();
        comment.endedAt("EndEvent_CommentWithdrawn", State.GONE);

        Case beingShown = agreed();
        page.answers(new Answer.Gone());
        beingShown.channelIsCalled();
        beingShown.endedAt("EndEvent_CommentWithdrawn", State.GONE);
    }

    @Test
    void what_is_gone_when_it_is_to_be_removed_counts_as_removed() {
        Case found = hidden();
        found.completes("editor", REVIEW, REPORT);
        page.answers(new Answer.Gone());
        found.channelIsCalled();
        assertThat(found.open()).containsExactly(RESPOND);

        Case told = hidden();
        told.completes("editor", REVIEW, REPORT);
        desk.parentRemoves(told);
        told.channelIsCalled();
        assertThat(told.open()).containsExactly(RESPOND);
    }

    @Test
    void a_page_that_fails_is_tried_again_ever_more_slowly_and_then_a_person_does_it() {
        Case comment = agreed();
        for (String next : List.of(
                "2027-05-05T10:00:10",
                "2027-05-05T10:01:10",
                "2027-05-05T10:06:10",
                "2027-05-05T10:21:10",
                "2027-05-05T10:51:10")) {
            page.answers(new Answer.Later(Optional.empty(), "the page did not answer in time"));
            comment.channelIsCalled();
            comment.fires("IntermediateEvent_NextAttempt", next);
        }
        page.answers(new Answer.Later(Optional.empty(), "the page did not answer in time"));
        comment.channelIsCalled();

        assertThat(comment.open()).containsExactly(BY_HAND);
        assertThat(comment.fact(BY_HAND, "why")).contains("6 times").contains("did not answer in time");
        assertThat(desk.engine()
                        .getRuntimeService()
                        .createIncidentQuery()
                        .processInstanceId(comment.instance().getId())
                        .count())
                .isZero();
        assertThat(page.calls()).hasSize(7);
    }

    @Test
    void a_page_that_asks_for_patience_is_given_it() {
        Case comment = agreed();
        page.answers(new Answer.Later(Optional.of(Desk.instant("2027-05-05T11:00")), "the page asks us to wait"));
        comment.channelIsCalled();

        comment.fires("IntermediateEvent_NextAttempt", "2027-05-05T11:00");
        comment.channelIsCalled();
        comment.endedAt("EndEvent_CommentPublished", State.PUBLISHED);
    }

    @Test
    void a_token_run_out_and_a_permission_lost_become_work_by_hand_at_once_each_in_its_own_words() {
        Case token = agreed();
        page.answers(new Answer.TokenExpired());
        token.channelIsCalled();
        Case permission = agreed();
        page.answers(new Answer.PermissionLost());
        permission.channelIsCalled();

        assertThat(token.fact(BY_HAND, "why")).contains("token");
        assertThat(permission.fact(BY_HAND, "why"))
                .isNotEqualTo(token.fact(BY_HAND, "why"))
                .isNotBlank();
        assertThat(token.task(BY_HAND)).hasDueDate(Desk.date("2027-05-06T16:00"));
        assertThat(token.facts(BY_HAND, "steps")).anyMatch(step -> step.contains("Unhide"));
    }

    @Test
    void without_a_page_a_person_hides_within_two_hours_and_the_head_joins_when_nobody_does() {
        page.isNotConnected();
        Case comment = hidden();
        assertThat(comment.open()).containsExactlyInAnyOrder(REVIEW, BY_HAND);
        assertThat(comment.offeredTo(BY_HAND)).containsExactly("social-media");
        assertThat(comment.task(BY_HAND)).hasDueDate(Desk.date("2027-05-05T12:00"));
        assertThat(comment.task(BY_HAND).getPriority()).isEqualTo(100);
        assertThat(comment.facts(BY_HAND, "steps")).anyMatch(step -> step.contains("Hide comment"));
        desk.claims("editor", comment.task(BY_HAND));

        comment.fires("BoundaryEvent_ByHandReminder", "2027-05-05T11:00");
        comment.fires("BoundaryEvent_ByHandOverdue", "2027-05-05T12:00");
        assertThat(comment.offeredTo(BY_HAND)).containsExactlyInAnyOrder("social-media", "head-teacher");
        assertThat(comment.task(BY_HAND)).isNotAssigned();
        assertThat(comment.shown(BY_HAND, "mark")).isEqualTo("Overdue");

        comment.completes("head", BY_HAND, DONE);
        assertThat(comment.open()).containsExactly(REVIEW);
        assertThat(comment.comment().isInPublic()).isFalse();
    }

    @Test
    void hiding_by_hand_is_off_once_it_is_agreed() {
        page.isNotConnected();
        Case comment = hidden();

        comment.completes("editor", REVIEW, PUBLISH);

        assertThat(comment.open()).isEmpty();
        comment.channelIsCalled();
        assertThat(comment.open()).containsExactly(BY_HAND);
        comment.completes("editor", BY_HAND, DONE);
        comment.endedAt("EndEvent_CommentPublished", State.PUBLISHED);
    }

    @Test
    void what_is_no_longer_there_when_a_person_looks_is_withdrawn() {
        page.isNotConnected();
        Case comment = hidden();

        comment.completes("editor", BY_HAND, NO_LONGER_THERE);

        comment.endedAt("EndEvent_CommentWithdrawn", State.GONE);
    }

    @Test
    void work_by_hand_is_confirmed_as_done_or_as_gone_and_not_both() {
        page.isNotConnected();
        Case comment = hidden();

        for (Map<String, Object> form : List.<Map<String, Object>>of(
                Map.of("done", false, "gone", false), Map.of("done", true, "gone", true))) {
            assertThatThrownBy(() -> desk.submits("editor", comment.task(BY_HAND), form))
                    .isExactlyInstanceOf(RefusedException.class);
        }
        assertThatThrownBy(() -> desk.submits("teacher", comment.task(BY_HAND), DONE))
                .isInstanceOf(AuthorizationException.class);
        assertThat(comment.open()).containsExactlyInAnyOrder(REVIEW, BY_HAND);
    }

    @Test
    void the_schools_own_comment_is_agreed_by_somebody_else_and_posted_by_hand() {
        Case comment = desk.asks("teacher", Desk.ownTweet());
        comment.channelIsCalled();
        assertThat(comment.open()).containsExactly(REVIEW);
        assertThat(comment.facts(REVIEW, "reasons"))
                .containsExactly("The school\u2019s own comment (P6)", "Nothing was found");
        assertThat(comment.shown(REVIEW, "requesterName")).isEqualTo("Surnamed Person-teacher");
        assertThat(comment.fact(REVIEW, "inPublic")).isEqualTo("never");

        comment.completes("editor", REVIEW, PUBLISH);
        comment.channelIsCalled();
        assertThat(comment.fact(BY_HAND, "text")).isEqualTo("Well done, everybody who ran.");
        assertThat(comment.facts(BY_HAND, "steps")).anyMatch(step -> step.startsWith("Copy the text below"));
        comment.completes(
                "editor",
                BY_HAND,
                Map.of("done", true, "gone", false, "link", "https://twitter.example/school/status/1"));

        comment.endedAt("EndEvent_CommentPublished", State.PUBLISHED);
        assertThat(comment.comment().publishedAt()).hasValue("https://twitter.example/school/status/1");
    }

    @Test
    void what_was_never_in_public_needs_nothing_to_be_hidden() {
        Case comment = desk.asks("teacher", Desk.ownTweet());
        comment.completes("editor", REVIEW, DECLINE);
        comment.channelIsCalled();

        comment.endedAt("EndEvent_CommentDeclined", State.DECLINED);
    }

    @Test
    void an_editor_does_not_agree_their_own_and_the_head_may_from_the_start() {
        Case comment = desk.asks("editor", Desk.ownTweet());

        assertThat(comment.offeredTo(REVIEW)).containsExactlyInAnyOrder("social-media", "head-teacher");
        assertThatThrownBy(() -> desk.submits("editor", comment.task(REVIEW), PUBLISH))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage("Nobody decides their own request: somebody else has to.");
        comment.completes("head", REVIEW, PUBLISH);
        assertThat(comment.state()).isEqualTo(State.AGREED);
    }

    @Test
    void a_decision_needs_a_reason_unless_it_publishes() {
        Case comment = hidden();

        for (String decision : List.of("decline", "remove-and-report")) {
            assertThatThrownBy(() -> desk.submits("editor", comment.task(REVIEW), Map.of("decision", decision)))
                    .isExactlyInstanceOf(RefusedException.class)
                    .hasMessageStartingWith("Reason");
        }
        assertThat(comment.open()).containsExactly(REVIEW);
        assertThat(comment.decisions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Publish", "approve", "published"})
    void an_unknown_decision_publishes_nothing(String decision) {
        Case comment = hidden();

        assertThatThrownBy(() -> desk.submits("editor", comment.task(REVIEW), Map.of("decision", decision)))
                .isExactlyInstanceOf(RefusedException.class);
        assertThat(comment.state()).isEqualTo(State.WAITING);
    }

    @Test
    void several_are_published_together_as_their_forms_would() {
        Case harmless = hidden();
        Case abusive = desk.parentWrites(ABUSE);
        Case taken = hidden();
        desk.claims("co-editor", taken.task(REVIEW));

        var result = desk.comments()
                .publishTogether(
                        "editor",
                        List.of(new Seen(harmless.id(), 1), new Seen(abusive.id(), 1), new Seen(taken.id(), 1)));

        assertThat(result.published()).hasSize(1);
        assertThat(result.leftOut()).hasSize(2);
        assertThat(harmless.state()).isEqualTo(State.AGREED);
        assertThat(harmless.decisions()).hasSize(1);
        assertThat(abusive.state()).isEqualTo(State.WAITING);
        assertThat(taken.state()).isEqualTo(State.WAITING);
        harmless.channelIsCalled();
        harmless.endedAt("EndEvent_CommentPublished", State.PUBLISHED);
    }
}
