package org.schoolapprovals.policyreview;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.schoolcalendar.Term;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * On which day of each term its review opens by itself (P8): on the one that the head teacher chose, otherwise on the first Monday of
 * the term's last three weeks; where there is no school on that day, on the next day with school.
 */
@Service
@Transactional
public class ReviewDays {

    private static final int WEEKS_BEFORE_THE_LAST = 2;
    private static final int TERMS_SHOWN = 6;

    private final ReviewDayStore store;
    private final People people;
    private final SchoolCalendars calendars;
    private final Clock clock;

    ReviewDays(ReviewDayStore store, People people, SchoolCalendars calendars, Clock clock) {
        this.store = store;
        this.people = people;
        this.calendars = calendars;
        this.clock = clock;
    }

    /**
     * The day of a term.
     *
     * @param day empty where the term has no day with school left for it
     * @param chosen whether the head teacher chose it
     */
    public record TermDay(Term term, Optional<LocalDate> day, boolean chosen) {}

    /** The day of this term; empty where the term has no day with school left for it. */
    Optional<LocalDate> dayOf(Term term, SchoolCalendar calendar) {
        return firstSchoolDay(store.chosen(term).orElseGet(() -> byRule(term)), term, calendar);
    }

    private static LocalDate byRule(Term term) {
        LocalDate monday = term.lastDay()
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .minusWeeks(WEEKS_BEFORE_THE_LAST);
        return monday.isBefore(term.firstDay()) ? term.firstDay() : monday;
    }

    private static Optional<LocalDate> firstSchoolDay(LocalDate from, Term term, SchoolCalendar calendar) {
        return Stream.iterate(from, term::contains, day -> day.plusDays(1))
                .filter(calendar::isSchoolDay)
                .findFirst();
    }

    /** This term and the next ones, as far as the school calendar knows them. */
    @Transactional(readOnly = true)
    public List<TermDay> ahead() {
        SchoolCalendar calendar = calendars.current();
        LocalDate today = today();
        return calendar.terms().stream()
                .filter(term -> !term.lastDay().isBefore(today))
                .limit(TERMS_SHOWN)
                .map(term -> new TermDay(
                        term, dayOf(term, calendar), store.chosen(term).isPresent()))
                .toList();
    }

    /** Whether this person may choose the days. */
    public static boolean mayChoose(Person person) {
        return person.hasAnyOf(Role.HEAD_TEACHER, Role.DEPUTY_HEAD);
    }

    /**
     * The head teacher or the deputy chooses the day of a term.
     *
     * @param inTerm any day of the term
     * @param day a day of that term with school, today or later; the review of a term that has had it does not open again
     * @return what was done, in words
     */
    public String choose(String userId, Optional<LocalDate> inTerm, Optional<LocalDate> day) {
        requireMayChoose(userId);
        SchoolCalendar calendar = calendars.current();
        Term term = term(inTerm, calendar);
        LocalDate chosen = day.filter(term::contains)
                .filter(calendar::isSchoolDay)
                .filter(given -> !given.isBefore(today()))
                .orElseThrow(() -> new RefusedException("Day: please choose a day of the " + term.name()
                        + " with school, today or later, as the school calendar has it."));
        store.forget(term);
        store.choose(chosen, userId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return "The review of the " + term.name() + " opens on " + SchoolTime.format(chosen) + ".";
    }

    private static Term term(Optional<LocalDate> inTerm, SchoolCalendar calendar) {
        return inTerm.flatMap(calendar::termOn)
                .orElseThrow(() -> new RefusedException("Term: please choose a term of the school calendar."));
    }

    /** The rule holds again for a term. @param inTerm any day of it @return what was done, in words */
    public String followRule(String userId, Optional<LocalDate> inTerm) {
        requireMayChoose(userId);
        SchoolCalendar calendar = calendars.current();
        Term term = term(inTerm, calendar);
        store.forget(term);
        return "The review of the " + term.name() + " opens "
                + dayOf(term, calendar)
                        .map(rule -> "on " + SchoolTime.format(rule) + " again, as the rule says.")
                        .orElse("only by hand: the term has no day with school left for it.");
    }

    private void requireMayChoose(String userId) {
        if (people.find(userId).filter(ReviewDays::mayChoose).isEmpty()) {
            throw new NotAllowedException(
                    "Only the head teacher and the deputy head choose the days on which reviews open (P8).");
        }
    }

    private LocalDate today() {
        return SchoolTime.dayOf(clock.instant());
    }
}
