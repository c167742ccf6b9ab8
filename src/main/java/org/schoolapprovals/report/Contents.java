package org.schoolapprovals.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;

/** What a report consists of: its sections, their tables and the rows of these, each with the place where its figures come from. */
final class Contents {

    static final String EXCEPTIONS = "personal-device-exception";
    static final String COMMENTS = "comment-approval";
    static final String PHOTOS = "photo-consent-verification";
    static final String REVIEWS = "policy-review";
    static final String ACKNOWLEDGEMENTS = "policy-acknowledgement";
    static final String ROUND_UPS = "weekly-roundup";

    private static final Set<String> KNOWN = Set.of(EXCEPTIONS, COMMENTS, PHOTOS, REVIEWS, ACKNOWLEDGEMENTS, ROUND_UPS);

    private static final int HALF = 500;
    private static final int NINE_IN_TEN = 900;
    private static final int ALL = 1000;

    private static final String COUNTED =
            "A total over parts that are hidden is only as close as these allow, so that it does not give them away.";

    /** Part of a report: see {@link Section}. */
    record Part(String id, String title, String clauses, List<Table> tables) {}

    /** A table: see {@link FigureTable}. @param trend whether its columns are the terms of the trend */
    record Table(
            String id, String title, String explanation, List<Line> lines, Optional<ChartKind> chart, boolean trend) {}

    /** A row: see {@link Row}. @param subject what it counts, to begin a sentence with; empty where none is made of it */
    record Line(String id, String label, Source source, String subject) {

        Line(String id, String label, Source source) {
            this(id, label, source, "");
        }
    }

    private final SchoolCalendar calendar;
    private final Set<Leaf> leaves;
    private final Set<Leaf> leavesOfTrend;

    /**
     * @param calendar as it stood at the moment of the report
     * @param leaves all ways in which something may have ended in the periods that are compared
     * @param leavesOfTrend the same of the trend
     */
    Contents(SchoolCalendar calendar, Set<Leaf> leaves, Set<Leaf> leavesOfTrend) {
        this.calendar = calendar;
        this.leaves = leaves;
        this.leavesOfTrend = leavesOfTrend;
    }

    List<Part> parts() {
        List<Part> parts = new ArrayList<>(List.of(exceptions(), comments(), photographs(), policy(), roundUps()));
        leaves.stream()
                .map(Leaf::process)
                .filter(process -> !KNOWN.contains(process))
                .distinct()
                .sorted()
                .map(this::other)
                .forEach(parts::add);
        parts.add(clauses());
        return parts;
    }

    private Part exceptions() {
        Selection inForce = Selection.of(EXCEPTIONS, "in-force");
        Selection closures = Selection.of(EXCEPTIONS, "closure");
        Selection requests = Selection.of(EXCEPTIONS, "request");
        return new Part(
                "exceptions",
                "Personal devices for school business",
                "P5",
                List.of(
                        asked(
                                "exceptions",
                                EXCEPTIONS,
                                "Exceptions",
                                List.of(
                                        "approve",
                                        "refuse",
                                        "more-information",
                                        "retrospective-noted",
                                        "lapsed",
                                        "withdrawn")),
                        times("exceptions", EXCEPTIONS, "decision", "Decisions on exceptions"),
                        new Table(
                                "exceptions-use",
                                "In use, and how the use ended",
                                "An exception is in use from the departure to the return, and closed once numbers are deleted and photographs handed over. "
                                        + COUNTED,
                                List.of(
                                        new Line(
                                                "begun",
                                                "Came into use",
                                                new Source.Begun(inForce),
                                                "Exceptions that came into use"),
                                        new Line("in-use", "In use at the end", new Source.Open(inForce)),
                                        new Line(
                                                "revoked",
                                                "Revoked",
                                                new Source.Ended(requests.with("revoked")),
                                                "Revoked exceptions"),
                                        new Line(
                                                "withdrawn", "Withdrawn", new Source.Ended(requests.with("withdrawn"))),
                                        new Line(
                                                "retrospective",
                                                "Used without approval (retrospective)",
                                                new Source.Ended(requests.with("retrospective")),
                                                "Uses without approval"),
                                        new Line("closed", "Closures due that were done", new Source.Ended(closures)),
                                        new Line(
                                                "closed-late",
                                                "Of these, done late",
                                                new Source.Ended(closures.endedLate()),
                                                "Closures that came late"),
                                        new Line("closing", "Closures due at the end", new Source.Open(closures))),
                                Optional.of(ChartKind.BARS),
                                false),
                        new Table(
                                "exceptions-days",
                                "Days in use",
                                "Of the exceptions whose use ended, the day of departure and the day of return included.",
                                List.of(
                                        new Line("together", "Together", new Source.Sum(inForce)),
                                        new Line(
                                                "median",
                                                "Half of them, up to",
                                                new Source.Time(inForce, HALF, Contents::days)),
                                        new Line(
                                                "longest",
                                                "The longest",
                                                new Source.Time(inForce, ALL, Contents::days))),
                                Optional.empty(),
                                false)));
    }

