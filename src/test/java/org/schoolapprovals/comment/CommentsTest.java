package org.schoolapprovals.comment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;
import static org.schoolapprovals.comment.School.ABOUT_HEAD;
import static org.schoolapprovals.comment.School.DUE;
import static org.schoolapprovals.comment.School.FLAGGED;
import static org.schoolapprovals.comment.School.HARMLESS;
import static org.schoolapprovals.comment.School.URGENT;
import static org.schoolapprovals.comment.School.WRITTEN;
import static org.schoolapprovals.comment.School.at;
import static org.schoolapprovals.comment.School.form;
import static org.schoolapprovals.comment.School.written;
import static org.schoolapprovals.comment.School.writtenBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.schoolapprovals.comment.CommentPage.Answer;
import org.schoolapprovals.comment.CommentsApplication.MovableClock;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.decision.DecisionRecord;
import org.schoolapprovals.decision.StageKind;
import org.schoolapprovals.decision.Stages;
import org.schoolapprovals.notice.Notice;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.schoolapprovals.textcheck.TextCheck;
import org.schoolapprovals.textcheck.TextFacts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.test.util.AopTestUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The use cases on a real PostgreSQL, without the engine. */
@SpringJUnitConfig(CommentsApplication.class)
class CommentsTest {

    private static final String ID = "100_1_1";
    private static final Instant LATER = WRITTEN.plusSeconds(60);

    @Autowired
    Comments comments;

    @Autowired
    CommentRegister register;

    @Autowired
    CommentEvidence evidence;

    @Autowired
    DecisionRecord decisions;

    @Autowired
    OpenOnPage open;

    @Autowired
    CommentProcess process;

    @Autowired
    CommentPage page;

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
    PlatformTransactionManager transactions;

    private Notices toldPeople;

    @BeforeEach
    void nothingHasComeIn() {
        clock.moveTo(WRITTEN);
        toldPeople = AopTestUtils.getUltimateTargetObject(notices);
        reset(process, page, textCheck, toldPeople);
        when(page.isConnected()).thenReturn(true);
        when(page.snapshot(anyString())).thenReturn(Optional.empty());
        jdbc.sql("delete from approvals.comment").update();
        jdbc.sql("delete from approvals.comment_on_page").update();
        jdbc.sql("delete from approvals.comment_mail").update();
    }

    @AfterEach
    void the_record_of_stages_tells_what_the_tables_tell() {
        Stages.assertThatTablesTellTheSame(database);
    }

    // ---- what staff enter

    @Test
    void a_request_is_kept_as_it_was_made() {
        Comment asked = comments.request("teacher", form("inPublic", true));

        Comment kept = comments.find(asked.id());

        assertSame(kept, asked);
        assertThat(kept.requester()).isEqualTo("teacher");
        assertThat(kept.text()).isEqualTo("What a lovely trip!");
        assertThat(kept.channel()).isEqualTo(Channel.TWITTER);
        assertThat(kept.road()).isEqualTo(Road.BY_HAND);
        assertThat(kept.origin().postLink()).contains("https://www.twitter.example/post/1");
        assertThat(kept.isInPublic()).isTrue();
        assertThat(kept.reference()).matches("COM-2027-\\d{4}");
        verifyNoInteractions(process);
    }

    @Test
    void only_people_who_work_here_bring_a_comment_by_form() {
        for (String outsider : List.of("governor", "chair", "admin", "nobody")) {
            assertThatThrownBy(() -> comments.request(outsider, form())).isInstanceOf(NotAllowedException.class);
        }
    }

    @Test
    void a_faulty_request_leaves_nothing_behind_and_takes_no_number() {
        String before = comments.request("teacher", form()).reference();
        assertThatThrownBy(() -> comments.request("teacher", form("channel", "myspace")))
                .isInstanceOf(RefusedException.class);

        assertThat(number(comments.request("teacher", form()).reference())).isEqualTo(number(before) + 1);
    }

    private static int number(String reference) {
        return Integer.parseInt(reference.substring(reference.lastIndexOf('-') + 1));
    }

    // ---- what comes from the page

    @Test
    void a_comment_on_the_page_becomes_one_request_however_often_it_arrives() {
        comments.arrived(written(ID, "Lovely!"), WRITTEN);
        comments.arrived(written(ID, "Lovely!"), LATER);
        comments.edited(written(ID, "Lovely!"), LATER);

        Comment received = only();
        assertThat(received.requester()).isEqualTo("facebook");
        assertThat(received.isRequesterPerson()).isFalse();
        assertThat(received.state()).isEqualTo(State.RECEIVED);
        assertThat(received.owes(Effect.HIDE)).isTrue();
        assertThat(received.stretches()).containsExactly(new Stretch(WRITTEN, Optional.empty(), false));
        verify(process).start(received.id());
        verifyNoMoreInteractions(process);
    }

    @Test
    void of_two_who_hear_of_a_comment_at_once_one_makes_the_request() throws Exception {
        inParallel(8, () -> {
            comments.arrived(written(ID, "Lovely!"), WRITTEN);
            return null;
        });

        assertThat(all()).hasSize(1);
        verify(process, times(1)).start(any());
    }

    @Test
    void an_edit_before_the_decision_is_a_new_round_of_the_same_request() {
        UUID id = waiting(HARMLESS);
        clock.moveTo(LATER);

        comments.edited(written(ID, "Horrid!"), LATER);

        Comment comment = only();
        assertThat(comment.text()).isEqualTo("Horrid!");
        assertThat(comment.state()).isEqualTo(State.RECEIVED);
        assertThat(comment.round()).isEqualTo(2);
        verify(process).edited(id);
        verify(process, times(1)).start(any());
    }

    @Test
    void an_edit_before_it_was_looked_through_tells_nobody() {
        comments.arrived(written(ID, "Lovely!"), WRITTEN);
        comments.edited(written(ID, "Horrid!"), LATER);

        assertThat(only().text()).isEqualTo("Horrid!");
        verify(process, never()).edited(any());
    }

    @Test
    void an_edit_after_the_approval_voids_it() {
        UUID id = waiting(HARMLESS);
        comments.review(id, "editor", "publish", null, null, false);

        comments.edited(written(ID, "Horrid!"), LATER);

        assertThat(only().ruling()).isEmpty();
        assertThat(only().state()).isEqualTo(State.RECEIVED);
        assertThatThrownBy(() -> comments.carryOut(id, Effect.SHOW)).isInstanceOf(RefusedException.class);
        verify(page, never()).show(any(), any());
        assertThat(decisions.of(id)).hasSize(1);
    }

    @Test
    void an_edit_that_comes_late_does_not_undo_a_later_one() {
        comments.arrived(written(ID, "First"), WRITTEN);
        comments.edited(written(ID, "Third"), LATER.plusSeconds(2));
        comments.edited(written(ID, "Second"), LATER.plusSeconds(1));
        comments.arrived(written(ID, "First"), WRITTEN);

        assertThat(only().text()).isEqualTo("Third");
        assertThat(only().round()).isEqualTo(2);
    }

    @Test
    void an_edit_that_comes_late_does_not_undo_that_the_author_went_back_to_the_first_text() {
        comments.arrived(written(ID, "First"), WRITTEN);
        comments.edited(written(ID, "First"), LATER.plusSeconds(2));
        comments.edited(written(ID, "Second"), LATER.plusSeconds(1));

        assertThat(only().text()).isEqualTo("First");
    }

    @Test
    void an_edit_of_what_nobody_knew_is_an_arrival() {
        comments.edited(written(ID, "Second"), LATER);
        comments.arrived(written(ID, "First"), WRITTEN);

        assertThat(only().text()).isEqualTo("Second");
        assertThat(only().round()).isEqualTo(1);
    }

    @Test
    void the_poll_finds_an_edit_that_nobody_told_of() {
        comments.arrived(written(ID, "First"), WRITTEN);
        comments.arrived(written(ID, "Second"), LATER);

        assertThat(only().text()).isEqualTo("Second");
    }

