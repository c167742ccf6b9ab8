package org.schoolapprovals.policyreview.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.engine.PulledPlug;
import org.schoolapprovals.engine.Tables;
import org.schoolapprovals.policyreview.Review;
import org.schoolapprovals.policyreview.State;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.beans.factory.annotation.Autowired;

/** Each term has one review, which opens by itself on its day, or as soon after it as the application runs. */
@PolicyProcessTest
class ReviewByTheClockTest {

    @Autowired
    private Desk desk;

    @Autowired
    private PulledPlug plug;

    @Autowired
    private ReviewRounds rounds;

    @BeforeEach
    void it_is_the_day_of_the_spring_term() {
        desk.opensAt("2027-03-15T00:05");
    }

    @AfterEach
    void the_school_closes() {
        plug.putBack();
        ClockUtil.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "2027-03-14T23:59, 2027-03-15T00:00",
        "2026-11-29T23:59, 2026-11-30T00:00",
        "2027-07-04T23:59, 2027-07-05T00:00"
    })
    void it_opens_on_the_first_monday_of_the_last_three_weeks_and_not_a_minute_before(String before, String day) {
        desk.itIs(before);
        assertThat(desk.clockOpens()).isEmpty();

        desk.itIs(day);
        Case review = desk.clockOpens().orElseThrow();
        assertThat(review.open()).containsExactly(Case.PREPARE);
        assertThat(review.offeredTo(Case.PREPARE)).containsExactly("social-media");
        assertThat(review.review().openedBy()).isEmpty();
        assertThat(review.toldAs("TASK")).anyMatch(told -> told.startsWith("editor: To do: Prepare review"));
    }

    @Test
    void the_round_of_the_clock_opens_it_once_however_often_it_comes() {
        rounds.openDue();
        rounds.openDue();
        desk.itIs("2027-03-16T09:00");
        rounds.openDue();

        assertThat(running()).isOne();
    }

    @Test
    void it_is_opened_late_where_the_application_was_down_on_its_day() {
        desk.itIs("2027-04-02T11:00");
        assertThat(desk.clockOpens()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-04-03T09:00", "2027-04-12T09:00", "2027-05-10T09:00"})
    void a_term_that_is_over_is_not_reviewed_by_the_clock(String now) {
        desk.itIs(now);
        assertThat(desk.clockOpens()).isEmpty();
    }

    @Test
    void once_it_is_signed_off_the_term_has_had_its_review_and_the_next_term_has_its_own() {
        desk.clockOpens().orElseThrow().withGovernors().allAgree().completes("chair", Case.DECIDE, Case.APPROVED);
        assertThat(desk.clockOpens()).isEmpty();

        desk.itIs("2027-07-05T08:00");
        assertThat(desk.clockOpens().orElseThrow().review().term().name()).isEqualTo("Summer term 2027");
    }

    @Test
    void what_was_cancelled_does_not_open_again_by_itself() {
        Case review = desk.clockOpens().orElseThrow();
        desk.reviews().cancel(review.id(), "head", "The term was too short.");

        assertThat(review.state()).isEqualTo(State.CANCELLED);
        assertThat(desk.clockOpens()).isEmpty();
    }

    @Test
    void on_several_nodes_at_the_same_moment_one_opens_it() throws Exception {
        int nodes = 4;
        CyclicBarrier together = new CyclicBarrier(nodes);
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            List<Future<Optional<Review>>> opened = new ArrayList<>();
            for (int node = 0; node < nodes; node++) {
                opened.add(threads.submit(() -> {
                    together.await();
                    return desk.reviews().openDue();
                }));
            }
            int reviews = 0;
            for (Future<Optional<Review>> node : opened) {
                reviews += node.get().isPresent() ? 1 : 0;
            }
            assertThat(reviews).isOne();
        } finally {
            threads.shutdownNow();
        }
        assertThat(running()).isOne();
    }

    @Test
    void a_review_whose_process_cannot_start_is_not_opened_and_is_tried_again() {
        plug.pullBefore(Case.PREPARE);
        Tables tables = new Tables(desk.jdbc());
        var before = tables.contents();
        assertThatThrownBy(() -> desk.reviews().openDue()).hasStackTraceContaining("pulled the plug");
        assertThat(tables.contents()).isEqualTo(before);

        plug.putBack();
        assertThat(desk.clockOpens()).isPresent();
    }

    @Test
    void a_review_opened_by_hand_before_its_day_is_the_one_of_its_term() {
        desk.itIs("2027-03-01T09:00");
        Case review = desk.started();
        desk.itIs("2027-03-15T09:00");

        assertThat(desk.clockOpens()).isEmpty();
        assertThat(review.review().term().contains(SchoolTime.dayOf(Desk.instant("2027-03-15T09:00"))))
                .isTrue();
    }

    private long running() {
        return desk.engine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey(Review.PROCESS)
                .count();
    }
}
