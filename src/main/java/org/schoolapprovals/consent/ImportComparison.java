package org.schoolapprovals.consent;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.schoolapprovals.consent.ImportPlan.Step;
import org.schoolapprovals.consent.PupilReader.Particulars;
import org.schoolapprovals.refusal.RefusedException;

/**
 * Finds each line of a file in the register: by the management system's number; else by name and class; else, for a child who
 * moved to another class or came back, by name and year of leaving. Where that may be several children, the line is at fault: a
 * consent must never come to stand under another child.
 */
final class ImportComparison {

    private static final int MOST_FAULTS = 50;
    private static final int MOST_NICKNAMES = 5;

    private record Line(long number, Particulars typed) {}

    private final List<Enrolment> register;
    private final LocalDate today;
    private final List<String> faults = new ArrayList<>();
    private final Map<Line, Enrolment> found = new LinkedHashMap<>();
    private final Map<UUID, Line> claimed = new HashMap<>();

    ImportComparison(List<Enrolment> register, LocalDate today) {
        this.register = register;
        this.today = today;
    }

    ImportPlan plan(ImportFile file, Map<ImportColumn, Integer> columns, long version) {
        List<Line> lines = read(file, columns);
        List<Line> open = matchNumbers(lines);
        Map<String, List<Enrolment>> byName = new HashMap<>();
        register.forEach(child -> byName.computeIfAbsent(Pupils.nameKey(child), unknown -> new ArrayList<>())
                .add(child));
        open = match(open, byName, line -> child -> child.present() && Pupils.isSame(child, line.typed()));
        open = match(
                open,
                byName,
                line -> child -> child.present()
                        && child.pupil().leavingYear() == line.typed().leavingYear());
        open = match(
                open,
                byName,
                line -> child -> !child.present()
                        && child.pupil().leavingYear() == line.typed().leavingYear());
        refuseTwins(open);

        List<Step> added = open.stream()
                .map(line -> new Step(
                        line.number(),
                        Pupils.asPupil(UUID.randomUUID(), line.typed()),
                        line.typed().number(),
                        List.of()))
                .toList();
        List<Step> changed = found.entrySet().stream()
                .map(match -> step(match.getKey(), match.getValue()))
                .filter(step -> !step.changes().isEmpty())
                .toList();
        return new ImportPlan(
                file,
                columns,
                version,
                added,
                changed,
                found.size() - changed.size(),
                register.stream()
                        .filter(child -> child.present()
                                && !claimed.containsKey(child.pupil().id()))
                        .toList(),
                told());
    }

    private List<Line> read(ImportFile file, Map<ImportColumn, Integer> columns) {
        List<Line> lines = new ArrayList<>();
        for (ImportFile.Row row : file.rows()) {
            try {
                lines.add(new Line(
                        row.line(),
                        PupilReader.read(
                                new PupilForm(
                                        row.cell(columns.get(ImportColumn.FIRST_NAME)),
                                        row.cell(columns.get(ImportColumn.LAST_NAME)),
                                        row.cell(columns.get(ImportColumn.CLASS)),
                                        row.cell(columns.get(ImportColumn.LEAVING_YEAR)),
                                        row.cell(columns.get(ImportColumn.NUMBER)),
                                        row.cell(columns.get(ImportColumn.NICKNAMES))),
                                today)));
            } catch (RefusedException faulty) {
                faulty.sentences().forEach(sentence -> fault(row.line(), sentence));
            }
        }
        return lines;
    }

    /** @return the lines that are not found yet */
    private List<Line> matchNumbers(List<Line> lines) {
        Map<String, Enrolment> byNumber = new HashMap<>();
        register.forEach(child -> child.number().ifPresent(number -> byNumber.put(number, child)));
        Map<String, Line> seen = new HashMap<>();
        List<Line> open = new ArrayList<>();
        for (Line line : lines) {
            Optional<String> number = line.typed().number();
            Line before = number.map(same -> seen.putIfAbsent(same, line)).orElse(null);
            if (before != null) {
                fault(
                        line.number(),
                        "the pupil number %s stands in line %d, too.".formatted(number.orElseThrow(), before.number()));
            } else if (number.map(byNumber::get).isPresent()) {
                claim(line, byNumber.get(number.orElseThrow()));
            } else {
                open.add(line);
            }
        }
        return open;
    }

