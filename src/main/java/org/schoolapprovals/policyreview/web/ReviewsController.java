package org.schoolapprovals.policyreview.web;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.policyreview.Draft;
import org.schoolapprovals.policyreview.PolicyDocument;
import org.schoolapprovals.policyreview.PolicyVersion;
import org.schoolapprovals.policyreview.PolicyVersions;
import org.schoolapprovals.policyreview.Review;
import org.schoolapprovals.policyreview.ReviewDays;
import org.schoolapprovals.policyreview.ReviewRegister;
import org.schoolapprovals.policyreview.ReviewStory;
import org.schoolapprovals.policyreview.Reviews;
import org.schoolapprovals.policyreview.Round;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.schoolcalendar.Term;
import org.schoolapprovals.web.OpenTasks;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The reviews of the terms: the list with the days on which they open, and each with its story and its files. Who may not see them gets
 * the same answer as if there were none.
 */
@Controller
@RequestMapping("/policy/reviews")
class ReviewsController {

    private final ReviewRegister register;
    private final Reviews reviews;
    private final ReviewDays days;
    private final PolicyVersions versions;
    private final OpenTasks openTasks;
    private final People people;

    ReviewsController(
            ReviewRegister register,
            Reviews reviews,
            ReviewDays days,
            PolicyVersions versions,
            OpenTasks openTasks,
            People people) {
        this.register = register;
        this.reviews = reviews;
        this.days = days;
        this.versions = versions;
        this.openTasks = openTasks;
        this.people = people;
    }

    /**
     * The day of a term, in words.
     *
     * @param first the first day of the term, as a form sends it
     * @param last the last one
     * @param typed the day, as a form sends it
     */
    record DayRow(String term, String first, String last, String day, String typed, String why, boolean chosen) {

        static DayRow of(ReviewDays.TermDay one) {
            return new DayRow(
                    one.term().name(),
                    one.term().firstDay().toString(),
                    one.term().lastDay().toString(),
                    one.day().map(SchoolTime::format).orElse("No day with school left for it"),
                    one.day().map(Object::toString).orElse(""),
                    one.chosen() ? "Chosen" : "By the rule",
                    one.chosen());
        }
    }

    @GetMapping
    ModelAndView list(Principal principal) {
        return page(principal, List.of(), HttpStatus.OK);
    }

    private ModelAndView page(Principal principal, List<String> faults, HttpStatus status) {
        List<Review> found = register.list(principal.getName());
        Person reader = people.find(principal.getName()).orElseThrow();
        boolean mayChoose = ReviewDays.mayChoose(reader);
        return new ModelAndView("policyreview/reviews", status)
                .addObject("faults", faults)
                .addObject("overdue", Overdue.sentence(versions.standing()).orElse(""))
                .addObject("rows", found.stream().map(ReviewPage.Line::of).toList())
                .addObject("mayChoose", mayChoose)
                .addObject("mayOpen", mayChoose && !register.isAnyOpen())
                .addObject(
                        "missed", mayChoose ? register.missed().map(Term::name).orElse("") : "")
                .addObject("days", days.ahead().stream().map(DayRow::of).toList());
    }

    @PostMapping("/days")
    ModelAndView choose(
            Principal principal,
            @RequestParam(defaultValue = "") String term,
            @RequestParam(defaultValue = "") String day,
            RedirectAttributes next) {
        return changing(principal, next, () -> days.choose(principal.getName(), TypedDay.of(term), TypedDay.of(day)));
    }

    @PostMapping("/days/rule")
    ModelAndView followRule(
            Principal principal, @RequestParam(defaultValue = "") String term, RedirectAttributes next) {
        return changing(principal, next, () -> days.followRule(principal.getName(), TypedDay.of(term)));
    }

