package org.schoolapprovals.schoolcalendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** School year 2026/27, in which Easter falls into the spring term. */
class SchoolCalendarTest {

    private static final Term AUTUMN =
            new Term("Autumn term 2026", LocalDate.of(2026, 9, 1), LocalDate.of(2026, 12, 18));
    private static final Term SPRING = new Term("Spring term 2027", LocalDate.of(2027, 1, 4), LocalDate.of(2027, 4, 2));
    private static final Term SUMMER =
            new Term("Summer term 2027", LocalDate.of(2027, 4, 19), LocalDate.of(2027, 7, 22));
    private static final Set<LocalDate> HALF_TERMS = Stream.of(
                    LocalDate.of(2026, 10, 26), LocalDate.of(2027, 2, 15), LocalDate.of(2027, 5, 31))
            .flatMap(monday -> monday.datesUntil(monday.plusDays(5)))
            .collect(Collectors.toSet());
    private static final Set<LocalDate> OTHER_CLOSED_DAYS = Set.of(
            LocalDate.of(2026, 11, 2), // INSET
            LocalDate.of(2027, 1, 4), // INSET
            LocalDate.of(2027, 3, 26), // Good Friday
            LocalDate.of(2027, 3, 29), // Easter Monday
            LocalDate.of(2027, 5, 3)); // early May bank holiday

    private final SchoolCalendar calendar = new SchoolCalendar(
            List.of(SUMMER, AUTUMN, SPRING),
            Stream.concat(HALF_TERMS.stream(), OTHER_CLOSED_DAYS.stream()).collect(Collectors.toSet()),
            LocalTime.of(16, 0));
    private final SchoolCalendar empty = new SchoolCalendar(List.of(), Set.of(), LocalTime.of(16, 0));

    private static Instant at(String schoolLocal) {
        return SchoolTime.at(LocalDateTime.parse(schoolLocal));
    }

    private static Due dueAt(String schoolLocal) {
        return new Due.At(at(schoolLocal));
    }

    @Nested
    class CountingForward {

        @Test
        void theDayOfTheAskingDoesNotCountAndTheLastDayEndsWithSchool() {
            assertThat(calendar.afterSchoolDays(at("2026-11-17T09:00"), 3)).isEqualTo(dueAt("2026-11-20T16:00"));
        }

        @Test
        void theTimeOfDayOfTheAskingMakesNoDifference() {
            assertThat(calendar.afterSchoolDays(at("2026-11-17T00:00"), 1)).isEqualTo(dueAt("2026-11-18T16:00"));
            assertThat(calendar.afterSchoolDays(at("2026-11-17T23:59"), 1)).isEqualTo(dueAt("2026-11-18T16:00"));
        }

        @Test
        void weekendsDoNotCount() {
            assertThat(calendar.afterSchoolDays(at("2026-11-20T15:00"), 1)).isEqualTo(dueAt("2026-11-23T16:00"));
            assertThat(calendar.afterSchoolDays(at("2026-11-21T11:00"), 1)).isEqualTo(dueAt("2026-11-23T16:00"));
        }

        @Test
        void halfTermAndTheInsetDayAfterItDoNotCount() {
            assertThat(calendar.afterSchoolDays(at("2026-10-22T10:00"), 3)).isEqualTo(dueAt("2026-11-04T16:00"));
        }

        @Test
        void bankHolidaysInsideTermDoNotCount() {
            assertThat(calendar.afterSchoolDays(at("2027-03-25T10:00"), 1)).isEqualTo(dueAt("2027-03-30T16:00"));
            assertThat(calendar.afterSchoolDays(at("2027-04-30T10:00"), 1)).isEqualTo(dueAt("2027-05-04T16:00"));
        }

        @Test
        void theHolidaysBetweenTermsAndTheTurnOfTheYearDoNotCount() {
            assertThat(calendar.afterSchoolDays(at("2026-12-17T10:00"), 2)).isEqualTo(dueAt("2027-01-05T16:00"));
        }