    private Part comments() {
        Selection inPublic = Selection.of(COMMENTS, "in-public");
        Selection hidden = inPublic.with("hidden");
        Selection responses = Selection.of(COMMENTS, "response");
        return new Part(
                "comments",
                "Comments",
                "P6 S2 S4 S5 S6",
                List.of(
                        asked(
                                "comments",
                                COMMENTS,
                                "Comments",
                                List.of("publish", "decline", "remove-and-report", "edited", "gone")),
                        times("comments", COMMENTS, "decision", "Decisions on comments"),
                        new Table(
                                "comments-public",
                                "In public without agreement",
                                "Comments that could be seen on the page before anybody had agreed to them. " + COUNTED,
                                List.of(
                                        new Line(
                                                "hidden",
                                                "Hidden again",
                                                new Source.Ended(hidden),
                                                "Comments that were hidden after they had been public"),
                                        new Line("removed", "Removed", new Source.Ended(inPublic.with("removed"))),
                                        new Line(
                                                "agreed",
                                                "Agreed meanwhile",
                                                new Source.Ended(inPublic.with("agreed"))),
                                        new Line(
                                                "gone",
                                                "Taken away by their author",
                                                new Source.Ended(inPublic.with("gone"))),
                                        new Line("still", "In public at the end", new Source.Open(inPublic))),
                                Optional.of(ChartKind.BARS),
                                false),
                        new Table(
                                "comments-seconds",
                                "How long they were in public before they were hidden",
                                "By the clock, nights and holidays included.",
                                List.of(
                                        new Line(
                                                "median",
                                                "Half of them, up to",
                                                new Source.Time(hidden, HALF, Figure.Seconds::new)),
                                        new Line(
                                                "worst",
                                                "The longest",
                                                new Source.Time(hidden, ALL, Figure.Seconds::new))),
                                Optional.empty(),
                                false),
                        new Table(
                                "comments-reported",
                                "Reported to the head teacher, and what came of it",
                                "Abuse is removed at once and reported to the head teacher (S6). " + COUNTED,
                                Stream.concat(
                                                Stream.of(new Line(
                                                        "reported",
                                                        "Reported",
                                                        new Source.Begun(responses),
                                                        "Comments reported to the head teacher")),
                                                Stream.concat(
                                                        endings(
                                                                responses,
                                                                List.of(
                                                                        "no-further-action",
                                                                        "speak-to-author",
                                                                        "refer-safeguarding",
                                                                        "refer-police")),
                                                        Stream.of(
                                                                new Line(
                                                                        "late",
                                                                        "Answered late",
                                                                        new Source.Ended(responses.endedLate())),
                                                                new Line(
                                                                        "waiting",
                                                                        "Waiting for an answer at the end",
                                                                        new Source.Open(responses)))))
                                        .toList(),
                                Optional.of(ChartKind.BARS),
                                false),
                        byHand("comments", COMMENTS)));
    }

