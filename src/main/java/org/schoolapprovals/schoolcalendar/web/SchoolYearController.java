package org.schoolapprovals.schoolcalendar.web;

import static org.schoolapprovals.schoolcalendar.web.CalendarPage.done;
import static org.schoolapprovals.schoolcalendar.web.CalendarPage.refused;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolYearDraft;
import org.schoolapprovals.schoolcalendar.SchoolYearDraft.TermDraft;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whole school years: entered from the authority's list in one form, and confirmed where they came as a pattern. */
@Controller
@RequestMapping("/calendar/years")
class SchoolYearController {

    private static final int INSET_DAYS_ASKED_FOR = 5;

    private final SchoolCalendars calendars;
    private final CalendarPage page;

    SchoolYearController(SchoolCalendars calendars, CalendarPage page) {
        this.calendars = calendars;
        this.page = page;
    }

    @GetMapping("/new")
    ModelAndView newYear(Principal principal) {
        if (!calendars.mayEdit(principal.getName())) {
            return refused(
                    new NotAllowedException("Only those who keep the school calendar enter school years."),
                    page.show(principal));
        }
        return yearPage(Map.of());
    }

    @PostMapping
    ModelAndView enter(@RequestParam Map<String, String> form, Principal principal, RedirectAttributes redirect) {
        try {
            return done(calendars.enterYear(principal.getName(), draftOf(form)), redirect);
        } catch (NotAllowedException refusal) {
            return refused(refusal, page.show(principal));
        } catch (RefusedException refusal) {
            return refused(refusal, yearPage(form));
        }
    }

    @PostMapping("/{startsIn}/checked")
    ModelAndView confirm(@PathVariable int startsIn, Principal principal, RedirectAttributes redirect) {
        try {
            return done(calendars.confirmYear(principal.getName(), startsIn), redirect);
        } catch (RefusedException refusal) {
            return refused(refusal, page.show(principal));
        }
    }

    private ModelAndView yearPage(Map<String, String> form) {
        return new ModelAndView("calendar-year")
                .addObject("form", form)
                .addObject("offered", calendars.yearsToEnter())
                .addObject("seasons", List.of("autumn", "spring", "summer"))
                .addObject(
                        "insetDays",
                        IntStream.rangeClosed(1, INSET_DAYS_ASKED_FOR).toArray());
    }

    private static SchoolYearDraft draftOf(Map<String, String> form) {
        List<String> insetDays = IntStream.rangeClosed(1, INSET_DAYS_ASKED_FOR)
                .mapToObj(number -> form.getOrDefault("inset" + number, ""))
                .toList();
        return new SchoolYearDraft(
                form.getOrDefault("startsIn", ""),
                termOf("autumn", form),
                termOf("spring", form),
                termOf("summer", form),
                insetDays);
    }

    private static TermDraft termOf(String season, Map<String, String> form) {
        return new TermDraft(
                form.getOrDefault(season + "First", ""),
                form.getOrDefault(season + "HalfTermFirst", ""),
                form.getOrDefault(season + "HalfTermLast", ""),
                form.getOrDefault(season + "Last", ""));
    }
}