        @Test
        void theEndOfTheSchoolDayIsTheSameOnTheClockBeforeAndAfterSummerTimeBegins() {
            Due before = calendar.afterSchoolDays(at("2027-03-24T10:00"), 1);
            Due after = calendar.afterSchoolDays(at("2027-03-25T10:00"), 1);

            assertThat(before).isEqualTo(new Due.At(Instant.parse("2027-03-25T16:00:00Z")));
            assertThat(after).isEqualTo(new Due.At(Instant.parse("2027-03-30T15:00:00Z")));
        }

        @Test
        void theEndOfTheSchoolDayIsTheSameOnTheClockBeforeAndAfterSummerTimeEnds() {
            Due before = calendar.afterSchoolDays(at("2026-10-22T10:00"), 1);
            Due after = calendar.afterSchoolDays(at("2026-10-23T10:00"), 1);

            assertThat(before).isEqualTo(new Due.At(Instant.parse("2026-10-23T15:00:00Z")));
            assertThat(after).isEqualTo(new Due.At(Instant.parse("2026-11-03T16:00:00Z")));
        }

        @Test
        void anAskingLateInASummerEveningBelongsToThatDayAtTheSchool() {
            assertThat(calendar.afterSchoolDays(Instant.parse("2027-05-11T23:30:00Z"), 1))
                    .isEqualTo(dueAt("2027-05-13T16:00"));
        }

        @Test
        void theLastSchoolDayOfTheLastTermIsKnown() {
            assertThat(calendar.afterSchoolDays(at("2027-07-21T10:00"), 1)).isEqualTo(dueAt("2027-07-22T16:00"));
        }

        @Test
        void beyondTheLastTermThereIsNoDueDate() {
            assertThat(calendar.afterSchoolDays(at("2027-07-21T10:00"), 2))
                    .isEqualTo(new Due.BeyondCalendar(LocalDate.of(2027, 7, 22)));
            assertThat(calendar.afterSchoolDays(at("9999-01-01T10:00"), 1))
                    .isEqualTo(new Due.BeyondCalendar(LocalDate.of(2027, 7, 22)));
        }

        @Test
        void beforeTheFirstTermThereIsNoDueDate() {
            assertThat(calendar.afterSchoolDays(at("2026-08-27T10:00"), 1))
                    .isEqualTo(new Due.BeforeCalendar(LocalDate.of(2026, 9, 1)));
            assertThat(calendar.afterSchoolDays(at("0001-01-01T10:00"), 1))
                    .isEqualTo(new Due.BeforeCalendar(LocalDate.of(2026, 9, 1)));
        }

        @Test
        void theWeekendBeforeTheFirstTermIsKnown() {
            SchoolCalendar fromMonday = new SchoolCalendar(List.of(SPRING), Set.of(), LocalTime.of(15, 30));

            assertThat(fromMonday.afterSchoolDays(at("2027-01-02T10:00"), 1)).isEqualTo(dueAt("2027-01-04T15:30"));
        }

        @Test
        void inAnEmptyCalendarThereIsNoDueDate() {
            assertThat(empty.afterSchoolDays(at("2026-11-17T09:00"), 1)).isEqualTo(new Due.NoTerms());
        }

        @Test
        void fewerThanOneSchoolDayIsNotCounted() {
            assertThatIllegalArgumentException().isThrownBy(() -> calendar.afterSchoolDays(Instant.EPOCH, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> calendar.beforeBySchoolDays(Instant.EPOCH, -1));
        }
    }

    @Nested
    class CountingBack {

        @Test
        void theTimeOfDayStays() {
            assertThat(calendar.beforeBySchoolDays(at("2027-05-12T09:15"), 1)).isEqualTo(dueAt("2027-05-11T09:15"));
        }

        @Test
        void weekendsHolidaysInsetDaysAndBankHolidaysDoNotCount() {
            assertThat(calendar.beforeBySchoolDays(at("2026-11-03T09:00"), 1)).isEqualTo(dueAt("2026-10-23T09:00"));
            assertThat(calendar.beforeBySchoolDays(at("2027-03-30T09:00"), 1)).isEqualTo(dueAt("2027-03-25T09:00"));
            assertThat(calendar.beforeBySchoolDays(at("2027-01-05T09:00"), 1)).isEqualTo(dueAt("2026-12-18T09:00"));
        }

