package org.schoolapprovals.policyreview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.schoolapprovals.policyreview.ReviewSchool.AUTUMN;
import static org.schoolapprovals.policyreview.ReviewSchool.CALENDAR;
import static org.schoolapprovals.policyreview.ReviewSchool.SPRING;
import static org.schoolapprovals.policyreview.ReviewSchool.SUMMER;
import static org.schoolapprovals.policyreview.ReviewSchool.at;
import static org.schoolapprovals.policyreview.ReviewSchool.day;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.Term;

/** On which day a review opens by itself, and on which it does not. */
class ReviewDaysTest extends PolicyTest {

    @ParameterizedTest
    @CsvSource({
        "2026-09-02, 2026-12-18, 2026-11-30", // ends on a Friday
        "2027-01-05, 2027-03-25, 2027-03-08", // on a Thursday, before the change to summer time
        "2027-04-12, 2027-07-21, 2027-07-05", // on a Wednesday
        "2026-09-02, 2026-12-21, 2026-12-07", // on a Monday
        "2027-06-07, 2027-06-11, 2027-06-07", // shorter than three weeks
    })
    void it_is_the_first_monday_of_the_last_three_weeks(LocalDate first, LocalDate last, LocalDate expected) {
        Term term = new Term("Some term", first, last);

        assertThat(days.dayOf(term, new SchoolCalendar(List.of(term), Set.of(), LocalTime.of(16, 0))))
                .contains(expected);
    }

    @Test
    void where_there_is_no_school_on_that_monday_it_is_the_next_day_with_school() {
        assertThat(days.dayOf(AUTUMN, CALENDAR)).as("after an INSET day").contains(day("2026-12-01"));
        assertThat(days.dayOf(SPRING, CALENDAR)).contains(day("2027-03-08"));
        assertThat(days.dayOf(SUMMER, CALENDAR)).contains(day("2027-07-05"));
    }

    @Test
    void a_term_without_a_day_with_school_left_has_none() {
        Term term = new Term("Closed", day("2027-06-07"), day("2027-06-08"));
        Set<LocalDate> closed = Set.of(day("2027-06-07"), day("2027-06-08"));

        assertThat(days.dayOf(term, new SchoolCalendar(List.of(term), closed, LocalTime.of(16, 0))))
                .isEmpty();
    }

    @Test
    void the_head_chooses_another_day_of_the_term_or_goes_back_to_the_rule() {
        assertThat(days.choose("head", Optional.of(AUTUMN.firstDay()), Optional.of(day("2026-12-10"))))
                .isEqualTo("The review of the Autumn term 2026 opens on Thu 10 Dec 2026.");
        days.choose("deputy", Optional.of(AUTUMN.firstDay()), Optional.of(day("2026-12-11")));

        assertThat(days.dayOf(AUTUMN, CALENDAR)).contains(day("2026-12-11"));
        assertThat(days.ahead().get(0).chosen()).isTrue();
        assertThat(days.followRule("head", Optional.of(AUTUMN.firstDay())))
                .isEqualTo("The review of the Autumn term 2026 opens on Tue 1 Dec 2026 again, as the rule says.");
        assertThat(days.dayOf(AUTUMN, CALENDAR)).contains(day("2026-12-01"));
    }

    @ParameterizedTest
    @CsvSource({"2026-12-12", "2026-11-27", "2027-02-01", "2026-12-25"})
    void no_day_without_school_in_the_past_or_of_another_term_is_chosen(LocalDate absurd) {
        assertThatThrownBy(() -> days.choose("head", Optional.of(AUTUMN.firstDay()), Optional.of(absurd)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Day: please choose a day of the Autumn term 2026");
    }

    @Test
    void only_head_and_deputy_choose_and_only_for_a_term_that_there_is() {
        assertThatThrownBy(() -> days.choose("chair", Optional.of(AUTUMN.firstDay()), Optional.of(day("2026-12-10"))))
                .isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> days.choose("head", Optional.of(day("2026-12-28")), Optional.of(day("2026-12-10"))))
                .hasMessageContaining("Term:");
        assertThatThrownBy(() -> days.followRule("head", Optional.empty())).hasMessageContaining("Term:");
        assertThatThrownBy(() -> days.choose("head", Optional.of(AUTUMN.firstDay()), Optional.empty()))
                .hasMessageContaining("Day:");
    }

    @Test
    void before_its_day_no_review_opens_and_on_its_day_one() {
        clock.moveTo(at("2026-11-30T23:59"));
        assertThat(reviews.openDue()).isEmpty();

        clock.moveTo(at("2026-12-01T00:00"));
        assertThat(reviews.openDue()).isPresent();
        assertThat(reviews.openDue()).isEmpty();
    }

    @Test
    void a_chosen_day_is_waited_for() {
        days.choose("head", Optional.of(AUTUMN.firstDay()), Optional.of(day("2026-12-10")));

        clock.moveTo(at("2026-12-09T12:00"));
        assertThat(reviews.openDue()).isEmpty();
        clock.moveTo(at("2026-12-10T12:00"));
        assertThat(reviews.openDue()).isPresent();
    }

    @Test
    void an_application_that_was_down_that_day_makes_up_for_it_while_the_term_lasts() {
        clock.moveTo(at("2026-12-18T23:00"));
        assertThat(reviews.openDue()).isPresent();
    }

    @Test
    void once_the_term_is_over_none_opens_by_itself() {
        clock.moveTo(at("2026-12-19T00:00"));
        assertThat(reviews.openDue()).isEmpty();
        clock.moveTo(at("2027-01-05T12:00"));
        assertThat(reviews.openDue()).isEmpty();
    }

    @Test
    void the_next_one_waits_until_the_one_before_is_signed_off() {
        Review autumn = openedByClock();
        clock.moveTo(at("2027-03-08T08:00"));
        assertThat(reviews.openDue()).isEmpty();

        reviews.cancel(autumn.id(), "head", "It was never prepared.");

        assertThat(reviews.openDue().orElseThrow().term()).isEqualTo(SPRING);
    }
}