    @Test
    void what_is_not_decided_and_for_a_week_what_was_published_is_looked_at_on_the_page() {
        UUID published = waiting(HARMLESS);
        comments.review(published, "editor", "publish", null, null, false);
        when(page.show(ID, "Lovely!")).thenReturn(new Answer.Done());
        comments.carryOut(published, Effect.SHOW);
        UUID declined = waiting("100_1_2", HARMLESS);
        comments.review(declined, "editor", "decline", "Not about school life.", "S2", false);
        waiting("100_1_3", HARMLESS);

        assertThat(open.ids()).containsExactly(ID, "100_1_3");

        clock.moveTo(WRITTEN.plus(7, ChronoUnit.DAYS));
        assertThat(open.ids()).containsExactly("100_1_3");
    }

    @Test
    void another_picture_under_the_same_words_is_an_edit_but_another_signature_of_the_same_picture_is_none() {
        waiting(HARMLESS);

        comments.edited(withPicture("https://pictures.example/v/1.jpg?sig=a"), LATER);
        assertThat(only().round()).isEqualTo(2);
        comments.edited(withPicture("https://pictures.example/v/1.jpg?sig=b"), LATER.plusSeconds(1));
        assertThat(only().round()).isEqualTo(2);
        comments.edited(withPicture("https://pictures.example/v/2.jpg?sig=c"), LATER.plusSeconds(2));
        assertThat(only().round()).isEqualTo(3);
    }

