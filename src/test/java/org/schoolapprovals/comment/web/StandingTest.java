package org.schoolapprovals.comment.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolapprovals.comment.State;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.web.Step;

class StandingTest {

    private static final Optional<Deadline> DUE =
            Optional.of(new Deadline(Instant.parse("2027-05-12T15:00:00Z"), true));

    @ParameterizedTest
    @EnumSource(State.class)
    void a_comment_always_stands_at_one_step(State state) {
        assertThat(Standing.steps(state, Optional.empty()))
                .filteredOn(Step::isCurrent)
                .hasSize(1);
        assertThat(Standing.style(state)).startsWith("badge-");
    }

    @ParameterizedTest
    @CsvSource({
        "WAITING,Received,'Waiting for a review. Due Wed 12 May 2027, 16:00'",
        "AGREED,Reviewed,'Agreed, to be published. Due Wed 12 May 2027, 16:00'",
        "REPORTED,Removed,'The report waits for its answer. Due Wed 12 May 2027, 16:00'",
        "PUBLISHED,Published,''",
        "DECLINED,Declined,Not published",
        "GONE,Withdrawn,'No longer there, so there is nothing to agree'"
    })
    void the_step_says_what_it_waits_for(State state, String step, String note) {
        assertThat(Standing.steps(state, DUE))
                .filteredOn(Step::isCurrent)
                .singleElement()
                .satisfies(current -> {
                    assertThat(current.name()).isEqualTo(step);
                    assertThat(current.note()).isEqualTo(note);
                });
    }

    @Test
    void beyond_the_calendar_the_reason_is_told() {
        assertThat(Standing.due(Optional.of(new Deadline(Instant.EPOCH, false))))
                .startsWith("No due date: ");
        assertThat(Standing.due(Optional.empty())).isEmpty();
    }
}
