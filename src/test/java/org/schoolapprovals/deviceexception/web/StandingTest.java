package org.schoolapprovals.deviceexception.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolapprovals.deviceexception.Closure;
import org.schoolapprovals.deviceexception.ExceptionSummary;
import org.schoolapprovals.deviceexception.Group;
import org.schoolapprovals.deviceexception.Kind;
import org.schoolapprovals.deviceexception.Mark;
import org.schoolapprovals.deviceexception.State;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.web.Step;

class StandingTest {

    private static final Instant DUE = Instant.parse("2027-05-12T15:00:00Z");

    /** Brackets mark the step at which it stands. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWAITING_DECISION  | NOT_NEEDED | [Asked] Decided Departed Returned Closed",
                "AWAITING_ANSWER    | NOT_NEEDED | [Asked] Decided Departed Returned Closed",
                "APPROVED           | NOT_NEEDED | Asked [Decided] Departed Returned Closed",
                "ACTIVE             | NOT_NEEDED | Asked Decided [Departed] Returned Closed",
                "RETURNED           | DUE        | Asked Decided Departed [Returned] Closed",
                "RETURNED           | TO_CHECK   | Asked Decided Departed [Returned] Closed",
                "CLOSED             | DONE       | Asked Decided Departed Returned [Closed]",
                "REFUSED            | NOT_NEEDED | Asked [Refused]",
                "LAPSED             | NOT_NEEDED | Asked [Lapsed]",
                "WITHDRAWN          | NOT_NEEDED | Asked [Withdrawn]",
                "WITHDRAWN          | DUE        | Asked Decided Departed [Withdrawn] Closed",
                "WITHDRAWN          | DONE       | Asked Decided Departed Withdrawn [Closed]",
                "REVOKED            | NOT_NEEDED | Asked Decided [Revoked]",
                "REVOKED            | TO_CHECK   | Asked Decided Departed [Revoked] Closed",
                "RETROSPECTIVE      | NOT_NEEDED | [Asked] Noted",
                "RETROSPECTIVE_NOTED| NOT_NEEDED | Asked [Noted]"
            })
    void isALineOfSteps(State state, Closure closure, String line) {
        String steps = Standing.steps(exception(state, closure, Optional.empty())).stream()
                .map(step -> step.isCurrent() ? "[" + step.name() + "]" : step.name())
                .collect(Collectors.joining(" "));

        assertThat(steps).isEqualTo(line);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void hasExactlyOneCurrentStepAndAStyleInEveryState(State state) {
        assertThat(Standing.steps(exception(state, Closure.NOT_NEEDED, Optional.empty())))
                .filteredOn(Step::isCurrent)
                .hasSize(1);
        assertThat(Standing.style(state)).startsWith("badge-");
    }

    @Test
    void saysWhatIsDueOrWhyThatIsNotKnown() {
        assertThat(Standing.steps(exception(
                                State.AWAITING_DECISION, Closure.NOT_NEEDED, Optional.of(new Deadline(DUE, true))))
                        .get(0)
                        .note())
                .isEqualTo("Waiting for a decision. Due Wed 12 May 2027, 16:00");
        assertThat(Standing.due(exception(State.RETURNED, Closure.DUE, Optional.of(new Deadline(DUE, false)))))
                .startsWith("No due date");
    }

    @Test
    void namesAClosureThatIsOpen() {
        assertThat(Standing.words(exception(State.REVOKED, Closure.DUE, Optional.empty())))
                .isEqualTo("Revoked, closure due");
        assertThat(Standing.words(exception(State.RETURNED, Closure.DUE, Optional.empty())))
                .isEqualTo("Returned, closure due");
    }

    private static ExceptionSummary exception(State state, Closure closure, Optional<Deadline> due) {
        return new ExceptionSummary(
                UUID.randomUUID(),
                "PDE-2027-0001",
                "teacher",
                "Class Teacher",
                Kind.RESIDENTIAL_TRIP,
                "Lakes",
                "By the lake",
                DUE,
                DUE.plusSeconds(86400),
                state,
                closure,
                Group.WAITING,
                due,
                Mark.NONE,
                DUE.minusSeconds(86400));
    }
}
