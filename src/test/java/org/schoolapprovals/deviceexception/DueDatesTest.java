package org.schoolapprovals.deviceexception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.schoolapprovals.deviceexception.School.CALENDAR;
import static org.schoolapprovals.deviceexception.School.HEAD;
import static org.schoolapprovals.deviceexception.School.TEACHER;
import static org.schoolapprovals.deviceexception.School.amendment;
import static org.schoolapprovals.deviceexception.School.askedBy;
import static org.schoolapprovals.deviceexception.School.at;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.Term;

class DueDatesTest {

    private static final SchoolCalendar NO_TERMS = new SchoolCalendar(List.of(), Set.of(), LocalTime.of(16, 0));

    @ParameterizedTest
    @CsvSource({
        // three school days
        "2027-05-04T10:00, 2027-05-12T09:00, 2027-05-07T16:00",
        // across a weekend
        "2027-05-06T10:00, 2027-05-19T09:00, 2027-05-11T16:00",
        // across the bank holiday on Monday 3 May
        "2027-04-30T10:00, 2027-05-12T09:00, 2027-05-06T16:00",
        // across half-term
        "2027-05-27T10:00, 2027-06-30T09:00, 2027-06-08T16:00",
        // one school day before departure comes first
        "2027-05-10T10:00, 2027-05-12T09:00, 2027-05-11T09:00",
        // a departure on Monday: the school day before is a Friday
        "2027-05-05T10:00, 2027-05-10T09:00, 2027-05-07T09:00",
        // too late for both: due at once
        "2027-05-11T10:00, 2027-05-12T09:00, 2027-05-11T10:00",
        // the departure is not in the calendar, but three school days are
        "2027-07-01T10:00, 2027-09-15T09:00, 2027-07-06T16:00",
        // three school days are not in the calendar, but the departure is
        "2027-07-21T10:00, 2027-07-23T09:00, 2027-07-22T09:00"
    })
    void a_decision_is_due_in_three_school_days_or_one_before_departure(String asked, String departs, String due) {
        DecisionTimes times = DecisionTimes.before(at(departs), at(asked), CALENDAR);

        assertThat(times.due().due()).contains(at(due));
        assertThat(times.due().alarm()).isEqualTo(at(due));
    }

