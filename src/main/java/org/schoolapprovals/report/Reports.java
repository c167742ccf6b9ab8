package org.schoolapprovals.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schoolapprovals.decision.StageRecord;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.springframework.stereotype.Service;

/**
 * Reports for governors. All readers get the same one, and whoever asks for the same frame later gets the same to the last byte.
 *
 * <p>What is written at this very moment is waited for, so a report is not made in a transaction that has begun or ended a stage.
 */
@Service
public class Reports {

    /** No more lines than these come out of the record for one number. */
    public static final int MOST_BEHIND = StageCounts.MOST_LINES;

    private final StageCounts counts;
    private final StageRecord record;
    private final SchoolCalendars calendars;
    private final People people;
    private final List<ReportNotes> notes;
    private final Map<String, RequestPages> pages;

    Reports(
            StageCounts counts,
            StageRecord record,
            SchoolCalendars calendars,
            People people,
            List<ReportNotes> notes,
            List<RequestPages> pages) {
        this.counts = counts;
        this.record = record;
        this.calendars = calendars;
        this.people = people;
        this.notes = List.copyOf(notes);
        this.pages = pages.stream().collect(Collectors.toUnmodifiableMap(RequestPages::process, Function.identity()));
    }

    /** Whether this person may read reports. */
    public boolean mayRead(String userId) {
        return people.find(userId)
                .filter(person ->
                        person.hasAnyOf(Role.GOVERNORS, Role.CHAIR_OF_GOVERNORS, Role.HEAD_TEACHER, Role.DEPUTY_HEAD))
                .isPresent();
    }

    /** Whether this person may see the rows behind the numbers, few or many. */
    public boolean mayLookBehind(String userId) {
        return people.find(userId)
                .filter(person -> person.hasAnyOf(Role.HEAD_TEACHER, Role.DEPUTY_HEAD))
                .isPresent();
    }

    /** @throws NotAllowedException if this person may not read reports */
    public Report report(String userId, ReportFrame frame) {
        if (!mayRead(userId)) {
            throw new NotAllowedException("Only governors, the head teacher and the deputy head read the reports.");
        }
        return of(frame);
    }

    /**
     * The rows behind a number, the latest first: of the latest {@link #MOST_BEHIND} those that this person may see.
     *
     * @param table as {@link FigureTable#id}
     * @param row as {@link Row#id}
     * @param column from 0
     * @throws NotAllowedException if this person may not see them
     * @throws RefusedException if there is no such number in the report, or it counts nothing
     */
    public List<BehindLine> behind(String userId, ReportFrame frame, String table, String row, int column) {
        if (!mayLookBehind(userId)) {
            throw new NotAllowedException("Only the head teacher and the deputy head see what is behind a number.");
        }
        Content content = read(frame);
        Contents.Table found = content.parts().stream()
                .flatMap(part -> part.tables().stream())
                .filter(some -> some.id().equals(table))
                .findFirst()
                .orElseThrow(Reports::noSuchNumber);
        Source source = found.lines().stream()
                .filter(line -> line.id().equals(row))
                .map(Contents.Line::source)
                .findFirst()
                .orElseThrow(Reports::noSuchNumber);
        List<Period> columns = columns(frame, found);
        if (column < 0 || column >= columns.size()) {
            throw noSuchNumber();
        }
        return withPages(userId, lines(source, columns.get(column), frame.asAt()));
    }

    Report of(ReportFrame frame) {
        Content content = read(frame);
        List<Section> sections = content.parts().stream()
                .map(part -> new Section(
                        part.id(),
                        part.title(),
                        part.clauses(),
                        part.tables().stream()
                                .map(table -> table(frame, content, table))
                                .toList()))
                .toList();
        List<String> told =
                notes.stream().flatMap(some -> some.asAt(frame.asAt()).stream()).toList();
        return ReportJson.report(frame, told, Highlights.of(frame, content.parts(), sections), sections);
    }

    /** What a report is made of. @param compared the period and, where there is one, the one before */
    private record Content(List<Contents.Part> parts, List<PeriodFigures> compared, List<PeriodFigures> trend) {}

    private Content read(ReportFrame frame) {
        record.settle(frame.asAt());
        SchoolCalendar calendar = calendars.asAt(frame.asAt());
        Map<Piece, PeriodFigures.Counted> known = new HashMap<>();
        List<PeriodFigures> compared = periodAndBefore(frame)
                .map(period -> figures(period, frame.asAt(), calendar, known))
                .toList();
        List<PeriodFigures> trend = frame.trend().stream()
                .map(term -> decisions(term, frame.asAt(), calendar, known))
                .toList();
        return new Content(new Contents(calendar, leaves(compared), leaves(trend)).parts(), compared, trend);
    }

    private static Stream<Period> periodAndBefore(ReportFrame frame) {
        return Stream.concat(Stream.of(frame.period()), frame.before().stream());
    }

