package org.schoolapprovals.consent.web;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.schoolapprovals.consent.ImportColumn;
import org.schoolapprovals.consent.ImportFile;
import org.schoolapprovals.consent.ImportPlan;
import org.schoolapprovals.consent.Pupil;

/** A file that was uploaded, what its columns are taken for, and what it would change, in words. */
record ImportPage(String link, String about, List<Column> columns) {

    private static final int LONGEST_EXAMPLE = 20;

    /** What stands where. */
    record Column(String field, String label, boolean needed, List<ConsentsController.Choice> choices, String chosen) {}

    /** What the import would do. */
    record Plan(
            long version,
            List<Line> added,
            List<Line> changed,
            int unchanged,
            List<Missing> missing,
            List<String> faults,
            boolean changesSomething) {

        /** @param about a child who is added, or what changes */
        record Line(long number, String name, String about) {}

        record Missing(String name, String className) {}

        static Plan of(ImportPlan plan) {
            return new Plan(
                    plan.version(),
                    plan.added().stream().map(Plan::added).toList(),
                    plan.changed().stream()
                            .map(step -> new Line(step.line(), step.pupil().name(), String.join(", ", step.changes())))
                            .toList(),
                    plan.unchanged(),
                    plan.missing().stream()
                            .map(child -> new Missing(
                                    child.pupil().name(), child.pupil().className()))
                            .toList(),
                    plan.faults(),
                    !plan.added().isEmpty() || !plan.changed().isEmpty());
        }

        private static Line added(ImportPlan.Step step) {
            Pupil pupil = step.pupil();
            String about = "%s, leaves in %d".formatted(pupil.className(), pupil.leavingYear());
            String nicknames = pupil.nicknames().isEmpty() ? "" : ", called " + String.join(" or ", pupil.nicknames());
            return new Line(step.line(), pupil.name(), about + nicknames);
        }
    }

    static ImportPage of(UUID id, ImportFile file, Map<ImportColumn, Integer> chosen) {
        return new ImportPage(
                "/consents/import/" + id,
                "%,d %s, %d columns separated by %s, %s"
                        .formatted(
                                file.rows().size(),
                                file.rows().size() == 1 ? "line" : "lines",
                                file.headings().size(),
                                file.delimiter(),
                                file.encoding()),
                Stream.of(ImportColumn.values())
                        .map(column -> new Column(
                                column.value(),
                                column.words(),
                                column.needed(),
                                choices(file, chosen.get(column)),
                                chosen.containsKey(column) ? String.valueOf(chosen.get(column)) : ""))
                        .toList());
    }

    /** What an address or a form says about the columns; what it says nothing about is not in the file. */
    static Map<ImportColumn, Integer> columns(ImportFile file, Map<String, String> sent) {
        Map<ImportColumn, Integer> columns = new EnumMap<>(ImportColumn.class);
        boolean anything =
                Stream.of(ImportColumn.values()).map(ImportColumn::value).anyMatch(sent::containsKey);
        if (!anything) {
            return file.guess();
        }
        for (ImportColumn column : ImportColumn.values()) {
            String at = sent.getOrDefault(column.value(), "");
            if (!at.isBlank()) {
                columns.put(column, at.matches("[0-9]{1,4}") ? Integer.parseInt(at) : -1);
            }
        }
        return columns;
    }

    private static List<ConsentsController.Choice> choices(ImportFile file, Integer chosen) {
        return IntStream.range(0, file.headings().size())
                .mapToObj(at -> new ConsentsController.Choice(
                        String.valueOf(at),
                        file.headings().get(at) + example(file, at),
                        chosen != null && chosen == at))
                .toList();
    }

    private static String example(ImportFile file, int at) {
        List<String> first = file.rows().get(0).cells();
        String cell = at < first.size() ? first.get(at).strip() : "";
        if (cell.isEmpty()) {
            return "";
        }
        boolean isShort = cell.codePointCount(0, cell.length()) <= LONGEST_EXAMPLE;
        return " (%s)".formatted(isShort ? cell : cell.substring(0, cell.offsetByCodePoints(0, LONGEST_EXAMPLE)) + "…");
    }
}
