package org.schoolapprovals.schoolcalendar.web;

import static org.schoolapprovals.schoolcalendar.web.CalendarPage.done;
import static org.schoolapprovals.schoolcalendar.web.CalendarPage.refused;

import java.security.Principal;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.CalendarEntry;
import org.schoolapprovals.schoolcalendar.EntryDraft;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The school calendar and its single entries. A change that succeeds leads back to the calendar with a notice; one that is
 * refused shows the same form, still filled in, with the faults on top.
 */
@Controller
@RequestMapping("/calendar")
class CalendarController {

    private final SchoolCalendars calendars;
    private final CalendarPage page;

    CalendarController(SchoolCalendars calendars, CalendarPage page) {
        this.calendars = calendars;
        this.page = page;
    }

    @GetMapping
    ModelAndView calendar(Principal principal) {
        return page.show(principal);
    }

    @PostMapping("/entries")
    ModelAndView add(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String firstDay,
            @RequestParam(defaultValue = "") String lastDay,
            Principal principal,
            RedirectAttributes redirect) {
        EntryDraft draft = new EntryDraft(kind, name, firstDay, lastDay);
        try {
            return done(calendars.add(principal.getName(), draft), redirect);
        } catch (RefusedException refusal) {
            return refused(refusal, page.show(principal).addObject("entry", draft));
        }
    }

    @GetMapping("/entries/{id}")
    ModelAndView entry(@PathVariable long id, Principal principal) {
        try {
            CalendarEntry entry = calendars.entry(principal.getName(), id);
            return entryPage(entry, EntryDraft.of(entry));
        } catch (RefusedException refusal) {
            return refused(refusal, page.show(principal));
        }
    }

    @PostMapping("/entries/{id}")
    ModelAndView change(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String firstDay,
            @RequestParam(defaultValue = "") String lastDay,
            Principal principal,
            RedirectAttributes redirect) {
        EntryDraft draft = new EntryDraft("", name, firstDay, lastDay);
        try {
            return done(calendars.change(principal.getName(), id, draft), redirect);
        } catch (RefusedException refusal) {
            return refused(refusal, entryPageOrCalendar(id, draft, principal));
        }
    }

    @PostMapping("/entries/{id}/delete")
    ModelAndView delete(@PathVariable long id, Principal principal, RedirectAttributes redirect) {
        try {
            return done(calendars.delete(principal.getName(), id), redirect);
        } catch (RefusedException refusal) {
            return refused(refusal, page.show(principal));
        }
    }

    @PostMapping("/bank-holidays")
    ModelAndView refreshBankHolidays(
            @RequestParam(defaultValue = "") String file, Principal principal, RedirectAttributes redirect) {
        try {
            return done(calendars.refreshBankHolidays(principal.getName(), file), redirect);
        } catch (RefusedException refusal) {
            return refused(refusal, page.show(principal).addObject("file", file));
        }
    }

    private ModelAndView entryPageOrCalendar(long id, EntryDraft draft, Principal principal) {
        try {
            return entryPage(calendars.entry(principal.getName(), id), draft);
        } catch (RefusedException goneOrNotAllowed) {
            return page.show(principal);
        }
    }

    private static ModelAndView entryPage(CalendarEntry entry, EntryDraft draft) {
        return new ModelAndView("calendar-entry").addObject("entry", entry).addObject("draft", draft);
    }
}
