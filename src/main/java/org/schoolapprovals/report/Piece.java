package org.schoolapprovals.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.schoolcalendar.Term;

/**
 * The days of a period that lie in one term and the holidays after it, as far as they were over at the moment of the report.
 *
 * @param termBegins the first moment of that term
 * @param begins the first moment of the piece
 * @param ends the first moment after it
 * @param toTheEnd whether it goes to the end of that term and the holidays after it, and they are over
 */
record Piece(Instant termBegins, Instant begins, Instant ends, boolean toTheEnd) {

    /** Before the first term that the calendar knows, and after the last: never whole, because more may be entered. */
    private static final Instant LONG_AGO =
            SchoolTime.at(LocalDate.of(2000, 1, 1).atStartOfDay());

    private static final Instant FAR_AWAY =
            SchoolTime.at(LocalDate.of(2200, 1, 1).atStartOfDay());

    /** Whether days of the same term lie before it. */
    boolean hasLead() {
        return begins.isAfter(termBegins);
    }

    /**
     * The pieces of a period, the earliest first: none where no day of it was over.
     *
     * @param calendar as it stood at the moment of the report
     * @param asAt the moment of the report: the days before its own count
     */
    static List<Piece> of(Period period, SchoolCalendar calendar, Instant asAt) {
        Instant begins = period.begins();
        Instant ends = countedUntil(period, asAt);
        List<Instant> bounds = bounds(calendar);
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i + 1 < bounds.size(); i++) {
            Instant from = later(begins, bounds.get(i));
            Instant to = earlier(ends, bounds.get(i + 1));
            if (from.isBefore(to)) {
                boolean known = i > 0 && i + 2 < bounds.size();
                pieces.add(new Piece(bounds.get(i), from, to, known && to.equals(bounds.get(i + 1))));
            }
        }
        return List.copyOf(pieces);
    }

    /** The first moment of this period, or of the day of the report, that no longer counts. */
    static Instant countedUntil(Period period, Instant asAt) {
        return earlier(period.ends(), SchoolTime.at(SchoolTime.dayOf(asAt).atTime(LocalTime.MIDNIGHT)));
    }

    private static List<Instant> bounds(SchoolCalendar calendar) {
        List<Instant> bounds = new ArrayList<>();
        bounds.add(LONG_AGO);
        for (Term term : calendar.terms()) {
            bounds.add(SchoolTime.at(term.firstDay().atStartOfDay()));
        }
        bounds.add(FAR_AWAY);
        return bounds;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
