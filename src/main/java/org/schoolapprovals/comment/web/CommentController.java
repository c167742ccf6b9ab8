package org.schoolapprovals.comment.web;

import java.security.Principal;
import java.time.Clock;
import java.util.UUID;
import org.schoolapprovals.comment.CommentEvidence;
import org.schoolapprovals.comment.CommentRegister;
import org.schoolapprovals.comment.CommentStory;
import org.schoolapprovals.comment.Evidence;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.web.OpenTasks;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * One comment: its story, the way to its open task, and the evidence of a report. Who may not see it gets the same answer as if
 * there were none.
 */
@Controller
@RequestMapping("/comments/{id}")
class CommentController {

    private final CommentRegister register;
    private final CommentEvidence evidence;
    private final OpenTasks openTasks;
    private final People people;
    private final Clock clock;

    CommentController(
            CommentRegister register, CommentEvidence evidence, OpenTasks openTasks, People people, Clock clock) {
        this.register = register;
        this.evidence = evidence;
        this.openTasks = openTasks;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView story(Principal principal, @PathVariable UUID id) {
        CommentStory story = register.story(id, principal.getName());
        return new ModelAndView("comment/comment")
                .addObject("comment", StoryPage.of(story, person(principal), clock.instant()));
    }

    /** The very task that waits for this person, whichever it is by now. */
    @GetMapping("/task")
    ModelAndView task(Principal principal, @PathVariable UUID id, RedirectAttributes next) {
        register.story(id, principal.getName());
        return openTasks
                .onRequest(person(principal), id)
                .map(task -> new ModelAndView("redirect:/tasks/" + task))
                .orElseGet(() -> {
                    next.addFlashAttribute(
                            "notice",
                            "No task waits for you here: somebody else has taken it up, or there is nothing left to do.");
                    return new ModelAndView("redirect:/comments/" + id);
                });
    }

    /** Not to be opened by a link: whoever reads it is written down. */
    @PostMapping("/evidence")
    ModelAndView evidence(Principal principal, @PathVariable UUID id) {
        Evidence kept = evidence.read(id, principal.getName());
        return new ModelAndView("comment/evidence")
                .addObject("link", "/comments/" + id)
                .addObject("evidence", EvidencePage.of(kept, people.nameOf(kept.reportedBy())));
    }

    @ExceptionHandler({NotAllowedException.class, MethodArgumentTypeMismatchException.class})
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notFound() {
        return "error/404";
    }

    private Person person(Principal principal) {
        return people.find(principal.getName()).orElseThrow();
    }
}
