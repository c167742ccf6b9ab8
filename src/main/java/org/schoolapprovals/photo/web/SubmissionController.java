package org.schoolapprovals.photo.web;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.photo.PhotoRegister;
import org.schoolapprovals.photo.PhotoStory;
import org.schoolapprovals.photo.PhotoSubmissions;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.web.OpenTasks;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Photographs that were submitted together: their story, the way to the open task, the files for whoever publishes by hand, and
 * taking down. Who may not see them gets the same answer as if there were none.
 */
@Controller
@RequestMapping("/photos")
class SubmissionController {

    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

    private final PhotoRegister register;
    private final PhotoSubmissions submissions;
    private final OpenTasks openTasks;
    private final People people;

    SubmissionController(PhotoRegister register, PhotoSubmissions submissions, OpenTasks openTasks, People people) {
        this.register = register;
        this.submissions = submissions;
        this.openTasks = openTasks;
        this.people = people;
    }

    /**
     * What somebody filled in, so that a refusal loses nothing.
     *
     * @param publication what it is about; empty where nothing was filled in
     */
    record Draft(String publication, String reason) {

        static final Draft NONE = new Draft("", "");
    }

    @GetMapping("/submissions/{id}")
    ModelAndView story(Principal principal, @PathVariable UUID id) {
        return page(principal, register.story(id, principal.getName()), Draft.NONE, List.of(), HttpStatus.OK);
    }

    /** The very task that waits for this person, whichever it is by now. */
    @GetMapping("/submissions/{id}/task")
    ModelAndView task(Principal principal, @PathVariable UUID id, RedirectAttributes next) {
        return openTask(principal, register.story(id, principal.getName()))
                .map(task -> new ModelAndView("redirect:/tasks/" + task))
                .orElseGet(() -> {
                    next.addFlashAttribute(
                            "notice",
                            "No task waits for you here: somebody else has taken it up, or there is nothing left to do.");
                    return new ModelAndView("redirect:/photos/submissions/" + id);
                });
    }

    @GetMapping("/publications/{id}/files")
    Object files(Principal principal, @PathVariable UUID id) {
        PhotoStory story = register.storyOf(id, principal.getName());
        byte[] zip;
        try {
            zip = register.download(id, principal.getName());
        } catch (NotAllowedException notTheirs) {
            throw notTheirs;
        } catch (RefusedException refused) {
            return page(principal, story, Draft.NONE, refused.sentences(), HttpStatus.CONFLICT);
        }
        return ResponseEntity.ok()
                .contentType(ZIP)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(story.submission().reference() + ".zip")
                                .build()
                                .toString())
                .body(zip);
    }

    /** Whoever cannot see the photographs is turned away before anything is tried. */
    @PostMapping("/publications/{id}/takedown")
    ModelAndView takeDown(
            Principal principal,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String confirm,
            RedirectAttributes next) {
        PhotoStory story = register.storyOf(id, principal.getName());
        try {
            if (story.mayTakeDown() && !confirm.equals("yes")) {
                throw new RefusedException("Confirm: please tick that you want them taken down.");
            }
            submissions.takeDown(id, principal.getName(), reason);
        } catch (RefusedException refused) {
            boolean wrongPerson = refused instanceof NotAllowedException;
            return page(
                    principal,
                    story,
                    new Draft(id.toString(), reason),
                    refused.sentences(),
                    wrongPerson ? HttpStatus.FORBIDDEN : HttpStatus.UNPROCESSABLE_ENTITY);
        }
        next.addFlashAttribute(
                "notice",
                "They are to be taken down from "
                        + story.submission().publication(id).use().words() + ". Below you see when they are gone.");
        return new ModelAndView(
                "redirect:/photos/submissions/" + story.submission().id());
    }

    @ExceptionHandler({NotAllowedException.class, MethodArgumentTypeMismatchException.class})
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notFound() {
        return "error/404";
    }

    private ModelAndView page(
            Principal principal, PhotoStory story, Draft draft, List<String> faults, HttpStatus status) {
        return new ModelAndView("photo/submission", status)
                .addObject(
                        "photos", StoryPage.of(story, openTask(principal, story).isPresent()))
                .addObject("draft", draft)
                .addObject("faults", faults);
    }

    /** About all of them, or about one publication, which has a process of its own. */
    private Optional<String> openTask(Principal principal, PhotoStory story) {
        Person person = people.find(principal.getName()).orElseThrow();
        return Stream.concat(
                        Stream.of(story.submission().id()),
                        story.publications().stream()
                                .map(line -> line.publication().id()))
                .flatMap(id -> openTasks.onRequest(person, id).stream())
                .findFirst();
    }
}
