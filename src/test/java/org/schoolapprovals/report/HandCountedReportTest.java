package org.schoolapprovals.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.schoolapprovals.decision.StageKind.ACKNOWLEDGEMENT;
import static org.schoolapprovals.decision.StageKind.CLOSURE;
import static org.schoolapprovals.decision.StageKind.DECISION;
import static org.schoolapprovals.decision.StageKind.IN_FORCE;
import static org.schoolapprovals.decision.StageKind.IN_PUBLIC;
import static org.schoolapprovals.decision.StageKind.REQUEST;
import static org.schoolapprovals.decision.StageKind.RESPONSE;
import static org.schoolapprovals.decision.StageKind.ROUND_UP;
import static org.schoolapprovals.report.ReportSchool.moment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolYear;

/**
 * A small case, counted by hand. The calendar is the one that is shipped: the spring term 2026 is from 5 January to 2 April, the
 * summer term from 20 April (an INSET day) to 21 July, the autumn term begins on 1 September. Thirteen exceptions:
 *
 * <pre>
 *      asked                      decided                   school days
 *  1   Mon 12 Jan                 Tue 13 Jan  approve       1
 *  2   Wed 14 Jan                 Wed 14 Jan  approve       0
 *  3   Fri 13 Feb                 Mon 23 Feb  approve       1   half-term lies between
 *  4   Fri 27 Mar                 Wed  1 Apr  approve       3   summer time begins between
 *  5   Tue  3 Mar, due Thu 5 Mar  Fri  6 Mar  approve       3   late
 *  6   Thu  2 Apr 23:30           Tue 21 Apr  approve       1   asked on the last evening of the term, decided on the first
 *                                                               morning after the INSET day; Easter lies between
 *  7   Mon  4 May (bank holiday)  Thu  7 May  refuse        3
 *  8   Mon  1 Jun (INSET day)     Tue  2 Jun  approve       1
 *  9   Tue  9 Jun                 Thu 11 Jun  approve       2
 * 10   Mon 15 Jun                 Mon 15 Jun  approve       0
 * 11   Mon 15 Jun, due Thu 18     Mon 29 Jun  approve      10   late
 * 12   Mon  6 Jul                 Wed  8 Jul  lapsed        –   nobody decided
 * 13   Thu  9 Jul                 –                         –   waits
 *
 *                     spring                          summer
 *  decided            5                               6: 5 approved, 1 refused
 *  in order           0 1 1 3 3                       0 1 1 2 3 10
 *  late               1                               1
 *  asked              6: 1 to 6                       7: 7 to 13
 * </pre>
 *
 * Requests 1 to 5 were closed in the spring, 6 and 8 to 11 in the summer, so that 1 was open between the terms, and 1 after.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandCountedReportTest {

    private static final String EXCEPTIONS = "personal-device-exception";
    private static final String COMMENTS = "comment-approval";
    private static final String PHOTOS = "photo-consent-verification";
    private static final Instant SEPTEMBER = moment("2026-09-10T09:00");
    private static final LocalDate IN_SPRING = LocalDate.of(2026, 2, 1);
    private static final LocalDate IN_SUMMER = LocalDate.of(2026, 5, 1);

    private final ReportSchool school = new ReportSchool();

    @BeforeAll
    void requests() {
        exception("2026-01-12T09:00", "2026-01-15T16:00", "2026-01-13T10:00", "2026-03-20T09:00");
        exception("2026-01-14T09:00", "2026-01-19T16:00", "2026-01-14T15:00", "2026-03-20T09:00");
        exception("2026-02-13T15:00", "2026-02-25T16:00", "2026-02-23T08:00", "2026-03-20T09:00");
        exception("2026-03-27T12:00", "2026-04-01T16:00", "2026-04-01T12:00", "2026-04-02T09:00");
        exception("2026-03-03T10:00", "2026-03-05T16:00", "2026-03-06T10:00", "2026-03-20T09:00");
        exception("2026-04-02T23:30", "2026-04-23T16:00", "2026-04-21T08:00", "2026-06-30T09:00");
        UUID refused = asked("2026-05-04T10:00", "2026-05-07T16:00");
        school.at("2026-05-07T09:00").end(refused, DECISION, "refuse");
        school.end(refused, REQUEST, "refused");
        exception("2026-06-01T10:00", "2026-06-04T16:00", "2026-06-02T10:00", "2026-06-30T09:00");
        exception("2026-06-09T10:00", "2026-06-12T16:00", "2026-06-11T10:00", "2026-06-30T09:00");
        exception("2026-06-15T10:00", "2026-06-18T16:00", "2026-06-15T11:00", "2026-06-30T09:00");
        exception("2026-06-15T12:00", "2026-06-18T16:00", "2026-06-29T10:00", "2026-06-30T10:00");
        UUID lapsed = asked("2026-07-06T10:00", "2026-07-09T16:00");
        school.at("2026-07-08T09:00").end(lapsed, DECISION, "lapsed");
        school.end(lapsed, REQUEST, "lapsed");
        asked("2026-07-09T10:00", "2026-07-14T16:00");
        useOfDevices();
        commentsAndMore();
        school.at("2026-09-10T12:00");
    }

    private void exception(String asked, String due, String approved, String closed) {
        UUID id = asked(asked, due);
        school.at(approved).end(id, DECISION, "approve");
        school.at(closed).end(id, REQUEST, "closed");
    }

    private UUID asked(String at, String due) {
        UUID id = school.at(at).ask(EXCEPTIONS, "P5");
        school.begin(id, EXCEPTIONS, "P5", DECISION, due);
        return id;
    }

    /** In the summer six uses of 3 days, one of them over the end of summer time; the closure of one came late. */
    private void useOfDevices() {
        for (int use = 0; use < 6; use++) {
            UUID id = UUID.randomUUID();
            school.at("2026-06-1%dT09:00".formatted(use)).begin(id, EXCEPTIONS, "P5", IN_FORCE, null);
            school.at("2026-06-1%dT15:00".formatted(use + 2)).end(id, IN_FORCE, "returned");
            school.begin(id, EXCEPTIONS, "P5", CLOSURE, "2026-06-25T16:00");
            school.at(use == 0 ? "2026-06-26T09:00" : "2026-06-24T09:00").end(id, CLOSURE, "done");
        }
    }

    private void commentsAndMore() {
        // In the spring 5 comments were hidden after 10, 20, 30, 40 and 50 seconds, in the summer 6 after 5 and one
        // after 2 hours.
        for (int comment = 1; comment <= 5; comment++) {
            school.at("2026-02-0%dT20:00".formatted(comment))
                    .passes(COMMENTS, "P6", IN_PUBLIC, "hidden", "", 10 * comment);
        }
        for (int comment = 1; comment <= 6; comment++) {
            school.at("2026-05-0%dT20:00".formatted(comment)).passes(COMMENTS, "P6", IN_PUBLIC, "hidden", "", 5);
        }
        school.at("2026-05-09T20:00").passes(COMMENTS, "P6", IN_PUBLIC, "hidden", "", 7200);
        school.at("2026-05-10T20:00").passes(COMMENTS, "S6", RESPONSE, "refer-police", "", 3600);
        // Held back by the check: 5 for a missing consent, 2 for their words.
        for (int photo = 0; photo < 7; photo++) {
            school.at("2026-06-0%dT10:00".formatted(photo + 1))
                    .passes(
                            PHOTOS,
                            photo < 5 ? "S3" : "S4",
                            DECISION,
                            "hold-back",
                            photo < 5 ? "consent-missing" : "words-to-change",
                            0);
        }
        // 9 confirmed the new version, 1 did not.
        for (int person = 0; person < 10; person++) {
            school.at("2026-05-11T10:00")
                    .passes(
                            "policy-acknowledgement",
                            "R1",
                            ACKNOWLEDGEMENT,
                            person < 9 ? "acknowledged" : "missing",
                            "",
                            60);
        }
        for (int week = 10; week < 16; week++) {
            school.at("2026-06-%dT15:00".formatted(week)).passes("weekly-roundup", "P8", ROUND_UP, "posted", "", 600);
        }
    }

    private ReportFrame summer() {
        return school.frames().term(IN_SUMMER, SEPTEMBER);
    }

    private Report summerReport() {
        return school.reports().report("governors", summer());
    }

    private static List<String> row(Report report, String table, String row) {
        return report.sections().stream()
                .flatMap(section -> section.tables().stream())
                .filter(some -> some.id().equals(table))
                .flatMap(some -> some.rows().stream())
                .filter(some -> some.id().equals(row))
                .findFirst()
                .orElseThrow()
                .figures()
                .stream()
                .map(Figure::text)
                .toList();
    }

    // Dates

    @Test
    void aTermIsReportedWithTheHolidaysAfterItSoThatNothingFallsBetweenTwoReports() {
        ReportFrame frame = summer();

        assertThat(frame.period())
                .isEqualTo(new Period("Summer term 2026", LocalDate.of(2026, 4, 20), LocalDate.of(2026, 8, 31)));
        assertThat(frame.before())
                .contains(new Period("Spring term 2026", LocalDate.of(2026, 1, 5), LocalDate.of(2026, 4, 19)));
        assertThat(frame.trend())
                .extracting(Period::name)
                .containsExactly("Autumn term 2025", "Spring term 2026", "Summer term 2026");
        assertThat(school.frames().term(LocalDate.of(2026, 8, 20), SEPTEMBER)).isEqualTo(frame);
        assertThat(school.frames().dates(frame.period().first(), frame.period().last(), SEPTEMBER))
                .isEqualTo(frame);
    }

    @Test
    void aSchoolYearIsItsTermsWithTheHolidaysAfterThem() {
        ReportFrame year = school.frames().schoolYear(new SchoolYear(2025), SEPTEMBER);

        assertThat(year.period())
                .isEqualTo(new Period("School year 2025/26", LocalDate.of(2025, 9, 1), LocalDate.of(2026, 8, 31)));
        assertThat(year.before()).isEmpty();
        assertThat(school.frames().dates(LocalDate.of(2025, 9, 1), LocalDate.of(2026, 8, 31), SEPTEMBER))
                .isEqualTo(year);
    }

    @Test
    void anyDatesAreComparedWithAsManyDaysBefore() {
        ReportFrame frame = school.frames().dates(LocalDate.of(2026, 5, 11), LocalDate.of(2026, 5, 17), SEPTEMBER);

        assertThat(frame.period().name()).isEqualTo("11 May 2026 to 17 May 2026");
        assertThat(frame.before())
                .contains(new Period("4 May 2026 to 10 May 2026", LocalDate.of(2026, 5, 4), LocalDate.of(2026, 5, 10)));
    }

    @Test
    void whatIsOfferedHasBegunAndTheLatestComesFirst() {
        assertThat(school.frames().terms(SEPTEMBER))
                .extracting(Period::name)
                .containsExactly("Autumn term 2026", "Summer term 2026", "Spring term 2026", "Autumn term 2025");
        assertThat(school.frames().schoolYears(SEPTEMBER))
                .extracting(Period::name)
                .containsExactly("School year 2026/27", "School year 2025/26");
        assertThat(school.frames().current(SEPTEMBER).period().name()).isEqualTo("Autumn term 2026");
        assertThat(school.frames().current(moment("2026-08-31T23:59")).period().name())
                .isEqualTo("Summer term 2026");
    }

    @Test
    void datesThatMakeNoSenseAreRefusedInOneSentence() {
        ReportFrames frames = school.frames();
        LocalDate day = LocalDate.of(2026, 5, 11);

        assertThatThrownBy(() -> frames.dates(day, day.minusDays(1), SEPTEMBER))
                .isInstanceOf(RefusedException.class)
                .hasMessage("The last day of a report does not come before the first: please change one of them.");
        assertThatThrownBy(() -> frames.dates(day.minusYears(4), day, SEPTEMBER))
                .hasMessage("A report covers at most three years: please choose dates that lie closer together.");
        assertThatThrownBy(() -> frames.dates(LocalDate.MIN, LocalDate.MAX, SEPTEMBER))
                .hasMessage("The dates of a report lie between the years 2000 and 2100.");
        assertThatThrownBy(() -> frames.dates(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 2), SEPTEMBER))
                .hasMessage("1 Oct 2026 to 2 Oct 2026 has not begun by then: please choose an earlier one.");
        assertThatThrownBy(() -> frames.term(day, moment("2026-09-10T12:01")))
                .hasMessage("As it stood at: this moment lies in the future, please choose an earlier one.");
        assertThatThrownBy(() -> frames.term(LocalDate.of(2025, 8, 31), SEPTEMBER))
                .hasMessage("The school calendar knows no term on this day: please choose another one.");
        assertThatThrownBy(() -> frames.schoolYear(new SchoolYear(1999), SEPTEMBER))
                .hasMessage("The school calendar knows no terms of this school year: please choose another one.");
        assertThatThrownBy(() -> frames.term(day, Instant.MIN))
                .hasMessage("As it stood at: please choose a moment after the year 2000.");
    }

    // Numbers

    @Test
    void whatWasDecidedIsCountedInTheTermInWhichItWasDecided() {
        Report report = summerReport();

        assertThat(row(report, "exceptions-asked", "approve")).containsExactly("5", "5");
        assertThat(row(report, "exceptions-asked", "refuse")).containsExactly("fewer than 5", "none");
        assertThat(row(report, "exceptions-asked", "lapsed")).containsExactly("fewer than 5", "none");
        // 5 and 1 to 4.
        assertThat(row(report, "exceptions-asked", "decided")).containsExactly("6 to 9", "5");
        assertThat(row(report, "exceptions-asked", "late")).containsExactly("fewer than 5", "fewer than 5");
        assertThat(row(report, "exceptions-asked", "waiting")).containsExactly("fewer than 5", "fewer than 5");
    }

    @Test
    void whatWasAskedForFollowsFromWhatEndedAndWhatWasOpen() {
        Report report = summerReport();

        // Spring: 5 closed and 1 to 4 open at its end. Summer: 5 closed, 1 to 4 refused, lapsed and open each, less 1
        // to 4.
        assertThat(row(report, "exceptions-asked", "asked")).containsExactly("fewer than 17", "6 to 9");
    }

    @Test
    void timesAreInSchoolDaysWithoutHolidaysBankHolidaysAndInsetDays() {
        Report report = summerReport();

        assertThat(row(report, "exceptions-time", "median")).containsExactly("1 school day", "1 school day");
        assertThat(row(report, "exceptions-time", "nine-in-ten")).containsExactly("10 school days", "3 school days");
        assertThat(row(report, "exceptions-time", "longest")).containsExactly("10 school days", "3 school days");
        assertThat(row(report, "exceptions-time", "waiting-longest"))
                .containsExactly("too few to show", "too few to show");
    }

    @Test
    void usesOfDevicesAreCountedWithTheirDaysAndTheirClosures() {
        Report report = summerReport();

        assertThat(row(report, "exceptions-use", "begun")).containsExactly("6", "none");
        assertThat(row(report, "exceptions-use", "closed")).containsExactly("6", "none");
        // One of six: neither it nor the five others are told.
        assertThat(row(report, "exceptions-use", "closed-late")).containsExactly("fewer than 6", "none");
        assertThat(row(report, "exceptions-days", "together")).containsExactly("18 days", "–");
        assertThat(row(report, "exceptions-days", "longest")).containsExactly("3 days", "–");
    }

    @Test
    void commentsInPublicAreMeasuredInSeconds() {
        Report report = summerReport();

        assertThat(row(report, "comments-public", "hidden")).containsExactly("7", "5");
        assertThat(row(report, "comments-seconds", "median")).containsExactly("5 seconds", "30 seconds");
        assertThat(row(report, "comments-seconds", "worst")).containsExactly("2 hours", "50 seconds");
        assertThat(row(report, "comments-reported", "reported")).containsExactly("fewer than 5", "none");
        assertThat(row(report, "comments-reported", "refer-police")).containsExactly("fewer than 5", "none");
    }

    @Test
    void photographsAreHeldBackForReasonsAndTheCheckTakesNoTime() {
        Report report = summerReport();

        assertThat(row(report, "photographs-held", "consent-missing")).containsExactly("5", "none");
        assertThat(row(report, "photographs-held", "words-to-change")).containsExactly("fewer than 5", "none");
        assertThat(row(report, "photographs-asked", "hold-back")).containsExactly("6 to 9", "none");
        assertThat(row(report, "photographs-time", "median")).containsExactly("too few to show", "–");
    }

    @Test
    void coverageIsAsCloseAsTheHiddenCountAllows() {
        Report report = summerReport();

        assertThat(row(report, "policy-acknowledgements", "acknowledged")).containsExactly("9", "none");
        assertThat(row(report, "policy-acknowledgements", "missing")).containsExactly("fewer than 5", "none");
        // 9 of 13 to 9 of 10.
        assertThat(row(report, "policy-coverage", "coverage")).containsExactly("69 to 90 %", "–");
    }

    @Test
    void theTrendOverTermsAndTheClausesAreMadeOfTheSameParts() {
        Report report = summerReport();

        assertThat(row(report, "clauses", "p5")).containsExactly("6 to 9", "5");
        assertThat(row(report, "clauses-trend", "p5")).containsExactly("none", "5", "6 to 9");
        assertThat(row(report, "clauses-trend", "s3")).containsExactly("none", "none", "5");
    }

    @Test
    void aYearIsTheSumOfWhatIsToldOfItsTerms() {
        Report report =
                school.reports().report("governors", school.frames().schoolYear(new SchoolYear(2025), SEPTEMBER));

        assertThat(row(report, "exceptions-asked", "approve")).containsExactly("10");
        assertThat(row(report, "exceptions-asked", "decided")).containsExactly("11 to 14");
        assertThat(row(report, "exceptions-asked", "late")).containsExactly("fewer than 9");
        assertThat(row(report, "comments-public", "hidden")).containsExactly("12");
    }

    @Test
    void aTermThatStillRunsCountsWholeDaysInWholeFives() {
        Report report =
                school.reports().report("governors", school.frames().term(IN_SUMMER, moment("2026-06-29T12:00")));

        // By 28 June: 6, 8, 9 and 10; number 11 was decided on the 29th, which is not over.
        assertThat(row(report, "exceptions-asked", "approve")).containsExactly("fewer than 5", "5");
        assertThat(row(report, "comments-public", "hidden")).containsExactly("5 to 9", "5");
        assertThat(report.sections().get(0).tables().get(0).columns())
                .containsExactly("Summer term 2026 so far", "Spring term 2026");
    }

    @Test
    void theFirstMorningOfATermBelongsToItAndTheLastEveningToTheOneBefore() {
        // Number 6 was asked on the last evening of the spring term: it waits at its end, and is behind its number.
        assertThat(school.reports().behind("head-teacher", summer(), "exceptions-asked", "asked", 1))
                .hasSize(6)
                .extracting(BehindLine::begun)
                .contains(moment("2026-04-02T23:30"));
        assertThat(school.reports().behind("head-teacher", summer(), "exceptions-asked", "waiting", 1))
                .singleElement()
                .satisfies(line -> assertThat(line.begun()).isEqualTo(moment("2026-04-02T23:30")));
    }

    // Words

    @Test
    void highlightsAreMadeOfWhatIsPrinted() {
        assertThat(summerReport().highlights())
                .containsExactly(
                        "Decisions on exceptions take longer than in the spring term 2026: nine in ten took up to 10 school days,"
                                + " against 3 school days.",
                        "Exceptions that came into use: 6, after none in the spring term 2026.",
                        "A comment that nobody had agreed to was in public for 2 hours before it was hidden.",
                        "Decisions on photographs: 6 to 9, after none in the spring term 2026.",
                        "Of those asked to confirm the new version of the policy, 69 to 90 % did.",
                        "No weekly round-up was missed.");
        assertThat(summerReport().notes()).containsExactly("Known since Thu 10 Sept 2026, 09:00.");
    }

    // Who reads what

    @ParameterizedTest
    @ValueSource(strings = {"governors", "chair-of-governors", "head-teacher", "deputy-head"})
    void allReadersGetTheSameReport(String userId) {
        assertThat(school.reports().report(userId, summer())).isEqualTo(summerReport());
    }

    @ParameterizedTest
    @ValueSource(strings = {"staff", "office", "social-media", "camunda-admin", "nobody"})
    void othersReadNone(String userId) {
        assertThatThrownBy(() -> school.reports().report(userId, summer()))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage("Only governors, the head teacher and the deputy head read the reports.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"governors", "chair-of-governors", "staff", "office", "camunda-admin"})
    void onlyHeadAndDeputySeeWhatIsBehindANumber(String userId) {
        assertThatThrownBy(() -> school.reports().behind(userId, summer(), "exceptions-asked", "refuse", 0))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage("Only the head teacher and the deputy head see what is behind a number.");
    }

    @Test
    void behindANumberAreTheRowsThatItCounts() {
        Reports reports = school.reports();

        assertThat(reports.behind("deputy-head", summer(), "exceptions-asked", "refuse", 0))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.reference()).isEqualTo("REF-2026-0007");
                    assertThat(line.begun()).isEqualTo(moment("2026-05-04T10:00"));
                    assertThat(line.ended()).contains(moment("2026-05-07T09:00"));
                    assertThat(line.outcome()).isEqualTo("Refused");
                    assertThat(line.page()).isEmpty();
                });
        assertThat(reports.behind("head-teacher", summer(), "exceptions-asked", "late", 0))
                .extracting(BehindLine::reference)
                .containsExactly("REF-2026-0011");
        assertThat(reports.behind("head-teacher", summer(), "photographs-held", "words-to-change", 0))
                .hasSize(2)
                .extracting(BehindLine::outcome)
                .containsOnly("Held back by the check: words to change");
        assertThat(reports.behind("head-teacher", summer(), "clauses-trend", "p5", 2))
                .hasSize(6);
        assertThat(reports.behind("head-teacher", summer(), "exceptions-asked", "waiting", 0))
                .singleElement()
                .satisfies(line -> assertThat(line.ended()).isEmpty());
    }

    @Test
    void aNumberThatIsNotInTheReportHasNothingBehindIt() {
        assertThat(List.of(
                        List.of("exceptions-asked", "refuse", "2"),
                        List.of("exceptions-asked", "refuse", "-1"),
                        List.of("exceptions-asked", "'; drop", "0"),
                        List.of("no-table", "refuse", "0"),
                        List.of("exceptions-time", "median", "0")))
                .allSatisfy(number -> assertThatThrownBy(() -> school.reports()
                                .behind(
                                        "head-teacher",
                                        summer(),
                                        number.get(0),
                                        number.get(1),
                                        Integer.parseInt(number.get(2))))
                        .isInstanceOf(RefusedException.class)
                        .hasMessage("There is no such number in this report: please choose one there."));
    }

    @Test
    void aReviewGetsTheReportOfItsTermWithItsFingerprint() {
        AttachedReport attached = school.bean(AttachedReports.class).ofTerm(IN_SPRING, SEPTEMBER);

        assertThat(attached.frame().period().name()).isEqualTo("Spring term 2026");
        assertThat(attached.fingerprint()).matches("[0-9a-f]{64}");
        assertThat(attached.pdf()).isNotEmpty();
    }

    @AfterAll
    void end() {
        school.close();
    }
}