        @Test
        void theTimeOnTheClockStaysAcrossTheChangeToAndFromSummerTime() {
            assertThat(calendar.beforeBySchoolDays(Instant.parse("2027-03-30T08:00:00Z"), 1))
                    .isEqualTo(new Due.At(Instant.parse("2027-03-25T09:00:00Z")));
            assertThat(calendar.beforeBySchoolDays(Instant.parse("2026-11-03T09:00:00Z"), 1))
                    .isEqualTo(new Due.At(Instant.parse("2026-10-23T08:00:00Z")));
        }

        @Test
        void fromTheDayAfterTheLastTermItIsKnown() {
            assertThat(calendar.beforeBySchoolDays(at("2027-07-23T07:00"), 1)).isEqualTo(dueAt("2027-07-22T07:00"));
        }

        @Test
        void fromLaterOnThereIsNoDueDate() {
            assertThat(calendar.beforeBySchoolDays(at("2027-07-24T07:00"), 1))
                    .isEqualTo(new Due.BeyondCalendar(LocalDate.of(2027, 7, 22)));
        }

        @Test
        void beforeTheFirstTermThereIsNoDueDate() {
            assertThat(calendar.beforeBySchoolDays(at("2026-09-02T07:00"), 2))
                    .isEqualTo(new Due.BeforeCalendar(LocalDate.of(2026, 9, 1)));
        }

        @Test
        void inAnEmptyCalendarThereIsNoDueDate() {
            assertThat(empty.beforeBySchoolDays(at("2026-11-17T09:00"), 1)).isEqualTo(new Due.NoTerms());
        }
    }

    @Nested
    class SchoolDaysBetween {

        @Test
        void neitherTheFirstNorTheLastDayCounts() {
            assertThat(calendar.schoolDaysBetween(at("2026-11-16T12:00"), at("2026-11-20T08:00")))
                    .hasValue(3);
            assertThat(calendar.schoolDaysBetween(at("2026-11-16T12:00"), at("2026-11-17T08:00")))
                    .hasValue(0);
        }

        @Test
        void closedDaysDoNotCount() {
            assertThat(calendar.schoolDaysBetween(at("2026-10-22T12:00"), at("2026-11-04T08:00")))
                    .hasValue(2);
        }

        @Test
        void thereAreNoneBackwards() {
            assertThat(calendar.schoolDaysBetween(at("2026-11-20T12:00"), at("2026-11-16T08:00")))
                    .hasValue(0);
        }

        @Test
        void theyAreKnownUpToTheLastDayOfTheLastTermOnly() {
            assertThat(calendar.schoolDaysBetween(at("2027-07-20T12:00"), at("2027-07-23T08:00")))
                    .hasValue(2);
            assertThat(calendar.schoolDaysBetween(at("2027-07-20T12:00"), at("2027-07-24T08:00")))
                    .isEmpty();
            assertThat(calendar.schoolDaysBetween(at("2027-07-20T12:00"), at("9999-12-31T08:00")))
                    .isEmpty();
        }

        @Test
        void theyAreNotKnownBeforeTheFirstTermNorInAnEmptyCalendar() {
            assertThat(calendar.schoolDaysBetween(at("2026-08-20T12:00"), at("2026-09-03T08:00")))
                    .isEmpty();
            assertThat(empty.schoolDaysBetween(at("2026-11-16T12:00"), at("2026-11-20T08:00")))
                    .isEmpty();
        }
    }

    @Nested
    class SchoolDaysTaken {

        @Test
        void whatIsDoneOnTheSameDayTookNoneAndByTheEndOfTheNextSchoolDayOne() {
            assertThat(calendar.schoolDaysTaken(at("2026-11-16T08:00"), at("2026-11-16T17:00")))
                    .hasValue(0);
            assertThat(calendar.schoolDaysTaken(at("2026-11-16T17:00"), at("2026-11-17T08:00")))
                    .hasValue(1);
            assertThat(calendar.schoolDaysTaken(at("2026-11-20T12:00"), at("2026-11-23T08:00")))
                    .hasValue(1);
        }

