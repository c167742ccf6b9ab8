package org.schoolapprovals.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.decision.StageRecord;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolStaff;
import org.schoolapprovals.schoolcalendar.SchoolYear;
import org.schoolapprovals.schoolcalendar.Term;

/**
 * Whole reports against an attacker who has the reports of all terms and of the year, with their comparisons, trends, totals,
 * clauses, late ones and highlights: if a hidden count had been another one, not a byte of them would be different. Times are the
 * same for all here; they are told of five or more together and are no counts.
 */
class ReportAttackTest {

    private static final int ROUNDS = 150;
    private static final Instant AS_AT = Instant.parse("2026-09-20T10:00:00Z");
    private static final SchoolCalendar CALENDAR = new SchoolCalendar(
            List.of(
                    new Term("Autumn term 2025", LocalDate.of(2025, 9, 1), LocalDate.of(2025, 12, 19)),
                    new Term("Spring term 2026", LocalDate.of(2026, 1, 5), LocalDate.of(2026, 4, 2)),
                    new Term("Summer term 2026", LocalDate.of(2026, 4, 20), LocalDate.of(2026, 7, 21)),
                    new Term("Autumn term 2026", LocalDate.of(2026, 9, 1), LocalDate.of(2026, 12, 18))),
            Set.of(),
            LocalTime.of(16, 0));
    private static final int TERMS = 3;

    private static final List<Leaf> LEAVES = List.of(
            new Leaf("personal-device-exception", "decision", "P5", "approve", ""),
            new Leaf("personal-device-exception", "decision", "P5", "refuse", ""),
            new Leaf("personal-device-exception", "decision", "P5", "lapsed", ""),
            new Leaf("personal-device-exception", "request", "P5", "closed", ""),
            new Leaf("personal-device-exception", "request", "P5", "refused", ""),
            new Leaf("personal-device-exception", "in-force", "P5", "returned", ""),
            new Leaf("personal-device-exception", "closure", "P5", "done", ""),
            new Leaf("comment-approval", "decision", "P6", "publish", ""),
            new Leaf("comment-approval", "decision", "S2", "decline", ""),
            new Leaf("comment-approval", "decision", "S6", "remove-and-report", ""),
            new Leaf("comment-approval", "response", "S6", "refer-police", ""),
            new Leaf("comment-approval", "in-public", "P6", "hidden", ""),
            new Leaf("photo-consent-verification", "decision", "S3", "hold-back", "consent-missing"),
            new Leaf("photo-consent-verification", "decision", "S4", "hold-back", "words-to-change"),
            new Leaf("photo-consent-verification", "takedown", "S3", "done", ""),
            new Leaf("policy-acknowledgement", "acknowledgement", "R1", "acknowledged", ""),
            new Leaf("policy-acknowledgement", "acknowledgement", "R1", "missing", ""),
            new Leaf("weekly-roundup", "round-up", "P8", "posted", ""),
            new Leaf("weekly-roundup", "round-up", "P8", "missed", "said"),
            new Leaf("some-new-process", "decision", "P7", "refuse", ""));

    /** What is open is counted by process and kind. */
    private static final Set<Integer> FIRST_OF_THEIR_KIND = IntStream.range(0, LEAVES.size())
            .filter(leaf -> LEAVES.stream()
                            .map(some -> some.process() + some.kind())
                            .toList()
                            .indexOf(LEAVES.get(leaf).process()
                                    + LEAVES.get(leaf).kind())
                    == leaf)
            .boxed()
            .collect(Collectors.toUnmodifiableSet());

    /** What happened: how many of each leaf in each term, in time and late, and how many waited at the end of it. */
    private record Data(int[][] inTime, int[][] late, int[][] waiting) {

        static Data random(Random random) {
            return new Data(numbers(random, 7), numbers(random, 3), numbers(random, 7));
        }

        private static int[][] numbers(Random random, int most) {
            return IntStream.range(0, TERMS)
                    .mapToObj(term -> IntStream.range(0, LEAVES.size())
                            .map(leaf -> random.nextInt(4) == 0 ? 0 : random.nextInt(most + 1))
                            .toArray())
                    .toArray(int[][]::new);
        }

        int count(int term, int leaf) {
            return inTime[term][leaf] + late[term][leaf];
        }

        Data with(int term, int leaf, int count) {
            int[][] changed = Stream.of(inTime).map(int[]::clone).toArray(int[][]::new);
            changed[term][leaf] = count - late[term][leaf];
            return new Data(changed, late, waiting);
        }

        Data withWaiting(int term, int leaf, int count) {
            int[][] changed = Stream.of(waiting).map(int[]::clone).toArray(int[][]::new);
            changed[term][leaf] = count;
            return new Data(inTime, late, changed);
        }
    }

    /** Counts in these data. */
    private static final class Counts extends StageCounts {

        private final Data data;

        Counts(Data data) {
            super(null);
            this.data = data;
        }