    @Test
    void beyond_the_calendar_there_is_no_due_date_but_an_alarm_after_seven_days() {
        DecisionTimes times = DecisionTimes.before(at("2027-09-15T09:00"), at("2027-07-22T10:00"), CALENDAR);

        assertThat(times.due().due()).isEmpty();
        assertThat(times.due().alarm()).isEqualTo(at("2027-07-29T10:00"));
        assertThat(times.due().inWords())
                .isEqualTo(
                        "No due date: the school calendar does not reach that far. Ask the office to enter the terms.");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-07-22T10:00, 2027-07-26T09:00, 2027-07-25T09:00",
        "2027-07-26T08:00, 2027-07-26T09:00, 2027-07-26T08:00"
    })
    void beyond_the_calendar_the_alarm_comes_a_day_before_departure_and_never_before_the_asking(
            String asked, String departs, String alarm) {
        assertThat(DecisionTimes.before(at(departs), at(asked), NO_TERMS).due().alarm())
                .isEqualTo(at(alarm));
    }

    @ParameterizedTest
    @CsvSource({"2027-05-04T10:00, 2027-05-05T16:00", "2027-05-07T10:00, 2027-05-10T16:00"})
    void deciders_are_reminded_after_one_school_day(String asked, String reminder) {
        assertThat(DecisionTimes.before(at("2027-05-26T09:00"), at(asked), CALENDAR)
                        .reminder())
                .isEqualTo(at(reminder));
    }

    @ParameterizedTest
    @CsvSource({
        // Wednesday's departure: the school day before ends its grace on Tuesday at the same time
        "2027-05-11T09:00, 2027-05-12T09:00, false",
        "2027-05-11T09:01, 2027-05-12T09:00, true",
        // Monday's departure: from Friday on
        "2027-05-07T08:59, 2027-05-10T09:00, false",
        "2027-05-08T12:00, 2027-05-10T09:00, true",
        // no calendar: a day is a day
        "2027-09-14T08:59, 2027-09-15T09:00, false",
        "2027-09-14T09:01, 2027-09-15T09:00, true"
    })
    void less_than_one_school_day_before_departure_is_urgent(String now, String departs, boolean urgent) {
        DecisionTimes times = DecisionTimes.before(at(departs), at("2027-05-04T10:00"), CALENDAR);

        assertThat(at(now).isAfter(times.urgentFrom())).isEqualTo(urgent);
    }

    @Test
    void an_open_request_is_marked_urgent_before_overdue_before_reminded() {
        DeviceException exception = askedBy(TEACHER);
        assertThat(exception.mark(at("2027-05-05T16:00"))).isEqualTo(Mark.NONE);

        exception.remind(at("2027-05-05T16:00"));
        assertThat(exception.mark(at("2027-05-05T16:00"))).isEqualTo(Mark.REMINDED);
        assertThat(exception.mark(at("2027-05-07T16:00"))).isEqualTo(Mark.OVERDUE);
        assertThat(exception.mark(at("2027-05-11T09:01"))).isEqualTo(Mark.URGENT);
    }

    @Test
    void after_an_answer_the_due_date_starts_anew() {
        DeviceException exception = askedBy(TEACHER);
        exception.remind(at("2027-05-05T16:00"));
        exception.decide(HEAD, Outcome.MORE_INFORMATION, "", "Who else goes?", at("2027-05-05T17:00"), CALENDAR);
        assertThat(exception.answerReminder()).contains(at("2027-05-06T16:00"));
        assertThat(exception.due()).isEmpty();

        exception.answer(
                TEACHER,
                "Two more.",
                DeviceExceptionRequest.amended(
                        amendment("departsAt", "2027-05-19T09:00", "returnsAt", "2027-05-21T15:00"),
                        at("2027-05-06T10:00")),
                at("2027-05-06T10:00"),
                CALENDAR);

        assertThat(exception.times().asked()).isEqualTo(at("2027-05-06T10:00"));
        assertThat(exception.due().orElseThrow().due()).contains(at("2027-05-11T16:00"));
        assertThat(exception.answerReminder()).isEmpty();
        assertThat(exception.mark(at("2027-05-06T10:00"))).isEqualTo(Mark.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "2027-05-14T15:00, 2027-05-18T16:00, 2027-05-21T16:00",
        // across half-term
        "2027-05-28T15:00, 2027-06-08T16:00, 2027-06-11T16:00"
    })
    void a_use_is_to_be_closed_in_two_school_days_and_late_after_five(String end, String due, String late) {
        ClosureTimes times = ClosureTimes.after(at(end), CALENDAR);

        assertThat(times.due().due()).contains(at(due));
        assertThat(times.late()).isEqualTo(at(late));
    }

    @Test
    void beyond_the_calendar_a_closure_is_asked_for_after_seven_days_and_late_after_fourteen() {
        ClosureTimes times = ClosureTimes.after(at("2027-07-23T15:00"), CALENDAR);

        assertThat(times.due().due()).isEmpty();
        assertThat(times.due().alarm()).isEqualTo(at("2027-07-30T15:00"));
        assertThat(times.late()).isEqualTo(at("2027-08-06T15:00"));
    }

    @Test
    void a_closure_that_the_calendar_knows_is_never_late_before_it_is_due() {
        SchoolCalendar longSummer = new SchoolCalendar(
                List.of(
                        CALENDAR.terms().get(0),
                        new Term("First days", LocalDate.of(2027, 9, 2), LocalDate.of(2027, 9, 3))),
                Set.of(),
                LocalTime.of(16, 0));

        ClosureTimes times = ClosureTimes.after(at("2027-07-23T15:00"), longSummer);

        assertThat(times.due().due()).contains(at("2027-09-03T16:00"));
        assertThat(times.late()).isEqualTo(at("2027-09-03T16:00"));
    }

    @Test
    void a_use_that_ends_early_is_to_be_closed_from_that_moment() {
        DeviceException exception = askedBy(TEACHER);
        exception.decide(HEAD, Outcome.APPROVE, "", "", at("2027-05-05T10:00"), CALENDAR);
        exception.activate(School.DEPARTURE);

        exception.revoke(HEAD, "The school phone works again.", at("2027-05-12T12:00"), CALENDAR);

        assertThat(exception.closureTimes().orElseThrow().due().due()).contains(at("2027-05-14T16:00"));
    }
}
