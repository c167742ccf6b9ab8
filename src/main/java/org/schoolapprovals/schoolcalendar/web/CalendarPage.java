package org.schoolapprovals.schoolcalendar.web;

import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.CalendarYear;
import org.schoolapprovals.schoolcalendar.EntryDraft;
import org.schoolapprovals.schoolcalendar.EntryKind;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The calendar as a page: to read for everybody, with its forms for those who may edit. */
@Component
class CalendarPage {

    private static final EntryDraft NOTHING_TYPED = new EntryDraft("", "", "", "");

    private final SchoolCalendars calendars;
    private final Clock clock;

    CalendarPage(SchoolCalendars calendars, Clock clock) {
        this.calendars = calendars;
        this.clock = clock;
    }

    /** The page with empty forms. */
    ModelAndView show(Principal reader) {
        LocalDate today = SchoolTime.dayOf(clock.instant());
        List<CalendarYear> years = calendars.years();
        return new ModelAndView("calendar")
                .addObject("calendar", calendars.current())
                .addObject(
                        "years",
                        years.stream().filter(year -> !year.isOverOn(today)).toList())
                .addObject(
                        "pastYears",
                        years.stream().filter(year -> year.isOverOn(today)).toList())
                .addObject("warnings", calendars.warnings())
                .addObject("changes", calendars.changes())
                .addObject("mayEdit", calendars.mayEdit(reader.getName()))
                .addObject("kinds", EntryKind.values())
                .addObject("entry", NOTHING_TYPED)
                .addObject("file", "");
    }

    /** Back to the calendar, with a notice of what was done. */
    static ModelAndView done(String notice, RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", notice);
        return new ModelAndView("redirect:/calendar");
    }

    /** The page with the faults on top. */
    static ModelAndView refused(RefusedException refusal, ModelAndView page) {
        page.setStatus(refusal instanceof NotAllowedException ? HttpStatus.FORBIDDEN : HttpStatus.UNPROCESSABLE_ENTITY);
        return page.addObject("faults", refusal.sentences());
    }
}
