package org.schoolapprovals.consent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes lists of the register for Excel. */
final class RegisterCsv {

    private static final char MARK = '\uFEFF';

    /** What a cell begins with that Excel takes for a formula. */
    private static final String FORMULA = "=+-@\t\r\n";

    private RegisterCsv() {}

    static byte[] of(List<RegisterLine> lines) {
        StringBuilder csv = new StringBuilder().append(MARK);
        try (CSVPrinter printer = new CSVPrinter(csv, CSVFormat.EXCEL)) {
            List<String> headings =
                    new ArrayList<>(List.of("Class", "Last name", "First name", "Year of leaving", "Pupil number"));
            Stream.of(Use.values()).forEach(use -> {
                headings.add(use.value());
                headings.add(use.value() + " until");
            });
            printer.printRecord(headings);
            for (RegisterLine line : lines) {
                printer.printRecord(cells(line));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> cells(RegisterLine line) {
        Pupil pupil = line.enrolment().pupil();
        List<String> cells = new ArrayList<>(List.of(
                pupil.className(),
                pupil.lastName(),
                pupil.firstName(),
                String.valueOf(pupil.leavingYear()),
                line.enrolment().number().orElse("")));
        line.cells().values().forEach(cell -> {
            cells.add(cell.answer().words());
            cells.add(cell.until().map(Object::toString).orElse(""));
        });
        return cells.stream().map(RegisterCsv::harmless).toList();
    }

    private static String harmless(String cell) {
        return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