    private Part photographs() {
        Selection takedowns = Selection.of(PHOTOS, "takedown");
        Selection requests = Selection.of(PHOTOS, "request");
        return new Part(
                "photographs",
                "Photographs",
                "S3 S4",
                List.of(
                        asked(
                                "photographs",
                                PHOTOS,
                                "Photographs",
                                List.of("clear", "hold-back", "amend", "refuse", "consent-changed", "withdrawn")),
                        new Table(
                                "photographs-held",
                                "Held back by the check, and why",
                                "Consents and words are checked before anybody is asked. Which child it was about is not recorded.",
                                heldBack(),
                                Optional.of(ChartKind.BARS),
                                false),
                        times("photographs", PHOTOS, "decision", "Decisions on photographs"),
                        new Table(
                                "photographs-published",
                                "What came of them",
                                COUNTED,
                                endings(requests, List.of("published", "declined", "withdrawn"))
                                        .toList(),
                                Optional.of(ChartKind.BARS),
                                false),
                        new Table(
                                "photographs-takedowns",
                                "Taken down",
                                "A photograph is taken down as soon as a consent is withdrawn or somebody asks for it. "
                                        + COUNTED,
                                List.of(
                                        new Line(
                                                "ordered",
                                                "To be taken down",
                                                new Source.Begun(takedowns),
                                                "Takedowns"),
                                        new Line(
                                                "done",
                                                "Taken down by the software",
                                                new Source.Ended(takedowns.with("done"))),
                                        new Line(
                                                "by-hand",
                                                "Taken down by a person",
                                                new Source.Ended(takedowns.with("by-hand"))),
                                        new Line(
                                                "late",
                                                "Of these, late",
                                                new Source.Ended(takedowns.endedLate()),
                                                "Takedowns that came late"),
                                        new Line(
                                                "waiting",
                                                "Still to be taken down at the end",
                                                new Source.Open(takedowns))),
                                Optional.of(ChartKind.BARS),
                                false),
                        new Table(
                                "photographs-takedown-time",
                                "How long a takedown took",
                                "By the clock, nights and holidays included.",
                                List.of(
                                        new Line(
                                                "median",
                                                "Half of them, up to",
                                                new Source.Time(takedowns, HALF, Figure.Seconds::new)),
                                        new Line(
                                                "longest",
                                                "The longest",
                                                new Source.Time(takedowns, ALL, Figure.Seconds::new))),
                                Optional.empty(),
                                false),
                        takenOutOfRoundUps(),
                        byHand("photographs", PHOTOS)));
    }

    private static Table takenOutOfRoundUps() {
        Selection takedowns = Selection.of(ROUND_UPS, "takedown");
        return new Table(
                "photographs-round-ups",
                "Taken out of round-ups",
                "A person takes photographs out of a round-up once their consent or clearance is gone. " + COUNTED,
                List.of(
                        new Line("ordered", "Round-ups to take them out of", new Source.Begun(takedowns)),
                        new Line("done", "Taken out", new Source.Ended(takedowns)),
                        new Line("late", "Of these, late", new Source.Ended(takedowns.endedLate())),
                        new Line("longest", "The longest took", new Source.Time(takedowns, ALL, Figure.Seconds::new)),
                        new Line("waiting", "Still to be taken out at the end", new Source.Open(takedowns))),
                Optional.empty(),
                false);
    }