    private static PageComment withPicture(String url) {
        PageComment plain = written(ID, "Lovely!");
        return new PageComment(
                plain.externalId(),
                plain.postId(),
                plain.parentId(),
                plain.authorId(),
                plain.authorName(),
                plain.text(),
                plain.createdAt(),
                plain.link(),
                Optional.of(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"publish", "decline"})
    void an_edit_after_it_was_decided_is_a_request_of_its_own_and_hidden_again(String decision) {
        UUID first = waiting(HARMLESS);
        when(page.hide(ID)).thenReturn(new Answer.Done());
        when(page.show(ID, "Lovely!")).thenReturn(new Answer.Done());
        comments.carryOut(first, Effect.HIDE);
        comments.review(first, "editor", decision, "An advertisement.", null, false);
        if (decision.equals("publish")) {
            assertThat(comments.carryOut(first, Effect.SHOW)).isEqualTo(Carried.DONE);
        }
        clock.moveTo(LATER.plusSeconds(5));

        comments.edited(written(ID, "Horrid!"), LATER);

        Comment second = all().stream()
                .filter(comment -> !comment.id().equals(first))
                .findFirst()
                .orElseThrow();
        assertThat(second.origin().previous()).contains(first);
        assertThat(second.owes(Effect.HIDE)).isTrue();
        assertThat(second.stretches()).containsExactly(new Stretch(LATER, Optional.empty(), false));
        assertThat(comments.find(first).text()).isEqualTo("Lovely!");
        assertThat(comments.find(first).isInPublic()).isFalse();
        verify(process).start(second.id());
        comments.edited(written(ID, "Horrible!"), LATER.plusSeconds(1));
        assertThat(all()).hasSize(2);
        assertThat(comments.find(second.id()).text()).isEqualTo("Horrible!");
    }

    @Test
    void an_edit_of_what_is_to_be_removed_changes_nothing_because_the_evidence_stands() {
        UUID id = waiting(URGENT);
        comments.review(id, "editor", "remove-and-report", "Abuse.", "S6", false);

        comments.edited(written(ID, "Sorry."), LATER);

        assertThat(only().text()).isEqualTo("Lovely!");
        assertThat(only().state()).isEqualTo(State.REMOVING);
        verify(process, never()).edited(any());
    }

    @Test
    void what_its_author_removed_before_the_decision_ends_and_the_process_is_told() {
        UUID id = waiting(HARMLESS);
        clock.moveTo(LATER);

        comments.removed(ID, LATER);
        comments.removed(ID, LATER);

        assertThat(only().state()).isEqualTo(State.GONE);
        assertThat(only().stretches()).containsExactly(new Stretch(WRITTEN, Optional.of(LATER), false));
        verify(process, times(1)).gone(id);
    }

    @Test
    void a_removal_that_comes_before_the_arrival_makes_no_request_at_all() {
        comments.removed(ID, LATER);
        comments.arrived(written(ID, "Lovely!"), WRITTEN);
        comments.edited(written(ID, "Lovelier!"), LATER.plusSeconds(1));

        assertThat(all()).isEmpty();
        verifyNoInteractions(process);
    }

    @Test
    void the_echo_of_our_own_removal_changes_nothing() {
        UUID id = waiting(URGENT);
        comments.review(id, "editor", "remove-and-report", "Abuse.", "S6", false);
        when(page.remove(ID)).thenReturn(new Answer.Done());
        comments.carryOut(id, Effect.REMOVE);
        Comment before = only();

        comments.removed(ID, LATER);

        assertThat(only().standing()).isEqualTo(before.standing());
        verify(process, never()).gone(any());
    }

    @Test
    void what_is_to_be_removed_and_is_removed_by_its_author_counts_as_removed() {
        UUID id = waiting(URGENT);
        comments.review(id, "editor", "remove-and-report", "Abuse.", "S6", false);

        comments.removed(ID, LATER);

        assertThat(only().state()).isEqualTo(State.REPORTED);
        assertThat(comments.carryOut(id, Effect.REMOVE)).isEqualTo(Carried.DONE);
        verify(page, never()).remove(any());
        verify(process, never()).gone(any());
    }

    @Test
    void what_the_process_cannot_follow_is_not_recorded() {
        doThrow(new IllegalStateException("no engine")).when(process).start(any());

        assertThatThrownBy(() -> comments.arrived(written(ID, "Lovely!"), WRITTEN))
                .isInstanceOf(IllegalStateException.class);

        assertThat(all()).isEmpty();
        reset(process);
        comments.arrived(written(ID, "Lovely!"), WRITTEN);
        assertThat(all()).hasSize(1);
    }

    @Test
    void hostile_text_is_kept_as_it_was_written_but_for_what_no_database_holds() {
        String hostile =
                "<script>alert(1)</script> {{7*7}} \u202eevil\u202c \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";
        comments.arrived(written(ID, "\u0000" + hostile + "\ud83d"), WRITTEN);

        assertThat(only().text()).isEqualTo(hostile + "\ufffd");
    }

    @Test
    void a_text_longer_than_we_keep_is_cut_between_characters_and_the_history_says_so() {
        comments.arrived(written(ID, "\ud83d\ude00".repeat(20_005)), WRITTEN);

        assertThat(only().text()).isEqualTo("\ud83d\ude00".repeat(20_000));
        assertThat(only().history())
                .extracting(HistoryEvent::text)
                .contains("The text was too long: its last 5 characters were left out.");
    }

    @Test
    void an_author_whom_the_page_keeps_to_itself_is_nobody_in_particular() {
        for (int i = 0; i < 2; i++) {
            comments.arrived(
                    new PageComment(
                            "100_1_" + i,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            " ",
                            "Lovely!",
                            WRITTEN,
                            Optional.of("javascript:alert(1)"),
                            Optional.of("data:text/html,x")),
                    WRITTEN);
        }
        Comment first = all().get(0);
        assertThat(first.authorName()).isEqualTo("Somebody on Facebook");
        assertThat(first.origin().postLink()).isEmpty();
        assertThat(first.attachmentUrl()).isEmpty();
        comments.triaged(first.id(), HARMLESS);
        comments.review(first.id(), "editor", "publish", null, null, false);

        assertThat(comments.authorHistory(all().get(1).id()).published()).isZero();
    }

    // ---- what comes by mail

    @Test
    void a_mail_becomes_one_request_however_often_it_is_read() {
        comments.mailed(mail("<1@mail.example>", "parent@home.example", "Lovely!"));
        comments.mailed(mail("<1@mail.example>", "parent@home.example", "Lovely!"));
        comments.mailed(mail("<2@mail.example>", "parent@home.example", "Lovely!"));

        assertThat(all()).hasSize(2);
        Comment first = all().get(0);
        assertThat(first.road()).isEqualTo(Road.MAILBOX);
        assertThat(first.requester()).isEqualTo("mailbox");
        assertThat(first.origin().subject()).contains("For the page");
        assertThat(first.origin().authorId()).contains("parent@home.example");
        assertThat(first.isInPublic()).isFalse();
        verify(process, times(2)).start(any());
    }

    @Test
    void a_mail_from_somebody_of_the_school_is_theirs_so_that_they_do_not_decide_it() {
        comments.mailed(mail("<1@mail.example>", "Editor@School.example", "Lovely!"));

        Comment comment = only();
        assertThat(comment.requester()).isEqualTo("editor");
        comments.triaged(comment.id(), HARMLESS);
        assertThatThrownBy(() -> comments.review(comment.id(), "editor", "publish", null, null, false))
                .isInstanceOf(NotAllowedException.class);
    }

    @Test
    void what_was_left_out_of_a_mail_is_told_in_the_history() {
        comments.mailed(new MailedComment(
                "<1@mail.example>",
                "parent@home.example",
                "",
                "",
                "x".repeat(20_001),
                WRITTEN,
                List.of("photo.jpg\n(an attachment)")));

        assertThat(only().authorName()).isEqualTo("parent@home.example");
        assertThat(only().history())
                .extracting(HistoryEvent::text)
                .contains("photo.jpg (an attachment)", "The text was too long: its last 1 characters were left out.");
    }

    private static MailedComment mail(String id, String address, String text) {
        return new MailedComment(id, address, "A parent", "For the page", text, WRITTEN, List.of());
    }

    // ---- what is found in it

    @Test
    void what_is_found_in_text_and_subject_is_told_with_what_exactly() {
        comments.mailed(mail("<1@mail.example>", "parent@home.example", "Lovely!"));
        when(textCheck.check("For the page\nLovely!"))
                .thenReturn(new TextFacts(
                        Set.of("Ada"),
                        Set.of("Al Brook (3B)"),
                        Set.of(),
                        true,
                        List.of("a phone number"),
                        List.of("elsewhere.example"),
                        List.of(),
                        new LinkedHashSet<>(List.of("drat", "blast")),
                        Set.of(),
                        false,
                        true));

        TriageFacts facts = comments.triageFacts(only().id());

        assertThat(facts)
                .isEqualTo(new TriageFacts(
                        true,
                        false,
                        true,
                        true,
                        true,
                        true,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        Map.of(
                                "namesPupil", List.of("Ada", "Al Brook (3B)"),
                                "contactDetails", List.of("a phone number"),
                                "otherLink", List.of("elsewhere.example"),
                                "abusive", List.of("drat", "blast"))));
    }

    @Test
    void an_author_who_was_reported_is_remembered_even_after_the_comment_was_erased() {
        when(textCheck.check(anyString())).thenReturn(nothingFound());
        comments.arrived(writtenBy("7002", ID, "Horrid!"), WRITTEN);
        UUID reported = latest(ID);
        comments.triaged(reported, URGENT);
        comments.review(reported, "editor", "remove-and-report", "Abuse.", "S6", false);
        comments.arrived(writtenBy("7002", "100_1_2", "Me again"), WRITTEN);
        UUID second = latest("100_1_2");
        assertThat(comments.triageFacts(second).authorReportedBefore()).isTrue();
        assertThat(comments.triageFacts(reported).authorReportedBefore()).isFalse();

        jdbc.sql("delete from approvals.comment where id = :id")
                .param("id", reported)
                .update();

        AuthorHistory history = comments.authorHistory(second);
        assertThat(history.reported()).isEqualTo(1);
        assertThat(history.lastReported()).contains(WRITTEN);
    }

    private static TextFacts nothingFound() {
        return new TextFacts(
                Set.of(), Set.of(), Set.of(), false, List.of(), List.of(), List.of(), Set.of(), Set.of(), false, false);
    }

    @Test
    void what_looking_through_it_came_to_is_kept() {
        UUID id = waiting(FLAGGED);

        assertThat(comments.find(id).triage()).contains(FLAGGED);
        assertThat(comments.find(id).obligation(Duty.REVIEW).orElseThrow().due().alarm())
                .isEqualTo(DUE);
    }

    // ---- decisions

    @Test
    void a_decision_is_recorded_with_everything_that_matters() {
        UUID id = waiting(HARMLESS);
        clock.moveTo(LATER);

        comments.review(id, "editor", "decline", " An advertisement. ", "S2", false);

        assertThat(decisions.of(id))
                .containsExactly(new Decision(
                        id,
                        "comment-approval",
                        "S2",
                        "decline",
                        "An advertisement.",
                        "",
                        "facebook",
                        WRITTEN,
                        Optional.of(DUE),
                        "editor",
                        Role.SOCIAL_MEDIA,
                        Optional.empty(),
                        LATER));
        assertThat(only().ruling())
                .contains(new Ruling(Verdict.DECLINE, "An advertisement.", "S2", "editor", Role.SOCIAL_MEDIA, LATER));
        verifyNoInteractions(toldPeople);
    }

    @Test
    void a_decision_in_the_second_round_is_asked_when_that_round_began() {
        UUID id = waiting(HARMLESS);
        clock.moveTo(LATER);
        comments.edited(written(ID, "Lovelier!"), LATER);
        comments.triaged(id, HARMLESS);
        comments.review(id, "editor", "publish", null, null, false);

        assertThat(decisions.of(id)).extracting(Decision::askedAt).containsExactly(LATER);
    }

    @Test
    void the_head_who_joined_decides_on_behalf_of_those_responsible() {
        UUID id = waiting(HARMLESS);
        clock.moveTo(DUE);
        assertThat(comments.overdue(id, Duty.REVIEW)).contains(Role.HEAD_TEACHER);

        comments.review(id, "head", "publish", null, null, false);

        assertThat(decisions.of(id)).extracting(Decision::role).containsExactly(Role.HEAD_TEACHER);
        assertThat(decisions.of(id)).extracting(Decision::onBehalfOf).containsExactly(Optional.of(Role.SOCIAL_MEDIA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "approve", "PUBLISH"})
    void an_unknown_decision_is_refused(String decision) {
        UUID id = waiting(HARMLESS);

        assertThatThrownBy(() -> comments.review(id, "editor", decision, null, null, false))
                .hasMessage("Decision: please choose to publish, to decline or to remove and report.");
        assertThatThrownBy(() -> comments.review(id, "editor", null, null, null, false))
                .isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"publish", "decline", "remove-and-report"})
    void whoever_brought_it_is_told_of_the_decision_without_a_word_of_the_comment(String decision) {
        Comment comment = comments.request("teacher", form());
        comments.triaged(comment.id(), HARMLESS);
        comments.review(comment.id(), "editor", decision, "A secret reason.", null, false);

        Notice notice = told().get(0);
        assertThat(notice.kind()).isEqualTo(Notice.Kind.DECISION);
        assertThat(notice.people()).containsExactly("teacher");
        assertThat(notice.link()).isEqualTo("/comments/" + comment.id());
        assertThat(notice.subject() + notice.sentence())
                .contains(comment.reference())
                .doesNotContain("lovely", "secret", "parent");
    }

    @Test
    void a_report_is_answered_in_the_record_as_asked_by_the_reviewer() {
        UUID id = reported();
        Instant removed = comments.find(id).removedAt().orElseThrow();
        clock.moveTo(removed.plusSeconds(60));

        comments.respond(id, "head", "refer-safeguarding", "Told the social worker.");

        assertThat(only().state()).isEqualTo(State.ANSWERED);
        assertThat(decisions.of(id).get(1))
                .isEqualTo(new Decision(
                        id,
                        "comment-approval",
                        "S6",
                        "refer-safeguarding",
                        "Told the social worker.",
                        "",
                        "editor",
                        removed,
                        Optional.of(removed.plus(Duration.ofHours(4))),
                        "head",
                        Role.HEAD_TEACHER,
                        Optional.empty(),
                        removed.plusSeconds(60)));
        assertThatThrownBy(() -> comments.respond(id, "head", "ignore", null)).isInstanceOf(RefusedException.class);
    }

    @Test
    void what_followed_from_a_report_is_read_by_head_deputy_and_chair_only() {
        UUID id = reported();
        comments.respond(id, "head", "refer-police", "Crime number 1.");

        assertThat(register.story(id, "editor").decisions()).hasSize(1);
        assertThat(register.story(id, "deputy").decisions()).hasSize(2);
        assertThat(register.story(id, "editor").timeline())
                .noneMatch(
                        event -> event.text().contains("police") || event.text().contains("Crime"));
    }

    @Test
    void the_chair_who_reported_a_comment_about_the_head_may_respond_as_nobody_else_can() {
        UUID id = waiting(ABOUT_HEAD);
        clock.moveTo(DUE);
        assertThat(comments.overdue(id, Duty.REVIEW)).contains(Role.CHAIR_OF_GOVERNORS);
        comments.review(id, "chair", "remove-and-report", "Abuse.", "S6", false);
        when(page.remove(ID)).thenReturn(new Answer.Done());
        comments.carryOut(id, Effect.REMOVE);

        comments.respond(id, "chair", "no-further-action", null);

        assertThat(decisions.of(id)).extracting(Decision::requestedBy).containsExactly("facebook", "facebook");
    }

    @Test
    void of_two_who_decide_at_once_one_decides_and_the_other_is_told() throws Exception {
        UUID id = waiting(HARMLESS);
        List<String> reviewers = List.of("editor", "second-editor");
        List<Object> results = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier start = new CyclicBarrier(2);
            List<Future<Object>> both = reviewers.stream()
                    .map(reviewer -> pool.submit((Callable<Object>) () -> {
                        start.await();
                        try {
                            return comments.review(id, reviewer, "publish", null, null, false);
                        } catch (RefusedException refusal) {
                            return refusal.getMessage();
                        }
                    }))
                    .toList();
            for (Future<Object> one : both) {
                results.add(one.get());
            }
        } finally {
            pool.shutdown();
        }

        assertThat(results).filteredOn(Comment.class::isInstance).hasSize(1);
        assertThat(results)
                .filteredOn(String.class::isInstance)
                .singleElement()
                .asString()
                .startsWith("This cannot be decided now");
        assertThat(decisions.of(id)).hasSize(1);
    }

