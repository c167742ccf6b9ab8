package org.schoolapprovals.schoolcalendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.database.DatabaseTest;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolYearDraft.TermDraft;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Today is Sunday 22 November 2026, and the calendar is the one that is shipped. */
@DatabaseTest
@Import({SchoolCalendars.class, CalendarStore.class})
class SchoolCalendarsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String OFFICE = "office";
    private static final TermDraft AUTUMN_2028 = new TermDraft("2028-09-04", "23/10/2028", "27/10/2028", "2028-12-20");
    private static final TermDraft SPRING_2029 = new TermDraft("2029-01-04", "2029-02-12", "2029-02-16", "2029-03-29");
    private static final TermDraft SUMMER_2029 = new TermDraft("2029-04-16", "2029-05-28", "2029-06-01", "2029-07-20");

    @TestConfiguration
    static class Beans {

        @Bean
        People people() {
            return new SchoolStaff();
        }

        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }
    }

    @Autowired
    private SchoolCalendars calendars;

    @Autowired
    private JdbcClient jdbc;

    private static EntryDraft draft(String kind, String name, String firstDay, String lastDay) {
        return new EntryDraft(kind, name, firstDay, lastDay);
    }

    private static List<String> refusalOf(ThrowingCallable edit) {
        try {
            edit.call();
        } catch (RefusedException refusal) {
            return refusal.sentences();
        } catch (Throwable other) {
            throw new AssertionError("Not a refusal", other);
        }
        throw new AssertionError("Nothing was refused");
    }

    private long id(String name, String firstDay) {
        return jdbc.sql("select id from approvals.calendar_entry where name = :name and first_day = :day::date")
                .param("name", name)
                .param("day", firstDay)
                .query(Long.class)
                .single();
    }

    private List<String> added(EntryDraft draft) {
        return refusalOf(() -> calendars.add(OFFICE, draft));
    }

    // What is shipped

    @Test
    void threeSchoolYearsAreShippedEachWith190SchoolDaysAnd5InsetDays() {
        assertThat(calendars.years())
                .filteredOn(CalendarYear::hasTerms)
                .hasSize(3)
                .allSatisfy(year -> {
                    assertThat(year.schoolDays()).isEqualTo(190);
                    assertThat(year.entries().stream().filter(entry -> entry.is(EntryKind.INSET_DAY)))
                            .hasSize(5);
                    assertThat(year.toCheck()).isTrue();
                });
    }

    @Test
    void thereAreEightBankHolidaysAYearAndNoneAtAWeekend() {
        assertThat(calendars.years().stream()
                        .flatMap(year -> year.entries().stream())
                        .filter(entry -> entry.is(EntryKind.BANK_HOLIDAY))
                        .map(CalendarEntry::firstDay)
                        .filter(day -> day.getDayOfWeek().getValue() < 6)
                        .collect(Collectors.groupingBy(LocalDate::getYear, Collectors.counting())))
                .hasSize(4)
                .allSatisfy((year, number) -> assertThat(number).isEqualTo(8));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-28, Boxing Day (substitute day)",
        "2027-03-26, Good Friday",
        "2027-12-27, Christmas Day (substitute day)",
        "2027-12-28, Boxing Day (substitute day)",
        "2028-01-03, New Year’s Day (substitute day)",
        "2028-04-17, Easter Monday"
    })
    void bankHolidaysFallWhereGovUkSays(LocalDate day, String name) {
        assertThat(calendars.years().stream().flatMap(year -> year.entries().stream()))
                .anySatisfy(entry -> {
                    assertThat(entry.firstDay()).isEqualTo(day);
                    assertThat(entry.name()).isEqualTo(name);
                });
    }

    @Test
    void theSpringBreakIsFixedSoThatEasterFallsInTerm() {
        SchoolCalendar calendar = calendars.current();

        assertThat(calendar.termOn(LocalDate.of(2027, 3, 26))).map(Term::name).contains("Spring term 2027");
        assertThat(calendar.isSchoolDay(LocalDate.of(2027, 3, 26))).isFalse();
        assertThat(calendar.isSchoolDay(LocalDate.of(2027, 3, 30))).isTrue();
        assertThat(calendar.isSchoolDay(LocalDate.of(2027, 4, 7))).isFalse();
    }

    @Test
    void whatIsNotOverAndNotCheckedIsWarnedOf() {
        assertThat(calendars.warnings())
                .containsExactly(
                        "The dates of school year 2026/27 and 2027/28 are a pattern, to be checked by the school.");
    }

    // Rights

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"OFFICE", "HEAD_TEACHER", "DEPUTY_HEAD", "ADMINISTRATOR"})
    void theOfficeTheHeadTheDeputyAndAdministratorsEdit(Role role) {
        assertThat(calendars.mayEdit(role.groupId())).isTrue();
        assertThat(calendars.add(role.groupId(), draft("inset-day", "", "2027-05-12", "")))
                .isEqualTo("INSET day added: INSET day (Wed 12 May 2027).");
    }

    @ParameterizedTest
    @ValueSource(strings = {"staff", "social-media", "governors", "chair-of-governors", "somebody-unknown", ""})
    void nobodyElseEdits(String userId) {
        long term = id("Autumn term 2026", "2026-09-01");

        assertThat(calendars.mayEdit(userId)).isFalse();
        assertThat(Stream.<ThrowingCallable>of(
                        () -> calendars.add(userId, draft("inset-day", "", "2027-05-12", "")),
                        () -> calendars.entry(userId, term),
                        () -> calendars.change(userId, term, draft("term", "Mine", "2026-09-01", "2026-12-18")),
                        () -> calendars.delete(userId, term),
                        () -> calendars.enterYear(userId, year2028(AUTUMN_2028)),
                        () -> calendars.confirmYear(userId, 2026),
                        () -> calendars.refreshBankHolidays(userId, BankHolidays.file(BankHolidays.OF_2028))))
                .allSatisfy(edit -> assertThatThrownBy(edit)
                        .isInstanceOf(NotAllowedException.class)
                        .hasMessage("Only the office, the head teacher, the deputy head and administrators"
                                + " change the school calendar."));
        assertThat(calendars.changes()).isEmpty();
    }

    // Single entries

    @Test
    void whatIsEnteredCountsAtOnce() {
        assertThat(calendars.current().isSchoolDay(LocalDate.of(2027, 5, 12))).isTrue();

        calendars.add(OFFICE, draft("inset-day", "Moderation", "12/5/2027", ""));

        assertThat(calendars.current().isSchoolDay(LocalDate.of(2027, 5, 12))).isFalse();
    }

    @Test
    void aHolidayInTermOfOneDayNeedsNoLastDay() {
        calendars.add(OFFICE, draft("holiday", "County show", "2027-06-16", ""));

        assertThat(calendars.current().isSchoolDay(LocalDate.of(2027, 6, 16))).isFalse();
        assertThat(calendars.current().isSchoolDay(LocalDate.of(2027, 6, 17))).isTrue();
    }

    @Test
    void allFaultsOfAnEntryAreNamedAtOnce() {
        assertThat(added(draft("term", " ", "", "32/13/2029")))
                .containsExactly(
                        "The name is missing: please enter one, such as Autumn term 2026.",
                        "The first day is missing: please enter a date.",
                        "The last day is not a date: please enter it as day/month/year, such as 1/9/2026.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "term|Autumn term 2028|2028-09-04|2028-09-01|The last day (Fri 1 Sept 2028) comes before the first day (Mon 4 Sept 2028).",
                "term|Autumn term 2028|2028-09-04|2029-01-22|The last day lies 21 weeks after the first: a term is at most 20 weeks long.",
                "term|Autumn term 2028|2028-09-02|2028-12-20|The first day (Sat 2 Sept 2028) is at a weekend: a term begins on a weekday.",
                "term|Autumn term 2028|2028-09-04|2028-12-24|The last day (Sun 24 Dec 2028) is at a weekend: a term ends on a weekday.",
                "term|Autumn term 2028|2028-09-04||The last day is missing: please enter a date.",
                "term|autumn TERM 2026|2028-09-04|2028-12-20|There is a term called autumn TERM 2026 already: please choose a name of its own.",
                "term|Extra|2026-12-18|2026-12-21|Extra (Fri 18 Dec 2026 to Mon 21 Dec 2026) would overlap with Autumn term 2026 (Tue 1 Sept 2026 to Fri 18 Dec 2026).",
                "holiday|Christmas|2026-12-21|2027-01-01|Christmas (Mon 21 Dec 2026 to Fri 1 Jan 2027) does not lie inside a term: the holidays between the terms need not be entered.",
                "holiday|Again|2026-10-30|2026-11-03|Again (Fri 30 Oct 2026 to Tue 3 Nov 2026) would overlap with Autumn half-term (Mon 26 Oct 2026 to Fri 30 Oct 2026).",
                "inset-day||2027-01-04||There is an entry for that day already: INSET day (Mon 4 Jan 2027).",
                "inset-day||2027-01-05|2027-01-06|An INSET day is a single day: please leave the last day empty and enter each day by itself.",
                "inset-day||2027-01-09||The day (Sat 9 Jan 2027) is at a weekend: an INSET day is a weekday.",
                "inset-day||1999-12-31||The day must lie between the years 2000 and 2100.",
                "inset-day||2101-01-01||The day must lie between the years 2000 and 2100.",
                "inset-day||9999-01-01||The day must lie between the years 2000 and 2100.",
                "inset-day||+999999999-01-01||The day must lie between the years 2000 and 2100.",
                "inset-day||2027-02-29||The day is not a date: please enter it as day/month/year, such as 1/9/2026.",
                "inset-day||29/2/2027||The day is not a date: please enter it as day/month/year, such as 1/9/2026.",
                "bank-holiday|Good Friday|2027-03-26||There is an entry for that day already: Good Friday (Fri 26 Mar 2027).",
                "bank-holiday||2027-06-14||The name is missing: please enter one, such as Autumn term 2026.",
                "TERM|Autumn term 2028|2028-09-04|2028-12-20|Please choose what to enter: a term, a holiday in term, an INSET day or a bank holiday."
            })
    void nonsenseIsRefused(String kind, String name, String firstDay, String lastDay, String sentence) {
        EntryDraft draft = draft(kind, orEmpty(name), firstDay, orEmpty(lastDay));

        assertThat(added(draft)).containsExactly(sentence);
        assertThat(calendars.changes()).isEmpty();
    }

    private static String orEmpty(String field) {
        return field == null ? "" : field;
    }

    @Test
    void aNameIsShortAndHasNoCharactersThatCannotBeShown() {
        assertThat(added(draft("inset-day", "x".repeat(1_000_000), "2027-05-12", "")))
                .containsExactly("The name is too long: at most 60 characters, please.");
        assertThat(added(draft("inset-day", "a\u0000b", "2027-05-12", "")))
                .containsExactly("The name has characters that cannot be shown: please type it anew.");
    }

    @Test
    void anEntryIsChangedInPlaceAndTheLogSaysFromWhatToWhat() {
        String notice = calendars.change(
                OFFICE,
                id("Autumn term 2026", "2026-09-01"),
                draft("", "Autumn term 2026", "2026-09-01", "2026-12-22"));

        assertThat(notice)
                .isEqualTo("Term changed: Autumn term 2026 (Tue 1 Sept 2026 to Fri 18 Dec 2026)"
                        + " became Autumn term 2026 (Tue 1 Sept 2026 to Tue 22 Dec 2026).");
        assertThat(calendars.current().isSchoolDay(LocalDate.of(2026, 12, 22))).isTrue();
        assertThat(calendars.changes()).containsExactly(new CalendarChange(notice, "Office", NOW));
    }

    @Test
    void aChangeThatChangesNothingLeavesNoTrace() {
        assertThat(calendars.change(
                        OFFICE,
                        id("Autumn term 2026", "2026-09-01"),
                        draft("", "Autumn term 2026", "1/9/2026", "18/12/2026")))
                .isEqualTo("Autumn term 2026 (Tue 1 Sept 2026 to Fri 18 Dec 2026) stays as it was.");
        assertThat(calendars.changes()).isEmpty();
    }

    @Test
    void aTermIsNeitherShortenedNorDeletedUnderAHolidayInIt() {
        long term = id("Autumn term 2026", "2026-09-01");
        String sentence = "Autumn half-term (Mon 26 Oct 2026 to Fri 30 Oct 2026) would no longer lie inside a term:"
                + " please change or delete that holiday first.";

        assertThat(refusalOf(() ->
                        calendars.change(OFFICE, term, draft("", "Autumn term 2026", "2026-09-01", "2026-10-23"))))
                .containsExactly(sentence);
        assertThat(refusalOf(() -> calendars.delete(OFFICE, term))).containsExactly(sentence);

        calendars.delete(OFFICE, id("Autumn half-term", "2026-10-26"));
        assertThat(calendars.delete(OFFICE, term))
                .isEqualTo("Term deleted: Autumn term 2026 (Tue 1 Sept 2026 to Fri 18 Dec 2026).");
    }

    @Test
    void whatIsGoneIsNeitherChangedNorDeletedAgain() {
        long inset = id("INSET day", "2027-06-07");
        calendars.delete(OFFICE, inset);

        assertThat(Stream.<ThrowingCallable>of(
                        () -> calendars.entry(OFFICE, inset),
                        () -> calendars.change(OFFICE, inset, draft("", "INSET day", "2027-06-08", "")),
                        () -> calendars.delete(OFFICE, inset)))
                .allSatisfy(edit -> assertThat(refusalOf(edit))
                        .containsExactly(
                                "This entry is no longer in the school calendar: somebody has deleted it meanwhile."));
    }

    // Whole school years

    private static SchoolYearDraft year2028(TermDraft autumn, String... insetDays) {
        return new SchoolYearDraft("2028", autumn, SPRING_2029, SUMMER_2029, List.of(insetDays));
    }

    @Test
    void aSchoolYearIsEnteredInOneGoAndIsTheSchoolsOwn() {
        calendars.enterYear(OFFICE, year2028(AUTUMN_2028, "2028-09-04", "", "2029-04-16"));

        CalendarYear year = calendars.years().get(calendars.years().size() - 1);
        assertThat(year.year().label()).isEqualTo("2028/29");
        assertThat(year.toCheck()).isFalse();
        assertThat(year.entries())
                .extracting(CalendarEntry::name)
                .filteredOn(name -> !name.contains("ank holiday") && !name.contains("Day"))
                .containsExactly(
                        "Autumn term 2028",
                        "INSET day",
                        "Autumn half-term",
                        "Spring term 2029",
                        "Spring half-term",
                        "Summer term 2029",
                        "INSET day",
                        "Summer half-term");
        assertThat(calendars.changes())
                .singleElement()
                .satisfies(
                        change -> assertThat(change.what())
                                .startsWith(
                                        "School year 2028/29 entered: Autumn term 2028 (Mon 4 Sept 2028 to Wed 20 Dec 2028), "));
    }

    @Test
    void aFaultInOneFieldIsNamedWithItsTermAndNothingIsEntered() {
        int before = calendars.current().terms().size();
        TermDraft faulty = new TermDraft("2027-09-04", "23/10/2028", "", "");

        assertThat(refusalOf(() -> calendars.enterYear(OFFICE, year2028(faulty, "x"))))
                .containsExactly(
                        "The last day of the autumn term is missing: please enter a date.",
                        "INSET day 1 is not a date: please enter it as day/month/year, such as 1/9/2026.");
        assertThat(calendars.current().terms()).hasSize(before);
    }

    @Test
    void datesOfAnotherSchoolYearAreRefused() {
        TermDraft aYearEarly = new TermDraft("2027-09-06", "", "", "2027-12-20");

        assertThat(refusalOf(() -> calendars.enterYear(OFFICE, year2028(aYearEarly))))
                .containsExactly("Autumn term 2028 (Mon 6 Sept 2027 to Mon 20 Dec 2027)"
                        + " does not lie in school year 2028/29: please check the year of the date.");
    }

    @Test
    void aHalfTermOutsideItsTermIsRefused() {
        TermDraft strayHalfTerm = new TermDraft("2028-09-04", "2028-12-21", "2028-12-22", "2028-12-20");

        assertThat(refusalOf(() -> calendars.enterYear(OFFICE, year2028(strayHalfTerm))))
                .containsExactly("Autumn half-term (Thu 21 Dec 2028 to Fri 22 Dec 2028) does not lie inside a term:"
                        + " the holidays between the terms need not be entered.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026", "2025", "9999", "-1", "next", ""})
    void onlyASchoolYearWithoutTermsIsEntered(String startsIn) {
        assertThat(calendars.yearsToEnter()).extracting(SchoolYear::label).startsWith("2028/29", "2029/30");
        assertThat(refusalOf(() -> calendars.enterYear(
                        OFFICE, new SchoolYearDraft(startsIn, AUTUMN_2028, SPRING_2029, SUMMER_2029, List.of()))))
                .containsExactly(
                        "Please choose one of the school years offered: the others have terms already or are past.");
    }

    @Test
    void aSchoolYearIsCheckedOnceAndItIsKeptByWhom() {
        calendars.confirmYear("deputy-head", 2026);

        assertThat(calendars.warnings())
                .containsExactly("The dates of school year 2027/28 are a pattern, to be checked by the school.");
        assertThat(calendars.years())
                .filteredOn(year -> year.year().startsIn() == 2026)
                .singleElement()
                .satisfies(year -> assertThat(year.check()).contains(new CalendarYear.Check("Deputy head", NOW)));
        assertThat(refusalOf(() -> calendars.confirmYear(OFFICE, 2026)))
                .containsExactly("This school year is not waiting to be checked.");
        assertThat(refusalOf(() -> calendars.confirmYear(OFFICE, Integer.MAX_VALUE)))
                .hasSize(1);
    }

    // Bank holidays

    @Test
    void theFileReplacesTheBankHolidaysOfItsYearsOnly() {
        calendars.add(OFFICE, draft("bank-holiday", "A day for nothing", "2028-06-12", ""));
        List<BankHolidays.Event> events = Stream.concat(
                        BankHolidays.OF_2028.stream()
                                .filter(event -> !event.title().startsWith("Early")),
                        Stream.of(
                                new BankHolidays.Event("2028-05-08", "Early May bank holiday (VE day)", ""),
                                new BankHolidays.Event("2028-07-03", "Jubilee", "Extra bank holiday")))
                .toList();

        assertThat(calendars.refreshBankHolidays(OFFICE, BankHolidays.file(events)))
                .isEqualTo("Bank holidays of 2028 to 2028 brought up to date from gov.uk:"
                        + " 2 added, 0 renamed, 2 removed.");
        SchoolCalendar calendar = calendars.current();
        assertThat(calendar.isSchoolDay(LocalDate.of(2028, 5, 1))).isTrue();
        assertThat(calendar.isSchoolDay(LocalDate.of(2028, 5, 8))).isFalse();
        assertThat(calendar.isSchoolDay(LocalDate.of(2027, 5, 3))).isFalse();
    }

    @Test
    void aFileThatSaysNothingNewLeavesNoTrace() {
        assertThat(calendars.refreshBankHolidays(OFFICE, BankHolidays.file(BankHolidays.OF_2028)))
                .isEqualTo("The bank holidays of 2028 to 2028 were up to date already.");
        assertThat(calendars.changes()).isEmpty();
    }

    // As it stood

    @Test
    void beforeTheFirstChangeItStoodAsItIsShippedTermsAndAll() {
        calendars.delete(OFFICE, id("INSET day", "2027-06-07"));
        calendars.add(OFFICE, draft("inset-day", "INSET day", "2026-12-01", ""));
        calendars.change(
                OFFICE,
                id("Spring term 2028", "2028-01-04"),
                draft("term", "Spring term 2028", "2028-01-05", "2028-03-31"));

        SchoolCalendar shipped = calendars.asAt(NOW.minusMillis(1));
        assertThat(shipped.isSchoolDay(LocalDate.of(2027, 6, 7))).isFalse();
        assertThat(shipped.isSchoolDay(LocalDate.of(2026, 12, 1))).isTrue();
        assertThat(shipped.termOn(LocalDate.of(2028, 1, 4))).isPresent();
        assertThat(shipped.terms()).hasSize(9);
        SchoolCalendar changed = calendars.asAt(NOW);
        assertThat(changed.isSchoolDay(LocalDate.of(2027, 6, 7))).isTrue();
        assertThat(changed.isSchoolDay(LocalDate.of(2026, 12, 1))).isFalse();
        assertThat(changed.termOn(LocalDate.of(2028, 1, 4))).isEmpty();
    }

    @Test
    void eachMomentHasTheCalendarThatStoodThen() {
        calendars.add(OFFICE, draft("inset-day", "INSET day", "2026-12-01", ""));
        SchoolCalendars tomorrow = at(NOW.plusSeconds(86_400));
        tomorrow.delete(OFFICE, id("INSET day", "2026-12-01"));

        assertThat(calendars.asAt(NOW.minusMillis(1)).isSchoolDay(LocalDate.of(2026, 12, 1)))
                .isTrue();
        assertThat(calendars.asAt(NOW).isSchoolDay(LocalDate.of(2026, 12, 1))).isFalse();
        assertThat(calendars.asAt(NOW.plusSeconds(86_399)).isSchoolDay(LocalDate.of(2026, 12, 1)))
                .isFalse();
        assertThat(calendars.asAt(NOW.plusSeconds(86_400)).isSchoolDay(LocalDate.of(2026, 12, 1)))
                .isTrue();
    }

    @Test
    void whatWasChangedBeforeItWasKeptCountsAsMadeAllAlong() {
        jdbc.sql(
                        "insert into approvals.calendar_change (what, changed_by, changed_at) values ('Terms entered.', 'office', ?)")
                .param(Timestamp.from(NOW.minusSeconds(60)))
                .update();

        assertThat(calendars.asAt(NOW.minusSeconds(120)).terms())
                .isEqualTo(calendars.current().terms());
        calendars.add(OFFICE, draft("inset-day", "INSET day", "2026-12-01", ""));
        assertThat(calendars.asAt(NOW.minusSeconds(120)).isSchoolDay(LocalDate.of(2026, 12, 1)))
                .isTrue();
    }

    @Test
    void aChangeAfterAReportIsNotInIt() {
        jdbc.sql("select approvals.settle(?)")
                .param(Timestamp.from(NOW))
                .query()
                .singleRow();
        calendars.add(OFFICE, draft("inset-day", "INSET day", "2026-12-01", ""));

        assertThat(calendars.asAt(NOW).isSchoolDay(LocalDate.of(2026, 12, 1))).isTrue();
        assertThat(calendars.current().isSchoolDay(LocalDate.of(2026, 12, 1))).isFalse();
    }

    private SchoolCalendars at(Instant moment) {
        return new SchoolCalendars(
                new CalendarStore(jdbc), new SchoolStaff(), Clock.fixed(moment, ZoneOffset.UTC), "16:00");
    }

    // The second net

    @ParameterizedTest
    @CsvSource({
        "term, Overlapping, 2026-12-18, 2026-12-21",
        "holiday, Overlapping, 2026-10-30, 2026-11-03",
        "inset-day, Twice, 2027-01-04, 2027-01-04",
        "inset-day, Two days, 2027-01-05, 2027-01-06",
        "bank-holiday, Twice, 2027-03-26, 2027-03-26",
        "term, Backwards, 2028-10-02, 2028-10-01",
        "term, Endless, 2028-09-04, 2029-01-22",
        "term, AUTUMN term 2026, 2028-09-04, 2028-12-20",
        "holiday, Past, 1999-12-31, 1999-12-31",
        "other, Kind, 2028-09-04, 2028-12-20"
    })
    void theDatabaseItselfRefusesNonsense(String kind, String name, String first, String last) {
        assertThatThrownBy(() -> jdbc.sql("insert into approvals.calendar_entry (kind, name, first_day, last_day)"
                                + " values (?, ?, ?::date, ?::date)")
                        .params(kind, name, first, last)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update approvals.calendar_change set what = 'nothing'",
                "delete from approvals.calendar_change",
                "truncate approvals.calendar_change"
            })
    void theChangeLogIsAppendOnly(String statement) {
        assertThatThrownBy(() -> jdbc.sql(statement).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
    }

    // The setting

    @Test
    void aSettingThatIsNoTimeOfDayIsRefusedAtTheStart() {
        assertThatThrownBy(
                        () -> new SchoolCalendars(new CalendarStore(jdbc), new SchoolStaff(), Clock.systemUTC(), "960"))
                .hasMessage("school.day-ends is a time such as \"16:00\" (in a YAML file with the quotes), not 960");
    }
}
