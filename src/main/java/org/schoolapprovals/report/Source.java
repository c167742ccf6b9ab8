package org.schoolapprovals.report;

import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolTime;

/** Where the figures of a row come from. */
sealed interface Source {

    /** What may be said for this period. */
    Figure figure(PeriodFigures figures);

    /** How many began. */
    record Begun(Selection selection) implements Source {

        @Override
        public Figure figure(PeriodFigures figures) {
            return new Figure.Count(figures.begun(selection));
        }
    }

    /** How many ended, or ended late. */
    record Ended(Selection selection) implements Source {

        @Override
        public Figure figure(PeriodFigures figures) {
            return new Figure.Count(figures.ended(selection));
        }
    }

    /** How many were open at the end. */
    record Open(Selection selection) implements Source {

        @Override
        public Figure figure(PeriodFigures figures) {
            return new Figure.Count(figures.waiting(selection));
        }
    }

    /**
     * How long those that ended took.
     *
     * @param ofThousand how many of a thousand took no longer
     * @param unit what the numbers are
     */
    record Time(Selection selection, int ofThousand, LongFunction<Figure> unit) implements Source {

        @Override
        public Figure figure(PeriodFigures figures) {
            return enough(figures.ended(selection), PeriodFigures.atMost(figures.times(selection), ofThousand), unit);
        }
    }

    /** How long those that ended took together, in days: told where their number is, because it grows with it. */
    record Sum(Selection selection) implements Source {

        @Override
        public Figure figure(PeriodFigures figures) {
            long sum = figures.times(selection).entrySet().stream()
                    .mapToLong(time -> time.getKey() * time.getValue())
                    .sum();
            Span of = figures.ended(selection);
            return enough(
                    of,
                    of.isExact() ? OptionalLong.of(sum) : OptionalLong.empty(),
                    days -> new Figure.Days(Math.toIntExact(days)));
        }
    }

    /**
     * How many school days those that were open at the end had been open.
     *
     * @param ofThousand how many of a thousand no longer
     * @param calendar as it stood at the moment of the report
     */
    record OpenTime(Selection selection, int ofThousand, SchoolCalendar calendar) implements Source {

        @Override
        public Figure figure(PeriodFigures figures) {
            SortedMap<Long, Integer> times = new TreeMap<>();
            for (Waiting waiting : figures.waitingSince(selection)) {
                calendar.schoolDaysTaken(
                                SchoolTime.at(waiting.since().atStartOfDay()),
                                figures.end().minusNanos(1))
                        .ifPresent(days -> times.merge((long) days, waiting.count(), Integer::sum));
            }
            return enough(figures.waiting(selection), PeriodFigures.atMost(times, ofThousand), Source::schoolDays);
        }
    }

    /** Which share of all those asked for it did it, as closely as the published counts say. */
    record Share(Selection done, Selection missing) implements Source {

        private static final int ALL = 100;

        @Override
        public Figure figure(PeriodFigures figures) {
            Span did = figures.ended(done);
            Span didNot = figures.ended(missing).plus(figures.waiting(done));
            if (did.low() < Span.SHOWN_FROM) {
                return did.high() + didNot.high() == 0 ? Figure.Words.NOTHING : Figure.Words.TOO_FEW;
            }
            return new Figure.Percent(
                    ALL * did.low() / (did.low() + didNot.high()), ALL * did.high() / (did.high() + didNot.low()));
        }
    }

    /** School days, as a unit. */
    static Figure schoolDays(long days) {
        return new Figure.SchoolDays(Math.toIntExact(days));
    }

    /** A measure of some is told where at least five of them are told. */
    private static Figure enough(Span of, OptionalLong measured, LongFunction<Figure> unit) {
        if (of.high() == 0) {
            return Figure.Words.NOTHING;
        }
        return of.low() < Span.SHOWN_FROM || measured.isEmpty()
                ? Figure.Words.TOO_FEW
                : unit.apply(measured.getAsLong());
    }
}