    // ---- several at once

    @Test
    void harmless_comments_are_published_together_each_with_a_decision_of_its_own() {
        publishThroughTheProcess();
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            seen.add(new Seen(waiting("100_1_" + i, HARMLESS), 1));
        }

        PublishedTogether result = comments.publishTogether("editor", seen);

        assertThat(result.leftOut()).isEmpty();
        assertThat(result.published())
                .extracting(PublishedTogether.Published::id)
                .containsExactlyElementsOf(seen.stream().map(Seen::id).toList());
        assertThat(seen).allSatisfy(one -> assertThat(decisions.of(one.id())).hasSize(1));
    }

    @Test
    void left_out_of_what_is_published_together_is_whatever_needs_a_look_of_its_own() {
        publishThroughTheProcess();
        UUID harmless = waiting("100_1_1", HARMLESS);
        UUID flagged = waiting("100_1_2", FLAGGED);
        UUID urgent = waiting("100_1_3", URGENT);
        UUID aboutHead = waiting("100_1_4", ABOUT_HEAD);
        UUID edited = waiting("100_1_5", HARMLESS);
        comments.edited(written("100_1_5", "Horrid!"), LATER);
        comments.triaged(edited, HARMLESS);
        UUID decided = waiting("100_1_6", HARMLESS);
        comments.review(decided, "second-editor", "decline", "An advertisement.", null, false);
        Comment own = comments.request("editor", form());
        comments.triaged(own.id(), HARMLESS);
        comments.arrived(written("100_1_7", "Lovely!"), WRITTEN);
        UUID notLookedThrough = latest("100_1_7");
        UUID unknown = UUID.randomUUID();

        PublishedTogether result = comments.publishTogether(
                "editor",
                List.of(
                        new Seen(flagged, 1),
                        new Seen(urgent, 1),
                        new Seen(aboutHead, 1),
                        new Seen(edited, 1),
                        new Seen(decided, 1),
                        new Seen(own.id(), 1),
                        new Seen(notLookedThrough, 1),
                        new Seen(unknown, 1),
                        new Seen(harmless, 1),
                        new Seen(harmless, 1)));

        assertThat(result.published())
                .extracting(PublishedTogether.Published::id)
                .containsExactly(harmless);
        assertThat(result.leftOut())
                .extracting(PublishedTogether.LeftOut::id)
                .containsExactly(flagged, urgent, aboutHead, edited, decided, own.id(), notLookedThrough, unknown);
        assertThat(sentence(result, flagged)).endsWith("needs a closer look: please open its own form.");
        assertThat(sentence(result, edited)).endsWith("was edited since you saw it: please read it again.");
        assertThat(sentence(result, decided)).endsWith("does not await its review any more.");
        assertThat(sentence(result, own.id())).endsWith("is not yours to decide: somebody else has to.");
        assertThat(sentence(result, unknown)).isEqualTo("There is no such comment, or it is not yours to see.");
        verify(process, times(1)).publish(any(), any());
    }

    @Test
    void nobody_publishes_together_what_they_may_not_decide() {
        publishThroughTheProcess();
        UUID id = waiting(HARMLESS);

        for (String other : List.of("teacher", "head", "deputy", "office", "governor", "chair", "admin", "nobody")) {
            assertThat(comments.publishTogether(other, List.of(new Seen(id, 1))).published())
                    .isEmpty();
        }
        assertThat(only().state()).isEqualTo(State.WAITING);
    }

    @Test
    void one_that_fails_takes_none_of_the_others_with_it() {
        publishThroughTheProcess();
        UUID first = waiting("100_1_1", HARMLESS);
        UUID second = waiting("100_1_2", HARMLESS);
        doAnswer(call -> {
                    comments.review(first, "editor", "publish", null, null, false);
                    throw new RefusedException("Somebody else has taken this task: please refresh the list.");
                })
                .when(process)
                .publish(first, "editor");

        PublishedTogether result = comments.publishTogether("editor", List.of(new Seen(first, 1), new Seen(second, 1)));

        assertThat(sentence(result, first)).isEqualTo("Somebody else has taken this task: please refresh the list.");
        assertThat(comments.find(first).state()).isEqualTo(State.WAITING);
        assertThat(decisions.of(first)).isEmpty();
        assertThat(comments.find(second).state()).isEqualTo(State.AGREED);
    }

    private static String sentence(PublishedTogether result, UUID id) {
        return result.leftOut().stream()
                .filter(one -> one.id().equals(id))
                .map(PublishedTogether.LeftOut::sentence)
                .findFirst()
                .orElseThrow();
    }

    private void publishThroughTheProcess() {
        doAnswer(call -> comments.review(call.getArgument(0), call.getArgument(1), "publish", null, null, false))
                .when(process)
                .publish(any(), anyString());
    }

    // ---- what is done on the channel

    @Test
    void hiding_showing_and_removing_are_done_once_and_recorded() {
        UUID id = waiting(HARMLESS);
        when(page.hide(ID)).thenReturn(new Answer.Done());
        when(page.show(ID, "Lovely!")).thenReturn(new Answer.Done());
        clock.moveTo(WRITTEN.plusSeconds(7));

        assertThat(comments.carryOut(id, Effect.HIDE)).isEqualTo(Carried.DONE);
        assertThat(comments.carryOut(id, Effect.HIDE)).isEqualTo(Carried.DONE);
        comments.review(id, "editor", "publish", null, null, false);
        assertThat(comments.carryOut(id, Effect.SHOW)).isEqualTo(Carried.DONE);
        assertThat(comments.carryOut(id, Effect.SHOW)).isEqualTo(Carried.DONE);

        verify(page, times(1)).hide(ID);
        verify(page, times(1)).show(ID, "Lovely!");
        assertThat(only().state()).isEqualTo(State.PUBLISHED);
        assertThat(jdbc.sql("select sum(seconds) from approvals.comment_public where not agreed")
                        .query(Integer.class)
                        .single())
                .isEqualTo(7);
    }

    @Test
    void an_attempt_is_on_record_before_the_page_is_called_and_stays_if_everything_breaks_down() {
        UUID id = waiting(HARMLESS);
        when(page.hide(ID)).thenAnswer(call -> {
            assertThat(comments.find(id).effort().orElseThrow().attempts()).isEqualTo(1);
            return new Answer.Done();
        });

        TransactionTemplate engine = new TransactionTemplate(transactions);
        assertThatThrownBy(() -> engine.executeWithoutResult(status -> {
                    comments.carryOut(id, Effect.HIDE);
                    throw new IllegalStateException("the plug was pulled before the commit");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(comments.find(id).effort().orElseThrow().attempts()).isEqualTo(1);
        assertThat(comments.find(id).isInPublic()).isTrue();
        when(page.hide(ID)).thenReturn(new Answer.Done());
        assertThat(comments.carryOut(id, Effect.HIDE)).isEqualTo(Carried.DONE);
        assertThat(only().history())
                .filteredOn(event -> event.type() == EventType.HIDDEN)
                .hasSize(1);
    }

    @Test
    void what_did_not_work_is_tried_later_and_what_blew_up_as_well() {
        UUID id = waiting(HARMLESS);
        when(page.hide(ID)).thenReturn(new Answer.Later(Optional.empty(), "the page did not answer in time"));
        assertThat(comments.carryOut(id, Effect.HIDE)).isEqualTo(Carried.LATER);
        Effort effort = only().effort().orElseThrow();
        assertThat(effort.nextAttempt()).contains(WRITTEN.plusSeconds(10));
        assertThat(comments.carryOut(id, Effect.HIDE)).isEqualTo(Carried.LATER);
        verify(page, times(1)).hide(ID);

        clock.moveTo(WRITTEN.plusSeconds(10));
        reset(page);
        when(page.isConnected()).thenReturn(true);
        when(page.hide(ID)).thenThrow(new IllegalStateException("unforeseen"));
        assertThat(comments.carryOut(id, Effect.HIDE)).isEqualTo(Carried.LATER);
        assertThat(only().effort().orElseThrow().attempts()).isEqualTo(2);
    }

    @Test
    void a_token_that_ran_out_is_told_once_to_those_who_can_renew_it_and_the_work_falls_to_people() {
        UUID first = waiting("100_1_1", HARMLESS);
        UUID second = waiting("100_1_2", HARMLESS);
        when(page.hide(anyString())).thenReturn(new Answer.TokenExpired());

        assertThat(comments.carryOut(first, Effect.HIDE)).isEqualTo(Carried.BY_HAND);
        assertThat(comments.carryOut(second, Effect.HIDE)).isEqualTo(Carried.BY_HAND);

        assertThat(told()).hasSize(1);
        assertThat(told().get(0).kind()).isEqualTo(Notice.Kind.PROBLEM);
        assertThat(told().get(0).people()).containsExactlyInAnyOrder("editor", "second-editor", "admin");
        assertThat(told().get(0).sentence()).contains("renew the token");
        assertThat(comments.find(first).effort().flatMap(Effort::byHand))
                .contains("The token for the page has run out");
    }

    @Test
    void a_permission_that_was_lost_is_told_to_those_responsible_and_the_head() {
        UUID id = waiting(HARMLESS);
        when(page.hide(ID)).thenReturn(new Answer.PermissionLost());

        assertThat(comments.carryOut(id, Effect.HIDE)).isEqualTo(Carried.BY_HAND);

        assertThat(told().get(0).people()).containsExactlyInAnyOrder("editor", "second-editor", "head");
        assertThat(told().get(0).sentence()).contains("lost a permission");
    }

    @Test
    void a_comment_that_is_gone_from_the_page_ends_the_request() {
        UUID id = waiting(HARMLESS);
        when(page.hide(ID)).thenReturn(new Answer.Gone());

        assertThat(comments.carryOut(id, Effect.HIDE)).isEqualTo(Carried.GONE);
        assertThat(comments.carryOut(id, Effect.HIDE)).isEqualTo(Carried.GONE);

        assertThat(only().state()).isEqualTo(State.GONE);
        assertThat(only().isInPublic()).isFalse();
        verifyNoInteractions(toldPeople);
    }

    @Test
    void whoever_agreed_a_comment_that_is_gone_before_it_is_shown_is_told_however_it_is_found() {
        UUID found = waiting(HARMLESS);
        comments.review(found, "editor", "publish", null, null, false);
        when(page.show(ID, "Lovely!")).thenReturn(new Answer.Gone());
        assertThat(comments.carryOut(found, Effect.SHOW)).isEqualTo(Carried.GONE);

        UUID told = waiting("100_1_2", HARMLESS);
        comments.review(told, "second-editor", "publish", null, null, false);
        comments.removed("100_1_2", LATER);
        comments.removed("100_1_2", LATER);

        assertThat(told()).extracting(Notice::people).containsExactly(Set.of("editor"), Set.of("second-editor"));
        assertThat(told()).allSatisfy(notice -> assertThat(notice.subject()).endsWith("is no longer there"));
    }

    @Test
    void another_text_on_the_page_than_the_one_agreed_is_not_shown_but_agreed_anew() {
        UUID id = waiting(HARMLESS);
        comments.review(id, "editor", "publish", null, null, false);
        when(page.show(ID, "Lovely!")).thenReturn(new Answer.Edited(written(ID, "Horrid!")));

        assertThat(comments.carryOut(id, Effect.SHOW)).isEqualTo(Carried.EDITED);

        assertThat(only().text()).isEqualTo("Horrid!");
        assertThat(only().state()).isEqualTo(State.RECEIVED);
        verify(process, never()).edited(any());
    }

    @Test
    void what_is_edited_while_it_is_being_shown_is_not_published_but_hidden_again() {
        UUID id = waiting(HARMLESS);
        when(page.hide(ID)).thenReturn(new Answer.Done());
        comments.carryOut(id, Effect.HIDE);
        comments.review(id, "editor", "publish", null, null, false);
        when(page.show(ID, "Lovely!")).thenAnswer(call -> {
            inParallel(1, () -> {
                comments.edited(written(ID, "Horrid!"), LATER);
                comments.triaged(id, HARMLESS);
                comments.review(id, "editor", "publish", null, null, false);
                return null;
            });
            return new Answer.Done();
        });

        assertThat(comments.carryOut(id, Effect.SHOW)).isEqualTo(Carried.EDITED);

        assertThat(only().state()).isEqualTo(State.AGREED);
        assertThat(only().text()).isEqualTo("Horrid!");
    }

    @Test
    void what_is_not_on_the_page_any_more_counts_as_removed() {
        UUID id = waiting(URGENT);
        comments.review(id, "editor", "remove-and-report", "Abuse.", "S6", false);
        when(page.remove(ID)).thenReturn(new Answer.Gone());

        assertThat(comments.carryOut(id, Effect.REMOVE)).isEqualTo(Carried.DONE);
        assertThat(only().state()).isEqualTo(State.REPORTED);
    }

    @Test
    void nothing_is_shown_or_removed_that_nobody_decided_wherever_the_process_may_stand() {
        UUID id = waiting(HARMLESS);

        assertThatThrownBy(() -> comments.carryOut(id, Effect.SHOW)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> comments.carryOut(id, Effect.REMOVE)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> comments.doneByHand(id, "editor", Effect.SHOW, true, false, null))
                .isInstanceOf(RefusedException.class);

        verify(page, never()).show(any(), any());
        verify(page, never()).remove(any());
    }

    @Test
    void a_person_does_by_hand_what_the_software_cannot_and_says_where_it_can_be_seen() {
        Comment comment = comments.request("teacher", form());
        comments.triaged(comment.id(), HARMLESS);
        comments.review(comment.id(), "editor", "publish", null, null, false);
        assertThat(comments.carryOut(comment.id(), Effect.SHOW)).isEqualTo(Carried.BY_HAND);

        assertThat(comments.doneByHand(
                        comment.id(), "editor", Effect.SHOW, true, false, "https://www.twitter.example/post/2"))
                .isEqualTo(Carried.DONE);

        Comment published = only();
        assertThat(published.state()).isEqualTo(State.PUBLISHED);
        assertThat(published.publishedAt()).contains("https://www.twitter.example/post/2");
        assertThat(published.isInPublic()).isTrue();
        assertThat(published.history().get(published.history().size() - 1))
                .isEqualTo(new HistoryEvent(WRITTEN, Optional.of("editor"), EventType.PUBLISHED, ""));
    }

    @Test
    void work_by_hand_is_confirmed_in_one_way_only_and_by_whom_it_was_given_to() {
        UUID id = waiting(HARMLESS);
        when(page.isConnected()).thenReturn(false);
        assertThat(comments.carryOut(id, Effect.HIDE)).isEqualTo(Carried.BY_HAND);

        assertThatThrownBy(() -> comments.doneByHand(id, "editor", Effect.HIDE, false, false, null))
                .hasMessage("Please tick that it is done, or that it is no longer there.");
        assertThatThrownBy(() -> comments.doneByHand(id, "editor", Effect.HIDE, true, true, null))
                .hasMessage("Please tick either that it is done or that it is no longer there, not both.");
        assertThatThrownBy(() -> comments.doneByHand(id, "editor", Effect.HIDE, true, false, "javascript:alert(1)"))
                .hasMessageStartingWith("Link: please enter an address on the web");
        for (String other : List.of("teacher", "head", "chair", "admin")) {
            assertThatThrownBy(() -> comments.doneByHand(id, other, Effect.HIDE, true, false, null))
                    .isInstanceOf(NotAllowedException.class);
        }
        assertThat(comments.doneByHand(id, "editor", Effect.HIDE, true, false, null))
                .isEqualTo(Carried.DONE);
        assertThat(only().isInPublic()).isFalse();
    }

    @Test
    void what_a_person_finds_gone_ends_the_request_and_whoever_brought_it_is_told() {
        Comment comment = comments.request("teacher", form("inPublic", true));
        comments.triaged(comment.id(), HARMLESS);
        comments.carryOut(comment.id(), Effect.HIDE);

        assertThat(comments.doneByHand(comment.id(), "editor", Effect.HIDE, false, true, null))
                .isEqualTo(Carried.GONE);

        assertThat(only().state()).isEqualTo(State.GONE);
        assertThat(told().get(0).people()).containsExactly("teacher");
        assertThat(told().get(0).kind()).isEqualTo(Notice.Kind.PROBLEM);
    }

    @Test
    void work_by_hand_that_came_too_late_changes_nothing() {
        UUID id = waiting(HARMLESS);
        when(page.isConnected()).thenReturn(false);
        comments.carryOut(id, Effect.HIDE);
        comments.removed(ID, LATER);

        assertThat(comments.doneByHand(id, "editor", Effect.HIDE, true, false, null))
                .isEqualTo(Carried.GONE);
    }

    @Test
    void reminders_and_escalations_are_kept() {
        UUID id = waiting(HARMLESS);
        comments.remind(id, Duty.REVIEW);
        assertThatThrownBy(() -> comments.overdue(id, Duty.REVIEW)).isInstanceOf(RefusedException.class);
        clock.moveTo(DUE);
        comments.overdue(id, Duty.REVIEW);

        Obligation review = only().obligation(Duty.REVIEW).orElseThrow();
        assertThat(review.reminded()).isTrue();
        assertThat(review.overdue()).isTrue();
        assertThat(only().whoMay(Duty.REVIEW)).containsExactly(Role.SOCIAL_MEDIA, Role.HEAD_TEACHER);
    }

    // ---- evidence

    @Test
    void evidence_is_kept_with_the_decision_and_the_snapshot_before_the_removal() {
        UUID id = waiting(URGENT);
        CommentPage.Snapshot snapshot = new CommentPage.Snapshot(
                "Round-up of the week", "https://www.facebook.example/100_1", Optional.of("0".repeat(64)));
        comments.review(id, "editor", "remove-and-report", "Abuse.", "S6", false);
        assertThat(evidence.read(id, "head").snapshot()).isEmpty();
        when(page.snapshot(ID)).thenReturn(Optional.of(snapshot));
        when(page.remove(ID)).thenAnswer(call -> {
            assertThat(evidence.read(id, "head").snapshot()).contains(snapshot);
            return new Answer.Done();
        });

        assertThat(comments.carryOut(id, Effect.REMOVE)).isEqualTo(Carried.DONE);

        Evidence kept = evidence.read(id, "deputy");
        assertThat(kept.text()).isEqualTo("Lovely!");
        assertThat(kept.authorName()).isEqualTo("A parent");
        assertThat(kept.authorId()).contains("7001");
        assertThat(kept.publicFrom()).contains(WRITTEN);
        assertThat(kept.reportedBy()).isEqualTo("editor");
    }

    @Test
    void a_snapshot_that_cannot_be_had_delays_no_removal() {
        UUID id = waiting(URGENT);
        comments.review(id, "editor", "remove-and-report", "Abuse.", "S6", false);
        when(page.snapshot(ID)).thenThrow(new IllegalStateException("no post"));
        when(page.remove(ID)).thenReturn(new Answer.Done());

        assertThat(comments.carryOut(id, Effect.REMOVE)).isEqualTo(Carried.DONE);
    }

    @Test
    void a_snapshot_that_the_database_refuses_delays_no_removal() {
        UUID id = waiting(URGENT);
        comments.review(id, "editor", "remove-and-report", "Abuse.", "S6", false);
        when(page.snapshot(ID))
                .thenReturn(Optional.of(new CommentPage.Snapshot("\u0000text", "link", Optional.of("no hash"))));
        when(page.remove(ID)).thenReturn(new Answer.Done());

        assertThat(comments.carryOut(id, Effect.REMOVE)).isEqualTo(Carried.DONE);
    }

    @Test
    void evidence_is_read_by_head_deputy_and_chair_and_who_looked_is_written_down() {
        UUID id = waiting(URGENT);
        comments.review(id, "editor", "remove-and-report", "Abuse.", "S6", false);

        for (String other : List.of("editor", "teacher", "office", "governor", "admin", "nobody")) {
            assertThatThrownBy(() -> evidence.read(id, other))
                    .hasMessage("There is no such evidence, or it is not yours to read.");
        }
        evidence.read(id, "head");
        evidence.read(id, "deputy");
        assertThat(evidence.read(id, "chair").readers())
                .containsExactly(
                        new Evidence.Reader(WRITTEN, "The head"),
                        new Evidence.Reader(WRITTEN, "The deputy"),
                        new Evidence.Reader(WRITTEN, "The chair"));
        assertThatThrownBy(() -> evidence.read(UUID.randomUUID(), "chair"))
                .hasMessage("There is no such evidence, or it is not yours to read.");
    }

    @Test
    void evidence_about_the_head_is_for_the_chair_alone() {
        UUID id = waiting(ABOUT_HEAD);
        comments.review(id, "editor", "remove-and-report", "Abuse.", "S6", false);

        assertThatThrownBy(() -> evidence.read(id, "head")).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> evidence.read(id, "deputy")).isInstanceOf(NotAllowedException.class);
        assertThat(evidence.read(id, "chair").text()).isEqualTo("Lovely!");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update approvals.comment_evidence set text = 'nothing'",
                "delete from approvals.comment_evidence",
                "truncate approvals.comment_evidence cascade",
                "update approvals.comment_evidence_snapshot set parent_text = ''",
                "delete from approvals.comment_evidence_snapshot",
                "update approvals.comment_evidence_reading set reader = 'nobody'",
                "delete from approvals.comment_evidence_reading"
            })
    void the_database_refuses_to_lose_evidence(String change) {
        UUID id = waiting(URGENT);
        comments.review(id, "editor", "remove-and-report", "Abuse.", "S6", false);
        evidence.read(id, "head");

        assertThatThrownBy(() -> jdbc.sql(change).update()).hasMessageContaining("Evidence is append-only");
    }

    // ---- what reports count

    @Test
    void a_comment_that_is_agreed_leaves_its_review_and_the_time_that_everybody_could_see_it() {
        comments.arrived(written(ID, "Lovely!"), WRITTEN.plusSeconds(30));
        UUID id = latest(ID);
        assertThat(stages().of(id)).containsExactly("request open P6", "in-public open P6");
        clock.moveTo(WRITTEN.plusSeconds(90));
        comments.triaged(id, HARMLESS);
        when(page.hide(ID)).thenReturn(new Answer.Done());
        comments.carryOut(id, Effect.HIDE);
        clock.moveTo(School.at("2027-05-06T09:00"));
        comments.review(id, "editor", "publish", null, "S2", false);
        assertThat(stages().of(id)).contains("request open P6");
        when(page.show(ID, "Lovely!")).thenReturn(new Answer.Done());
        comments.carryOut(id, Effect.SHOW);

        assertThat(stages().of(id))
                .containsExactly("request published P6", "in-public hidden P6", "decision publish S2");
        assertThat(stages().times(id, StageKind.DECISION))
                .containsExactly("2027-05-04 10:00 to 2027-05-06 09:00 due 2027-05-05 16:00: publish in 2");
        assertThat(seconds(id)).containsExactly(90L);
    }

    @Test
    void what_is_agreed_while_everybody_can_see_it_counts_as_in_public_until_it_is_published() {
        UUID id = waiting(HARMLESS);
        clock.moveTo(LATER);
        comments.review(id, "editor", "publish", null, null, false);
        when(page.show(ID, "Lovely!")).thenReturn(new Answer.Done());
        comments.carryOut(id, Effect.SHOW);

        assertThat(stages().of(id)).contains("in-public agreed P6");
        assertThat(seconds(id)).containsExactly(60L);
    }

    @Test
    void a_comment_that_is_declined_stays_on_record_as_in_public_until_it_is_hidden() {
        UUID id = waiting(HARMLESS);
        comments.review(id, "editor", "decline", "Not about school life.", "S2", false);
        assertThat(stages().of(id)).containsExactly("request declined P6", "in-public open P6", "decision decline S2");
        when(page.hide(ID)).thenReturn(new Answer.Done());
        comments.carryOut(id, Effect.HIDE);

        assertThat(stages().of(id)).contains("in-public hidden P6");
    }

    @Test
    void a_removal_is_followed_by_the_response_to_its_report() {
        UUID id = reported();
        assertThat(stages().of(id))
                .containsExactly(
                        "request removed P6",
                        "in-public removed P6",
                        "decision remove-and-report S6",
                        "response open S6");
        clock.moveTo(LATER);
        comments.respond(id, "head", "refer-safeguarding", null);

        assertThat(stages().of(id)).contains("response refer-safeguarding S6");
        assertThat(stages().times(id, StageKind.RESPONSE))
                .containsExactly("2027-05-04 10:00 to 2027-05-04 10:01 due 2027-05-04 14:00: refer-safeguarding in 0");
    }

    @Test
    void an_edit_ends_the_round_and_begins_another() {
        UUID id = waiting(HARMLESS);
        clock.moveTo(LATER);
        comments.edited(written(ID, "Horrid!"), LATER);
        assertThat(stages().of(id)).containsExactly("request open P6", "in-public open P6", "decision edited P6");
        comments.triaged(id, URGENT);

        assertThat(stages().of(id))
                .containsExactly("request open P6", "in-public open P6", "decision edited P6", "decision open P6");
    }

    @Test
    void what_its_author_took_away_is_gone_in_every_respect() {
        UUID id = waiting(HARMLESS);
        comments.removed(ID, LATER);

        assertThat(stages().of(id)).containsExactly("request gone P6", "in-public gone P6", "decision gone P6");
    }

    @Test
    void what_a_person_has_to_do_by_hand_is_on_record_until_it_is_done_or_needed_no_more() {
        when(page.isConnected()).thenReturn(false);
        UUID hidden = waiting(HARMLESS);
        comments.carryOut(hidden, Effect.HIDE);
        assertThat(stages().of(hidden)).contains("by-hand open P6");
        clock.moveTo(LATER);
        comments.doneByHand(hidden, "editor", Effect.HIDE, true, false, null);
        assertThat(stages().of(hidden)).contains("by-hand done hide P6", "in-public hidden P6");
        assertThat(stages().times(hidden, StageKind.BY_HAND))
                .containsExactly("2027-05-04 10:00 to 2027-05-04 10:01 due 2027-05-04 12:00: done in 0");

        UUID agreed = waiting("100_1_2", HARMLESS);
        comments.carryOut(agreed, Effect.HIDE);
        comments.review(agreed, "editor", "publish", null, null, false);
        assertThat(stages().of(agreed)).contains("by-hand not-needed hide P6");
        comments.carryOut(agreed, Effect.SHOW);
        comments.doneByHand(agreed, "editor", Effect.SHOW, false, true, null);
        assertThat(stages().of(agreed)).contains("by-hand gone show P6", "request gone P6");

        UUID removed = waiting("100_1_3", URGENT);
        comments.review(removed, "editor", "remove-and-report", "Abuse.", "S6", false);
        comments.carryOut(removed, Effect.REMOVE);
        comments.doneByHand(removed, "editor", Effect.REMOVE, true, false, null);
        assertThat(stages().of(removed)).contains("by-hand done remove S6", "request removed P6", "response open S6");
    }

    private Stages stages() {
        return new Stages(jdbc);
    }

    private List<Long> seconds(UUID id) {
        return jdbc.sql("""
                        select cast(extract(epoch from ended_at - begun_at) as bigint) from approvals.stage
                        where request_id = :id and kind = 'in-public' order by id
                        """).param("id", id).query(Long.class).list();
    }

    // ---- lists and pages

    @Test
    void each_person_sees_what_they_may_see_in_lists_as_in_the_aggregate() {
        everyKindOfComment();
        List<UUID> ids = all().stream().map(Comment::id).toList();

        for (var person : School.EVERYBODY) {
            List<UUID> visible = ids.stream()
                    .filter(id -> comments.find(id).isVisibleTo(person))
                    .toList();
            CommentFilter everything =
                    new CommentFilter(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), 0, 100);
            CommentsFound found = register.page(person.id(), everything);
            assertThat(found.lines())
                    .as(person.id())
                    .extracting(CommentLine::id)
                    .containsExactlyInAnyOrderElementsOf(visible);
            assertThat(found.total()).isEqualTo(visible.size());
            assertThat(register.waiting(person.id()))
                    .as(person.id())
                    .extracting(CommentLine::id)
                    .containsExactlyInAnyOrderElementsOf(ids.stream()
                            .filter(id -> comments.find(id).mayReview(person))
                            .toList());
            for (UUID id : ids) {
                if (visible.contains(id)) {
                    assertThat(register.story(id, person.id()).comment().id()).isEqualTo(id);
                } else {
                    assertThatThrownBy(() -> register.story(id, person.id()))
                            .isInstanceOf(NotAllowedException.class)
                            .hasMessage("There is no such comment, or it is not yours to see.");
                }
            }
        }
    }

    private void everyKindOfComment() {
        clock.moveTo(WRITTEN);
        waiting("100_1_1", HARMLESS);
        waiting("100_1_2", URGENT);
        waiting("100_1_3", ABOUT_HEAD);
        UUID removed = waiting("100_1_4", ABOUT_HEAD);
        comments.review(removed, "editor", "remove-and-report", "Abuse.", "S6", false);
        for (String requester : List.of("teacher", "editor", "head", "deputy")) {
            comments.triaged(comments.request(requester, form()).id(), HARMLESS);
            comments.triaged(comments.request(requester, form()).id(), ABOUT_HEAD);
        }
        UUID byHead = comments.request("head", form()).id();
        comments.triaged(byHead, HARMLESS);
        UUID overdue = waiting("100_1_5", HARMLESS);
        UUID overdueAboutHead = waiting("100_1_6", ABOUT_HEAD);
        UUID reportedByHead = waiting("100_1_7", URGENT);
        clock.moveTo(DUE);
        for (UUID id : List.of(byHead, overdue, overdueAboutHead, reportedByHead)) {
            comments.overdue(id, Duty.REVIEW);
        }
        comments.review(reportedByHead, "head", "remove-and-report", "Abuse.", "S6", false);
        comments.arrived(written("100_1_8", "Lovely!"), WRITTEN);
    }

    @Test
    void what_waits_is_listed_with_the_most_pressing_first_and_says_what_may_be_published_together() {
        UUID harmless = waiting("100_1_1", HARMLESS);
        UUID urgent = waiting("100_1_2", URGENT);
        UUID flagged = waiting("100_1_3", FLAGGED);

        List<CommentLine> lines = register.waiting("editor");

        assertThat(lines).extracting(CommentLine::id).containsExactly(urgent, flagged, harmless);
        assertThat(lines).extracting(CommentLine::harmless).containsExactly(false, false, true);
        assertThat(lines.get(0).reasons()).isEqualTo(URGENT.reasons());
        assertThat(lines.get(0).due().orElseThrow().alarm()).isEqualTo(WRITTEN.plus(Duration.ofHours(2)));
        assertThat(lines.get(2).due().orElseThrow().alarm()).isEqualTo(DUE);
    }

    @Test
    void the_list_finds_by_state_channel_and_day_page_by_page() {
        UUID waiting = waiting(HARMLESS);
        clock.moveTo(at("2027-05-06T00:00"));
        UUID entered = comments.request("teacher", form()).id();

        assertThat(found(new CommentFilter(
                        Set.of(State.WAITING), Optional.empty(), Optional.empty(), Optional.empty(), 0, 10)))
                .containsExactly(waiting);
        assertThat(found(new CommentFilter(
                        Set.of(), Optional.of(Channel.TWITTER), Optional.empty(), Optional.empty(), 0, 10)))
                .containsExactly(entered);
        assertThat(found(new CommentFilter(
                        Set.of(),
                        Optional.empty(),
                        Optional.of(at("2027-05-05T12:00")
                                .atZone(java.time.ZoneOffset.UTC)
                                .toLocalDate()),
                        Optional.of(at("2027-05-06T12:00")
                                .atZone(java.time.ZoneOffset.UTC)
                                .toLocalDate()),
                        0,
                        10)))
                .containsExactly(entered);
        assertThat(found(new CommentFilter(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), 1, 1)))
                .containsExactly(waiting);
    }

    private List<UUID> found(CommentFilter filter) {
        return register.page("editor", filter).lines().stream()
                .map(CommentLine::id)
                .toList();
    }

    // ---- what the database holds to

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"AGREED", "PUBLISHED", "DECLINED", "REMOVING", "REPORTED", "ANSWERED", "RECEIVED", "GONE"})
    void the_database_refuses_a_state_that_rests_on_no_ruling(State state) {
        UUID id = waiting(HARMLESS);

        assertThatThrownBy(() -> change(id, "state = '" + state + "'")).isInstanceOf(DataAccessException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ruling_by = 'teacher'",
                "ruling_by = 'TEACHER'",
                "ruling_verdict = 'decline'",
                "ruling_verdict = null",
                "ruling_role = 'head-teacher'",
                "ruling_clause = 'P7'",
                "ruling_reason = null",
                "respondents = 'head-teacher'",
                "state = 'REMOVING', ruling_verdict = 'remove-and-report', ruling_reason = 'Abuse.', respondents = 'head-teacher'",
                "answer_outcome = 'no-further-action', answer_note = '', answer_by = 'head', answer_role = 'head-teacher',"
                        + " answer_at = now()",
                "about_head = true, review_overdue = true, ruling_role = 'head-teacher'",
                "effort_effect = 'remove', effort_attempts = 0",
                "effort_by_hand = 'Why'",
                "requester = 'somebody-else'",
                "author_name = 'Somebody else'",
                "external_id = '1'",
                "text = repeat('x', 20001)",
                "round = 0"
            })
    void the_database_refuses_what_no_rule_allows(String assignments) {
        Comment comment = comments.request("teacher", form());
        comments.triaged(comment.id(), HARMLESS);
        comments.review(comment.id(), "editor", "publish", null, null, false);

        assertThatThrownBy(() -> change(comment.id(), assignments)).isInstanceOf(DataAccessException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "answer_by = ruling_by, answer_role = 'head-teacher'",
                "about_head = true",
                "respondents = null",
                "removed_at = null",
                "answer_outcome = null",
                "respondents = 'chair-of-governors'"
            })
    void the_database_refuses_an_answer_that_no_rule_allows(String assignments) {
        UUID id = reported();
        comments.respond(id, "head", "speak-to-author", null);

        assertThatThrownBy(() -> change(id, assignments)).isInstanceOf(DataAccessException.class);
    }

    @Test
    void the_database_refuses_a_removal_without_evidence() {
        UUID id = waiting(URGENT);

        assertThatThrownBy(() -> change(
                        id,
                        "state = 'REMOVING', ruling_verdict = 'remove-and-report', ruling_reason = 'Abuse.', ruling_clause = 'S6',"
                                + " ruling_by = 'editor', ruling_role = 'social-media', ruling_at = now(),"
                                + " respondents = 'head-teacher'"))
                .hasMessageContaining("No evidence of comment");
    }

    @Test
    void the_database_refuses_a_publication_that_nobody_agreed() {
        UUID id = waiting(HARMLESS);

        assertThatThrownBy(() -> jdbc.sql("update approvals.comment_public set agreed = true where comment_id = :id")
                        .param("id", id)
                        .update())
                .hasMessageContaining("Nobody agreed the publication");
    }

    @Test
    void the_database_refuses_a_second_open_request_about_one_comment() {
        UUID id = waiting(HARMLESS);

        assertThatThrownBy(() -> jdbc.sql("""
                                insert into approvals.comment
                                select (jsonb_populate_record(comment, jsonb_build_object('id', gen_random_uuid(), 'reference',
                                    'COM-2027-999999'))).* from approvals.comment where id = :id
                                """).param("id", id).update())
                .hasMessageContaining("comment_one_open_request");
    }

    @Test
    void the_database_refuses_to_rewrite_history() {
        waiting(HARMLESS);

        assertThatThrownBy(() -> jdbc.sql("update approvals.comment_event set text = 'Nothing happened'")
                        .update())
                .hasMessageContaining("What happened is not rewritten");
    }

    @Test
    void erasing_a_row_erases_everything_but_the_decision_and_the_evidence() {
        UUID id = reported();

        jdbc.sql("delete from approvals.comment where id = :id").param("id", id).update();

        for (String table : List.of("comment_event", "comment_public")) {
            assertThat(jdbc.sql("select count(*) from approvals." + table + " where comment_id = :id")
                            .param("id", id)
                            .query(Long.class)
                            .single())
                    .isZero();
        }
        assertThat(decisions.of(id)).hasSize(1);
        assertThat(evidence.read(id, "head").text()).isEqualTo("Lovely!");
    }

    private void change(UUID id, String assignments) {
        jdbc.sql("update approvals.comment set " + assignments + " where id = :id")
                .param("id", id)
                .update();
    }

    // ---- the story so far

    private UUID waiting(Triage triage) {
        return waiting(ID, triage);
    }

    private UUID waiting(String externalId, Triage triage) {
        comments.arrived(written(externalId, "Lovely!"), WRITTEN);
        UUID id = latest(externalId);
        comments.triaged(id, triage);
        return id;
    }

    private UUID reported() {
        UUID id = waiting(URGENT);
        comments.review(id, "editor", "remove-and-report", "Abuse.", "S6", false);
        when(page.remove(ID)).thenReturn(new Answer.Done());
        assertThat(comments.carryOut(id, Effect.REMOVE)).isEqualTo(Carried.DONE);
        return id;
    }

    private UUID latest(String externalId) {
        return jdbc.sql("select id from approvals.comment where external_id = :id")
                .param("id", externalId)
                .query(UUID.class)
                .single();
    }

    private List<Comment> all() {
        return jdbc.sql("select id from approvals.comment order by reference").query(UUID.class).list().stream()
                .map(comments::find)
                .toList();
    }

    private Comment only() {
        assertThat(all()).hasSize(1);
        return all().get(0);
    }

    private List<Notice> told() {
        ArgumentCaptor<Notice> captor = ArgumentCaptor.forClass(Notice.class);
        verify(toldPeople, atLeast(0)).tell(captor.capture());
        return captor.getAllValues();
    }

    private static void assertSame(Comment one, Comment other) {
        assertThat(one.standing()).isEqualTo(other.standing());
        assertThat(one.origin()).isEqualTo(other.origin());
        assertThat(one.requesterFacts()).isEqualTo(other.requesterFacts());
        assertThat(one.history()).isEqualTo(other.history());
        assertThat(one.receivedAt()).isEqualTo(other.receivedAt());
    }

    private static <T> void inParallel(int threads, Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<T>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(pool.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            for (Future<T> result : results) {
                result.get();
            }
        } finally {
            pool.shutdown();
        }
    }
}
