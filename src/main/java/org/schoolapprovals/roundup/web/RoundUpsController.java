package org.schoolapprovals.roundup.web;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.roundup.Overview;
import org.schoolapprovals.roundup.RoundUp;
import org.schoolapprovals.roundup.RoundUpDay;
import org.schoolapprovals.roundup.RoundUpRegister;
import org.schoolapprovals.roundup.RoundUps;
import org.schoolapprovals.roundup.State;
import org.schoolapprovals.roundup.Week;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

/** The round-ups of a school year, week by week. */
@Controller
class RoundUpsController {

    private final RoundUpRegister register;

    RoundUpsController(RoundUpRegister register) {
        this.register = register;
    }

    /** A school year to choose. */
    record Tab(String name, String link, boolean current) {}

    /**
     * A week in words.
     *
     * @param link empty where there is nothing to open
     */
    record Row(String friday, String link, String term, String standing, String style, String what) {

        static Row of(Week week) {
            String friday = SchoolTime.format(week.friday());
            return week.roundUp().map(roundUp -> of(friday, roundUp)).orElseGet(() -> without(friday, week));
        }

        private static Row of(String friday, RoundUp roundUp) {
            return new Row(
                    friday,
                    address(roundUp.day()),
                    roundUp.day().term(),
                    Words.standing(roundUp),
                    Words.style(roundUp),
                    Words.when(roundUp, ""));
        }

        private static Row without(String friday, Week week) {
            if (week.coming()) {
                return new Row(
                        friday,
                        RoundUps.PAGES + "/" + week.friday(),
                        "",
                        "Coming",
                        "badge-quiet",
                        "It can be prepared.");
            }
            return new Row(
                    friday,
                    "",
                    "",
                    "Nothing due",
                    "badge-quiet",
                    week.closed()
                            .map(why -> "Friday is no school day: " + why + ".")
                            .orElse("When this Friday came it was no school day in the calendar."));
        }
    }

    @GetMapping("/roundups")
    ModelAndView list(Principal principal, @RequestParam(defaultValue = "") String year) {
        Overview overview = register.overview(principal.getName(), startsIn(year));
        return new ModelAndView("roundup/roundups")
                .addObject("year", overview.year().label())
                .addObject("tabs", tabs(overview))
                .addObject("rows", overview.weeks().stream().map(Row::of).toList())
                .addObject("posted", overview.count(State.POSTED))
                .addObject("missed", overview.count(State.MISSED))
                .addObject(
                        "waiting",
                        overview.open().stream()
                                .map(roundUp -> Row.of(roundUp.day().inWords(), roundUp))
                                .toList())
                .addObject("mayPrepare", overview.mayPrepare())
                .addObject("next", overview.next().map(RoundUpsController::next).orElse(""))
                .addObject(
                        "nextLink",
                        overview.next().map(RoundUpsController::address).orElse(""));
    }

    private static String next(RoundUpDay day) {
        return day.inWords() + ", due " + SchoolTime.format(day.due());
    }

    private static String address(RoundUpDay day) {
        return RoundUps.PAGES + "/" + day.friday();
    }

    private static List<Tab> tabs(Overview overview) {
        return overview.years().stream()
                .map(year -> new Tab(
                        year.label(), RoundUps.PAGES + "?year=" + year.startsIn(), year.equals(overview.year())))
                .toList();
    }

    /** Anything but the number of a year asks for the present one. */
    private static Optional<Integer> startsIn(String year) {
        return year.matches("[0-9]{4}") ? Optional.of(Integer.valueOf(year)) : Optional.empty();
    }

    @ExceptionHandler(NotAllowedException.class)
    @ResponseStatus(HttpStatus.FORBIDDEN)
    ModelAndView notTheirs(NotAllowedException wrongPerson) {
        return new ModelAndView("roundup/no-roundups").addObject("why", wrongPerson.getMessage());
    }
}
