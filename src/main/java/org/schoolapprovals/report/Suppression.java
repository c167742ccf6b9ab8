package org.schoolapprovals.report;

/**
 * The one rule by which a count is told or hidden. Its inputs are true counts, its results are all that leaves this class.
 *
 * <ul>
 *   <li>A count of 1 to 4 in a whole term that is over is “fewer than 5”; none is none, and from 5 on the number is shown.
 *   <li>From the first day of a term up to a day inside it only whole fives are told: “5 to 9”. So two reports up to different
 *       days, or as at different moments, never differ by the one request between them.
 *   <li>Other days of a term are what is left of the days up to the last when those before the first are taken away: worked out from
 *       what is told of both, not counted.
 *   <li>Everything else, such as a total, a school year or a line of a trend, is worked out from what is told of its parts.
 * </ul>
 *
 * <p>So whatever a report says stays the same if a hidden count had been another one. What goes with it, how many of them were
 * late for example, is told by {@link #part}, how many were waiting by {@link #waiting}.
 */
final class Suppression {

    private Suppression() {}

    /** Of a whole term that is over. */
    static Span whole(int count) {
        return count < Span.SHOWN_FROM ? few(count) : Span.exactly(count);
    }

    /** From the first day of a term up to a day inside it. */
    static Span upTo(int count) {
        int five = count - count % Span.SHOWN_FROM;
        return count < Span.SHOWN_FROM ? few(count) : new Span(five, five + Span.SHOWN_FROM - 1);
    }

    /**
     * How many of some were of a kind, the others not: neither is told where it is small, and it tells nothing about how many there
     * were.
     *
     * @param all what is told of all of them
     * @param part what would be told of these alone: {@link #whole} or {@link #upTo}
     */
    static Span part(Span all, Span part) {
        if (part.high() == 0) {
            return Span.NONE;
        }
        if (all.low() < Span.SHOWN_FROM) {
            return new Span(1, all.high());
        }
        if (!all.isExact()) {
            return part.low() < all.low() ? new Span(part.low(), Math.min(part.high(), all.high())) : all;
        }
        return partOf(all.low(), part);
    }

    private static Span partOf(int all, Span part) {
        if (part.low() == all) {
            return part;
        }
        if (all < 2 * Span.SHOWN_FROM - 1) {
            // Too few for several possible numbers on both sides.
            return new Span(1, all - 1);
        }
        boolean fewOthers = part.isExact() && all - part.low() < Span.SHOWN_FROM;
        return fewOthers ? new Span(all - Span.SHOWN_FROM + 1, all - 1) : part;
    }

    /**
     * What was open at the end of a day inside a term. A number that comes and goes is no more than “fewer than 5” even where it is
     * none: how often it was something would tell how many there were in between. Between two terms it is told as a {@link #whole}.
     */
    static Span waiting(int count) {
        return count < Span.SHOWN_FROM ? new Span(0, Span.SHOWN_FROM - 1) : Span.exactly(count);
    }

    private static Span few(int count) {
        return count == 0 ? Span.NONE : new Span(1, Span.SHOWN_FROM - 1);
    }
}
