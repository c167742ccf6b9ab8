package org.schoolapprovals.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes a report as a CSV file in UTF-8 with its mark, for Excel: one line for each figure. No cell of it is a formula. */
public final class ReportCsv {

    private static final char MARK = '\uFEFF';

    /** What a cell begins with that Excel takes for a formula. */
    private static final String FORMULA = "=+-@\t\r\n";

    private ReportCsv() {}

    public static byte[] of(Report report) {
        StringBuilder csv = new StringBuilder().append(MARK);
        try (CSVPrinter printer = new CSVPrinter(csv, CSVFormat.EXCEL)) {
            ReportFrame frame = report.frame();
            print(
                    printer,
                    "Report",
                    frame.period().name(),
                    frame.period().first(),
                    frame.period().last());
            if (frame.before().isPresent()) {
                Period before = frame.before().get();
                print(printer, "Compared with", before.name(), before.first(), before.last());
            }
            print(printer, "As it stood at", frame.asAt());
            print(printer, "Fingerprint", report.fingerprint());
            for (String note : report.notes()) {
                print(printer, "Note", note);
            }
            for (String highlight : report.highlights()) {
                print(printer, "Stands out", highlight);
            }
            printer.println();
            print(printer, "Section", "Clauses", "Table", "Row", "Column", "Figure", "At least", "At most");
            for (Section section : report.sections()) {
                for (FigureTable table : section.tables()) {
                    for (Row row : table.rows()) {
                        print(printer, section, table, row);
                    }
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void print(CSVPrinter printer, Section section, FigureTable table, Row row) throws IOException {
        for (int column = 0; column < table.columns().size(); column++) {
            Figure figure = row.figures().get(column);
            String atLeast = "";
            String atMost = "";
            if (figure instanceof Figure.Count count) {
                atLeast = String.valueOf(count.span().low());
                atMost = String.valueOf(count.span().high());
            }
            print(
                    printer,
                    section.title(),
                    section.clauses(),
                    table.title(),
                    row.label(),
                    table.columns().get(column),
                    figure.text(),
                    atLeast,
                    atMost);
        }
    }

    private static void print(CSVPrinter printer, Object... cells) throws IOException {
        List<String> harmless =
                Stream.of(cells).map(String::valueOf).map(ReportCsv::harmless).toList();
        printer.printRecord(harmless);
    }

    private static String harmless(String cell) {
        return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
