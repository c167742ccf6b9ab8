package org.schoolapprovals.photo.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.schoolapprovals.photo.process.Case.AMEND;
import static org.schoolapprovals.photo.process.Case.BY_HAND;
import static org.schoolapprovals.photo.process.Case.CLEAR;
import static org.schoolapprovals.photo.process.Case.CLEARED;
import static org.schoolapprovals.photo.process.Case.DONE;
import static org.schoolapprovals.photo.process.Case.NOT_THERE;
import static org.schoolapprovals.photo.process.Case.OBTAIN;
import static org.schoolapprovals.photo.process.Case.REFUSED;
import static org.schoolapprovals.photo.process.Case.TELL;
import static org.schoolapprovals.photo.process.Case.TO_AMEND;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
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
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.engine.RecordAndEngine;
import org.schoolapprovals.photo.EventType;
import org.schoolapprovals.photo.PhotoChannel.Answer;
import org.schoolapprovals.photo.PublicationState;
import org.schoolapprovals.photo.State;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every way through {@code photo-consent-verification}, {@code photo-publication} and {@code photo-takedown}. Where nothing else is
 * said, the teacher submits one photograph for Facebook on Wednesday 5 May 2027 at 10:00.
 */
@PhotoProcessTest
class PhotoConsentVerificationTest {

    private static final String NOW = "2027-05-05T10:00";

    private static final Set<String> PASSED = new HashSet<>();
    private static final Set<String> TESTS_RUN = new HashSet<>();

    @Autowired
    private Desk desk;

    @Autowired
    private FakeChannel channel;

    @Autowired
    private RecordAndEngine recordAndEngine;

    @BeforeEach
    void the_school_opens() {
        desk.opensAt(NOW);
        channel.opens();
    }

    @AfterEach
    void the_school_closes(TestInfo test) {
        desk.cases().forEach(photos -> PASSED.addAll(photos.passed()));
        TESTS_RUN.add(test.getTestMethod().orElseThrow().toString());
        desk.cases()
                .forEach(photos -> assertThat(recordAndEngine.differencesOf(idsAndReference(photos)))
                        .isEmpty());
        ClockUtil.reset();
    }

    private static String[] idsAndReference(Case photos) {
        return Stream.concat(
                        Stream.of(photos.reference(), photos.id().toString()),
                        photos.submission().publications().stream()
                                .map(publication -> publication.id().toString()))
                .toArray(String[]::new);
    }

    /** Only a run of the whole class can tell; a run of single tests says nothing. */
    @AfterAll
    static void every_element_of_the_three_models_was_passed(@Autowired RepositoryService repository) {
        if (!TESTS_RUN.equals(tests())) {
            return;
        }
        Set<String> elements = Stream.of("photo-consent-verification", "photo-publication", "photo-takedown")
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
        assertThat(elements).as("elements of the three models").hasSizeGreaterThan(60);
        assertThat(PASSED).as("elements passed by these tests").containsAll(elements);
    }

