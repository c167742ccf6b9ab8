package org.schoolapprovals.policyreview.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.schoolapprovals.people.Role.CHAIR_OF_GOVERNORS;
import static org.schoolapprovals.people.Role.GOVERNORS;
import static org.schoolapprovals.policyreview.process.Case.AGREED;
import static org.schoolapprovals.policyreview.process.Case.APPROVED;
import static org.schoolapprovals.policyreview.process.Case.APPROVED_WITHOUT_QUORUM;
import static org.schoolapprovals.policyreview.process.Case.DECIDE;

import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.engine.PulledPlug;
import org.schoolapprovals.engine.Tables;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.policyreview.EventType;
import org.schoolapprovals.policyreview.State;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.beans.factory.annotation.Autowired;

/** Every governor gets a task of their own; some come, some go, some stay away, and there may be none at all. */
@PolicyProcessTest
class GovernorsTest {

    private static final String OF = "Task_GovernorsReview of ";

    @Autowired
    private Desk desk;

    @Autowired
    private PulledPlug plug;

    private Case review;

    @BeforeEach
    void the_review_is_with_the_governors() {
        desk.opensAt("2027-03-15T09:00");
        review = desk.started().withGovernors();
    }

    @AfterEach
    void the_school_closes() {
        plug.putBack();
        ClockUtil.reset();
    }

    @Test
    void each_governor_has_a_task_that_is_theirs_alone_and_is_told_of_it() {
        assertThat(review.open()).containsExactly(OF + "chair", OF + "governor", OF + "parent-governor");
        assertThat(review.toldAs("TASK")).anyMatch(told -> told.startsWith("parent-governor: To do: Give view"));

        Task parents = review.viewOf("parent-governor");
        assertThatThrownBy(() -> desk.submits("governor", parents, AGREED)).isInstanceOf(AuthorizationException.class);
    }

    @Test
    void when_the_last_view_is_in_it_is_the_chairs_turn_at_once() {
        review.views("governor", AGREED).views("chair", AGREED);
        assertThat(review.open()).containsExactly(OF + "parent-governor");

        review.views("parent-governor", AGREED);
        assertThat(review.open()).containsExactly(DECIDE);
        assertThat(review.waiting())
                .containsExactlyInAnyOrder("BoundaryEvent_DecisionReminder", "BoundaryEvent_DecisionOverdue");
    }

    @Test
    void governors_are_reminded_once_and_only_those_who_have_not_answered() {
        review.views("governor", AGREED);
        review.fires("BoundaryEvent_ViewsReminder", "2027-03-30T16:00");

        assertThat(review.toldAs("REMINDER"))
                .hasSize(2)
                .noneMatch(told -> told.startsWith("governor:"))
                .allMatch(told -> told.contains("Reminder: Give view as governor"));
        assertThat(review.shown(review.viewOf("chair"), "mark")).isEqualTo("Reminded");
    }

    @Test
    void an_absent_governor_does_not_block_the_chair_after_the_deadline_which_summer_time_does_not_shift() {
        review.views("governor", AGREED).views("chair", AGREED);
        review.fires("BoundaryEvent_ViewsDeadline", "2027-03-31T16:00");

        assertThat(review.open()).containsExactly(DECIDE);
        assertThat(review.fact(review.task(DECIDE), "quorum"))
                .isEqualTo("2 of 3 governors gave a view; a quorum is 2.");
        assertThat(review.facts(review.task(DECIDE), "views"))
                .contains("Surnamed Person-parent-governor: gave no view");
        review.completes("chair", DECIDE, APPROVED);
        review.endedAt("EndEvent_ReviewSignedOff", State.SIGNED_OFF);
    }

