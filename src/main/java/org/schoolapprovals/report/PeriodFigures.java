package org.schoolapprovals.report;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that may be told of one period: true counts go in, and only what {@link Suppression} lets through comes out. */
final class PeriodFigures {

    /**
     * What was counted in one piece of the period.
     *
     * @param lead what ended in the same term before the piece
     * @param body what ended in the piece
     */
    record Counted(Piece piece, List<Tally> lead, List<Tally> body) {}

    /**
     * What was open at a moment.
     *
     * @param betweenTerms whether the moment lies between two terms
     */
    record Open(Instant at, boolean betweenTerms, List<Waiting> waiting) {

        static final Open NOTHING = new Open(Instant.EPOCH, true, List.of());
    }

    private final List<Counts> pieces;
    private final Open atBeginning;
    private final Open atEnd;

    PeriodFigures(List<Counted> counted, Open atBeginning, Open atEnd) {
        this.pieces = counted.stream().map(Counts::new).toList();
        this.atBeginning = atBeginning;
        this.atEnd = atEnd;
    }

    /** How many ended, or ended late. */
    Span ended(Selection selection) {
        return pieces.stream().map(piece -> piece.span(selection)).reduce(Span.NONE, Span::plus);
    }

    /** How many began: what ended, and what is open now, but was not open before. Worked out, not counted. */
    Span begun(Selection selection) {
        return ended(selection).plus(open(selection, atEnd)).minus(open(selection, atBeginning));
    }

    /** How many were open at the end. */
    Span waiting(Selection selection) {
        return open(selection, atEnd);
    }

    /** The moment of {@link #waiting}. */
    Instant end() {
        return atEnd.at();
    }

    /** How long those that ended took, and how many took so long. */
    SortedMap<Long, Integer> times(Selection selection) {
        SortedMap<Long, Integer> times = new TreeMap<>();
        for (Counts piece : pieces) {
            piece.body.stream()
                    .filter(tally -> selection.matches(tally.leaf()))
                    .filter(tally -> tally.time().isPresent())
                    .forEach(tally -> times.merge(tally.time().getAsLong(), tally.count(), Integer::sum));
        }
        return times;
    }

    /** What was open at the end, by the day on which it began. */
    List<Waiting> waitingSince(Selection selection) {
        return atEnd.waiting().stream()
                .filter(waiting -> isOf(selection, waiting))
                .toList();
    }

    /** All ways in which something may have ended in this period, as far as this is told, in a fixed order. */
    Set<Leaf> leaves() {
        Set<Leaf> leaves = new TreeSet<>(Comparator.comparing(Leaf::process)
                .thenComparing(Leaf::kind)
                .thenComparing(Leaf::clause)
                .thenComparing(Leaf::outcome)
                .thenComparing(Leaf::detail));
        pieces.forEach(piece -> leaves.addAll(piece.until.keySet()));
        return leaves;
    }

    private static Span open(Selection selection, Open open) {
        int count = open.waiting().stream()
                .filter(waiting -> isOf(selection, waiting))
                .mapToInt(Waiting::count)
                .sum();
        return open.betweenTerms() ? Suppression.whole(count) : Suppression.waiting(count);
    }

    private static boolean isOf(Selection selection, Waiting waiting) {
        return waiting.kind().equals(selection.kind())
                && selection.process().map(waiting.process()::equals).orElse(true);
    }

    /** The value that so many of a thousand do not exceed. */
    static OptionalLong atMost(SortedMap<Long, Integer> times, int ofThousand) {
        long all = times.values().stream().mapToLong(Integer::longValue).sum();
        long wanted = Math.max(1, (all * ofThousand + 999) / 1000);
        long seen = 0;
        for (Map.Entry<Long, Integer> time : times.entrySet()) {
            seen += time.getValue();
            if (seen >= wanted) {
                return OptionalLong.of(time.getKey());
            }
        }
        return OptionalLong.empty();
    }

    /** The counts of one piece, from the first day of its term up to its beginning and up to its end. */
    private static final class Counts {

        private final boolean whole;
        private final List<Tally> body;
        private final Map<Leaf, Integer> before = new HashMap<>();
        private final Map<Leaf, Integer> until = new HashMap<>();
        private final Map<Leaf, Integer> lateBefore = new HashMap<>();
        private final Map<Leaf, Integer> lateUntil = new HashMap<>();

        Counts(Counted counted) {
            whole = counted.piece().toTheEnd();
            body = counted.body();
            add(counted.lead(), before, lateBefore);
            add(counted.lead(), until, lateUntil);
            add(counted.body(), until, lateUntil);
        }

        private static void add(List<Tally> tallies, Map<Leaf, Integer> all, Map<Leaf, Integer> late) {
            for (Tally tally : tallies) {
                all.merge(tally.leaf(), tally.count(), Integer::sum);
                if (tally.late()) {
                    late.merge(tally.leaf(), tally.count(), Integer::sum);
                }
            }
        }

        Span span(Selection selection) {
            Span toItsEnd = span(selection, until, lateUntil, whole);
            Span toItsBeginning = span(selection, before, lateBefore, false);
            return toItsEnd.minus(toItsBeginning);
        }

        private static Span span(Selection selection, Map<Leaf, Integer> all, Map<Leaf, Integer> late, boolean whole) {
            Span sum = Span.NONE;
            int lateOnes = 0;
            Set<Leaf> some = new HashSet<>(all.keySet());
            some.removeIf(leaf -> !selection.matches(leaf));
            for (Leaf leaf : some) {
                sum = sum.plus(told(all.get(leaf), whole));
                lateOnes += late.getOrDefault(leaf, 0);
            }
            return selection.late() ? Suppression.part(sum, told(lateOnes, whole)) : sum;
        }

        private static Span told(int count, boolean whole) {
            return whole ? Suppression.whole(count) : Suppression.upTo(count);
        }
    }
}
