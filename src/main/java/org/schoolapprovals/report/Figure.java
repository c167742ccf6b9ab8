package org.schoolapprovals.report;

import java.util.Locale;
import java.util.OptionalDouble;

/** One cell of a report: what may be said, and nothing beside. */
public sealed interface Figure {

    /** As it is printed. */
    String text();

    /** How high it is drawn; empty where nothing can be drawn of it. */
    OptionalDouble value();

    /** Whether rows may stand behind it that a list can show. */
    default boolean hasRows() {
        return false;
    }

    /** How many, as far as it may be told: see {@link Span}. */
    record Count(Span span) implements Figure {

        @Override
        public String text() {
            return span.text();
        }

        @Override
        public OptionalDouble value() {
            return span.isHidden() ? OptionalDouble.empty() : OptionalDouble.of(span.low());
        }

        @Override
        public boolean hasRows() {
            return span.high() > 0;
        }
    }

    /** So many school days. */
    record SchoolDays(int days) implements Figure {

        @Override
        public String text() {
            return days == 0 ? "the same day" : number(days) + (days == 1 ? " school day" : " school days");
        }

        @Override
        public OptionalDouble value() {
            return OptionalDouble.of(days);
        }
    }

    /** So many days of the calendar, added up. */
    record Days(int days) implements Figure {

        @Override
        public String text() {
            return number(days) + (days == 1 ? " day" : " days");
        }

        @Override
        public OptionalDouble value() {
            return OptionalDouble.of(days);
        }
    }

    /** A time by the clock. */
    record Seconds(long seconds) implements Figure {

        private static final int MINUTE = 60;
        private static final int HOUR = 60 * MINUTE;
        private static final int DAY = 24 * HOUR;

        @Override
        public String text() {
            if (seconds < 2 * MINUTE) {
                return number(seconds) + (seconds == 1 ? " second" : " seconds");
            }
            if (seconds < 2 * HOUR) {
                return number(seconds / MINUTE) + " minutes";
            }
            return seconds < 2 * DAY ? number(seconds / HOUR) + " hours" : number(seconds / DAY) + " days";
        }

        @Override
        public OptionalDouble value() {
            return OptionalDouble.of(seconds);
        }
    }

    /**
     * A share of a whole, as closely as the published counts give it.
     *
     * @param low in whole per cent
     * @param high in whole per cent
     */
    record Percent(int low, int high) implements Figure {

        @Override
        public String text() {
            return low == high ? low + " %" : low + " to " + high + " %";
        }

        @Override
        public OptionalDouble value() {
            return OptionalDouble.of(low);
        }
    }

    /**
     * Words in the place of a number.
     *
     * @param text such as {@code –}
     */
    record Words(String text) implements Figure {

        /** Fewer than five stand behind it, so that it would tell of one of them. */
        public static final Words TOO_FEW = new Words("too few to show");

        /** There is nothing that it could be measured of. */
        public static final Words NOTHING = new Words("–");

        @Override
        public OptionalDouble value() {
            return OptionalDouble.empty();
        }
    }

    private static String number(long number) {
        return String.format(Locale.UK, "%,d", number);
    }
}
