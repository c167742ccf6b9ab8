package org.schoolapprovals.report;

import java.util.Locale;

/**
 * A count as far as it may be told: between {@code low} and {@code high}, both possible. Everything that a report says about
 * numbers of requests is one of these, or is worked out from them alone.
 *
 * <p>{@link Suppression} makes them from true counts; adding them up adds what is not known as well.
 *
 * @param low at least so many
 * @param high at most so many
 */
public record Span(int low, int high) {

    /** Nobody, which tells of nobody. */
    public static final Span NONE = new Span(0, 0);

    /** From so many on a count is shown. */
    public static final int SHOWN_FROM = 5;

    public Span {
        if (low < 0 || high < low) {
            throw new IllegalArgumentException("No count lies between " + low + " and " + high);
        }
    }

    /** This number and no other. */
    public static Span exactly(int count) {
        return new Span(count, count);
    }

    public boolean isExact() {
        return low == high;
    }

    /** Whether it may be fewer than are shown, and is not none. */
    public boolean isHidden() {
        return low < SHOWN_FROM && high > 0;
    }

    /** Both together. */
    public Span plus(Span other) {
        return new Span(low + other.low, high + other.high);
    }

    /** What is left of this one without the other, no fewer than nobody. */
    public Span minus(Span other) {
        return new Span(Math.max(0, low - other.high), Math.max(0, high - other.low));
    }

    /** As it is printed. */
    public String text() {
        if (high == 0) {
            return "none";
        }
        if (low < SHOWN_FROM) {
            return "fewer than " + number(Math.max(SHOWN_FROM, high + 1));
        }
        return isExact() ? number(low) : number(low) + " to " + number(high);
    }

    private static String number(int number) {
        return String.format(Locale.UK, "%,d", number);
    }
}