    /** @return the lines that are not found yet */
    private List<Line> match(
            List<Line> lines, Map<String, List<Enrolment>> byName, Function<Line, Predicate<Enrolment>> rule) {
        Set<UUID> claimedBefore = Set.copyOf(claimed.keySet());
        List<Line> open = new ArrayList<>();
        for (Line line : lines) {
            List<Enrolment> candidates = byName.getOrDefault(line.typed().nameKey(), List.of()).stream()
                    .filter(child -> !claimedBefore.contains(child.pupil().id()))
                    .filter(child ->
                            child.number().isEmpty() || line.typed().number().isEmpty())
                    .filter(rule.apply(line))
                    .toList();
            if (candidates.isEmpty()) {
                open.add(line);
            } else if (candidates.size() > 1) {
                fault(
                        line.number(),
                        "there are %d children called %s whom it may mean; please give their pupil numbers."
                                .formatted(candidates.size(), line.typed().name()));
                candidates.forEach(child -> claimed.put(child.pupil().id(), line));
            } else {
                claim(line, candidates.get(0));
            }
        }
        return open;
    }

    private void claim(Line line, Enrolment child) {
        Line before = claimed.putIfAbsent(child.pupil().id(), line);
        if (before == null) {
            found.put(line, child);
        } else {
            fault(
                    line.number(),
                    "this may be the same child as in line %d; please take one out, or give both a pupil number, here and in the register."
                            .formatted(before.number()));
        }
    }

    /** New children of one name in one class, whom nothing tells apart. */
    private void refuseTwins(List<Line> added) {
        Map<String, Line> seen = new HashMap<>();
        for (Line line : added) {
            Line before = seen.putIfAbsent(
                    line.typed().nameKey() + "\n" + PupilReader.key(line.typed().className()), line);
            if (before != null
                    && (before.typed().number().isEmpty()
                            || line.typed().number().isEmpty())) {
                fault(
                        line.number(),
                        "this may be the same child as in line %d; please take one out, or give both a pupil number, here and in the register."
                                .formatted(before.number()));
            }
        }
    }

    /** Nicknames and the number that the office entered stay; the file adds to them. */
    private static Step step(Line line, Enrolment child) {
        Pupil before = child.pupil();
        Particulars typed = line.typed();
        Set<String> nicknames = new LinkedHashSet<>(before.nicknames());
        nicknames.addAll(typed.nicknames());
        Pupil after = new Pupil(
                before.id(),
                typed.firstName(),
                typed.lastName(),
                nicknames.stream().limit(MOST_NICKNAMES).toList(),
                typed.className(),
                typed.leavingYear());
        Optional<String> number = typed.number().or(child::number);
        List<String> changes = Stream.of(
                        change("name", before.name(), after.name()),
                        change("class", before.className(), after.className()),
                        change("year of leaving", "" + before.leavingYear(), "" + after.leavingYear()),
                        change("nicknames", told(before.nicknames()), told(after.nicknames())),
                        change("pupil number", child.number().orElse("none"), number.orElse("none")),
                        child.present() ? "" : "is back at the school")
                .filter(change -> !change.isEmpty())
                .toList();
        return new Step(line.number(), after, number, changes);
    }

    private static String change(String what, String before, String after) {
        return before.equals(after) ? "" : "%s %s becomes %s".formatted(what, before, after);
    }

    private static String told(List<String> nicknames) {
        return nicknames.isEmpty() ? "none" : String.join(", ", nicknames);
    }

    private void fault(long line, String sentence) {
        faults.add("Line %d: %s".formatted(line, sentence));
    }

    private List<String> told() {
        return faults.size() <= MOST_FAULTS
                ? faults
                : Stream.concat(
                                faults.stream().limit(MOST_FAULTS),
                                Stream.of("There are %d more faults of this kind."
                                        .formatted(faults.size() - MOST_FAULTS)))
                        .toList();
    }
}
