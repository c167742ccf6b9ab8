package org.schoolapprovals.report.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schoolapprovals.refusal.Faults;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.report.Period;
import org.schoolapprovals.report.ReportFrame;
import org.schoolapprovals.report.ReportFrames;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.schoolcalendar.SchoolYear;
import org.springframework.web.bind.annotation.BindParam;

/**
 * The report that an address asks for, as it was typed. The address of a report names its first and last day and its moment, and
 * nothing else; a form names what people know instead, and is led on to that address. What is left out counts as empty.
 *
 * @param period a term or a school year out of the list, such as {@code term-2026-09-01} or {@code year-2026}; empty for dates
 * @param first such as {@code 2026-09-01}
 * @param last the same
 * @param on the day of the moment, by the school's own clock
 * @param time the time of the moment; empty for the end of that day, or for now on this one
 * @param asAt the moment in an address, such as {@code 2026-11-26T15:17:22Z}
 */
record Wanted(
        String period,
        String first,
        String last,
        String on,
        String time,
        @BindParam("as-at") String asAt) {

    private static final Pattern TERM = Pattern.compile("term-(20[0-9]{2}-[0-9]{2}-[0-9]{2})");
    private static final Pattern YEAR = Pattern.compile("year-(20[0-9]{2})");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}(:[0-9]{2})?");
    private static final Pattern MOMENT = Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

    /** Longer than anything that is a date; the form shows no more of what was typed. */
    private static final int LONGEST = 40;

    Wanted {
        period = cut(period);
        first = cut(first);
        last = cut(last);
        on = cut(on);
        time = cut(time);
        asAt = cut(asAt);
    }

    /** What a form asks for that shows this report. */
    static Wanted of(ReportFrame frame) {
        return new Wanted(
                "",
                frame.period().first().toString(),
                frame.period().last().toString(),
                SchoolTime.dayOf(frame.asAt()).toString(),
                SchoolTime.localOf(frame.asAt()).toLocalTime().toString(),
                frame.asAt().toString());
    }

    /** Of the value of a choice. */
    static String term(Period term) {
        return "term-" + term.first();
    }

    /** Of the value of a choice. */
    static String schoolYear(Period year) {
        return "year-" + SchoolYear.of(year.first()).startsIn();
    }

    /** Whether this is the address of a report, and not merely leads to one. */
    boolean isAddress() {
        return period.isEmpty()
                && on.isEmpty()
                && time.isEmpty()
                && !first.isEmpty()
                && !last.isEmpty()
                && !asAt.isEmpty();
    }

    /** @throws RefusedException with one sentence for each fault */
    ReportFrame frame(ReportFrames frames) {
        Faults faults = new Faults();
        Instant moment = moment(frames.now(), faults);
        if (!period.isEmpty()) {
            return listed(frames, moment, faults);
        }
        if (first.isEmpty() && last.isEmpty()) {
            faults.refuseIfAny();
            return frames.current(moment);
        }
        Optional<LocalDate> from = day("First day", first, faults);
        Optional<LocalDate> to = day("Last day", last, faults);
        faults.refuseIfAny();
        return frames.dates(from.orElseThrow(), to.orElseThrow(), moment);
    }

    private ReportFrame listed(ReportFrames frames, Instant moment, Faults faults) {
        Matcher term = TERM.matcher(period);
        Matcher year = YEAR.matcher(period);
        Optional<LocalDate> day = term.matches() ? parse(term.group(1)) : Optional.empty();
        if (day.isEmpty() && !year.matches()) {
            faults.add("Term or school year: please choose one from the list.");
        }
        faults.refuseIfAny();
        return day.isPresent()
                ? frames.term(day.get(), moment)
                : frames.schoolYear(new SchoolYear(Integer.parseInt(year.group(1))), moment);
    }

    private Instant moment(Instant now, Faults faults) {
        Optional<Instant> moment = on.isEmpty() && time.isEmpty() ? inAddress(now) : onTheClock(now);
        if (moment.isEmpty()) {
            faults.add("As it stood on: please enter a date, and a time if you like, such as 04/05/2027 and 09:00.");
        } else if (moment.get().isAfter(now)) {
            faults.add(
                    "As it stood on: please choose a moment that has passed; nobody knows yet how things will stand.");
        }
        return moment.orElse(now);
    }

    private Optional<Instant> inAddress(Instant now) {
        if (asAt.isEmpty()) {
            return Optional.of(now);
        }
        try {
            return MOMENT.matcher(asAt).matches() ? Optional.of(Instant.parse(asAt)) : Optional.empty();
        } catch (DateTimeParseException noSuchMoment) {
            return Optional.empty();
        }
    }

    private Optional<Instant> onTheClock(Instant now) {
        Optional<LocalDate> day = DAY.matcher(on).matches() ? parse(on) : Optional.empty();
        if (day.isEmpty()) {
            return Optional.empty();
        }
        if (time.isEmpty()) {
            return Optional.of(
                    day.get().equals(SchoolTime.dayOf(now))
                            ? now
                            : SchoolTime.at(day.get().plusDays(1).atStartOfDay())
                                    .minusSeconds(1));
        }
        try {
            return TIME.matcher(time).matches()
                    ? Optional.of(SchoolTime.at(day.get().atTime(LocalTime.parse(time)))
                            .truncatedTo(ChronoUnit.SECONDS))
                    : Optional.empty();
        } catch (DateTimeParseException noSuchTime) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> day(String label, String typed, Faults faults) {
        Optional<LocalDate> day = DAY.matcher(typed).matches() ? parse(typed) : Optional.empty();
        if (day.isEmpty()) {
            faults.add(label + ": please enter a date, such as 04/05/2027.");
        }
        return day;
    }

    private static Optional<LocalDate> parse(String day) {
        try {
            return Optional.of(LocalDate.parse(day));
        } catch (DateTimeParseException noSuchDay) {
            return Optional.empty();
        }
    }

    private static String cut(String typed) {
        String text = typed == null ? "" : typed.strip();
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