    private PeriodFigures figures(
            Period period, Instant asAt, SchoolCalendar calendar, Map<Piece, PeriodFigures.Counted> known) {
        List<Piece> pieces = Piece.of(period, calendar, asAt);
        if (pieces.isEmpty()) {
            PeriodFigures.Open stillOpen = open(Piece.countedUntil(period, asAt), false, asAt);
            return new PeriodFigures(List.of(), stillOpen, stillOpen);
        }
        List<PeriodFigures.Counted> counted = new ArrayList<>();
        for (Piece piece : pieces) {
            List<Tally> lead = piece.hasLead() ? counts.ended(piece.termBegins(), piece.begins(), asAt) : List.of();
            PeriodFigures.Counted one =
                    new PeriodFigures.Counted(piece, lead, counts.ended(piece.begins(), piece.ends(), asAt));
            known.put(piece, one);
            counted.add(one);
        }
        Piece first = pieces.get(0);
        Piece last = pieces.get(pieces.size() - 1);
        return new PeriodFigures(
                counted, open(first.begins(), !first.hasLead(), asAt), open(last.ends(), last.toTheEnd(), asAt));
    }

    private PeriodFigures.Open open(Instant at, boolean betweenTerms, Instant asAt) {
        return new PeriodFigures.Open(at, betweenTerms, counts.open(at, asAt));
    }

    private PeriodFigures decisions(
            Period term, Instant asAt, SchoolCalendar calendar, Map<Piece, PeriodFigures.Counted> known) {
        List<PeriodFigures.Counted> counted = new ArrayList<>();
        for (Piece piece : Piece.of(term, calendar, asAt)) {
            counted.add(known.computeIfAbsent(
                    piece,
                    some -> new PeriodFigures.Counted(
                            some, List.of(), counts.decided(some.begins(), some.ends(), asAt))));
        }
        return new PeriodFigures(counted, PeriodFigures.Open.NOTHING, PeriodFigures.Open.NOTHING);
    }

    private static Set<Leaf> leaves(List<PeriodFigures> some) {
        Set<Leaf> leaves = new HashSet<>();
        some.forEach(figures -> leaves.addAll(figures.leaves()));
        return leaves;
    }

    private static FigureTable table(ReportFrame frame, Content content, Contents.Table table) {
        List<PeriodFigures> columns = table.trend() ? content.trend() : content.compared();
        return new FigureTable(
                table.id(),
                table.title(),
                table.explanation(),
                columns(frame, table).stream()
                        .map(period -> heading(period, frame.asAt()))
                        .toList(),
                table.lines().stream()
                        .map(line -> new Row(
                                line.id(),
                                line.label(),
                                columns.stream()
                                        .map(figures -> line.source().figure(figures))
                                        .toList()))
                        .toList(),
                table.chart());
    }

    private static List<Period> columns(ReportFrame frame, Contents.Table table) {
        return table.trend() ? frame.trend() : periodAndBefore(frame).toList();
    }

    private static String heading(Period period, Instant asAt) {
        return Piece.countedUntil(period, asAt).equals(period.ends()) ? period.name() : period.name() + " so far";
    }

    private List<StageCounts.Line> lines(Source source, Period period, Instant asAt) {
        Instant from = period.begins();
        Instant until = Piece.countedUntil(period, asAt);
        if (source instanceof Source.Ended ended) {
            return counts.linesEnded(ended.selection(), from, until, asAt);
        }
        if (source instanceof Source.Begun begun) {
            return counts.linesBegun(begun.selection(), from, until, asAt);
        }
        if (source instanceof Source.Open open) {
            return counts.linesOpen(open.selection(), until, asAt);
        }
        throw noSuchNumber();
    }

    /** What a feature keeps from this person is not in a list for them either; what is erased has no page. */
    private List<BehindLine> withPages(String userId, List<StageCounts.Line> lines) {
        Map<String, Set<UUID>> byProcess = lines.stream()
                .collect(Collectors.groupingBy(
                        StageCounts.Line::process,
                        Collectors.mapping(StageCounts.Line::requestId, Collectors.toSet())));
        Map<UUID, String> found = new HashMap<>();
        Set<UUID> keptFrom = new HashSet<>();
        byProcess.forEach((process, ids) -> Optional.ofNullable(pages.get(process))
                .ifPresent(feature -> {
                    found.putAll(feature.of(userId, ids));
                    keptFrom.addAll(feature.keptFrom(userId, ids));
                }));
        return lines.stream()
                .filter(line -> !keptFrom.contains(line.requestId()))
                .map(line -> new BehindLine(
                        line.reference(),
                        line.begun(),
                        line.ended(),
                        ending(line),
                        Optional.ofNullable(found.get(line.requestId()))))
                .toList();
    }

    private static String ending(StageCounts.Line line) {
        String outcome = line.outcome().map(Vocabulary::ending).orElse("");
        return line.detail()
                .map(detail -> outcome + ": " + Vocabulary.words(detail).toLowerCase(Locale.UK))
                .orElse(outcome);
    }

    private static RefusedException noSuchNumber() {
        return new RefusedException("There is no such number in this report: please choose one there.");
    }
}