    private Part policy() {
        Selection reviews = Selection.of(REVIEWS, "request");
        Selection acknowledgements = Selection.of(ACKNOWLEDGEMENTS, "acknowledgement");
        Selection acknowledged = acknowledgements.with("acknowledged");
        Selection missing = acknowledgements.with("missing");
        return new Part(
                "policy",
                "The policy",
                "P8 R1",
                List.of(
                        new Table(
                                "policy-reviews",
                                "Reviews of the account and the policy",
                                "Once a term (P8), and every two years of the policy itself (R1). " + COUNTED,
                                Stream.concat(
                                                Stream.of(new Line("opened", "Opened", new Source.Begun(reviews))),
                                                Stream.concat(
                                                        endings(
                                                                reviews,
                                                                List.of("signed-off", "published", "cancelled")),
                                                        Stream.of(new Line(
                                                                "open", "Open at the end", new Source.Open(reviews)))))
                                        .toList(),
                                Optional.empty(),
                                false),
                        new Table(
                                "policy-acknowledgements",
                                "Who has read and confirmed a new version",
                                "Every member of staff is asked after a substantive change. " + COUNTED,
                                List.of(
                                        new Line("acknowledged", "Confirmed", new Source.Ended(acknowledged)),
                                        new Line(
                                                "missing",
                                                "Had not confirmed when the time was over",
                                                new Source.Ended(missing),
                                                "Confirmations that are missing"),
                                        new Line(
                                                "left",
                                                "Left the school before",
                                                new Source.Ended(acknowledgements.with("left"))),
                                        new Line(
                                                "asked",
                                                "Still have time at the end",
                                                new Source.Open(acknowledgements))),
                                Optional.of(ChartKind.BARS),
                                false),
                        new Table(
                                "policy-coverage",
                                "Coverage",
                                "Those who confirmed, of all who were asked and have not left.",
                                List.of(new Line("coverage", "Confirmed", new Source.Share(acknowledged, missing))),
                                Optional.empty(),
                                false)));
    }

    private Part roundUps() {
        Selection roundUps = Selection.of(ROUND_UPS, "round-up");
        Selection missed = roundUps.with("missed");
        return new Part(
                "round-ups",
                "Weekly round-ups",
                "P8",
                List.of(new Table(
                        "round-ups",
                        "Posted and missed",
                        "One is due each Friday in term. " + COUNTED,
                        List.of(
                                new Line("posted", "Posted", new Source.Ended(roundUps.with("posted"))),
                                new Line(
                                        "late",
                                        "Of these, after the Friday",
                                        new Source.Ended(roundUps.with("posted").endedLate())),
                                new Line("missed", "Missed", new Source.Ended(missed), "Missed round-ups"),
                                new Line(
                                        "missed-said",
                                        "Of these, with a reason",
                                        new Source.Ended(missed.because("said"))),
                                new Line(
                                        "missed-unanswered",
                                        "Of these, without an answer",
                                        new Source.Ended(missed.because("unanswered"))),
                                new Line("waiting", "Due at the end", new Source.Open(roundUps))),
                        Optional.of(ChartKind.BARS),
                        false)));
    }

    /** A process that this report does not know yet: what every process has. */
    private Part other(String process) {
        String title = Vocabulary.words(process);
        return new Part(
                process,
                title,
                String.join(
                        " ",
                        leaves.stream()
                                .filter(leaf -> leaf.process().equals(process))
                                .map(Leaf::clause)
                                .collect(Collectors.toCollection(TreeSet::new))),
                List.of(asked(process, process, title, List.of()), times(process, process, "decision", "Decisions")));
    }

    private Part clauses() {
        return new Part(
                "clauses",
                "By clause of the policy",
                "",
                List.of(
                        new Table(
                                "clauses",
                                "Decisions by clause",
                                "Each decision cites the clause that it rests on. " + COUNTED,
                                clauseLines(leaves),
                                Optional.of(ChartKind.BARS),
                                false),
                        new Table(
                                "clauses-trend",
                                "Decisions by clause over the last terms",
                                "Each term with the holidays after it, the latest at the right.",
                                clauseLines(leavesOfTrend),
                                Optional.of(ChartKind.LINES),
                                true)));
    }

    private static List<Line> clauseLines(Set<Leaf> leaves) {
        return leaves.stream()
                .filter(Leaf::isDecision)
                .map(Leaf::clause)
                .distinct()
                .sorted()
                .map(clause -> new Line(
                        clause.toLowerCase(Locale.ROOT),
                        Vocabulary.clause(clause),
                        new Source.Ended(Selection.decidedUnder(clause))))
                .toList();
    }

