package org.schoolapprovals.comment.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.schoolapprovals.comment.process.Case.BY_HAND;
import static org.schoolapprovals.comment.process.Case.DECLINE;
import static org.schoolapprovals.comment.process.Case.PUBLISH;
import static org.schoolapprovals.comment.process.Case.REPORT;
import static org.schoolapprovals.comment.process.Case.REVIEW;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.comment.EventType;
import org.schoolapprovals.comment.State;
import org.schoolapprovals.engine.PulledPlug;
import org.schoolapprovals.engine.Tables;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People, the page and the software at work on one comment at the same moment, and what a power cut leaves behind. */
@CommentProcessTest
class AtTheSameMomentTest {

    @Autowired
    private Desk desk;

    @Autowired
    private FakePage page;

    @Autowired
    private PulledPlug plug;

    @Autowired
    private JdbcClient jdbc;

    private Case comment;

    @BeforeEach
    void a_parent_writes() {
        desk.opensAt("2027-05-05T10:00");
        page.opens();
        comment = desk.parentWrites("Thank you for a lovely day.");
    }

    @AfterEach
    void the_school_closes() {
        plug.putBack();
        ClockUtil.reset();
    }

    private void elsewhere(Runnable deed) {
        CompletableFuture.runAsync(deed).join();
    }

    private void calls(Job job) {
        desk.engine().getManagementService().executeJob(job.getId());
    }

    @Test
    void a_review_that_meets_the_hiding_as_it_ends_is_recorded_and_the_person_sees_nothing_of_it() {
        Task review = comment.task(REVIEW);
        plug.meanwhile(REVIEW, () -> elsewhere(comment::channelIsCalled));

        desk.submits("editor", review, PUBLISH);

        assertThat(page.calls()).containsExactly("hide");
        assertThat(comment.decisions()).hasSize(1);
        comment.channelIsCalled();
        comment.endedAt("EndEvent_CommentPublished", State.PUBLISHED);
        assertThat(page.shows(comment.externalId())).isTrue();
    }

    @Test
    void whoever_takes_a_review_as_the_hiding_ends_has_taken_it() {
        Task review = comment.task(REVIEW);

        comment.channelIsCalled();
        desk.claims("editor", review);

        assertThat(comment.task(REVIEW).getAssignee()).isEqualTo("editor");
    }

    @Test
    void a_review_while_the_page_is_being_asked_to_hide_does_not_wait_and_what_is_agreed_is_seen_in_the_end() {
        Job hiding = comment.job("Task_CarryOut");
        Task review = comment.task(REVIEW);
        CompletableFuture<Void> showing = new CompletableFuture<>();
        page.duringNextCall(() -> {
            elsewhere(() -> desk.submits("editor", review, PUBLISH));
            Job show = comment.job("Task_CarryOut");
            CompletableFuture.runAsync(() -> calls(show)).whenComplete((done, failure) -> {
                if (failure == null) {
                    showing.complete(null);
                } else {
                    showing.completeExceptionally(failure);
                }
            });
            await().until(() -> showing.isDone() || somebodyWaits());
        });

        assertThatThrownBy(() -> calls(hiding)).isInstanceOf(ProcessEngineException.class);
        showing.join();

        comment.endedAt("EndEvent_CommentPublished", State.PUBLISHED);
        assertThat(page.calls()).containsExactly("hide", "show");
        assertThat(page.shows(comment.externalId())).isTrue();
        assertThat(comment.decisions()).hasSize(1);
    }

    @Test
    void what_is_declined_while_the_page_is_being_asked_to_hide_is_hidden_in_the_end() {
        Job hiding = comment.job("Task_CarryOut");
        Task review = comment.task(REVIEW);
        page.duringNextCall(() -> elsewhere(() -> desk.submits("editor", review, DECLINE)));

        assertThatThrownBy(() -> calls(hiding)).isInstanceOf(ProcessEngineException.class);
        comment.channelIsCalled();

        comment.endedAt("EndEvent_CommentDeclined", State.DECLINED);
        assertThat(page.shows(comment.externalId())).isFalse();
        assertThat(comment.story()).containsOnlyOnce(EventType.HIDDEN);
    }

    @Test
    void an_edit_while_the_page_is_being_asked_to_show_leaves_it_hidden_and_to_be_agreed_anew() {
        comment.channelIsCalled();
        comment.completes("editor", REVIEW, PUBLISH);
        Job showing = comment.job("Task_CarryOut");
        page.duringNextCall(() -> elsewhere(() -> desk.parentEdits(comment, "Buy my soap instead.")));

        assertThatThrownBy(() -> calls(showing)).isInstanceOf(ProcessEngineException.class);
        comment.channelIsCalled();

        assertThat(comment.open()).containsExactly(REVIEW);
        assertThat(comment.state()).isEqualTo(State.WAITING);
        assertThat(page.calls()).containsExactly("hide", "show", "hide");
        assertThat(page.shows(comment.externalId())).isFalse();
    }

