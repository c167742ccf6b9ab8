package org.schoolapprovals.photo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolapprovals.photo.PublicationState;
import org.schoolapprovals.photo.State;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.web.Step;

class StandingTest {

    private static final Optional<Deadline> DUE =
            Optional.of(new Deadline(Instant.parse("2027-05-12T15:00:00Z"), true));

    @ParameterizedTest
    @EnumSource(State.class)
    void photographs_always_stand_at_one_step(State state) {
        assertThat(Standing.steps(state, Optional.empty(), false))
                .filteredOn(Step::isCurrent)
                .hasSize(1);
        assertThat(Standing.style(state, true)).startsWith("badge-");
        assertThat(Standing.words(state, true)).isEqualTo(state.words());
    }

    @ParameterizedTest
    @CsvSource({
        "CONSENT_MISSING,false,Received,'The office obtains consent. Due Wed 12 May 2027, 16:00'",
        "TO_AMEND,false,Received,'To be amended, or withdrawn. Due Wed 12 May 2027, 16:00'",
        "TO_CLEAR,false,Checked,'Waiting for a second person to clear them. Due Wed 12 May 2027, 16:00'",
        "CLEARED,false,Cleared,'Being published'",
        "PUBLISHED,true,Published,''",
        "PUBLISHED,false,Published,'No longer to be seen anywhere'",
        "REFUSED,false,Refused,''",
        "WITHDRAWN,false,Withdrawn,''"
    })
    void the_step_says_what_it_waits_for(State state, boolean live, String step, String note) {
        assertThat(Standing.steps(state, DUE, live))
                .filteredOn(Step::isCurrent)
                .singleElement()
                .satisfies(current -> {
                    assertThat(current.name()).isEqualTo(step);
                    assertThat(current.note()).isEqualTo(note);
                });
    }

    @Test
    void what_has_to_be_taken_down_stands_out_from_what_is_published() {
        assertThat(Standing.style(PublicationState.TAKING_DOWN)).isEqualTo("badge-bad");
        assertThat(Standing.style(PublicationState.PUBLISHED)).isEqualTo("badge-ok");
    }

    @Test
    void what_was_published_and_is_gone_everywhere_does_not_stand_at_published() {
        assertThat(Standing.words(State.PUBLISHED, false)).isEqualTo("Taken down");
        assertThat(Standing.style(State.PUBLISHED, false)).isEqualTo("badge-quiet");
        assertThat(Standing.words(State.REFUSED, false)).isEqualTo("Refused");
    }

    @Test
    void beyond_the_calendar_the_reason_is_told() {
        assertThat(Standing.due(Optional.of(new Deadline(Instant.EPOCH, false))))
                .startsWith("No due date: ");
        assertThat(Standing.due(Optional.empty())).isEmpty();
    }
}
