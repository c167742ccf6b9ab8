package org.schoolapprovals.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.schoolapprovals.photo.PhotoSchool.DUE;
import static org.schoolapprovals.photo.PhotoSchool.SUBMITTED;
import static org.schoolapprovals.photo.PhotoSchool.WITHIN;
import static org.schoolapprovals.photo.PhotoSchool.at;
import static org.schoolapprovals.photo.PhotoSchool.form;
import static org.schoolapprovals.photo.PhotoSchool.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.schoolapprovals.consent.ConsentForm;
import org.schoolapprovals.consent.Consents;
import org.schoolapprovals.consent.PupilForm;
import org.schoolapprovals.consent.Pupils;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.decision.DecisionRecord;
import org.schoolapprovals.decision.StageKind;
import org.schoolapprovals.decision.Stages;
import org.schoolapprovals.notice.Notice;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.photo.PhotoChannel.Answer;
import org.schoolapprovals.photo.SubmissionsApplication.MovableClock;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.textcheck.TextCheck;
import org.schoolapprovals.textcheck.TextFacts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.test.util.AopTestUtils;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The use cases on a real PostgreSQL with the real register of consents, without the engine. */
@SpringJUnitConfig(SubmissionsApplication.class)
class PhotoSubmissionsTest {

    private static final Instant LATER = SUBMITTED.plusSeconds(60);
    private static final Optional<String> POST = Optional.of("https://www.facebook.example/100_7");
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1};
    private static final AtomicInteger CHILDREN = new AtomicInteger();

    @Autowired
    PhotoSubmissions submissions;

    @Autowired
    PhotoRegister register;

    @Autowired
    Photos photos;

    @Autowired
    Pupils pupils;

    @Autowired
    Consents consents;

    @Autowired
    DecisionRecord decisions;

    @Autowired
    PhotoProcess process;

    @Autowired
    PhotoChannel channel;

    @Autowired
    TextCheck textCheck;

    @Autowired
    Notices notices;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource database;

    @Autowired
    TransactionTemplate transaction;

    private Notices toldPeople;
    private String classOfTheDay;
    private UUID ada;
    private UUID ben;

    @BeforeEach
    void nothingWasSubmitted() {
        clock.moveTo(SUBMITTED);
        toldPeople = AopTestUtils.getUltimateTargetObject(notices);
        reset(process, channel, textCheck, toldPeople);
        when(channel.isConnected(Use.FACEBOOK)).thenReturn(true);
        when(channel.publish(any())).thenReturn(new Answer.Done("100_7", POST));
        when(channel.remove(any(), any())).thenReturn(new Answer.Gone());
        when(textCheck.check(anyString())).thenReturn(words());
        jdbc.sql("delete from approvals.photo_submission").update();
        jdbc.sql("delete from approvals.photo").update();
        classOfTheDay = "Class " + CHILDREN.incrementAndGet();
        ada = child("Ada", classOfTheDay);
        ben = child("Ben", classOfTheDay);
    }

    @AfterEach
    void the_record_of_stages_tells_what_the_tables_tell() {
        Stages.assertThatTablesTellTheSame(database);
    }

    // ---- what staff submit

    @Test
    void photographs_are_kept_as_they_were_submitted() {
        UUID second = upload("teacher");
        UUID first = upload("teacher");
        PhotoSubmission submitted = submissions.submit(
                "teacher", filled("photoIds", json(List.of(first, second)), "channels", "[\"press\", \"facebook\"]"));

        PhotoSubmission kept = submissions.find(submitted.id());

        assertSame(kept, submitted);
        assertThat(kept.reference()).matches("PHO-2027-\\d{4}");
        assertThat(kept.submitter()).isEqualTo("teacher");
        assertThat(kept.text()).isEqualTo("Sports day\n\nEverybody ran.");
        assertThat(kept.channels()).containsExactly(Use.FACEBOOK, Use.PRESS);
        assertThat(photos.of(kept.id())).extracting(PhotoInfo::id).containsExactly(first, second);
        verifyNoInteractions(process, channel);
    }

    @Test
    void only_people_who_work_here_submit() {
        for (String outsider : List.of("governor", "chair", "admin", "nobody")) {
            assertThatThrownBy(() -> submissions.submit(outsider, filled())).isInstanceOf(NotAllowedException.class);
        }
    }

    @Test
    void what_is_faulty_leaves_nothing_behind_and_takes_no_number() {
        String before = submit().reference();
        for (Map<String, Object> faulty : List.of(
                filled("channels", "[]"),
                filled("photoIds", json(List.of(UUID.randomUUID()))),
                filled("photoIds", json(List.of(upload("editor")))),
                filled("children", json(List.of(ada, UUID.randomUUID()))))) {
            assertThatThrownBy(() -> submissions.submit("teacher", faulty))
                    .isInstanceOf(RefusedException.class)
                    .isNotInstanceOf(DataAccessException.class);
        }

        assertThat(number(submit().reference())).isEqualTo(number(before) + 1);
    }

    private static int number(String reference) {
        return Integer.parseInt(reference.substring(reference.lastIndexOf('-') + 1));
    }

    @Test
    void a_photograph_is_submitted_once() {
        UUID photo = upload("teacher");
        submissions.submit("teacher", filled("photoIds", json(List.of(photo))));

        assertThatThrownBy(() -> submissions.submit("teacher", filled("photoIds", json(List.of(photo)))))
                .isInstanceOf(RefusedException.class);
    }

    // ---- what is found

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "given,     ,          , clear",
        "          ,,          , consent-missing",
        "refused,   ,          , not-to-be-published",
        "given,     withdrawn, , not-to-be-published",
        "given,     , barred   , not-to-be-published",
        "          ,, barred   , not-to-be-published",
    })
    void what_parents_said_decides(String mother, String father, String barred, String finding) {
        answer(ada, "Mother", mother, "facebook");
        answer(ada, "Father", father, "facebook");
        if (barred != null) {
            consents.bar("office", ada, "A court order.");
        }
        PhotoSubmission submission = submit();

        PhotoFacts facts = submissions.facts(submission.id());

        assertThat(facts.finding().value()).isEqualTo(finding);
        assertThat(facts.notToBePublished()).isEqualTo(finding.equals("not-to-be-published"));
        assertThat(facts.consentMissing()).isEqualTo(finding.equals("consent-missing"));
        assertThat(submissions.verified(submission.id(), "clear").state())
                .isEqualTo(
                        switch (finding) {
                            case "clear" -> State.TO_CLEAR;
                            case "consent-missing" -> State.CONSENT_MISSING;
                            default -> State.TO_AMEND;
                        });
    }

    @Test
    void staff_see_yes_no_or_not_to_be_published_for_each_place_and_never_why() {
        yes(ada, "facebook");
        answer(ada, "Mother", "refused", "press");
        consents.bar("office", ben, "A court order.");
        UUID id = submissions
                .submit(
                        "teacher",
                        filled("children", json(List.of(ada, ben)), "channels", "[\"facebook\", \"press\", \"weduc\"]"))
                .id();

        assertThat(submissions.facts(id).children())
                .containsExactly(
                        new ChildConsents(
                                ada,
                                "Ada Lovelace",
                                classOfTheDay,
                                Map.of(
                                        Use.FACEBOOK, Consent.YES,
                                        Use.PRESS, Consent.NOT_TO_BE_PUBLISHED,
                                        Use.WEDUC, Consent.NO)),
                        new ChildConsents(
                                ben,
                                "Ben Lovelace",
                                classOfTheDay,
                                Map.of(
                                        Use.FACEBOOK, Consent.NOT_TO_BE_PUBLISHED,
                                        Use.PRESS, Consent.NOT_TO_BE_PUBLISHED,
                                        Use.WEDUC, Consent.NOT_TO_BE_PUBLISHED)));
        assertThat(submissions.facts(id).toString()).doesNotContain("court");
    }

    @Test
    void with_the_whole_class_everybody_who_is_in_it_at_the_moment_counts() {
        yes(ada, "facebook");
        UUID id = submissions.submit("teacher", filled("wholeClass", true)).id();
        assertThat(submissions.facts(id).consentMissing()).isTrue();
        yes(ben, "facebook");
        assertThat(submissions.facts(id).finding()).isEqualTo(Finding.CLEAR);
        UUID carl = child("Carl", classOfTheDay);

        assertThat(submissions.facts(id).children())
                .extracting(ChildConsents::id)
                .containsExactly(ada, ben, carl);
        assertThat(submissions.verified(id, "clear").concerned()).containsExactlyInAnyOrder(ada, ben, carl);
        assertThat(submissions.find(id).state()).isEqualTo(State.CONSENT_MISSING);
    }

    @Test
    void whoever_left_the_class_or_the_school_since_is_to_be_seen_still() {
        yes(ada, "facebook");
        UUID id = submissions.submit("teacher", filled("wholeClass", true)).id();
        pupils.leave("office", ben);

        assertThat(submissions.facts(id).children())
                .extracting(ChildConsents::id)
                .containsExactly(ada, ben);
        assertThat(submissions.verified(id, "clear").state()).isEqualTo(State.CONSENT_MISSING);
        assertThat(submissions.find(id).concerned()).containsExactlyInAnyOrder(ada, ben);

        yes(ben, "facebook");
        UUID cleared = cleared("wholeClass", true, "children", json(List.of(ada, ben)));
        pupils.leave("office", ada);
        answer(ada, "Father", "refused", "facebook");
        assertThat(submissions.find(cleared).openPublications()).isEmpty();
    }

    @Test
    void where_no_child_can_be_recognised_nobody_is_asked_but_the_words_are_checked() {
        UUID id = submissions
                .submit("teacher", filled("children", "[]", "noChildren", true))
                .id();
        assertThat(submissions.facts(id).finding()).isEqualTo(Finding.CLEAR);
        when(textCheck.check(anyString()))
                .thenReturn(new TextFacts(
                        Set.of("Ada"),
                        Set.of("3B, Ada"),
                        Set.of(),
                        false,
                        List.of("a phone number"),
                        List.of("evil.example"),
                        List.of(),
                        Set.of(),
                        Set.of(),
                        false,
                        false));

        PhotoFacts facts = submissions.facts(id);

        assertThat(List.of(facts.pupilNamed(), facts.classAndName(), facts.contactDetails(), facts.otherLinks()))
                .containsOnly(true);
        assertThat(facts.words())
                .containsExactly(
                        "A pupil may be named: Ada.",
                        "A class and a name stand together: 3B, Ada.",
                        "There are contact details: a phone number.",
                        "There is a link to a site that the school has not agreed: evil.example.");
        verify(textCheck, atLeast(1)).check("Sports day\n\nEverybody ran.");
        assertThat(submissions.verified(id, "clear").state()).isEqualTo(State.TO_AMEND);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "CLEAR", "cleared", "yes", "words-to-change", "not-to-be-published"})
    void nothing_but_the_word_clear_clears(String result) {
        yes(ada, "facebook");

        assertThat(submissions.verified(submit().id(), result).state()).isEqualTo(State.TO_AMEND);
    }

    @Test
    void the_decision_table_may_be_stricter_than_what_is_found() {
        yes(ada, "facebook");

        assertThat(submissions.verified(submit().id(), "consent-missing").state())
                .isEqualTo(State.CONSENT_MISSING);
    }

    // ---- consent is obtained, photographs are amended

    @Test
    void the_office_is_told_who_is_still_missing_and_carries_on_once_nobody_is() {
        answer(ada, "Mother", "given", "facebook");
        UUID id = submissions
                .submit("teacher", filled("children", json(List.of(ada, ben))))
                .id();
        submissions.verified(id, "consent-missing");

        assertThatThrownBy(() -> submissions.consentObtained(id, "office", "recorded"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Ben Lovelace (" + classOfTheDay + ")")
                .hasMessageNotContaining("Ada");
        assertThat(submissions.find(id).state()).isEqualTo(State.CONSENT_MISSING);

        yes(ben, "facebook");
        verifyNoInteractions(process);
        assertThat(submissions.consentObtained(id, "office", "recorded").state())
                .isEqualTo(State.RECEIVED);
        assertThat(submissions.verified(id, "clear").state()).isEqualTo(State.TO_CLEAR);
    }

    @Test
    void what_cannot_be_obtained_goes_back_to_the_submitter() {
        UUID id = submit().id();
        submissions.verified(id, "consent-missing");

        assertThatThrownBy(() -> submissions.consentObtained(id, "office", "perhaps"))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> submissions.consentObtained(id, "teacher", "not-obtained"))
                .isInstanceOf(NotAllowedException.class);
        assertThat(submissions.consentObtained(id, "office", "not-obtained").state())
                .isEqualTo(State.TO_AMEND);
    }

    @Test
    void amended_photographs_are_checked_anew_and_those_left_out_are_deleted() {
        UUID good = upload("teacher");
        UUID bad = upload("teacher");
        UUID id = submissions
                .submit("teacher", filled("photoIds", json(List.of(good, bad)), "children", json(List.of(ada, ben))))
                .id();
        submissions.verified(id, "not-to-be-published");

        PhotoSubmission amended = submissions.amend(
                id,
                "teacher",
                filled("photoIds", json(List.of(good)), "childrenReason", "Cropped out.", "withdraw", false));

        assertThat(amended.state()).isEqualTo(State.RECEIVED);
        assertSame(submissions.find(id), amended);
        assertThat(photos.of(id)).extracting(PhotoInfo::id).containsExactly(good);
        assertThat(files()).isEqualTo(1);
        assertThat(register.story(id, "editor").takenOut())
                .containsExactly(new PhotoStory.LeftOut(ben, "Ben Lovelace", classOfTheDay, "Cropped out.", SUBMITTED));
    }

    @Test
    void whoever_may_not_amend_learns_nothing_of_what_was_wrong_in_their_form() {
        UUID id = submit().id();
        submissions.verified(id, "words-to-change");

        assertThatThrownBy(() -> submissions.amend(id, "editor", Map.of("event", "")))
                .isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> submissions.amend(UUID.randomUUID(), "teacher", filled()))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage(PhotoSubmissions.NOT_YOURS);
    }

    @Test
    void withdrawn_photographs_are_deleted_at_once() {
        UUID id = submit().id();
        submissions.verified(id, "words-to-change");
        assertThat(files()).isEqualTo(1);

        assertThat(submissions.amend(id, "teacher", Map.of("withdraw", true)).state())
                .isEqualTo(State.WITHDRAWN);

        assertThat(files()).isZero();
    }

    // ---- clearing

    @ParameterizedTest
    @CsvSource({"clear, CLEARED", "amend, TO_AMEND", "refuse, REFUSED"})
    void a_decision_is_recorded_with_everything_that_matters(String decision, State state) {
        UUID id = toClear();
        clock.moveTo(LATER);
        String reason = decision.equals("clear") ? null : "Too close.";

        assertThat(submissions.clear(id, "editor", decision, reason, "S4").state())
                .isEqualTo(state);

        assertThat(decisions.of(id))
                .containsExactly(new Decision(
                        id,
                        "photo-consent-verification",
                        "S4",
                        decision,
                        reason == null ? "" : reason,
                        "",
                        "teacher",
                        SUBMITTED,
                        Optional.of(DUE),
                        "editor",
                        Role.SOCIAL_MEDIA,
                        Optional.empty(),
                        LATER));
        assertThat(told()).hasSize(1);
        assertThat(told().get(0).people()).containsExactly("teacher");
        assertThat(told().get(0).toString()).doesNotContain("Ada", "Lovelace", "Everybody ran", "Sports");
        assertThat(files()).isEqualTo(state == State.REFUSED ? 0 : 1);
    }

    @Test
    void the_head_who_joined_decides_on_behalf_of_those_responsible_and_S3_is_the_usual_clause() {
        UUID id = toClear();
        clock.moveTo(DUE);
        assertThat(submissions.overdue(id, Duty.CLEAR)).isEqualTo(Role.HEAD_TEACHER);

        submissions.clear(id, "head", "clear", null, null);

        assertThat(decisions.of(id).get(0).onBehalfOf()).contains(Role.SOCIAL_MEDIA);
        assertThat(decisions.of(id).get(0).clause()).isEqualTo("S3");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "CLEAR", "publish"})
    void an_unknown_decision_is_refused(String decision) {
        UUID id = toClear();

        assertThatThrownBy(() -> submissions.clear(id, "editor", decision, null, null))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Decision:");
    }

    @Test
    void a_consent_that_ran_out_or_a_word_that_was_listed_since_the_check_keeps_it_from_being_cleared() {
        UUID lapsed = toClear();
        clock.moveTo(at("2027-09-01T10:00"));
        assertThatThrownBy(() -> submissions.clear(lapsed, "editor", "clear", null, null))
                .isInstanceOf(RefusedException.class);
        clock.moveTo(SUBMITTED);
        when(textCheck.check(anyString())).thenReturn(words("Sports"));
        assertThatThrownBy(() -> submissions.clear(lapsed, "editor", "clear", null, null))
                .isInstanceOf(RefusedException.class);

        assertThat(submissions.find(lapsed).state()).isEqualTo(State.TO_CLEAR);
        assertThat(decisions.of(lapsed)).isEmpty();
        assertThatCode(() -> submissions.clear(lapsed, "editor", "amend", "The name.", null))
                .doesNotThrowAnyException();
    }

    @Test
    void of_two_who_decide_at_once_one_decides_and_the_other_is_told() throws Exception {
        UUID id = toClear();

        List<Object> outcomes = atOnce(
                () -> submissions.clear(id, "editor", "clear", null, null),
                () -> submissions.clear(id, "second-editor", "refuse", "Too close.", null));

        assertThat(outcomes).filteredOn(RefusedException.class::isInstance).hasSize(1);
        assertThat(decisions.of(id)).hasSize(1);
    }

    // ---- publishing

    @Test
    void what_was_cleared_is_published_once_and_recorded_with_where_when_what_and_on_which_consents() {
        UUID id = cleared();
        UUID publication = open(id);
        clock.moveTo(LATER);

        assertThat(submissions.carryOut(publication, Effect.PUBLISH)).isEqualTo(Carried.DONE);
        assertThat(submissions.carryOut(publication, Effect.PUBLISH)).isEqualTo(Carried.DONE);

        ArgumentCaptor<PhotoChannel.Post> post = ArgumentCaptor.forClass(PhotoChannel.Post.class);
        verify(channel, times(1)).publish(post.capture());
        assertThat(post.getValue().publication()).isEqualTo(publication);
        assertThat(post.getValue().text()).isEqualTo("Sports day\n\nEverybody ran.");
        assertThat(post.getValue().pictures())
                .extracting(PhotoChannel.Picture::jpeg)
                .containsExactly(JPEG);
        Publication kept = submissions.find(id).publication(publication);
        assertThat(submissions.find(id).state()).isEqualTo(State.PUBLISHED);
        assertThat(kept.state()).isEqualTo(PublicationState.PUBLISHED);
        assertThat(kept.published()).contains(new Deed(LATER, Optional.empty()));
        assertThat(kept.externalId()).contains("100_7");
        assertThat(kept.link()).isEqualTo(POST);
        assertThat(kept.files())
                .extracting(PhotoFile::photo)
                .containsExactly(photos.of(id).get(0).id());
        assertThat(kept.consents().get(ada)).hasSize(1);
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void nothing_is_published_or_taken_down_that_nobody_decided_wherever_a_process_may_stand() {
        UUID unknown = UUID.randomUUID();
        UUID published = open(cleared());
        submissions.carryOut(published, Effect.PUBLISH);
        reset(channel);

        for (Effect effect : Effect.values()) {
            assertThatThrownBy(() -> submissions.carryOut(unknown, effect)).isInstanceOf(NotAllowedException.class);
        }
        assertThatThrownBy(() -> submissions.carryOut(published, Effect.REMOVE)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> submissions.doneByHand(published, "editor", Effect.REMOVE, true, false, null))
                .isInstanceOf(RefusedException.class);
        verify(channel, never()).publish(any());
        verify(channel, never()).remove(any(), any());
    }

    @Test
    void a_clearance_that_is_void_publishes_nothing() {
        UUID id = cleared();
        UUID publication = open(id);
        answer(ada, "Mother", "withdrawn", "facebook");

        assertThat(submissions.carryOut(publication, Effect.PUBLISH)).isEqualTo(Carried.VOID);

        verify(channel, never()).publish(any());
        assertThat(submissions.find(id).publication(publication).state()).isEqualTo(PublicationState.VOID);
    }

    @Test
    void a_consent_that_ran_out_since_it_was_cleared_publishes_nothing_and_what_is_outstanding_is_checked_again() {
        UUID id = cleared();
        clock.moveTo(at("2027-09-01T10:00"));

        assertThat(submissions.carryOut(open(id), Effect.PUBLISH)).isEqualTo(Carried.VOID);

        verify(channel, never()).publish(any());
        verifyNoInteractions(process);
        assertThat(submissions.find(id).state()).isEqualTo(State.RECEIVED);
        assertThat(submissions.find(id).ruling()).isEmpty();
        assertThat(submissions.verified(id, "clear").state()).isEqualTo(State.CONSENT_MISSING);
        assertThat(told()).extracting(Notice::kind).contains(Notice.Kind.REVOCATION);
    }

    @Test
    void an_attempt_is_on_record_before_the_channel_is_called_and_after_a_crash_it_is_published_once() {
        UUID id = cleared();
        UUID publication = open(id);
        when(channel.publish(any())).thenAnswer(call -> {
            assertThat(attempts(publication)).isEqualTo(1);
            return new Answer.Done("100_7", POST);
        });

        crashAfter(() -> submissions.carryOut(publication, Effect.PUBLISH));

        assertThat(attempts(publication)).isEqualTo(1);
        assertThat(submissions.find(id).state()).isEqualTo(State.CLEARED);
        reset(channel);
        when(channel.isConnected(Use.FACEBOOK)).thenReturn(true);
        when(channel.publish(any())).thenReturn(new Answer.Done("100_7", POST));
        assertThat(submissions.carryOut(publication, Effect.PUBLISH)).isEqualTo(Carried.DONE);
        assertThat(submissions.find(id).history())
                .filteredOn(event -> event.type() == EventType.PUBLISHED)
                .hasSize(1);
    }

    @Test
    void what_may_have_been_published_before_a_crash_is_looked_for_when_consent_is_withdrawn() {
        UUID id = cleared();
        UUID publication = open(id);
        crashAfter(() -> submissions.carryOut(publication, Effect.PUBLISH));

        answer(ada, "Mother", "withdrawn", "facebook");

        verify(process).takeDown(publication);
        verify(process).consentChanged(id);
        assertThat(submissions
                        .find(id)
                        .publication(publication)
                        .takedown()
                        .orElseThrow()
                        .children())
                .containsExactly(ada);
        assertThat(submissions.carryOut(publication, Effect.PUBLISH)).isEqualTo(Carried.VOID);
        assertThat(submissions.carryOut(publication, Effect.REMOVE)).isEqualTo(Carried.DONE);
        verify(channel).remove(publication, Optional.empty());
        assertThat(submissions.find(id).publication(publication).state()).isEqualTo(PublicationState.GONE);
    }

    @Test
    void what_did_not_work_is_tried_later_and_what_blew_up_as_well() {
        UUID publication = open(cleared());
        when(channel.publish(any())).thenReturn(new Answer.Later(Optional.empty(), "the page did not answer in time"));
        assertThat(submissions.carryOut(publication, Effect.PUBLISH)).isEqualTo(Carried.LATER);
        assertThat(submissions.carryOut(publication, Effect.PUBLISH)).isEqualTo(Carried.LATER);
        verify(channel, times(1)).publish(any());

        clock.moveTo(SUBMITTED.plusSeconds(10));
        when(channel.publish(any())).thenThrow(new IllegalStateException("unforeseen"));
        assertThat(submissions.carryOut(publication, Effect.PUBLISH)).isEqualTo(Carried.LATER);
        assertThat(attempts(publication)).isEqualTo(2);
    }

    @Test
    void a_token_that_ran_out_is_told_once_to_those_who_can_renew_it_and_the_work_falls_to_people() {
        UUID first = open(cleared());
        UUID second = open(cleared());
        reset(toldPeople);
        when(channel.publish(any())).thenReturn(new Answer.TokenExpired());

        assertThat(submissions.carryOut(first, Effect.PUBLISH)).isEqualTo(Carried.BY_HAND);
        assertThat(submissions.carryOut(second, Effect.PUBLISH)).isEqualTo(Carried.BY_HAND);

        assertThat(told()).hasSize(1);
        assertThat(told().get(0).people()).containsExactlyInAnyOrder("editor", "second-editor", "admin");
    }

    @Test
    void where_software_cannot_publish_a_person_does_and_says_where_it_can_be_seen() {
        yes(ada, "twitter");
        UUID id = cleared("channels", "[\"twitter\"]");
        UUID publication = open(id);
        assertThat(submissions.carryOut(publication, Effect.PUBLISH)).isEqualTo(Carried.BY_HAND);
        verify(channel, never()).publish(any());

        assertThatThrownBy(
                        () -> submissions.doneByHand(publication, "teacher", Effect.PUBLISH, true, false, "nonsense"))
                .isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> submissions.doneByHand(publication, "editor", Effect.PUBLISH, false, true, null))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Please tick that it is done, and nothing else, once the photographs can be seen there.");
        assertThatThrownBy(() -> submissions.doneByHand(publication, "editor", Effect.PUBLISH, true, false, "nonsense"))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Link:");
        assertThat(submissions.doneByHand(
                        publication, "editor", Effect.PUBLISH, true, false, "https://twitter.example/1"))
                .isEqualTo(Carried.DONE);
        assertThat(submissions.doneByHand(publication, "editor", Effect.PUBLISH, true, false, null))
                .isEqualTo(Carried.DONE);

        Publication kept = submissions.find(id).publication(publication);
        assertThat(kept.published()).contains(new Deed(SUBMITTED, Optional.of("editor")));
        assertThat(kept.link()).contains("https://twitter.example/1");
    }

    @Test
    void what_was_published_by_hand_after_a_consent_ran_out_is_recorded_and_taken_down() {
        yes(ada, "twitter");
        UUID id = cleared("channels", "[\"twitter\"]");
        UUID publication = open(id);
        submissions.carryOut(publication, Effect.PUBLISH);
        clock.moveTo(at("2027-09-01T10:00"));

        assertThat(submissions.doneByHand(publication, "editor", Effect.PUBLISH, true, false, null))
                .isEqualTo(Carried.DONE);

        Publication kept = submissions.find(id).publication(publication);
        assertThat(kept.state()).isEqualTo(PublicationState.TAKING_DOWN);
        assertThat(kept.published()).isPresent();
        verify(process).takeDown(publication);
    }

    // ---- consents change

    @Test
    void a_consent_that_is_withdrawn_before_clearing_has_it_checked_again() {
        UUID id = toClear();

        answer(ada, "Mother", "withdrawn", "facebook");

        verify(process).consentChanged(id);
        assertThat(submissions.find(id).state()).isEqualTo(State.RECEIVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"withdrawn", "refused", "given"})
    void any_other_answer_after_clearing_voids_the_clearance(String reply) {
        UUID id = cleared();

        answer(ada, "Father", reply, "facebook");

        verify(process).consentChanged(id);
        assertThat(submissions.find(id).state()).isEqualTo(State.RECEIVED);
        assertThat(submissions.find(id).openPublications()).isEmpty();
        assertThat(told()).extracting(Notice::kind).contains(Notice.Kind.REVOCATION);
    }

    @Test
    void a_child_who_is_barred_or_moves_into_the_class_voids_the_clearance() {
        UUID first = cleared();
        consents.bar("office", ada, "A court order.");
        verify(process).consentChanged(first);

        ada = child("Ada", "Other " + classOfTheDay);
        yes(ada, "facebook");
        UUID second = cleared("wholeClass", true);
        child("Dora", "Other " + classOfTheDay);
        verify(process).consentChanged(second);
    }

    @Test
    void what_does_not_concern_them_leaves_photographs_alone() {
        UUID missing = submissions
                .submit("teacher", filled("children", json(List.of(ada, ben))))
                .id();
        submissions.verified(missing, "consent-missing");
        UUID id = cleared();
        PhotoSubmission before = submissions.find(id);

        answer(ada, "Mother", "withdrawn", "press");
        answer(ben, "Mother", "withdrawn", "press");
        consents.bar("office", child("Eve", "Elsewhere"), "A court order.");

        verifyNoInteractions(process);
        assertThat(submissions.find(id).content()).isEqualTo(before.content());
        assertThat(submissions.find(missing).state()).isEqualTo(State.CONSENT_MISSING);
    }

    @Test
    void a_refusal_ends_the_waiting_for_consent() {
        UUID id = submit().id();
        submissions.verified(id, "consent-missing");

        answer(ada, "Mother", "refused", "facebook");

        verify(process).consentChanged(id);
        assertThat(submissions.verified(id, "clear").state()).isEqualTo(State.TO_AMEND);
    }

    @Test
    void while_the_submitter_amends_nobody_takes_the_form_away() {
        UUID id = submit().id();
        submissions.verified(id, "words-to-change");

        answer(ada, "Mother", "refused", "facebook");

        verifyNoInteractions(process);
        assertThat(submissions.find(id).state()).isEqualTo(State.TO_AMEND);
    }

    @Test
    void a_withdrawal_takes_down_what_is_published_there_and_only_there() {
        yes(ada, "twitter");
        UUID id = cleared("channels", "[\"facebook\", \"twitter\"]");
        UUID facebook = open(id, Use.FACEBOOK);
        UUID twitter = open(id, Use.TWITTER);
        submissions.carryOut(facebook, Effect.PUBLISH);
        submissions.carryOut(twitter, Effect.PUBLISH);
        submissions.doneByHand(twitter, "editor", Effect.PUBLISH, true, false, null);
        clock.moveTo(LATER);

        answer(ada, "Mother", "withdrawn", "facebook");

        verify(process, times(1)).takeDown(any());
        verify(process).takeDown(facebook);
        Publication kept = submissions.find(id).publication(facebook);
        assertThat(kept.state()).isEqualTo(PublicationState.TAKING_DOWN);
        assertThat(kept.takedown().orElseThrow().children()).containsExactly(ada);
        assertThat(kept.obligation(Duty.REMOVE).orElseThrow().due().due()).contains(LATER.plus(WITHIN));
        assertThat(submissions.find(id).publication(twitter).state()).isEqualTo(PublicationState.PUBLISHED);
        assertThat(submissions.find(id).state()).isEqualTo(State.PUBLISHED);
    }

    @Test
    void what_is_taken_down_is_gone_once_and_its_files_go_with_the_last_publication() {
        yes(ada, "twitter");
        UUID id = cleared("channels", "[\"facebook\", \"twitter\"]");
        UUID facebook = open(id, Use.FACEBOOK);
        UUID twitter = open(id, Use.TWITTER);
        submissions.carryOut(facebook, Effect.PUBLISH);
        submissions.carryOut(twitter, Effect.PUBLISH);
        submissions.doneByHand(twitter, "editor", Effect.PUBLISH, true, false, null);
        consents.bar("office", ada, "A court order.");

        assertThat(submissions.carryOut(facebook, Effect.REMOVE)).isEqualTo(Carried.DONE);
        assertThat(submissions.carryOut(facebook, Effect.REMOVE)).isEqualTo(Carried.DONE);
        verify(channel, times(1)).remove(facebook, Optional.of("100_7"));
        assertThat(files()).isEqualTo(1);

        assertThat(submissions.carryOut(twitter, Effect.REMOVE)).isEqualTo(Carried.BY_HAND);
        assertThat(submissions.doneByHand(twitter, "editor", Effect.REMOVE, false, true, null))
                .isEqualTo(Carried.DONE);
        assertThat(files()).isZero();
        assertThat(submissions.find(id).publication(twitter).state()).isEqualTo(PublicationState.GONE);
    }

    @Test
    void what_a_person_published_on_the_page_is_taken_down_by_a_person() {
        when(channel.publish(any())).thenReturn(new Answer.TokenExpired());
        UUID publication = open(cleared());
        submissions.carryOut(publication, Effect.PUBLISH);
        submissions.doneByHand(publication, "editor", Effect.PUBLISH, true, false, null);
        answer(ada, "Mother", "withdrawn", "facebook");

        assertThat(submissions.carryOut(publication, Effect.REMOVE)).isEqualTo(Carried.BY_HAND);

        verify(channel, never()).remove(any(), any());
    }

    @Test
    void the_parents_of_those_who_withdrew_are_told_by_the_office_once_it_is_gone() {
        yes(ben, "facebook");
        UUID publication = open(cleared("children", json(List.of(ada, ben))));
        submissions.carryOut(publication, Effect.PUBLISH);
        answer(ada, "Mother", "withdrawn", "facebook");
        answer(ben, "Mother", "withdrawn", "facebook");
        verify(process, times(1)).takeDown(publication);
        assertThatThrownBy(() -> submissions.parentTold(publication, "office", true))
                .isInstanceOf(RefusedException.class);
        submissions.carryOut(publication, Effect.REMOVE);

        assertThat(submissions.parentTexts(publication))
                .extracting(ParentText::name)
                .containsExactly("Ada Lovelace", "Ben Lovelace");
        assertThat(submissions.parentTexts(publication).get(0).text())
                .contains("Ada Lovelace", "Sports day", "the school\u2019s Facebook page", "Tue 4 May 2027, 10:00")
                .doesNotContain("Ben");
        assertThatThrownBy(() -> submissions.parentTold(publication, "office", false))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Please tick");
        submissions.parentTold(publication, "office", true);
        Publication told = submissions.findOf(publication).publication(publication);
        assertThat(told.parentTold()).contains(new Deed(SUBMITTED, Optional.of("office")));
        assertThat(told.isPending(Duty.TELL_PARENT)).isFalse();
    }

    @Test
    void people_have_a_publication_taken_down_for_a_reason_and_no_parent_is_told() {
        UUID publication = open(cleared());
        submissions.carryOut(publication, Effect.PUBLISH);

        assertThatThrownBy(() -> submissions.takeDown(publication, "teacher", "A mistake."))
                .isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> submissions.takeDown(publication, "deputy", " "))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Reason: please fill it in.");
        submissions.takeDown(publication, "deputy", "A mistake.");
        assertThatThrownBy(() -> submissions.takeDown(publication, "head", "A mistake."))
                .isInstanceOf(RefusedException.class);

        verify(process, times(1)).takeDown(publication);
        submissions.carryOut(publication, Effect.REMOVE);
        assertThat(submissions.findOf(publication).publication(publication).isPending(Duty.TELL_PARENT))
                .isFalse();
        assertThat(submissions.parentTexts(publication)).isEmpty();
    }

    @Test
    void that_a_consent_runs_out_takes_nothing_down() {
        UUID publication = open(cleared());
        submissions.carryOut(publication, Effect.PUBLISH);
        clock.moveTo(at("2027-09-01T10:00"));

        pupils.leave("office", ada);

        verifyNoInteractions(process);
        assertThat(submissions.findOf(publication).publication(publication).state())
                .isEqualTo(PublicationState.PUBLISHED);
    }

    @Test
    void what_the_process_cannot_follow_is_not_recorded_and_the_withdrawal_neither() {
        UUID id = cleared();
        doThrow(new IllegalStateException("no engine")).when(process).consentChanged(any());

        assertThatThrownBy(() -> answer(ada, "Mother", "withdrawn", "facebook"))
                .isInstanceOf(IllegalStateException.class);

        assertThat(submissions.find(id).state()).isEqualTo(State.CLEARED);
        assertThat(submissions.facts(id).notToBePublished()).isFalse();
    }

    @Test
    void a_withdrawal_that_comes_while_the_page_is_called_waits_and_then_takes_it_down() {
        UUID id = cleared();
        UUID publication = open(id);
        List<CompletableFuture<Void>> withdrawal = new ArrayList<>();
        when(channel.publish(any())).thenAnswer(call -> {
            withdrawal.add(CompletableFuture.runAsync(() -> answer(ada, "Mother", "withdrawn", "facebook")));
            await().until(this::somebodyWaitsForARow);
            assertThat(withdrawal.get(0)).isNotDone();
            return new Answer.Done("100_7", POST);
        });

        assertThat(submissions.carryOut(publication, Effect.PUBLISH)).isEqualTo(Carried.DONE);
        withdrawal.get(0).join();

        assertThat(submissions.find(id).publication(publication).state()).isEqualTo(PublicationState.TAKING_DOWN);
        verify(process, times(1)).takeDown(publication);
        verify(process, never()).consentChanged(any());
        submissions.carryOut(publication, Effect.REMOVE);
        verify(channel).remove(publication, Optional.of("100_7"));
    }

    private boolean somebodyWaitsForARow() {
        return jdbc.sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }

    @RepeatedTest(10)
    void of_a_withdrawal_and_a_publication_at_the_same_moment_nothing_is_left_in_public() throws Exception {
        UUID id = cleared();
        UUID publication = open(id);

        List<Object> outcomes = atOnce(
                () -> submissions.carryOut(publication, Effect.PUBLISH),
                () -> consents.record("office", ada, answered("Mother", "withdrawn", "facebook"), null));

        boolean published = outcomes.get(0) == Carried.DONE;
        assertThat(outcomes.get(0)).isIn(Carried.DONE, Carried.VOID);
        assertThat(outcomes.get(1)).isInstanceOf(String.class);
        verify(channel, times(published ? 1 : 0)).publish(any());
        PhotoSubmission submission = submissions.find(id);
        assertThat(submission.state()).isEqualTo(published ? State.PUBLISHED : State.RECEIVED);
        PublicationState state = submission.publication(publication).state();
        assertThat(state).isIn(PublicationState.VOID, PublicationState.TAKING_DOWN);
        assertThat(!published || state == PublicationState.TAKING_DOWN).isTrue();
        verify(process, times(state == PublicationState.TAKING_DOWN ? 1 : 0)).takeDown(publication);
    }

    // ---- due dates

    @Test
    void reminders_and_escalations_are_kept() {
        UUID id = toClear();
        submissions.remind(id, Duty.CLEAR);
        assertThat(submissions.find(id).obligation(Duty.CLEAR).orElseThrow().reminded())
                .isTrue();
        UUID publication = open(cleared());
        submissions.carryOut(publication, Effect.PUBLISH);
        submissions.takeDown(publication, "head", "A mistake.");
        submissions.remind(publication, Duty.REMOVE);
        clock.moveTo(SUBMITTED.plus(WITHIN));
        assertThat(submissions.overdue(publication, Duty.REMOVE)).isEqualTo(Role.HEAD_TEACHER);

        Publication kept = submissions.findOf(publication).publication(publication);
        assertThat(kept.obligation(Duty.REMOVE).orElseThrow().overdue()).isTrue();
        assertThat(kept.whoMay(Duty.REMOVE)).containsExactly(Role.SOCIAL_MEDIA, Role.HEAD_TEACHER);
        submissions.overdue(publication, Duty.REMOVE);
        assertThat(submissions.findOf(publication).history())
                .extracting(HistoryEvent::type)
                .containsOnlyOnce(EventType.REMOVE_OVERDUE);
        assertThatThrownBy(() -> submissions.remind(id, Duty.REMOVE)).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> submissions.remind(publication, Duty.CLEAR)).isInstanceOf(NotAllowedException.class);
    }

    // ---- what reports count

    @Test
    void photographs_that_are_cleared_and_published_leave_their_round_and_their_result() {
        UUID id = toClear("channels", "[\"facebook\"]");
        assertThat(stages().of(id)).containsExactly("request open S3", "decision open S3");
        clock.moveTo(at("2027-05-06T09:00"));
        submissions.clear(id, "editor", "clear", null, null);
        assertThat(stages().of(id)).containsExactly("request open S3", "decision clear S3");
        submissions.carryOut(open(id), Effect.PUBLISH);

        assertThat(stages().of(id)).containsExactly("request published S3", "decision clear S3");
        assertThat(stages().times(id, StageKind.DECISION))
                .containsExactly("2027-05-04 10:00 to 2027-05-06 09:00 due 2027-05-05 16:00: clear in 2");
    }

    @Test
    void what_the_check_holds_back_is_a_round_that_ends_at_once_and_says_why_but_not_for_whom() {
        UUID id = submit().id();
        submissions.verified(id, "clear");
        assertThat(stages().of(id)).containsExactly("request open S3", "decision hold-back consent-missing S3");
        yes(ada, "facebook");
        submissions.consentObtained(id, "office", "recorded");
        submissions.verified(id, "words-to-change");
        submissions.amend(id, "teacher", filled("withdraw", false));
        answer(ada, "Father", "refused", "facebook");
        submissions.verified(id, "clear");
        submissions.amend(id, "teacher", Map.of("withdraw", true));

        assertThat(stages().of(id))
                .containsExactly(
                        "request withdrawn S3",
                        "decision hold-back consent-missing S3",
                        "decision hold-back words-to-change S4",
                        "decision hold-back not-to-be-published S3");
        assertThat(jdbc.sql("select row_to_json(stage)::text from approvals.stage where request_id = ?")
                        .param(id)
                        .query(String.class)
                        .list())
                .allSatisfy(row -> assertThat(row).doesNotContain(ada.toString(), "Ada", "teacher", "Sports"));
    }

    @Test
    void what_a_second_person_has_amended_or_refuses_cites_their_clause() {
        UUID id = toClear();
        submissions.clear(id, "editor", "amend", "A name can be read.", "S4");
        submissions.amend(id, "teacher", filled("withdraw", false));
        submissions.verified(id, "clear");
        submissions.clear(id, "editor", "refuse", "It shows somebody crying.", null);

        assertThat(stages().of(id)).containsExactly("request declined S3", "decision amend S4", "decision refuse S3");
    }

    @Test
    void consents_that_change_end_the_round_and_what_may_be_out_is_taken_down() {
        UUID waiting = toClear();
        answer(ada, "Father", "refused", "facebook");
        assertThat(stages().of(waiting)).containsExactly("request open S3", "decision consent-changed S3");
    }

    @Test
    void a_takedown_is_on_record_from_its_order_until_it_is_gone() {
        UUID id = cleared();
        UUID publication = open(id);
        submissions.carryOut(publication, Effect.PUBLISH);
        answer(ada, "Mother", "withdrawn", "facebook");
        assertThat(stages().of(id)).contains("takedown open S3");
        clock.moveTo(SUBMITTED.plusSeconds(3600));
        submissions.carryOut(publication, Effect.REMOVE);

        assertThat(stages().of(id)).containsExactly("request published S3", "decision clear S3", "takedown done S3");
        assertThat(stages().times(id, StageKind.TAKEDOWN))
                .containsExactly("2027-05-04 10:00 to 2027-05-04 11:00 due 2027-05-05 10:00: done in 0");
        assertThat(jdbc.sql("select part_id from approvals.stage where request_id = ? and kind = 'takedown'")
                        .param(id)
                        .query(UUID.class)
                        .single())
                .isEqualTo(publication);
    }

    @Test
    void each_place_where_a_person_publishes_or_takes_down_by_hand_is_on_record() {
        yes(ada, "press");
        UUID id = cleared("channels", "[\"facebook\", \"press\"]");
        UUID press = open(id, Use.PRESS);
        when(channel.isConnected(Use.FACEBOOK)).thenReturn(false);
        submissions.carryOut(press, Effect.PUBLISH);
        submissions.carryOut(open(id, Use.FACEBOOK), Effect.PUBLISH);
        assertThat(stages().of(id)).endsWith("by-hand open S3", "by-hand open S3");
        submissions.doneByHand(press, "editor", Effect.PUBLISH, true, false, null);
        assertThat(stages().of(id)).contains("request open S3", "by-hand done publish S3", "by-hand open S3");
        answer(ada, "Father", "refused", "facebook");
        assertThat(stages().of(id)).contains("by-hand void publish S3", "takedown open S3");
        submissions.takeDown(press, "deputy", "A mistake.");
        submissions.carryOut(press, Effect.REMOVE);
        submissions.doneByHand(press, "editor", Effect.REMOVE, false, true, null);

        assertThat(stages().of(id)).endsWith("takedown open S3", "takedown by-hand S3");
    }

    private Stages stages() {
        return new Stages(jdbc);
    }

    // ---- what people read

    @Test
    void everybody_lists_their_own_and_those_who_clear_list_all() {
        PhotoSubmission theirs = submit();
        UUID mine = submissions
                .submit("head", filled("photoIds", json(List.of(upload("head"))), "channels", "[\"press\"]"))
                .id();

        for (String all : List.of("editor", "head", "deputy")) {
            assertThat(listed(all)).containsExactlyInAnyOrder(theirs.id(), mine);
        }
        assertThat(listed("teacher")).containsExactly(theirs.id());
        for (String nobody : List.of("office", "governor", "chair", "admin", "nobody")) {
            assertThat(listed(nobody)).isEmpty();
            assertThat(register.own(nobody, 10)).isEmpty();
            assertThatThrownBy(() -> register.story(mine, nobody))
                    .isInstanceOf(NotAllowedException.class)
                    .hasMessage(PhotoSubmissions.NOT_YOURS);
        }
        assertThat(register.own("head", 10)).extracting(PhotoLine::id).containsExactly(mine);
        assertThatThrownBy(() -> register.story(mine, "teacher")).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> register.story(UUID.randomUUID(), "editor"))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage(PhotoSubmissions.NOT_YOURS);
    }

    private List<UUID> listed(String viewer) {
        PhotosFound found = register.page(
                viewer, new PhotoFilter(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), 0, 50));
        assertThat(found.total()).isEqualTo(found.lines().size());
        return found.lines().stream().map(PhotoLine::id).toList();
    }

    @Test
    void the_list_finds_by_state_place_and_day_page_by_page() {
        UUID published = cleared();
        submissions.carryOut(open(published), Effect.PUBLISH);
        clock.moveTo(SUBMITTED.plusSeconds(100_000));
        UUID press =
                submissions.submit("teacher", filled("channels", "[\"press\"]")).id();

        assertThat(found(Set.of(State.PUBLISHED), Optional.empty(), 0)).containsExactly(published);
        assertThat(found(Set.of(), Optional.of(Use.PRESS), 0)).containsExactly(press);
        assertThat(found(Set.of(), Optional.empty(), 0)).containsExactly(press);
        assertThat(found(Set.of(), Optional.empty(), 1)).containsExactly(published);
        PhotosFound day = register.page(
                "editor",
                new PhotoFilter(
                        Set.of(),
                        Optional.empty(),
                        Optional.of(SchoolTime.dayOf(clock.instant())),
                        Optional.empty(),
                        0,
                        10));
        assertThat(day.lines()).extracting(PhotoLine::id).containsExactly(press);
        assertThat(register.own("teacher", 10).get(1).live()).containsExactly(Use.FACEBOOK);
    }

    private List<UUID> found(Set<State> states, Optional<Use> channel, int page) {
        return register
                .page("editor", new PhotoFilter(states, channel, Optional.empty(), Optional.empty(), page, 1))
                .lines()
                .stream()
                .map(PhotoLine::id)
                .toList();
    }

    @Test
    void a_story_tells_everything_and_the_children_only_while_something_is_to_be_decided() {
        UUID id = cleared();
        PhotoStory before = register.story(id, "teacher");
        assertThat(before.facts().orElseThrow().children())
                .extracting(ChildConsents::name)
                .containsExactly("Ada Lovelace");
        assertThat(before.mayTakeDown()).isFalse();
        submissions.carryOut(open(id), Effect.PUBLISH);

        PhotoStory after = register.story(id, "editor");

        assertThat(after.facts()).isEmpty();
        assertThat(after.publications())
                .extracting(PhotoStory.PublicationLine::clearedByName)
                .containsExactly("The editor");
        assertThat(after.timeline())
                .extracting(PhotoStory.Happening::type)
                .containsExactly(EventType.RECEIVED, EventType.VERIFIED, EventType.CLEARED, EventType.PUBLISHED);
        assertThat(after.timeline().toString()).doesNotContain("Ada", "Everybody ran");
        assertThat(after.decisions())
                .extracting(PhotoStory.DecisionLine::byName)
                .containsExactly("The editor");
        assertThat(after.photos()).hasSize(1);
        assertThat(after.mayTakeDown()).isTrue();
    }

    @Test
    void files_and_text_are_downloaded_by_whoever_publishes_them_by_hand_and_only_while_they_are_to_be_published()
            throws IOException {
        yes(ada, "twitter");
        PhotoSubmission submission = submissions.find(cleared("channels", "[\"twitter\"]"));
        UUID publication = open(submission.id());
        assertThatThrownBy(() -> register.download(publication, "editor")).isInstanceOf(RefusedException.class);
        submissions.carryOut(publication, Effect.PUBLISH);

        Map<String, byte[]> files = unzip(register.download(publication, "editor"));

        assertThat(files).containsOnlyKeys(submission.reference() + "-01.jpg", submission.reference() + ".txt");
        assertThat(files.get(submission.reference() + "-01.jpg")).isEqualTo(JPEG);
        assertThat(new String(files.get(submission.reference() + ".txt"), StandardCharsets.UTF_8))
                .isEqualTo("Sports day\n\nEverybody ran.");
        for (String other : List.of("teacher", "office", "governor", "admin", "nobody")) {
            assertThatThrownBy(() -> register.download(publication, other)).isInstanceOf(NotAllowedException.class);
        }
        assertThatThrownBy(() -> register.download(UUID.randomUUID(), "editor"))
                .isInstanceOf(NotAllowedException.class);
        clock.moveTo(at("2027-09-01T10:00"));
        assertThatThrownBy(() -> register.download(publication, "editor")).isInstanceOf(RefusedException.class);
    }

    private static Map<String, byte[]> unzip(byte[] zipped) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    // ---- what the database holds to

    @ParameterizedTest
    @EnumSource(names = "TO_CLEAR", mode = EnumSource.Mode.EXCLUDE)
    void the_database_refuses_a_state_that_rests_on_nothing(State state) {
        UUID id = toClear();

        assertRefused(() -> change("photo_submission", id, "state = '" + state + "'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state = 'CLEARED', RULING",
                "state = 'PUBLISHED', RULING",
                "ruling_verdict = 'clear'",
                "submitter = 'somebody-else'",
                "no_children = true",
                "children = '{}'",
                "concerned = '{}'",
                "channels = '{}'",
                "channels = '{myspace}'",
                "finding = 'consent-missing'",
                "caption = repeat('x', 2001)"
            })
    void the_database_refuses_what_no_rule_allows_before_the_clearance(String assignments) {
        UUID id = toClear();
        String ruling = "ruling_verdict = 'clear', ruling_reason = '', ruling_clause = 'S3', ruling_by = 'editor',"
                + " ruling_role = 'social-media', ruling_at = now()";

        assertRefused(() -> change("photo_submission", id, assignments.replace("RULING", ruling)));
        assertThat(submissions.find(id).state()).isEqualTo(State.TO_CLEAR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ruling_by = 'teacher'",
                "ruling_by = 'TEACHER'",
                "ruling_by = 'head'",
                "ruling_role = 'head-teacher'",
                "ruling_verdict = 'refuse', ruling_reason = 'No.'",
                "ruling_verdict = null",
                "ruling_clause = 'P6'",
                "caption = 'Ada ran.'",
                "channels = '{facebook,press}'",
                "concerned = concerned || '{00000000-0000-0000-0000-000000000001}'",
                "state = 'PUBLISHED'",
                "state = 'REFUSED', ruling_verdict = 'refuse', ruling_reason = 'No.'"
            })
    void the_database_refuses_what_no_rule_allows_after_the_clearance(String assignments) {
        UUID id = cleared();

        assertRefused(() -> change("photo_submission", id, assignments));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state = 'PUBLISHED'",
                "state = 'PUBLISHED', published_at = now()",
                "state = 'GONE'",
                "state = 'TAKING_DOWN'",
                "state = 'VOID'",
                "use = 'press'",
                "text = 'Ada ran.'",
                "cleared_by = 'teacher'",
                "parent_told_at = now(), parent_told_by = 'office'",
                "remove_overdue = true"
            })
    void the_database_refuses_a_publication_that_no_rule_allows(String assignments) {
        UUID publication = open(cleared());

        assertRefused(() -> change("photo_publication", publication, assignments));
    }

    @Test
    void the_database_refuses_a_publication_that_nobody_cleared() {
        UUID cleared = open(cleared());
        UUID id = toClear();

        for (String by : List.of("editor", "teacher")) {
            assertThatThrownBy(() -> copy(cleared, id, by)).hasMessageContaining("Nobody cleared this publication");
        }
    }

    @Test
    void the_database_refuses_to_publish_what_was_void() {
        UUID id = cleared();
        UUID publication = open(id);
        answer(ada, "Mother", "withdrawn", "facebook");

        assertRefused(() -> change("photo_publication", publication, "state = 'PUBLISHED', published_at = now()"));
        assertRefused(() -> change("photo_publication", publication, "state = 'OPEN'"));
    }

    @Test
    void the_database_refuses_a_publication_without_a_consent_of_every_child() {
        UUID id = cleared();
        UUID publication = open(id);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    change("photo_publication", publication, "state = 'VOID'");
                    copy(publication, id, "editor");
                }))
                .hasStackTraceContaining("There is not a consent for every child");
    }

    @ParameterizedTest
    @ValueSource(strings = {"use = 'press'", "pupil = OTHER", "reply = 'withdrawn'"})
    void the_database_takes_only_a_yes_of_this_child_for_this_place_for_a_consent(String other) {
        answer(ada, "Mother", "given", "press");
        answer(ada, "Mother", "withdrawn", "press");
        yes(ben, "facebook");
        yes(ada, "facebook");
        UUID publication = open(cleared());
        String which = other.replace("OTHER", "'" + ben + "'")
                + (other.startsWith("pupil") ? "" : " and pupil = '" + ada + "'");

        assertThatThrownBy(() -> jdbc.sql("""
                                insert into approvals.photo_publication_consent
                                select :publication, :child, min(number) from approvals.consent_entry where %s
                                """.formatted(which))
                        .param("publication", publication)
                        .param("child", ada)
                        .update())
                .hasMessageContaining("This is no consent to this publication");
    }

    @Test
    void the_database_takes_only_a_photograph_of_this_submission() {
        UUID publication = open(cleared());
        UUID other = upload("teacher");

        assertThatThrownBy(() -> jdbc.sql("""
                                insert into approvals.photo_publication_file
                                select :publication, 2, id, sha256 from approvals.photo where id = :photo
                                """)
                        .param("publication", publication)
                        .param("photo", other)
                        .update())
                .hasMessageContaining("This photograph was not submitted");
    }

    @Test
    void the_database_refuses_to_rewrite_what_happened_or_what_was_cleared() {
        cleared();

        for (String change : List.of(
                "photo_event set text = 'Nothing happened'",
                "photo_publication_file set nth = nth + 1",
                "photo_publication_consent set consent = consent + 1")) {
            assertThatThrownBy(() -> jdbc.sql("update approvals." + change).update())
                    .hasMessageContaining("What happened is not rewritten");
        }
    }

    @Test
    void erasing_a_row_erases_everything_but_the_decision() {
        UUID id = cleared();

        jdbc.sql("delete from approvals.photo_submission where id = :id")
                .param("id", id)
                .update();

        for (String table : List.of("photo_event", "photo_publication", "photo_child_taken_out")) {
            assertThat(jdbc.sql("select count(*) from approvals." + table + " where submission_id = :id")
                            .param("id", id)
                            .query(Long.class)
                            .single())
                    .isZero();
        }
        assertThat(decisions.of(id)).hasSize(1);
    }

    private void change(String table, UUID id, String assignments) {
        jdbc.sql("update approvals." + table + " set " + assignments + " where id = :id")
                .param("id", id)
                .update();
    }

    private void copy(UUID publication, UUID submission, String clearedBy) {
        jdbc.sql("""
                        insert into approvals.photo_publication
                        select (jsonb_populate_record(publication, jsonb_build_object('id', gen_random_uuid(),
                            'submission_id', cast(:submission as uuid), 'nth', 9, 'state', 'OPEN', 'cleared_by', :by))).*
                        from approvals.photo_publication publication where id = :id
                        """)
                .param("id", publication)
                .param("submission", submission)
                .param("by", clearedBy)
                .update();
    }

    private static void assertRefused(Runnable change) {
        assertThatThrownBy(change::run).isInstanceOfAny(DataAccessException.class, TransactionException.class);
    }

    // ---- the story so far

    /** What is found in words, all of it harmless but for these. */
    private static TextFacts words(String... pupils) {
        return new TextFacts(
                Set.of(pupils),
                Set.of(),
                Set.of(),
                false,
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                Set.of(),
                false,
                false);
    }

    private UUID child(String firstName, String className) {
        return pupils.add(
                "office",
                new PupilForm(firstName, "Lovelace", className, "2030", "N" + CHILDREN.incrementAndGet(), ""));
    }

    private void yes(UUID child, String use) {
        answer(child, "Mother", "given", use);
    }

    private void answer(UUID child, String carer, String reply, String use) {
        if (reply != null) {
            consents.record("office", child, answered(carer, reply, use), null);
        }
    }

    private static ConsentForm answered(String carer, String reply, String use) {
        return new ConsentForm(carer, Map.of(use, reply), "2027-05-04", "online", null);
    }

    private UUID upload(String uploader) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into approvals.photo (id, uploader, uploaded_at, width, height, size, sha256, removed)
                        values (:id, :uploader, :at, 800, 600, 4, :sha256, '{}')
                        """)
                .param("id", id)
                .param("uploader", uploader)
                .param("at", Timestamp.from(clock.instant()))
                .param("sha256", "ab".repeat(32))
                .update();
        jdbc.sql("insert into approvals.photo_content (photo_id, jpeg) values (:id, :jpeg)")
                .param("id", id)
                .param("jpeg", JPEG)
                .update();
        return id;
    }

    private int files() {
        return jdbc.sql("select count(*) from approvals.photo_content")
                .query(Integer.class)
                .single();
    }

    private Map<String, Object> filled(Object... namesAndValues) {
        Map<String, Object> filled = new HashMap<>(form("children", json(List.of(ada))));
        filled.putAll(form(namesAndValues).entrySet().stream()
                .filter(entry -> Arrays.asList(namesAndValues).contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        if (!Arrays.asList(namesAndValues).contains("photoIds")) {
            filled.put("photoIds", json(List.of(upload("teacher"))));
        }
        return filled;
    }

    private PhotoSubmission submit() {
        return submissions.submit("teacher", filled());
    }

    private UUID toClear(Object... namesAndValues) {
        if (!isAsked()) {
            yes(ada, "facebook");
        }
        UUID id = submissions.submit("teacher", filled(namesAndValues)).id();
        assertThat(submissions.verified(id, "clear").state()).isEqualTo(State.TO_CLEAR);
        return id;
    }

    private boolean isAsked() {
        return jdbc.sql("select exists (select from approvals.consent_entry where pupil = :ada and use = 'facebook')")
                .param("ada", ada)
                .query(Boolean.class)
                .single();
    }

    private UUID cleared(Object... namesAndValues) {
        UUID id = toClear(namesAndValues);
        submissions.clear(id, "editor", "clear", null, null);
        return id;
    }

    private UUID open(UUID submission) {
        return submissions.find(submission).openPublications().get(0).id();
    }

    private UUID open(UUID submission, Use use) {
        return submissions.find(submission).openPublications().stream()
                .filter(publication -> publication.use() == use)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private int attempts(UUID publication) {
        return submissions.findOf(publication).publication(publication).effort().attempts();
    }

    private void crashAfter(Runnable work) {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    work.run();
                    throw new IllegalStateException("the plug was pulled before the commit");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    private List<Notice> told() {
        ArgumentCaptor<Notice> captor = ArgumentCaptor.forClass(Notice.class);
        verify(toldPeople, atLeast(0)).tell(captor.capture());
        return captor.getAllValues();
    }

    private static void assertSame(PhotoSubmission one, PhotoSubmission other) {
        assertThat(one.content()).isEqualTo(other.content());
        assertThat(one.submitterFacts()).isEqualTo(other.submitterFacts());
        assertThat(one.history()).isEqualTo(other.history());
        assertThat(one.submittedAt()).isEqualTo(other.submittedAt());
    }

    private interface Work {
        Object run();
    }

    /** What each came to: its result, or what it threw. */
    private static List<Object> atOnce(Work... works) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(works.length);
        try {
            CyclicBarrier start = new CyclicBarrier(works.length);
            List<Future<Object>> results = new ArrayList<>();
            for (Work work : works) {
                results.add(pool.submit(() -> {
                    start.await();
                    try {
                        return work.run();
                    } catch (RuntimeException thrown) {
                        return thrown;
                    }
                }));
            }
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> result : results) {
                outcomes.add(result.get());
            }
            return outcomes;
        } finally {
            pool.shutdown();
        }
    }
}
