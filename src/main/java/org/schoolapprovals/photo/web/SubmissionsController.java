package org.schoolapprovals.photo.web;

import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.photo.PhotoLine;
import org.schoolapprovals.photo.PhotoRegister;
import org.schoolapprovals.photo.PhotosFound;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The photographs: for those who clear them all, for everybody else who works at the school their own. */
@Controller
class SubmissionsController {

    private static final Role[] READERS = {
        Role.STAFF, Role.OFFICE, Role.SOCIAL_MEDIA, Role.HEAD_TEACHER, Role.DEPUTY_HEAD
    };

    private final PhotoRegister register;
    private final People people;

    SubmissionsController(PhotoRegister register, People people) {
        this.register = register;
        this.people = people;
    }

    /** A part of the list. */
    record Tab(String name, String link, boolean current) {}

    /**
     * Photographs in a list, in words.
     *
     * @param live where they can be seen now; empty for nowhere
     */
    record Row(
            String link,
            String reference,
            String event,
            String submitter,
            String submitted,
            String places,
            String standing,
            String style,
            String due,
            String live,
            boolean mayClear) {

        static Row of(PhotoLine line) {
            boolean live = !line.live().isEmpty();
            return new Row(
                    "/photos/submissions/" + line.id(),
                    line.reference(),
                    line.event(),
                    line.submitterName(),
                    SchoolTime.format(line.submittedAt()),
                    titles(line.channels()),
                    Standing.words(line.state(), live),
                    Standing.style(line.state(), live),
                    Standing.due(line.due()),
                    titles(line.live()),
                    line.mayClear());
        }
    }

    @GetMapping("/photos")
    ModelAndView list(
            Principal principal,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "") String page) {
        String viewer = principal.getName();
        if (people.find(viewer).filter(person -> person.hasAnyOf(READERS)).isEmpty()) {
            return new ModelAndView("photo/no-photos", HttpStatus.FORBIDDEN);
        }
        Sought sought = Sought.of(show, place, page);
        PhotosFound found = register.page(viewer, sought.filter());
        int pages = Sought.pages(found.total());
        if (sought.page() > pages) {
            sought = sought.onPage(pages);
            found = register.page(viewer, sought.filter());
        }
        return new ModelAndView("photo/photos")
                .addObject("show", sought.part().value())
                .addObject("place", sought.place().map(Use::value).orElse(""))
                .addObject("places", Use.values())
                .addObject("tabs", tabs(sought))
                .addObject("rows", found.lines().stream().map(Row::of).toList())
                .addObject("total", found.total())
                .addObject("page", sought.page())
                .addObject("pages", pages)
                .addObject("previous", sought.onPage(sought.page() - 1).link())
                .addObject("next", sought.onPage(sought.page() + 1).link());
    }

    private static List<Tab> tabs(Sought sought) {
        return Arrays.stream(Sought.Part.values())
                .map(part -> new Tab(part.words(), sought.in(part).link(), part == sought.part()))
                .toList();
    }

    static String titles(List<Use> places) {
        return places.stream().map(Use::title).collect(Collectors.joining(", "));
    }
}