    private static Set<String> tests() {
        return Stream.of(PhotoConsentVerificationTest.class.getDeclaredMethods())
                .filter(method ->
                        method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class))
                .map(Method::toString)
                .collect(Collectors.toSet());
    }

    private Case awaitingClearance() {
        return desk.submitted(desk.childWithConsent("facebook"));
    }

    private Case cleared(UUID child) {
        Case photos = desk.submitted(child);
        photos.completes("editor", CLEAR, CLEARED);
        return photos;
    }

    private Case published(UUID child) {
        Case photos = cleared(child);
        photos.channelIsCalled();
        photos.endedAt("EndEvent_PhotosPublished", State.PUBLISHED);
        return photos;
    }

    /** The amendment form as it would be sent with nothing changed but these fields. */
    private Map<String, Object> amended(Case photos, Map<String, Object> changes) {
        Map<String, Object> form = new HashMap<>();
        form.put(
                "photoIds",
                desk.photos().of(photos.id()).stream()
                        .map(photo -> photo.id().toString())
                        .toList());
        form.put("event", "Sports day");
        form.put("caption", "Well done, everybody who ran.");
        form.put(
                "children",
                photos.submission().children().stream().map(UUID::toString).toList());
        form.put("channels", List.of("facebook"));
        form.put("wholeClass", false);
        form.put("noChildren", false);
        form.put("withdraw", false);
        form.putAll(changes);
        return form;
    }

    @Test
    void photographs_with_every_consent_are_cleared_by_a_second_person_and_published() {
        Case photos = awaitingClearance();
        assertThat(photos.open()).containsExactly(CLEAR);
        assertThat(photos.offeredTo(CLEAR)).containsExactly("social-media");
        assertThat(photos.task(CLEAR)).hasDueDate(Desk.date("2027-05-06T16:00"));
        assertThat(photos.shown(CLEAR, "about")).isEqualTo(photos.submission().reference() + " for Facebook");
        assertThat(photos.shown(CLEAR, "requesterName")).isEqualTo("Surnamed Person-teacher");
        assertThat(photos.fact(CLEAR, "caption")).isEqualTo("Well done, everybody who ran.");

        photos.completes("editor", CLEAR, CLEARED);
        assertThat(photos.state()).isEqualTo(State.CLEARED);
        assertThat(channel.posts()).isEmpty();

        photos.channelIsCalled();
        photos.endedAt("EndEvent_PhotosPublished", State.PUBLISHED);
        assertThat(channel.posts()).singleElement().satisfies(post -> {
            assertThat(post.text()).isEqualTo("Sports day\n\nWell done, everybody who ran.");
            assertThat(post.pictures()).hasSize(1);
        });
        assertThat(photos.decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.outcome()).isEqualTo("clear");
            assertThat(decision.decidedBy()).isEqualTo("editor");
            assertThat(decision.process()).isEqualTo("photo-consent-verification");
        });
    }

    @Test
    void missing_consent_is_obtained_by_the_office_and_checked_again() {
        UUID child = desk.child();
        Case photos = desk.submitted(child);
        assertThat(photos.open()).containsExactly(OBTAIN);
        assertThat(photos.offeredTo(OBTAIN)).containsExactly("office");
        assertThat(photos.task(OBTAIN)).hasDueDate(Desk.date("2027-05-12T16:00"));
        assertThat(photos.facts(OBTAIN, "missing")).singleElement().asString().endsWith(", 3B: Facebook");

        assertThatThrownBy(() -> photos.completes("office", OBTAIN, Map.of("outcome", "recorded")))
                .isExactlyInstanceOf(RefusedException.class)
                .hasMessageContaining("nobody has said yes or no yet for");
        assertThat(photos.open()).containsExactly(OBTAIN);

        desk.answers(child, "given", "facebook");
        photos.completes("office", OBTAIN, Map.of("outcome", "recorded"));
        assertThat(photos.open()).containsExactly(CLEAR);
    }

    @Test
    void the_office_is_reminded_and_at_the_due_time_the_head_teacher_joins() {
        Case photos = desk.submitted(desk.child());
        desk.claims("office", photos.task(OBTAIN));

        photos.fires("BoundaryEvent_ConsentReminder", "2027-05-11T16:00");
        assertThat(photos.shown(OBTAIN, "mark")).isEqualTo("Reminded");
        photos.fires("BoundaryEvent_ConsentOverdue", "2027-05-12T16:00");
        assertThat(photos.shown(OBTAIN, "mark")).isEqualTo("Overdue");
        assertThat(photos.task(OBTAIN)).isNotAssigned();
        assertThat(photos.offeredTo(OBTAIN)).containsExactlyInAnyOrder("office", "head-teacher");

        photos.completes("head", OBTAIN, Map.of("outcome", "not-obtained"));
        assertThat(photos.open()).containsExactly(AMEND);
        assertThat(photos.facts(AMEND, "reasons")).singleElement().asString().startsWith("Consent is missing");
    }

    @Test
    void a_child_who_is_not_to_be_published_is_taken_out_with_a_reason() {
        UUID barred = desk.childWithConsent("facebook");
        UUID other = desk.childWithConsent("facebook");
        desk.bars(barred);
        Case photos = desk.submitted(barred, other);
        assertThat(photos.open()).containsExactly(AMEND);
        assertThat(photos.task(AMEND)).isAssignedTo("teacher");
        assertThat(photos.facts(AMEND, "reasons"))
                .containsExactly("Somebody in them is not to be published: the table says who, and where.");
        assertThat(photos.shown(AMEND, "facts").toString())
                .contains("not to be published")
                .doesNotContain("barred")
                .doesNotContain("Known to the office");

        Map<String, Object> withoutReason = amended(photos, Map.of("children", List.of(other.toString())));
        assertThatThrownBy(() -> photos.completes("teacher", AMEND, withoutReason))
                .isExactlyInstanceOf(RefusedException.class)
                .hasMessageContaining("why children were taken out");

        Map<String, Object> withReason = new HashMap<>(withoutReason);
        withReason.put("childrenReason", "Cropped out of the picture.");
        photos.completes("teacher", AMEND, withReason);
        assertThat(photos.open()).containsExactly(CLEAR);
        assertThat(photos.submission().takenOut()).hasSize(1);
        assertThat(photos.facts(CLEAR, "takenOut"))
                .singleElement()
                .asString()
                .endsWith(", 3B: Cropped out of the picture.");
    }

    @Test
    void words_that_name_a_child_are_changed() {
        UUID child = desk.childWithConsent("facebook");
        Map<String, Object> form = desk.form("teacher", child);
        form.put("caption", "Ring 01632 960123 for prints.");
        Case photos = desk.submits("teacher", form);
        assertThat(photos.open()).containsExactly(AMEND);
        assertThat(photos.facts(AMEND, "reasons")).singleElement().asString().contains("contact details");

        photos.completes("teacher", AMEND, amended(photos, Map.of()));
        assertThat(photos.open()).containsExactly(CLEAR);
    }

    @Test
    void a_submitter_withdraws_and_the_photographs_are_deleted() {
        UUID child = desk.child();
        desk.bars(child);
        Case photos = desk.submitted(child);

        photos.completes("teacher", AMEND, Map.of("withdraw", true));
        photos.endedAt("EndEvent_PhotosWithdrawn", State.WITHDRAWN);
        assertThat(desk.photos().of(photos.id())).isEmpty();
    }

    @Test
    void a_silent_submitter_is_reminded_and_then_the_head_teacher_may_withdraw_and_nothing_else() {
        UUID child = desk.child();
        desk.bars(child);
        Case photos = desk.submitted(child);

        photos.fires("BoundaryEvent_AmendmentReminder", "2027-05-11T16:00");
        assertThat(photos.task(AMEND)).isAssignedTo("teacher");
        photos.fires("BoundaryEvent_AmendmentOverdue", "2027-05-12T16:00");
        assertThat(photos.offeredTo(AMEND)).containsExactly("head-teacher");

        desk.claims("teacher", photos.task(AMEND));
        desk.engine().getTaskService().setAssignee(photos.task(AMEND).getId(), null);
        desk.claims("head", photos.task(AMEND));
        assertThat(photos.shown(AMEND, "facts").toString()).contains("\"onlyWithdraw\":true");
        assertThatThrownBy(() -> photos.completes("head", AMEND, amended(photos, Map.of())))
                .isInstanceOf(NotAllowedException.class);
        photos.completes("head", AMEND, Map.of("withdraw", true));
        photos.endedAt("EndEvent_PhotosWithdrawn", State.WITHDRAWN);
    }

    @Test
    void refused_photographs_are_deleted() {
        Case photos = awaitingClearance();

        photos.completes("editor", CLEAR, REFUSED);
        photos.endedAt("EndEvent_PhotosRefused", State.REFUSED);
        assertThat(desk.photos().of(photos.id())).isEmpty();
        assertThat(photos.decisions()).extracting(Decision::outcome).containsExactly("refuse");
    }

    @Test
    void what_has_to_be_amended_goes_back_with_the_reason_and_is_cleared_anew() {
        Case photos = awaitingClearance();

        photos.completes("editor", CLEAR, TO_AMEND);
        assertThat(photos.open()).containsExactly(AMEND);
        assertThat(photos.facts(AMEND, "reasons")).containsExactly("Surnamed Person-editor: Too close to the faces.");
        photos.completes("teacher", AMEND, amended(photos, Map.of()));
        assertThat(photos.open()).containsExactly(CLEAR);
        photos.completes("co-editor", CLEAR, CLEARED);
        photos.channelIsCalled();
        photos.endedAt("EndEvent_PhotosPublished", State.PUBLISHED);
    }

    @Test
    void those_who_clear_are_reminded_and_at_the_due_time_the_head_teacher_joins() {
        Case photos = awaitingClearance();
        assertThatThrownBy(() -> desk.submits("head", photos.task(CLEAR), CLEARED))
                .isInstanceOf(AuthorizationException.class);

        photos.fires("BoundaryEvent_ClearingReminder", "2027-05-06T14:00");
        photos.fires("BoundaryEvent_ClearingOverdue", "2027-05-06T16:00");
        assertThat(photos.offeredTo(CLEAR)).containsExactlyInAnyOrder("social-media", "head-teacher");
        photos.completes("head", CLEAR, CLEARED);
        assertThat(photos.state()).isEqualTo(State.CLEARED);
    }

    @Test
    void nobody_clears_their_own_and_the_deputy_stands_in_for_a_head_who_submits() {
        UUID child = desk.childWithConsent("facebook");
        Case editors = desk.submits("editor", desk.form("editor", child));
        assertThat(editors.offeredTo(CLEAR)).containsExactlyInAnyOrder("social-media", "head-teacher");
        assertThatThrownBy(() -> editors.completes("editor", CLEAR, CLEARED))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage("Nobody decides their own request: somebody else has to.");

        Case heads = desk.submits("head", desk.form("head", child));
        heads.fires("BoundaryEvent_ClearingOverdue", "2027-05-06T16:00");
        assertThat(heads.offeredTo(CLEAR)).containsExactlyInAnyOrder("social-media", "deputy-head");
        heads.completes("deputy", CLEAR, CLEARED);
        assertThat(heads.state()).isEqualTo(State.CLEARED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Clear", "cleared", "publish", "approve"})
    void an_unknown_decision_clears_nothing(String decision) {
        Case photos = awaitingClearance();

        assertThatThrownBy(() -> photos.completes("editor", CLEAR, Map.of("decision", decision)))
                .isExactlyInstanceOf(RefusedException.class);
        assertThat(photos.state()).isEqualTo(State.TO_CLEAR);
    }

    @Test
    void consent_withdrawn_while_somebody_looks_takes_the_task_away() {
        UUID child = desk.childWithConsent("facebook");
        Case photos = desk.submitted(child);

        desk.answers(child, "withdrawn", "facebook");
        assertThat(photos.open()).containsExactly(AMEND);
        assertThat(photos.decisions()).isEmpty();
    }

    @Test
    void consent_withdrawn_after_the_clearance_and_before_publishing_voids_it() {
        UUID child = desk.childWithConsent("facebook");
        Case photos = cleared(child);

        desk.answers(child, "withdrawn", "facebook");
        assertThat(photos.open()).containsExactly(AMEND);
        assertThat(photos.waiting())
                .containsExactlyInAnyOrder("BoundaryEvent_AmendmentReminder", "BoundaryEvent_AmendmentOverdue");
        assertThat(channel.calls()).isEmpty();
        assertThat(photos.publication().state()).isEqualTo(PublicationState.VOID);
    }

    @Test
    void a_consent_that_ran_out_since_the_clearance_is_noticed_at_the_moment_of_publishing() {
        UUID child = desk.childWithConsent("facebook");
        Case photos = cleared(child);

        desk.itIs("2028-01-10T10:00");
        photos.channelIsCalled();
        assertThat(channel.calls()).isEmpty();
        assertThat(photos.open()).containsExactly(OBTAIN);
        assertThat(photos.passed()).contains("EndEvent_ClearanceVoid", "BoundaryEvent_ClearanceVoid");
    }

    @Test
    void each_place_is_published_by_itself_and_what_is_done_stays_done() {
        UUID child = desk.childWithConsent("facebook", "website");
        Map<String, Object> form = desk.form("teacher", child);
        form.put("channels", List.of("facebook", "website"));
        Case photos = desk.submits("teacher", form);
        photos.completes("editor", CLEAR, CLEARED);
        photos.channelIsCalled();
        assertThat(channel.posts()).hasSize(1);
        assertThat(photos.open()).containsExactly(BY_HAND);
        assertThat(photos.shown(BY_HAND, "about")).isEqualTo(photos.submission().reference() + " for Website");

        desk.answers(child, "withdrawn", "website");
        assertThat(photos.open()).doesNotContain(CLEAR).contains(AMEND);
        assertThat(channel.posts()).hasSize(1);

        Map<String, Object> changes = Map.of("caption", "Well done.", "channels", List.of("website", "weduc"));
        photos.completes("teacher", AMEND, amended(photos, changes));
        assertThat(photos.submission().publications().get(0).text()).endsWith("Well done, everybody who ran.");
    }

    @Test
    void a_channel_that_fails_is_tried_again_and_then_a_person_does_it() {
        Case photos = cleared(desk.childWithConsent("facebook"));
        for (String next : List.of(
                "2027-05-05T10:00:10",
                "2027-05-05T10:01:10",
                "2027-05-05T10:06:10",
                "2027-05-05T10:21:10",
                "2027-05-05T10:51:10")) {
            channel.answers(new Answer.Later(Optional.empty(), "the page did not answer in time"));
            photos.channelIsCalled();
            photos.fires("IntermediateEvent_NextAttempt", next);
        }
        channel.answers(new Answer.Later(Optional.empty(), "the page did not answer in time"));
        photos.channelIsCalled();
        assertThat(photos.open()).containsExactly(BY_HAND);
        assertThat(photos.fact(BY_HAND, "why")).contains("did not answer in time");

        photos.fires("BoundaryEvent_ByHandReminder", "2027-05-06T14:00");
        photos.fires("BoundaryEvent_ByHandOverdue", "2027-05-06T16:00");
        assertThat(photos.offeredTo(BY_HAND)).containsExactlyInAnyOrder("social-media", "head-teacher");
        assertThatThrownBy(() -> photos.completes("head", BY_HAND, NOT_THERE))
                .isExactlyInstanceOf(RefusedException.class);
        photos.completes("head", BY_HAND, DONE);
        photos.endedAt("EndEvent_PhotosPublished", State.PUBLISHED);
    }

    @Test
    void consent_withdrawn_later_takes_the_photographs_down_and_the_parent_is_told() {
        UUID child = desk.childWithConsent("facebook");
        Case photos = published(child);

        desk.answers(child, "withdrawn", "facebook");
        assertThat(photos.publication().state()).isEqualTo(PublicationState.TAKING_DOWN);
        photos.channelIsCalled();
        assertThat(channel.posts()).isEmpty();
        assertThat(photos.publication().state()).isEqualTo(PublicationState.GONE);
        assertThat(photos.open()).containsExactly(TELL);
        assertThat(photos.offeredTo(TELL)).containsExactly("office");

        photos.fires("BoundaryEvent_TellingReminder", "2027-05-06T14:00");
        photos.fires("BoundaryEvent_TellingOverdue", "2027-05-06T16:00");
        assertThat(photos.offeredTo(TELL)).containsExactlyInAnyOrder("office", "head-teacher");
        assertThatThrownBy(() -> photos.completes("office", TELL, Map.of("told", false)))
                .isExactlyInstanceOf(RefusedException.class);
        photos.completes("office", TELL, Map.of("told", true));
        assertThat(photos.open()).isEmpty();
        assertThat(photos.waiting()).isEmpty();
        assertThat(photos.passed()).contains("EndEvent_PublicationGone");
        assertThat(desk.photos().of(photos.id())).isEmpty();
    }

    @Test
    void a_removal_by_hand_is_due_in_real_time_and_the_head_teacher_joins_at_the_deadline() {
        UUID child = desk.childWithConsent("facebook");
        Case photos = published(child);
        channel.answers(new Answer.PermissionLost());
        desk.itIs("2027-05-07T18:00");
        desk.answers(child, "withdrawn", "facebook");
        photos.channelIsCalled();

        assertThat(photos.open()).containsExactly(BY_HAND);
        assertThat(photos.task(BY_HAND)).hasDueDate(Desk.date("2027-05-08T18:00"));
        assertThat(photos.task(BY_HAND).getPriority()).isEqualTo(100);
        assertThat(photos.shown(BY_HAND, "mark")).isEqualTo("Urgent");
        assertThat(photos.fact(BY_HAND, "link")).startsWith("https://page.example/");
        photos.fires("BoundaryEvent_ByHandReminder", "2027-05-08T06:00");
        photos.fires("BoundaryEvent_ByHandOverdue", "2027-05-08T18:00");
        assertThat(photos.offeredTo(BY_HAND)).containsExactlyInAnyOrder("social-media", "head-teacher");

        photos.completes("head", BY_HAND, NOT_THERE);
        assertThat(photos.open()).containsExactly(TELL);
    }

    @Test
    void a_removal_that_hangs_is_told_to_the_head_teacher_at_the_deadline() {
        UUID child = desk.childWithConsent("facebook");
        Case photos = published(child);
        desk.itIs("2027-05-07T18:00");
        desk.answers(child, "withdrawn", "facebook");

        photos.fires("BoundaryEvent_RemovalOverdue", "2027-05-08T18:00");

        assertThat(photos.toldAs("ESCALATION"))
                .singleElement()
                .satisfies(told -> assertThat(told).startsWith("head: Overdue: photographs " + photos.reference()));
        assertThat(photos.story()).contains(EventType.REMOVE_OVERDUE);
        channel.answers(new Answer.PermissionLost());
        photos.channelIsCalled();
        photos.fires("BoundaryEvent_ByHandOverdue", "2027-05-08T18:00");
        assertThat(photos.offeredTo(BY_HAND)).containsExactlyInAnyOrder("social-media", "head-teacher");
        assertThat(photos.story()).containsOnlyOnce(EventType.REMOVE_OVERDUE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_removal_by_hand_is_told_to_the_head_teacher_once(boolean byHandFirst) {
        UUID child = desk.childWithConsent("facebook");
        Case photos = published(child);
        channel.answers(new Answer.PermissionLost());
        desk.itIs("2027-05-07T18:00");
        desk.answers(child, "withdrawn", "facebook");
        photos.channelIsCalled();

        String byHand = "BoundaryEvent_ByHandOverdue";
        String removal = "BoundaryEvent_RemovalOverdue";
        photos.fires(byHandFirst ? byHand : removal, "2027-05-08T18:00");
        photos.fires(byHandFirst ? removal : byHand, "2027-05-08T18:00");

        assertThat(photos.toldAs("ESCALATION"))
                .singleElement()
                .satisfies(told -> assertThat(told).startsWith("head: Overdue: Do it by hand, " + photos.reference()));
        assertThat(photos.offeredTo(BY_HAND)).containsExactlyInAnyOrder("social-media", "head-teacher");
        assertThat(photos.story()).containsOnlyOnce(EventType.REMOVE_OVERDUE);
    }

    @Test
    void a_publication_is_taken_down_by_hand_of_those_responsible_and_no_parent_has_to_be_told() {
        Case photos = published(desk.childWithConsent("facebook"));

        assertThatThrownBy(
                        () -> desk.submissions().takeDown(photos.publication().id(), "teacher", "A mistake."))
                .isInstanceOf(NotAllowedException.class);
        desk.submissions().takeDown(photos.publication().id(), "editor", "A mistake.");
        photos.channelIsCalled();
        assertThat(photos.publication().state()).isEqualTo(PublicationState.GONE);
        assertThat(photos.open()).isEmpty();
        assertThat(photos.passed()).contains("EndEvent_PublicationGone").doesNotContain(TELL);
    }

    @Test
    void a_withdrawal_while_the_channel_is_being_called_leaves_nothing_in_public() {
        UUID child = desk.childWithConsent("facebook");
        Case photos = cleared(child);
        channel.answers(new Answer.Later(Optional.empty(), "the page did not answer in time"));
        photos.channelIsCalled();

        desk.answers(child, "withdrawn", "facebook");
        assertThat(photos.open()).containsExactly(AMEND);
        assertThat(photos.publication().state()).isEqualTo(PublicationState.TAKING_DOWN);
        photos.channelIsCalled();
        assertThat(photos.publication().state()).isEqualTo(PublicationState.GONE);
        assertThat(channel.posts()).isEmpty();
    }

    @Test
    void a_form_with_something_else_in_it_records_nothing() {
        Case photos = awaitingClearance();

        assertThatThrownBy(() -> photos.completes("editor", CLEAR, Map.of("decision", "clear", "approved", true)))
                .isExactlyInstanceOf(RefusedException.class);
        Map<String, Object> form = desk.form("teacher", desk.childWithConsent("facebook"));
        form.put("state", "cleared");
        assertThatThrownBy(() -> desk.submits("teacher", form)).isExactlyInstanceOf(RefusedException.class);
        assertThat(photos.state()).isEqualTo(State.TO_CLEAR);
    }
}