    @Test
    void of_two_reviewers_at_the_same_moment_one_decides_and_the_other_is_told() {
        Task review = comment.task(REVIEW);
        plug.meanwhile(REVIEW, () -> elsewhere(() -> desk.submits("co-editor", review, DECLINE)));

        assertThatThrownBy(() -> desk.submits("editor", review, PUBLISH)).isInstanceOf(RefusedException.class);

        assertThat(comment.state()).isEqualTo(State.DECLINED);
        assertThat(comment.decisions())
                .singleElement()
                .satisfies(decision -> assertThat(decision.decidedBy()).isEqualTo("co-editor"));
    }

    @Test
    void whoever_agrees_a_text_that_is_just_being_edited_is_told_and_nothing_is_agreed() {
        Task review = comment.task(REVIEW);
        plug.meanwhile(REVIEW, () -> elsewhere(() -> desk.parentEdits(comment, "Buy my soap instead.")));

        assertThatThrownBy(() -> desk.submits("editor", review, PUBLISH)).isInstanceOf(RefusedException.class);

        assertThat(comment.state()).isEqualTo(State.WAITING);
        assertThat(comment.decisions()).isEmpty();
        assertThat(comment.open()).containsExactly(REVIEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hide", "show", "remove"})
    void a_power_cut_between_the_call_and_the_record_leaves_it_done_once_and_recorded_once(String effect) {
        Map<String, Map<String, Object>> reviews = Map.of("show", PUBLISH, "remove", REPORT);
        if (reviews.containsKey(effect)) {
            comment.completes("editor", REVIEW, reviews.get(effect));
        }
        State before = comment.state();
        plug.pullBefore("EndEvent_EffectCarriedOut");

        assertThatThrownBy(comment::channelIsCalled).hasMessageContaining("pulled the plug");
        assertThat(page.calls()).containsExactly(effect);
        assertThat(comment.state()).isEqualTo(before);

        plug.putBack();
        comment.channelIsCalled();
        assertThat(page.calls()).containsOnly(effect);
        assertThat(page.shows(comment.externalId())).isEqualTo(effect.equals("show"));
        EventType recorded = switch (effect) {
            case "hide" -> EventType.HIDDEN;
            case "show" -> EventType.PUBLISHED;
            default -> EventType.REMOVED;
        };
        assertThat(comment.story()).containsOnlyOnce(recorded);
        assertThat(comment.comment().stretches().stream()
                        .filter(stretch -> stretch.agreed())
                        .count())
                .isEqualTo(effect.equals("show") ? 1 : 0);
    }

    @Test
    void what_fails_after_every_call_becomes_work_by_hand_and_never_an_incident() {
        comment.completes("editor", REVIEW, PUBLISH);
        plug.pullBefore("EndEvent_EffectCarriedOut");
        for (int attempt = 1; attempt <= 6; attempt++) {
            assertThatThrownBy(comment::channelIsCalled).hasMessageContaining("pulled the plug");
            assertThat(comment.job("Task_CarryOut").getRetries()).isPositive();
        }

        comment.channelIsCalled();

        assertThat(comment.open()).containsExactly(BY_HAND);
        assertThat(comment.fact(BY_HAND, "why")).contains("6 times");
    }

    @Test
    void a_decision_and_its_token_move_together_or_not_at_all() {
        Task review = comment.task(REVIEW);
        for (Map<String, Object> decision : List.of(PUBLISH, DECLINE, REPORT)) {
            plug.pullBefore("EndEvent_CommentReviewed");
            Tables tables = new Tables(jdbc);
            Map<String, String> before = tables.contents();

            assertThatThrownBy(() -> desk.submits("editor", review, decision)).hasMessageContaining("pulled the plug");

            assertThat(tables.contents()).isEqualTo(before);
        }
    }

    @Test
    void a_comment_is_not_recorded_where_its_process_cannot_start() {
        plug.pullBefore(REVIEW);
        Map<String, String> before = new Tables(jdbc).contents();

        assertThatThrownBy(() -> desk.parentWrites("Not now.")).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> desk.asks("teacher", Desk.ownTweet())).isInstanceOf(RuntimeException.class);

        assertThat(new Tables(jdbc).contents()).isEqualTo(before);
    }

    /** Until the database lets one statement of another transaction wait for ours. */
    private boolean somebodyWaits() {
        return jdbc.sql("select count(*) > 0 from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")
                .query(Boolean.class)
                .single();
    }
}
