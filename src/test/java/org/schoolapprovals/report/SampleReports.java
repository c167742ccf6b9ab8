package org.schoolapprovals.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A report with every kind of figure, for tests of what is made of reports. */
public final class SampleReports {

    private static final Period SUMMER =
            new Period("Summer term 2026", LocalDate.of(2026, 4, 20), LocalDate.of(2026, 8, 31));
    private static final Period AUTUMN =
            new Period("Autumn term 2026", LocalDate.of(2026, 9, 1), LocalDate.of(2027, 1, 3));

    private SampleReports() {}

    /** The autumn term 2026, compared with the summer before. */
    public static Report autumn() {
        ReportFrame frame = new ReportFrame(
                AUTUMN, Optional.of(SUMMER), List.of(SUMMER, AUTUMN), Instant.parse("2027-01-08T10:00:00Z"));
        List<String> columns = List.of(AUTUMN.name(), SUMMER.name());
        return ReportJson.report(
                frame,
                List.of("The policy is overdue for its review since September 2022."),
                List.of("Exceptions: twice as many were decided as in the summer term 2026."),
                List.of(
                        new Section(
                                "exceptions",
                                "Personal-device exceptions",
                                "P5",
                                List.of(
                                        new FigureTable(
                                                "exceptions-decisions",
                                                "What was decided",
                                                "Decisions of these days, by outcome. A total over hidden parts is as close as these allow.",
                                                columns,
                                                List.of(
                                                        row("approve", "Approved", count(14), count(7)),
                                                        row("refuse", "Refused", new Span(1, 4), Span.NONE),
                                                        row("total", "All decisions", new Span(15, 18), count(7)),
                                                        row(
                                                                "late",
                                                                "Of these, decided late",
                                                                new Span(1, 4),
                                                                Span.NONE)),
                                                Optional.of(ChartKind.BARS)),
                                        new FigureTable(
                                                "exceptions-time",
                                                "How long it took",
                                                "School days from the question to the decision.",
                                                columns,
                                                List.of(
                                                        row(
                                                                "median",
                                                                "Median",
                                                                new Figure.SchoolDays(1),
                                                                new Figure.SchoolDays(2)),
                                                        row(
                                                                "nine-in-ten",
                                                                "Nine in ten within",
                                                                new Figure.SchoolDays(3),
                                                                new Figure.SchoolDays(4)),
                                                        row(
                                                                "longest",
                                                                "Longest",
                                                                new Figure.SchoolDays(6),
                                                                Figure.Words.TOO_FEW)),
                                                Optional.empty()))),
                        new Section(
                                "comments",
                                "Comments",
                                "P6 S2 S4 S5 S6",
                                List.of(new FigureTable(
                                        "comments-in-public",
                                        "In public before hidden",
                                        "How long a comment that nobody had agreed could be seen.",
                                        columns,
                                        List.of(
                                                row("count", "Comments", count(41), new Span(30, 34)),
                                                row("median", "Median", new Figure.Seconds(9), new Figure.Seconds(14)),
                                                row(
                                                        "worst",
                                                        "Worst",
                                                        new Figure.Seconds(1_260),
                                                        new Figure.Seconds(86_400))),
                                        Optional.empty()))),
                        new Section(
                                "policy",
                                "The policy",
                                "P8 R1",
                                List.of(
                                        new FigureTable(
                                                "acknowledgements",
                                                "Who has read the new version",
                                                "All staff are asked.",
                                                columns,
                                                List.of(
                                                        row(
                                                                "acknowledged",
                                                                "Have read it",
                                                                count(26),
                                                                Figure.Words.NOTHING),
                                                        row(
                                                                "coverage",
                                                                "Share",
                                                                new Figure.Percent(87, 96),
                                                                Figure.Words.NOTHING)),
                                                Optional.empty()),
                                        new FigureTable(
                                                "clauses",
                                                "Decisions by clause of the policy",
                                                "Over the last terms, the latest at the right.",
                                                List.of(SUMMER.name(), AUTUMN.name()),
                                                List.of(
                                                        row("p5", "P5", count(7), new Span(15, 18)),
                                                        row("p6", "P6", new Span(20, 24), count(33))),
                                                Optional.of(ChartKind.LINES))))));
    }

    private static Figure count(int count) {
        return new Figure.Count(Span.exactly(count));
    }

    private static Row row(String id, String label, Object... figures) {
        return new Row(
                id,
                label,
                List.of(figures).stream()
                        .map(figure -> figure instanceof Span span ? new Figure.Count(span) : (Figure) figure)
                        .toList());
    }
}
