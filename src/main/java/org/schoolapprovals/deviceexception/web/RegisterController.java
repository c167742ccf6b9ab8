package org.schoolapprovals.deviceexception.web;

import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.schoolapprovals.deviceexception.ExceptionRegister;
import org.schoolapprovals.deviceexception.ExceptionRegister.Requester;
import org.schoolapprovals.deviceexception.ExceptionSummary;
import org.schoolapprovals.deviceexception.Group;
import org.schoolapprovals.deviceexception.RegisterFilter;
import org.schoolapprovals.deviceexception.RegisterPage;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.schoolcalendar.Term;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The register: for staff their own exceptions, for head, deputy and office all, for the chair those that they decide. */
@Controller
class RegisterController {

    private static final Role[] READERS = {
        Role.STAFF, Role.OFFICE, Role.SOCIAL_MEDIA, Role.HEAD_TEACHER, Role.DEPUTY_HEAD, Role.CHAIR_OF_GOVERNORS
    };

    private final ExceptionRegister register;
    private final SchoolCalendars calendars;
    private final People people;

    RegisterController(ExceptionRegister register, SchoolCalendars calendars, People people) {
        this.register = register;
        this.calendars = calendars;
        this.people = people;
    }

    @GetMapping("/exceptions")
    ModelAndView list(
            Principal principal,
            @RequestParam(required = false) String group,
            @RequestParam(required = false) String term,
            @RequestParam(required = false) String person,
            @RequestParam(required = false) String outcome,
            @RequestParam(required = false) String page) {
        String viewer = principal.getName();
        if (people.find(viewer).filter(RegisterController::mayRead).isEmpty()) {
            return new ModelAndView("deviceexception/no-register", HttpStatus.FORBIDDEN);
        }
        List<Term> terms = calendars.current().terms();
        List<Requester> requesters = register.requesters(viewer);
        Sought sought = Sought.of(group, term, person, outcome, page, terms, requesters);
        RegisterPage found = register.page(viewer, sought.filter(terms));
        if (found.lines().isEmpty() && sought.page() > found.pages()) {
            sought = sought.onPage(found.pages());
            found = register.page(viewer, sought.filter(terms));
        }
        RegisterFilter allGroups = sought.in("").filter(terms);
        return new ModelAndView("deviceexception/register")
                .addObject("sought", sought)
                .addObject("tabs", tabs(sought, register.counts(viewer, allGroups)))
                .addObject("rows", found.lines().stream().map(Row::of).toList())
                .addObject("total", found.total())
                .addObject("pages", found.pages())
                .addObject("terms", terms)
                .addObject("requesters", requesters)
                .addObject("outcomes", Sought.Outcome.values());
    }

    private static boolean mayRead(Person person) {
        return person.hasAnyOf(READERS);
    }

    private static List<Tab> tabs(Sought sought, Map<Group, Long> counts) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        Tab everything =
                new Tab("All", all, sought.in("").link(), sought.group().isEmpty());
        return Stream.concat(
                        Stream.of(everything), Arrays.stream(Group.values()).map(group -> {
                            String value = Sought.inAddress(group);
                            return new Tab(
                                    group.words(),
                                    counts.getOrDefault(group, 0L),
                                    sought.in(value).link(),
                                    sought.group().equals(value));
                        }))
                .toList();
    }

    /** A part of the register with the number of its lines. */
    record Tab(String name, long count, String link, boolean current) {}

    /** A line of the register in words. */
    record Row(
            String link,
            String reference,
            String trip,
            String destination,
            String requester,
            String departs,
            String returns,
            String standing,
            String style,
            String mark,
            String due) {

        static Row of(ExceptionSummary exception) {
            return new Row(
                    "/exceptions/" + exception.id(),
                    exception.reference(),
                    exception.tripName(),
                    exception.destination(),
                    exception.requesterName(),
                    SchoolTime.format(exception.departure()),
                    SchoolTime.format(exception.homecoming()),
                    Standing.words(exception),
                    Standing.style(exception.state()),
                    exception.mark().words(),
                    Standing.due(exception));
        }
    }
}
