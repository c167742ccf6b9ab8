package org.schoolapprovals.roundup.web;

import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.roundup.Draft;
import org.schoolapprovals.roundup.RoundUp;
import org.schoolapprovals.roundup.RoundUpRegister;
import org.schoolapprovals.roundup.RoundUpStory;
import org.schoolapprovals.roundup.RoundUps;
import org.schoolapprovals.web.OpenTasks;
import org.springframework.format.annotation.DateTimeFormat;
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
 * One round-up: what became of it, and while it is open what is prepared for it. Who may not see it gets the same answer as if there
 * were none.
 */
@Controller
@RequestMapping("/roundups/{friday}")
class RoundUpController {

    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

    private final RoundUpRegister register;
    private final RoundUps roundUps;
    private final OpenTasks openTasks;
    private final People people;

    RoundUpController(RoundUpRegister register, RoundUps roundUps, OpenTasks openTasks, People people) {
        this.register = register;
        this.roundUps = roundUps;
        this.openTasks = openTasks;
        this.people = people;
    }

    /** What somebody filled in, so that a refusal loses nothing. */
    record Typed(String text, List<String> photos, boolean contactsOurs, int version) {

        static Typed of(Draft draft) {
            return new Typed(
                    draft.text(),
                    draft.photos().stream().map(UUID::toString).toList(),
                    draft.contactsOurs(),
                    draft.version());
        }
    }

    @GetMapping
    ModelAndView story(
            Principal principal, @PathVariable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate friday) {
        RoundUpStory story = register.story(friday, principal.getName());
        return page(principal, story, typed(story), List.of(), HttpStatus.OK);
    }

    private static Typed typed(RoundUpStory story) {
        return Typed.of(story.preparation().map(RoundUpStory.Preparation::draft).orElse(Draft.NONE));
    }

    @PostMapping
    ModelAndView prepare(
            Principal principal,
            @PathVariable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate friday,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) List<String> photos,
            @RequestParam(defaultValue = "") String contactsOurs,
            @RequestParam(defaultValue = "") String version,
            RedirectAttributes next) {
        RoundUpStory story = register.story(friday, principal.getName());
        Typed typed = new Typed(text, photos == null ? List.of() : photos, contactsOurs.equals("yes"), number(version));
        try {
            roundUps.prepare(
                    friday, principal.getName(), typed.text(), typed.photos(), typed.contactsOurs(), typed.version());
        } catch (RefusedException refused) {
            boolean wrongPerson = refused instanceof NotAllowedException;
            return page(
                    principal,
                    story,
                    typed,
                    refused.sentences(),
                    wrongPerson ? HttpStatus.FORBIDDEN : HttpStatus.UNPROCESSABLE_ENTITY);
        }
        next.addFlashAttribute("notice", "Saved. Below you see whether anything stands against posting it.");
        return new ModelAndView("redirect:" + RoundUps.PAGES + "/" + friday);
    }

    @GetMapping("/files")
    Object files(Principal principal, @PathVariable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate friday) {
        RoundUpStory story = register.story(friday, principal.getName());
        byte[] zip;
        try {
            zip = roundUps.download(friday, principal.getName());
        } catch (NotAllowedException notTheirs) {
            throw notTheirs;
        } catch (RefusedException refused) {
            return page(principal, story, typed(story), refused.sentences(), HttpStatus.CONFLICT);
        }
        return ResponseEntity.ok()
                .contentType(ZIP)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("round-up-" + friday + ".zip")
                                .build()
                                .toString())
                .body(zip);
    }

    /** The very task that waits for this person. */
    @GetMapping("/task")
    ModelAndView task(
            Principal principal,
            @PathVariable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate friday,
            RedirectAttributes next) {
        return openTask(principal, register.story(friday, principal.getName()))
                .map(task -> new ModelAndView("redirect:/tasks/" + task))
                .orElseGet(() -> {
                    next.addFlashAttribute(
                            "notice",
                            "No task waits for you here: somebody else has taken it up, or there is nothing left to do.");
                    return new ModelAndView("redirect:" + RoundUps.PAGES + "/" + friday);
                });
    }

    private Optional<String> openTask(Principal principal, RoundUpStory story) {
        Person person = people.find(principal.getName()).orElseThrow();
        return story.roundUp().map(RoundUp::id).flatMap(id -> openTasks.onRequest(person, id));
    }

    private ModelAndView page(
            Principal principal, RoundUpStory story, Typed typed, List<String> faults, HttpStatus status) {
        ModelAndView page = new ModelAndView("roundup/roundup", status)
                .addObject("roundUp", StoryPage.of(story))
                .addObject("hasTask", openTask(principal, story).isPresent())
                .addObject("mayPrepare", story.mayPrepare())
                .addObject("typed", typed)
                .addObject("faults", faults)
                .addObject("preparation", story.preparation().orElse(null));
        story.preparation()
                .ifPresent(preparation -> page.addObject("saved", StoryPage.saved(preparation))
                        .addObject("choices", StoryPage.choices(preparation, typed.photos())));
        return page;
    }

    /** Anything but a small number is no version that there is. */
    private static int number(String version) {
        return version.matches("[0-9]{1,6}") ? Integer.parseInt(version) : 0;
    }

    @ExceptionHandler({NotAllowedException.class, MethodArgumentTypeMismatchException.class})
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notFound() {
        return "error/404";
    }
}
