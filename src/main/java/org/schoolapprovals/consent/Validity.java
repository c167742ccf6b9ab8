package org.schoolapprovals.consent;

import java.time.LocalDate;
import java.time.Month;
import java.util.Comparator;
import org.schoolapprovals.refusal.SettingsFault;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolYear;
import org.schoolapprovals.schoolcalendar.Term;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How long a yes counts, and when this term ends, by the school's calendar. */
@Component
class Validity {

    private static final int MOST_SCHOOL_YEARS = 7;
    private static final int WEEKS_WITHOUT_CALENDAR = 13;

    private final SchoolCalendars calendars;
    private final int schoolYears;

    /** @param schoolYears how many school years a yes lasts, that in which it was given among them */
    Validity(SchoolCalendars calendars, @Value("${school.consent.school-years:1}") String schoolYears) {
        this.calendars = calendars;
        if (!schoolYears.strip().matches("[1-" + MOST_SCHOOL_YEARS + "]")) {
            throw new SettingsFault(
                    "SCHOOL_CONSENT_SCHOOL_YEARS takes the number of school years that a consent lasts, from 1 to "
                            + MOST_SCHOOL_YEARS + ".");
        }
        this.schoolYears = Integer.parseInt(schoolYears.strip());
    }

    /** The last day of a yes of this day: that of the school year's last term, where the calendar knows it, else 31 August. */
    LocalDate until(LocalDate givenOn) {
        SchoolCalendar calendar = calendars.current();
        SchoolYear year = SchoolYear.of(givenOn);
        if (endOf(year, calendar).isBefore(givenOn)) {
            year = year.next();
        }
        return endOf(new SchoolYear(year.startsIn() + schoolYears - 1), calendar);
    }

    /** The last day of this term or, in the holidays, of the next one. */
    LocalDate endOfTerm(LocalDate today) {
        return calendars.current().terms().stream()
                .map(Term::lastDay)
                .filter(lastDay -> !lastDay.isBefore(today))
                .findFirst()
                .orElse(today.plusWeeks(WEEKS_WITHOUT_CALENDAR));
    }

    /** A year of which only the first terms were entered does not end with them. */
    private static LocalDate endOf(SchoolYear year, SchoolCalendar calendar) {
        LocalDate summer = LocalDate.of(year.startsIn() + 1, Month.JUNE, 1);
        return calendar.terms().stream()
                .map(Term::lastDay)
                .filter(lastDay ->
                        !lastDay.isBefore(summer) && SchoolYear.of(lastDay).equals(year))
                .max(Comparator.naturalOrder())
                .orElse(LocalDate.of(year.startsIn() + 1, Month.AUGUST, 31));
    }
}