    private ModelAndView changing(Principal principal, RedirectAttributes next, Supplier<String> change) {
        register.list(principal.getName());
        try {
            next.addFlashAttribute("notice", change.get());
        } catch (NotAllowedException wrongPerson) {
            return page(principal, wrongPerson.sentences(), HttpStatus.FORBIDDEN);
        } catch (RefusedException refused) {
            return page(principal, refused.sentences(), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        return new ModelAndView("redirect:/policy/reviews");
    }

    @GetMapping("/{id}")
    ModelAndView story(Principal principal, @PathVariable UUID id) {
        return story(principal, register.story(id, principal.getName()), "", List.of(), HttpStatus.OK);
    }

    private ModelAndView story(
            Principal principal, ReviewStory story, String reason, List<String> faults, HttpStatus status) {
        return new ModelAndView("policyreview/review", status)
                .addObject(
                        "review",
                        ReviewPage.of(
                                story,
                                openTask(principal, story).isPresent(),
                                comparedWith(story).isPresent()))
                .addObject("reason", reason)
                .addObject("faults", faults);
    }

    /** The version that a draft replaces: the one before what came out of this review, or the one in force. */
    private Optional<PolicyVersion> comparedWith(ReviewStory story) {
        return story.published()
                .map(versions::before)
                .orElseGet(() -> versions.standing().inForce());
    }

    /** The very task that waits for this person, whichever it is by now. */
    @GetMapping("/{id}/task")
    ModelAndView task(Principal principal, @PathVariable UUID id, RedirectAttributes next) {
        return openTask(principal, register.story(id, principal.getName()))
                .map(task -> new ModelAndView("redirect:/tasks/" + task))
                .orElseGet(() -> {
                    next.addFlashAttribute(
                            "notice",
                            "No task waits for you here: somebody else has taken it up, or there is nothing left to do.");
                    return new ModelAndView("redirect:/policy/reviews/" + id);
                });
    }

    private Optional<String> openTask(Principal principal, ReviewStory story) {
        return openTasks.onRequest(
                people.find(principal.getName()).orElseThrow(), story.review().id());
    }

    @GetMapping("/{id}/reports/{nth}")
    ResponseEntity<byte[]> report(Principal principal, @PathVariable UUID id, @PathVariable int nth) {
        ReviewStory story = register.story(id, principal.getName());
        return Download.report(
                "%s-report-%d.pdf".formatted(story.review().reference(), nth),
                register.report(id, nth, principal.getName()));
    }

    @GetMapping("/{id}/drafts/{document}/file")
    ResponseEntity<byte[]> draft(Principal principal, @PathVariable UUID id, @PathVariable UUID document) {
        PolicyDocument draft = register.draft(id, document, principal.getName());
        return Download.of(draft, versions.bytes(draft));
    }

    @GetMapping("/{id}/drafts/{document}/changes")
    ModelAndView changes(Principal principal, @PathVariable UUID id, @PathVariable UUID document) {
        ReviewStory story = register.story(id, principal.getName());
        PolicyDocument draft = register.draft(id, document, principal.getName());
        PolicyVersion before = comparedWith(story).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return new ModelAndView("policyreview/changes")
                .addObject(
                        "changes",
                        ChangesPage.of(
                                "/policy/reviews/" + id,
                                "the review",
                                "Draft of " + story.review().reference(),
                                "Version " + before.number(),
                                changeSummary(story.review(), document),
                                versions.changes(before.document(), draft)));
    }

    private static String changeSummary(Review review, UUID document) {
        return review.rounds().stream()
                .map(Round::draft)
                .flatMap(Optional::stream)
                .filter(draft -> draft.document().equals(document))
                .map(Draft::changeSummary)
                .findFirst()
                .orElse("");
    }

    @PostMapping("/{id}/cancel")
    ModelAndView cancel(
            Principal principal,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String confirm,
            RedirectAttributes next) {
        ReviewStory story = register.story(id, principal.getName());
        try {
            if (story.mayCancel() && !confirm.equals("yes")) {
                throw new RefusedException("Confirm: please tick that you want it cancelled.");
            }
            reviews.cancel(id, principal.getName(), reason);
        } catch (RefusedException refused) {
            return story(
                    principal,
                    story,
                    reason,
                    refused.sentences(),
                    refused instanceof NotAllowedException ? HttpStatus.FORBIDDEN : HttpStatus.UNPROCESSABLE_ENTITY);
        }
        next.addFlashAttribute("notice", "The review is cancelled.");
        return new ModelAndView("redirect:/policy/reviews/" + id);
    }
}
