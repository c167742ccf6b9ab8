package org.schoolapprovals.schoolcalendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CalendarWarningsTest {

    private static final CalendarEntry AUTUMN = entry(EntryKind.TERM, "2026-09-01", "2026-12-18");
    private static final CalendarEntry SPRING = entry(EntryKind.TERM, "2027-01-04", "2027-04-02");
    private static final CalendarEntry SUMMER = entry(EntryKind.TERM, "2027-04-19", "2027-07-22");
    private static final List<CalendarEntry> BANK_HOLIDAYS = List.of(
            entry(EntryKind.BANK_HOLIDAY, "2026-12-25", "2026-12-25"),
            entry(EntryKind.BANK_HOLIDAY, "2027-01-01", "2027-01-01"));

    private static CalendarEntry entry(EntryKind kind, String first, String last) {
        return new CalendarEntry(0, kind, kind.title(), LocalDate.parse(first), LocalDate.parse(last));
    }

    private static List<String> warnings(String today, Set<SchoolYear> unchecked, CalendarEntry... terms) {
        return CalendarRules.warnings(
                Stream.concat(Stream.of(terms), BANK_HOLIDAYS.stream()).toList(), unchecked, LocalDate.parse(today));
    }

    @Test
    void aCheckedYearWithAllItsTermsNeedsNoWarning() {
        assertThat(warnings("2026-11-22", Set.of(), AUTUMN, SPRING, SUMMER)).isEmpty();
    }

    @Test
    void theLastSixtyDaysOfTheCalendarAskForTheNextYear() {
        assertThat(warnings("2027-05-22", Set.of(), AUTUMN, SPRING, SUMMER)).isEmpty();
        assertThat(warnings("2027-05-23", Set.of(), AUTUMN, SPRING, SUMMER))
                .containsExactly("The school calendar ends on Thu 22 Jul 2027:"
                        + " please enter the next school year, so that due dates can be counted.");
        assertThat(warnings("2027-09-01", Set.of(), AUTUMN, SPRING, SUMMER)).hasSize(1);
    }

    @Test
    void anEmptyCalendarSaysSo() {
        assertThat(CalendarRules.warnings(List.of(), Set.of(), LocalDate.parse("2026-11-22")))
                .containsExactly("No terms have been entered in the school calendar, so no due date can be counted.");
    }

    @Test
    void aPatternThatNobodyCheckedIsNamedUntilItsLastTermIsOver() {
        Set<SchoolYear> unchecked = Set.of(new SchoolYear(2025), new SchoolYear(2026), new SchoolYear(2030));

        assertThat(warnings("2026-11-22", unchecked, AUTUMN, SPRING, SUMMER))
                .containsExactly("The dates of school year 2026/27 are a pattern, to be checked by the school.");
    }

    @Test
    void aTermThatSeemsMissingIsAskedFor() {
        assertThat(warnings("2026-11-22", Set.of(), AUTUMN, SUMMER))
                .containsExactly(
                        "No term is entered from Sat 19 Dec 2026 to Sun 18 Apr 2027, 17 weeks long: is one missing?");
        assertThat(warnings("2027-04-20", Set.of(), AUTUMN, SUMMER)).isEmpty();
    }

    @Test
    void aYearWithoutBankHolidaysIsNamed() {
        CalendarEntry next = entry(EntryKind.TERM, "2027-09-01", "2027-12-17");
        CalendarEntry nextSpring = entry(EntryKind.TERM, "2028-01-04", "2028-03-31");

        assertThat(warnings("2026-11-22", Set.of(), AUTUMN, SPRING, SUMMER, next, nextSpring))
                .containsExactly("No bank holidays are entered for 2028: please bring them up to date from gov.uk.");
    }
}