    @Test
    void the_deadline_does_not_come_early() {
        assertThatThrownBy(() -> desk.reviews().closeViews(review.id()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Governors have until");
        assertThat(review.open()).hasSize(3);
    }

    @Test
    void whoever_becomes_a_governor_meanwhile_gets_a_task_and_is_waited_for() {
        review.views("governor", AGREED);
        desk.arrives("new-governor", GOVERNORS);
        desk.reviews().keepGovernorsInStep();
        assertThat(review.open()).containsExactly(OF + "chair", OF + "new-governor", OF + "parent-governor");
        assertThat(review.viewOf("new-governor").getDueDate()).isEqualTo(Desk.date("2027-03-31T16:00"));
        assertThat(review.toldAs("TASK")).anyMatch(told -> told.startsWith("new-governor: To do: Give view"));
        assertThat(review.story()).contains(EventType.GOVERNOR_JOINED);

        review.views("parent-governor", AGREED).views("chair", AGREED);
        assertThat(review.open()).containsExactly(OF + "new-governor");
        review.views("new-governor", AGREED);
        assertThat(review.open()).containsExactly(DECIDE);
    }

    @Test
    void asking_again_asks_nobody_twice() {
        desk.arrives("new-governor", GOVERNORS);
        desk.reviews().keepGovernorsInStep();
        desk.reviews().keepGovernorsInStep();

        assertThat(review.open()).hasSize(4);
    }

    @Test
    void the_task_of_whoever_is_no_governor_any_more_goes() {
        desk.leaves("governor", GOVERNORS);
        desk.reviews().keepGovernorsInStep();

        assertThat(review.open()).containsExactly(OF + "chair", OF + "parent-governor");
        assertThat(review.story()).contains(EventType.GOVERNOR_LEFT);
        review.views("parent-governor", AGREED).views("chair", AGREED);
        assertThat(review.fact(review.task(DECIDE), "quorum"))
                .isEqualTo("2 of 2 governors gave a view; a quorum is 1.");
    }

    @Test
    void when_the_only_one_who_is_waited_for_leaves_it_is_the_chairs_turn_at_once() {
        review.views("governor", AGREED).views("chair", AGREED);
        desk.leaves("parent-governor", GOVERNORS);
        desk.reviews().keepGovernorsInStep();

        assertThat(review.open()).containsExactly(DECIDE);
        assertThat(review.state()).isEqualTo(State.WITH_CHAIR);
    }

    @Test
    void one_may_join_as_another_leaves_and_come_back() {
        desk.arrives("new-governor", GOVERNORS);
        desk.leaves("governor", GOVERNORS);
        desk.reviews().keepGovernorsInStep();
        assertThat(review.open()).containsExactly(OF + "chair", OF + "new-governor", OF + "parent-governor");

        desk.joins("governor", GOVERNORS);
        desk.leaves("new-governor", GOVERNORS);
        desk.reviews().keepGovernorsInStep();
        assertThat(review.open()).containsExactly(OF + "chair", OF + "governor", OF + "parent-governor");
    }

    @Test
    void a_view_that_was_given_stands_whoever_gave_it_leaves_or_not() {
        review.views("governor", Map.of("view", "return", "comment", "The figures are thin."));
        desk.leaves("governor", GOVERNORS);
        desk.reviews().keepGovernorsInStep();
        review.views("parent-governor", AGREED).views("chair", AGREED);

        assertThat(review.facts(review.task(DECIDE), "views"))
                .contains("Surnamed Person-governor: Wants it returned. The figures are thin.");
    }

    @Test
    void a_school_without_governors_goes_straight_to_the_chair() {
        desk.reviews().cancel(review.id(), "head", "To begin with nobody to ask.");
        for (String governor : new String[] {"governor", "parent-governor", "chair"}) {
            desk.leaves(governor, GOVERNORS);
        }
        desk.leaves("chair", CHAIR_OF_GOVERNORS);
        desk.arrives("new-chair", Role.STAFF);
        review = desk.started().withGovernors();
        assertThat(review.open()).containsExactly(DECIDE);
        assertThat(review.fact(review.task(DECIDE), "quorum"))
                .startsWith("0 of 0 governors gave a view; a quorum is 1.");

        desk.joins("new-chair", CHAIR_OF_GOVERNORS);
        review.completes("new-chair", DECIDE, APPROVED_WITHOUT_QUORUM);
        review.endedAt("EndEvent_ReviewSignedOff", State.SIGNED_OFF);
        desk.leaves("new-chair");
    }

    @Test
    void whoever_was_a_governor_when_it_was_asked_and_is_none_now_gives_no_view() {
        Task parents = review.viewOf("parent-governor");
        desk.leaves("parent-governor", GOVERNORS);
        desk.reviews().keepGovernorsInStep();

        assertThatThrownBy(() -> desk.submits("parent-governor", parents, AGREED))
                .isInstanceOf(RuntimeException.class);
        assertThat(review.review().round().orElseThrow().given()).isZero();
    }

    @Test
    void a_view_and_its_token_move_together_or_not_at_all() {
        review.views("governor", AGREED).views("chair", AGREED);
        Task last = review.viewOf("parent-governor");
        plug.pullBefore(DECIDE);
        Tables tables = new Tables(desk.jdbc());
        var before = tables.contents();

        assertThatThrownBy(() -> desk.submits("parent-governor", last, AGREED)).hasMessageContaining("pulled the plug");
        assertThat(tables.contents()).isEqualTo(before);
    }

    @Test
    void two_governors_who_answer_at_the_same_moment_are_both_heard() {
        plug.meanwhile("Task_GovernorsReview", () -> elsewhere(() -> review.views("governor", AGREED)));
        review.views("parent-governor", AGREED);

        assertThat(review.open()).containsExactly(OF + "chair");
        assertThat(review.review().round().orElseThrow().given()).isEqualTo(2);
    }

    @Test
    void governors_are_kept_in_step_only_while_they_are_asked() {
        review.allAgree();
        desk.arrives("new-governor", GOVERNORS);
        desk.reviews().keepGovernorsInStep();

        assertThat(review.open()).containsExactly(DECIDE);
        assertThatThrownBy(() -> desk.submits("governor", review.task(DECIDE), APPROVED))
                .isInstanceOfAny(AuthorizationException.class, NotAllowedException.class);
    }

    private static void elsewhere(Runnable deed) {
        Thread other = new Thread(deed);
        other.start();
        try {
            other.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