    /** What was asked and decided. @param endings the outcomes that are always shown, in this order */
    private Table asked(String id, String process, String subject, List<String> endings) {
        Selection requests = Selection.of(process, "request");
        Selection decisions = Selection.of(process, "decision");
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("asked", "Asked for", new Source.Begun(requests), subject + " asked for"));
        lines.add(new Line(
                "decided",
                "Decided",
                new Source.Ended(decisions.decided()),
                "Decisions on " + subject.toLowerCase(Locale.UK)));
        endings(decisions, endings).forEach(lines::add);
        lines.add(new Line(
                "late",
                "Decided late",
                new Source.Ended(decisions.decided().endedLate()),
                "Late decisions on " + subject.toLowerCase(Locale.UK)));
        lines.add(new Line("waiting", "Waiting for a decision at the end", new Source.Open(decisions)));
        return new Table(
                id + "-asked",
                "Asked and decided",
                "What was asked for and what was decided in these days; one request can come up more than once. "
                        + COUNTED,
                lines,
                Optional.of(ChartKind.BARS),
                false);
    }

    /** A row for each of these outcomes, and for those that happened beside them. */
    private Stream<Line> endings(Selection selection, List<String> always) {
        Stream<String> others = leaves.stream()
                .filter(selection::matches)
                .map(Leaf::outcome)
                .filter(outcome -> !always.contains(outcome))
                .distinct()
                .sorted();
        return Stream.concat(always.stream(), others)
                .map(outcome ->
                        new Line(outcome, Vocabulary.ending(outcome), new Source.Ended(selection.with(outcome))));
    }

    private List<Line> heldBack() {
        Selection held = Selection.of(PHOTOS, "decision").with("hold-back");
        List<String> always = List.of("consent-missing", "words-to-change", "not-to-be-published");
        Stream<String> others = leaves.stream()
                .filter(held::matches)
                .map(Leaf::detail)
                .filter(detail -> !always.contains(detail))
                .distinct()
                .sorted();
        return Stream.concat(always.stream(), others)
                .map(detail -> new Line(
                        detail.isEmpty() ? "no-detail" : detail,
                        Vocabulary.words(detail),
                        new Source.Ended(held.because(detail))))
                .toList();
    }

    private Table times(String id, String process, String kind, String subject) {
        Selection decisions = Selection.of(process, kind).decided();
        Selection open = Selection.of(process, kind);
        LongFunction<Figure> days = Source::schoolDays;
        return new Table(
                id + "-time",
                "How long a decision took, and how long people wait",
                "In school days, from the question to the decision, or to the end for those still waiting. The day of the question does not count.",
                List.of(
                        new Line("median", "Half of the decisions, up to", new Source.Time(decisions, HALF, days)),
                        new Line(
                                "nine-in-ten",
                                "Nine in ten, up to",
                                new Source.Time(decisions, NINE_IN_TEN, days),
                                subject),
                        new Line("longest", "The longest", new Source.Time(decisions, ALL, days)),
                        new Line(
                                "waiting-median",
                                "Half of those waiting, up to",
                                new Source.OpenTime(open, HALF, calendar)),
                        new Line("waiting-longest", "Waiting longest", new Source.OpenTime(open, ALL, calendar))),
                Optional.empty(),
                false);
    }

    private static Table byHand(String id, String process) {
        Selection byHand = Selection.of(process, "by-hand");
        return new Table(
                id + "-by-hand",
                "Left for a person to do",
                "What the software could not do on the page itself. " + COUNTED,
                List.of(
                        new Line("begun", "Left for a person", new Source.Begun(byHand)),
                        new Line("done", "Done by hand", new Source.Ended(byHand.with("done"))),
                        new Line("late", "Came late", new Source.Ended(byHand.endedLate())),
                        new Line("waiting", "Still to be done at the end", new Source.Open(byHand))),
                Optional.empty(),
                false);
    }

    private static Figure days(long days) {
        return new Figure.Days(Math.toIntExact(days));
    }
}