        @Test
        void closedDaysDoNotCountAndUnknownOnesLeaveItOpen() {
            assertThat(calendar.schoolDaysTaken(at("2026-10-22T12:00"), at("2026-11-04T08:00")))
                    .hasValue(3);
            assertThat(calendar.schoolDaysTaken(at("2027-07-20T12:00"), at("2027-07-22T08:00")))
                    .hasValue(2);
            assertThat(calendar.schoolDaysTaken(at("2027-07-20T12:00"), at("2027-08-03T08:00")))
                    .isEmpty();
            assertThat(empty.schoolDaysTaken(at("2026-11-16T12:00"), at("2026-11-17T08:00")))
                    .isEmpty();
        }
    }

    @Test
    void theFirstAndTheLastDayOfATermAreInIt() {
        assertThat(calendar.termOn(LocalDate.of(2026, 12, 18))).contains(AUTUMN);
        assertThat(calendar.termOn(LocalDate.of(2026, 12, 19))).isEmpty();
        assertThat(calendar.termOn(LocalDate.of(2027, 1, 4))).contains(SPRING);
    }

    @Test
    void termsComeInTheOrderOfTheirDays() {
        assertThat(calendar.terms()).containsExactly(AUTUMN, SPRING, SUMMER);
    }

    @Test
    void theSchoolDaysOfATermLeaveOutItsClosedDays() {
        assertThat(calendar.schoolDaysIn(SPRING)).isEqualTo(65 - 5 - 3);
    }

    @Test
    void aTermDoesNotEndBeforeItBegins() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Term("Backwards", LocalDate.of(2026, 9, 2), LocalDate.of(2026, 9, 1)));
    }

    @Nested
    class DueInWords {

        @Test
        void aDueDateIsSchoolTime() {
            assertThat(new Due.At(Instant.parse("2027-05-12T15:00:00Z")).inWords())
                    .isEqualTo("Wed 12 May 2027, 16:00");
            assertThat(new Due.At(Instant.EPOCH).known()).contains(Instant.EPOCH);
        }

        @Test
        void whereThereIsNoneTheSentenceSaysWhyAndWhatToDo() {
            assertThat(new Due.BeyondCalendar(LocalDate.of(2027, 7, 22)).inWords())
                    .isEqualTo("No due date: the school calendar ends on Thu 22 Jul 2027."
                            + " Ask the office to enter the next terms.");
            assertThat(new Due.BeforeCalendar(LocalDate.of(2026, 10, 1)).inWords())
                    .isEqualTo("No due date: the school calendar begins on Thu 1 Oct 2026."
                            + " Ask the office to enter the terms before it.");
            assertThat(new Due.NoTerms().inWords())
                    .isEqualTo("No due date: no terms have been entered in the school calendar."
                            + " Ask the office to enter them.");
            assertThat(new Due.NoTerms().known()).isEmpty();
        }
    }

    @Nested
    class TimeAtTheSchool {

        @Test
        void theHourThatAutumnRepeatsIsTheFirstOfTheTwo() {
            assertThat(at("2026-10-25T01:30")).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        }

        @Test
        void theHourThatSpringLeavesOutIsAnHourLater() {
            assertThat(at("2027-03-28T01:30")).isEqualTo(Instant.parse("2027-03-28T01:30:00Z"));
            assertThat(SchoolTime.localOf(at("2027-03-28T01:30"))).isEqualTo(LocalDateTime.parse("2027-03-28T02:30"));
        }

        @Test
        void aSchoolYearBeginsInAugust() {
            assertThat(SchoolYear.of(LocalDate.of(2026, 7, 31)).label()).isEqualTo("2025/26");
            assertThat(SchoolYear.of(LocalDate.of(2026, 8, 1)).label()).isEqualTo("2026/27");
            assertThat(new SchoolYear(2099).label()).isEqualTo("2099/00");
        }
    }
}