        @Override
        List<Tally> ended(Instant from, Instant until, Instant asAt) {
            List<Tally> tallies = new ArrayList<>();
            for (int term = 0; term < TERMS; term++) {
                if (begins(term).equals(from)) {
                    for (int leaf = 0; leaf < LEAVES.size(); leaf++) {
                        add(tallies, LEAVES.get(leaf), false, data.inTime[term][leaf]);
                        add(tallies, LEAVES.get(leaf), true, data.late[term][leaf]);
                    }
                }
            }
            return tallies;
        }

        private static void add(List<Tally> tallies, Leaf leaf, boolean late, int count) {
            if (count > 0) {
                tallies.add(new Tally(leaf, OptionalLong.of(3), late, count));
            }
        }

        @Override
        List<Tally> decided(Instant from, Instant until, Instant asAt) {
            return ended(from, until, asAt).stream()
                    .filter(tally -> tally.leaf().kind().equals("decision"))
                    .toList();
        }

        @Override
        List<Waiting> open(Instant at, Instant asAt) {
            List<Waiting> open = new ArrayList<>();
            for (int term = 0; term < TERMS; term++) {
                if (begins(term + 1).equals(at)) {
                    for (int leaf : FIRST_OF_THEIR_KIND) {
                        open.add(new Waiting(
                                LEAVES.get(leaf).process(),
                                LEAVES.get(leaf).kind(),
                                LocalDate.of(2025, 9, 1),
                                data.waiting[term][leaf]));
                    }
                }
            }
            return open;
        }

        private static Instant begins(int term) {
            return new Period(
                            "",
                            CALENDAR.terms().get(term).firstDay(),
                            CALENDAR.terms().get(term).firstDay())
                    .begins();
        }
    }

    private static List<Report> allReports(Data data) {
        SchoolCalendars calendars = mock();
        when(calendars.asAt(any())).thenReturn(CALENDAR);
        ReportFrames frames = new ReportFrames(calendars, Clock.fixed(AS_AT.plus(Duration.ofDays(1)), ZoneOffset.UTC));
        StageRecord record = mock();
        Reports reports = new Reports(new Counts(data), record, calendars, new SchoolStaff(), List.of(), List.of());
        return Stream.concat(
                        CALENDAR.terms().stream().limit(TERMS).map(term -> frames.term(term.firstDay(), AS_AT)),
                        Stream.of(frames.schoolYear(new SchoolYear(2025), AS_AT)))
                .map(reports::of)
                .toList();
    }

    @Test
    void noByteOfAnyReportDependsOnWhatAHiddenCountReallyIs() {
        Random random = new Random(20260901);
        int attacked = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Data data = Data.random(random);
            int term = random.nextInt(TERMS);
            int leaf = random.nextInt(LEAVES.size());
            List<Report> published = null;
            for (int other = Math.max(1, data.late[term][leaf]); other < Span.SHOWN_FROM; other++) {
                if (isSecret(data.count(term, leaf)) && other != data.count(term, leaf)) {
                    published = published == null ? allReports(data) : published;
                    assertThat(files(allReports(data.with(term, leaf, other))))
                            .containsExactlyElementsOf(files(published));
                    attacked++;
                }
                if (FIRST_OF_THEIR_KIND.contains(leaf)
                        && isSecret(data.waiting[term][leaf])
                        && other != data.waiting[term][leaf]) {
                    published = published == null ? allReports(data) : published;
                    assertThat(files(allReports(data.withWaiting(term, leaf, other))))
                            .containsExactlyElementsOf(files(published));
                    attacked++;
                }
            }
        }
        assertThat(attacked).isGreaterThan(ROUNDS);
    }

    @Test
    void aCountOfFiveOrMoreIsToldSoTheReportsDependOnIt() {
        Data data = Data.random(new Random(1)).with(1, 0, 7);

        assertThat(files(allReports(data.with(1, 0, 8)))).isNotEqualTo(files(allReports(data)));
    }

    @Test
    void aTermSaysTheSameWhicheverReportItStandsIn() {
        List<Report> reports = allReports(Data.random(new Random(2)));

        for (int term = 1; term < TERMS; term++) {
            assertThat(column(reports.get(term), 1)).isEqualTo(column(reports.get(term - 1), 0));
        }
    }

    /** All counts of a column, but of what is waiting, whose rows a comparison shares. */
    private static Set<String> column(Report report, int column) {
        return report.sections().stream()
                .flatMap(section -> section.tables().stream())
                .filter(table -> table.columns().size() > column && !table.id().equals("clauses-trend"))
                .flatMap(table -> table.rows().stream()
                        .filter(row -> !row.figures().get(column).text().equals("none"))
                        .map(row -> table.id() + " " + row.id() + ": "
                                + row.figures().get(column).text()))
                .collect(Collectors.toSet());
    }

    private static boolean isSecret(int count) {
        return count > 0 && count < Span.SHOWN_FROM;
    }

    /** Line by line, so that a difference is found. */
    private static List<String> files(List<Report> reports) {
        return reports.stream()
                .flatMap(report -> Stream.concat(
                        new String(ReportCsv.of(report), StandardCharsets.UTF_8)
                                .lines()
                                .filter(line -> !line.startsWith("Fingerprint")),
                        Stream.of(report.fingerprint())))
                .toList();
    }
}
