package org.schoolapprovals.policyreview.web;

import java.security.Principal;
import java.util.List;
import org.schoolapprovals.policyreview.Acknowledgements;
import org.schoolapprovals.policyreview.Coverage;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** How far staff have confirmed the policy: for governors in numbers, for head and deputy with names. */
@Controller
class AcknowledgementsController {

    private final Acknowledgements acknowledgements;

    AcknowledgementsController(Acknowledgements acknowledgements) {
        this.acknowledgements = acknowledgements;
    }

    /** A version with how many have confirmed it, in words. */
    record Block(
            String title,
            String link,
            String until,
            int asked,
            int confirmed,
            String share,
            int late,
            int missing,
            List<Row> people) {

        static Block of(Coverage coverage) {
            return new Block(
                    "Version " + coverage.version().number(),
                    "/policy/versions/" + coverage.version().id(),
                    SchoolTime.format(coverage.end()),
                    coverage.asked(),
                    coverage.confirmed(),
                    coverage.percent().map(percent -> percent + "%").orElse("nobody was asked"),
                    coverage.late(),
                    coverage.missing(),
                    coverage.people().stream().map(Row::of).toList());
        }
    }

    record Row(String name, String standing, String style, String asked, String until, String confirmed) {

        static Row of(Coverage.Line line) {
            return new Row(
                    line.name(),
                    line.state().words(),
                    Standing.style(line.state()),
                    SchoolTime.format(line.askedAt()),
                    SchoolTime.format(line.end()),
                    line.confirmedAt().map(SchoolTime::format).orElse(""));
        }
    }

    @GetMapping("/policy/acknowledgements")
    ModelAndView coverage(Principal principal) {
        return new ModelAndView("policyreview/acknowledgements")
                .addObject(
                        "blocks",
                        acknowledgements.coverage(principal.getName()).stream()
                                .map(Block::of)
                                .toList());
    }
}
