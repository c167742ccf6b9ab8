package org.schoolapprovals.report.web;

import java.util.List;
import org.schoolapprovals.report.BehindLine;
import org.schoolapprovals.report.FigureTable;
import org.schoolapprovals.report.Report;
import org.schoolapprovals.report.Reports;
import org.schoolapprovals.report.Row;
import org.schoolapprovals.schoolcalendar.SchoolTime;

/**
 * The list behind one number, in words.
 *
 * @param table title of the table that the number stands in
 * @param row what it counts
 * @param column of which period
 * @param figure the number as governors read it
 * @param back the address of the report
 */
record Behind(String table, String row, String column, String figure, String asAt, String back, List<Line> lines) {

    /**
     * One of those that are counted.
     *
     * @param ended empty where it was still open
     * @param link empty where there is no page of it
     */
    record Line(String reference, String begun, String ended, String outcome, String link) {

        private static Line of(BehindLine line) {
            return new Line(
                    line.reference(),
                    SchoolTime.format(line.begun()),
                    line.ended().map(SchoolTime::format).orElse(""),
                    line.outcome(),
                    line.page().orElse(""));
        }
    }

    /** No more than the latest so many are looked at. */
    public int most() {
        return Reports.MOST_BEHIND;
    }

    /** @param report the one whose number it is */
    static Behind of(Report report, String tableId, String rowId, int column, List<BehindLine> lines) {
        FigureTable table = report.sections().stream()
                .flatMap(section -> section.tables().stream())
                .filter(known -> known.id().equals(tableId))
                .findFirst()
                .orElseThrow();
        Row row = table.rows().stream()
                .filter(known -> known.id().equals(rowId))
                .findFirst()
                .orElseThrow();
        return new Behind(
                table.title(),
                row.label(),
                table.columns().get(column),
                row.figures().get(column).text(),
                ReportView.toTheSecond(report.frame().asAt()),
                ReportView.address("/reports", report.frame()).toUriString(),
                lines.stream().map(Line::of).toList());
    }
}
