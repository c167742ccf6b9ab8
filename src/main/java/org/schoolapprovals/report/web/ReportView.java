package org.schoolapprovals.report.web;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.schoolapprovals.report.ChartKind;
import org.schoolapprovals.report.Figure;
import org.schoolapprovals.report.FigureTable;
import org.schoolapprovals.report.Period;
import org.schoolapprovals.report.Report;
import org.schoolapprovals.report.ReportFrame;
import org.schoolapprovals.report.Row;
import org.schoolapprovals.report.Section;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A report in words and bars, the same on the page and in the PDF.
 *
 * @param period such as {@code Autumn term 2026}
 * @param days such as {@code Tue 1 Sep 2026 to Fri 18 Dec 2026}
 * @param before the period that it is compared with; empty for none
 * @param asAt the moment to the second
 */
record ReportView(
        String period,
        String days,
        String before,
        String asAt,
        List<String> notes,
        List<String> highlights,
        List<Part> parts,
        String fingerprint) {

    /** With the name of the time of the year, because an hour of the autumn comes twice. */
    private static final DateTimeFormatter TO_THE_SECOND = DateTimeFormatter.ofPattern(
                    "EEE d MMM uuuu, HH:mm:ss zzz", Locale.UK)
            .withZone(SchoolTime.ZONE);

    /** One section of the report. */
    record Part(String id, String title, String clauses, List<Table> tables) {}

    /**
     * A table with its chart.
     *
     * @param pairs whether two bars lie beside the numbers of each row
     * @param columns whether a bar stands over each number
     * @param uncertain whether an outline is drawn anywhere, which has to be explained
     */
    record Table(
            String id,
            String title,
            String explanation,
            List<String> headings,
            List<Line> lines,
            boolean pairs,
            boolean columns,
            boolean uncertain) {}

    /**
     * A row of a table.
     *
     * @param bars those that lie beside its numbers
     */
    record Line(String label, List<Bar> bars, List<Cell> cells) {

        /** Whether anything is drawn. */
        public boolean isDrawn() {
            return bars.stream().anyMatch(Bar::isDrawn);
        }
    }

    /**
     * A number.
     *
     * @param of which column it is of
     * @param link the list behind it; empty where there is none to be seen
     * @param bar what stands over it
     */
    record Cell(String text, String of, String link, Bar bar) {}

    /** @param links whether the reader may see the lists behind the numbers */
    static ReportView of(Report report, boolean links) {
        ReportFrame frame = report.frame();
        return new ReportView(
                frame.period().name(),
                days(frame.period()),
                frame.before().map(Period::name).orElse(""),
                TO_THE_SECOND.format(frame.asAt()),
                report.notes(),
                report.highlights(),
                report.sections().stream()
                        .map(section -> part(section, links ? Optional.of(frame) : Optional.empty()))
                        .toList(),
                report.fingerprint());
    }

    /** Such as {@code Thu 26 Nov 2026, 15:17:22 GMT}. */
    static String toTheSecond(Instant moment) {
        return TO_THE_SECOND.format(moment);
    }

    /** Such as {@code Tue 1 Sep 2026 to Fri 18 Dec 2026}. */
    static String days(Period period) {
        return SchoolTime.format(period.first()) + " to " + SchoolTime.format(period.last());
    }

    /** The address of this report, or of what belongs to it. */
    static UriComponentsBuilder address(String path, ReportFrame frame) {
        return UriComponentsBuilder.fromPath(path)
                .queryParam("first", frame.period().first())
                .queryParam("last", frame.period().last())
                .queryParam("as-at", frame.asAt());
    }

    private static Part part(Section section, Optional<ReportFrame> frame) {
        return new Part(
                section.id(),
                section.title(),
                section.clauses(),
                section.tables().stream().map(table -> table(table, frame)).toList());
    }

    private static Table table(FigureTable table, Optional<ReportFrame> frame) {
        List<List<Bar>> bars = Bars.of(table);
        return new Table(
                table.id(),
                table.title(),
                table.explanation(),
                table.columns(),
                IntStream.range(0, table.rows().size())
                        .mapToObj(number -> line(
                                table, table.rows().get(number), bars.isEmpty() ? List.of() : bars.get(number), frame))
                        .toList(),
                table.chart().filter(ChartKind.BARS::equals).isPresent(),
                table.chart().filter(ChartKind.LINES::equals).isPresent(),
                bars.stream().flatMap(List::stream).anyMatch(bar -> bar.rest().isPresent()));
    }

    private static Line line(FigureTable table, Row row, List<Bar> bars, Optional<ReportFrame> frame) {
        return new Line(
                row.label(),
                bars,
                IntStream.range(0, row.figures().size())
                        .mapToObj(column -> cell(table, row, column, bars, frame))
                        .toList());
    }

    private static Cell cell(FigureTable table, Row row, int column, List<Bar> bars, Optional<ReportFrame> frame) {
        Figure figure = row.figures().get(column);
        return new Cell(
                figure.text(),
                table.columns().get(column),
                frame.filter(known -> figure.hasRows())
                        .map(known -> address("/reports/behind", known)
                                .queryParam("table", table.id())
                                .queryParam("row", row.id())
                                .queryParam("column", column)
                                .toUriString())
                        .orElse(""),
                column < bars.size() ? bars.get(column) : Bar.NONE);
    }
}
