package org.schoolapprovals.roundup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.refusal.SettingsFault;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.schoolcalendar.Term;

/** Which Fridays ask for a round-up, and by when. The clocks go forward on 28 March 2027 and back on 31 October. */
class RoundUpDayTest {

    private static final SchoolCalendar CALENDAR = new SchoolCalendar(
            List.of(
                    new Term("Spring term 2027", LocalDate.of(2027, 1, 4), LocalDate.of(2027, 4, 2)),
                    new Term("Summer term 2027", LocalDate.of(2027, 4, 19), LocalDate.of(2027, 7, 22)),
                    new Term("Autumn term 2027", LocalDate.of(2027, 9, 1), LocalDate.of(2027, 12, 17))),
            Set.of(
                    LocalDate.of(2027, 2, 19),
                    LocalDate.of(2027, 3, 26),
                    LocalDate.of(2027, 3, 29),
                    LocalDate.of(2027, 4, 19),
                    LocalDate.of(2027, 5, 3),
                    LocalDate.of(2027, 5, 31),
                    LocalDate.of(2027, 6, 1),
                    LocalDate.of(2027, 6, 2),
                    LocalDate.of(2027, 6, 3),
                    LocalDate.of(2027, 6, 4),
                    LocalDate.of(2027, 6, 7),
                    LocalDate.of(2027, 6, 25)),
            LocalTime.of(16, 0));

    @ParameterizedTest
    @CsvSource({
        "2027-01-08, 2027-01-11T08:00",
        "2027-03-19, 2027-03-22T08:00",
        "2027-05-14, 2027-05-17T08:00",
        // The Monday is a bank holiday.
        "2027-04-30, 2027-05-04T08:00",
        // Half-term lies between, and an INSET day after it.
        "2027-05-28, 2027-06-08T08:00",
        // The clocks change on the Sunday between.
        "2027-10-29, 2027-11-01T08:00"
    })
    void a_friday_that_is_a_school_day_is_due_at_its_end_and_the_head_hears_on_the_next_school_day(
            LocalDate friday, String tellHead) {
        RoundUpDay day = on(friday).orElseThrow();

        assertThat(local(day.opens())).isEqualTo(friday + "T08:00");
        assertThat(local(day.reminder())).isEqualTo(friday + "T14:00");
        assertThat(local(day.due())).isEqualTo(friday + "T16:00");
        assertThat(local(day.tellHead())).isEqualTo(tellHead);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2027-03-26", // Good Friday in term
                "2027-06-25", // an INSET day
                "2027-06-04", // half-term
                "2027-04-09", // the Easter holidays
                "2027-08-06", // the summer holidays
                "2027-12-24", // after the last term that was entered
                "2026-12-18", // before the first one
                "2027-05-13", // a Thursday
                "2027-05-15" // a Saturday
            })
    void nothing_is_due_on_a_day_that_is_no_school_friday(LocalDate day) {
        assertThat(on(day)).isEmpty();
    }

    @Test
    void the_last_friday_of_a_term_can_be_posted_until_the_end_of_that_day_and_belongs_to_that_term() {
        RoundUpDay day = on(LocalDate.of(2027, 4, 2)).orElseThrow();

        assertThat(day.term()).isEqualTo("Spring term 2027");
        assertThat(local(day.lastMoment())).isEqualTo("2027-04-02T23:59");
        assertThat(local(day.tellHead())).isEqualTo("2027-04-20T08:00");
    }

    @Test
    void where_a_term_ends_in_the_middle_of_a_week_its_last_round_up_is_that_of_the_friday_before() {
        RoundUpDay day = on(LocalDate.of(2027, 7, 16)).orElseThrow();

        assertThat(local(day.lastMoment())).isEqualTo("2027-07-22T23:59");
        assertThat(on(LocalDate.of(2027, 7, 23))).isEmpty();
    }

    @Test
    void where_the_calendar_does_not_reach_the_next_school_day_the_head_hears_on_monday() {
        assertThat(local(on(LocalDate.of(2027, 12, 17)).orElseThrow().tellHead()))
                .isEqualTo("2027-12-20T08:00");
    }

    @Test
    void in_winter_and_in_summer_the_school_clock_counts() {
        assertThat(on(LocalDate.of(2027, 1, 8)).orElseThrow().due()).isEqualTo("2027-01-08T16:00:00Z");
        assertThat(on(LocalDate.of(2027, 5, 14)).orElseThrow().due()).isEqualTo("2027-05-14T15:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eight", "8", "25:00", "14:01", "-1:00", "08:00:00Z"})
    void a_setting_that_is_no_time_of_a_school_morning_keeps_the_application_from_starting(String given) {
        assertThatThrownBy(() -> new RoundUpSettings(given))
                .isInstanceOf(SettingsFault.class)
                .hasMessageContaining("SCHOOL_ROUND_UP_OPENS");
    }

    @Test
    void a_school_chooses_when_round_ups_are_asked_for() {
        assertThat(new RoundUpSettings(" 12:30 ").opens()).isEqualTo("12:30");
    }

    private static Optional<RoundUpDay> on(LocalDate day) {
        return RoundUpDay.on(day, LocalTime.of(8, 0), CALENDAR);
    }

    private static String local(Instant moment) {
        return SchoolTime.localOf(moment).toString();
    }
}
