package org.schoolapprovals.deviceexception.web;

import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.schoolapprovals.deviceexception.DeviceExceptions;
import org.schoolapprovals.deviceexception.ExceptionRegister;
import org.schoolapprovals.deviceexception.ExceptionStory;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.web.Layout;
import org.schoolapprovals.web.PdfPages;
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
 * One exception: its story, its letter, and ending it before its time. Who may not see it gets the same answer as if there were
 * none.
 */
@Controller
@RequestMapping("/exceptions/{id}")
class ExceptionController {

    private final ExceptionRegister register;
    private final DeviceExceptions exceptions;
    private final PdfPages pdfPages;
    private final Layout layout;
    private final Clock clock;

    ExceptionController(
            ExceptionRegister register, DeviceExceptions exceptions, PdfPages pdfPages, Layout layout, Clock clock) {
        this.register = register;
        this.exceptions = exceptions;
        this.pdfPages = pdfPages;
        this.layout = layout;
        this.clock = clock;
    }

    /** What somebody filled in, so that a refusal loses nothing. */
    record Draft(boolean withdrawing, boolean revoking, String reason) {}

    @GetMapping
    ModelAndView story(Principal principal, @PathVariable UUID id) {
        return page(register.story(id, principal.getName()), new Draft(false, false, ""), List.of(), HttpStatus.OK);
    }

    @PostMapping("/withdraw")
    ModelAndView withdraw(
            Principal principal,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String confirm,
            RedirectAttributes next) {
        return end(principal, id, new Draft(true, false, ""), next, "The request is withdrawn.", () -> {
            if (!confirm.equals("yes")) {
                throw new RefusedException("Confirm: please tick that you want to withdraw.");
            }
            exceptions.withdraw(id, principal.getName());
        });
    }

    @PostMapping("/revoke")
    ModelAndView revoke(
            Principal principal,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes next) {
        return end(
                principal,
                id,
                new Draft(false, true, reason),
                next,
                "The approval is revoked. Tell the person who holds it now.",
                () -> exceptions.revoke(id, principal.getName(), reason));
    }

    @GetMapping("/letter.pdf")
    Object letter(Principal principal, @PathVariable UUID id) {
        ExceptionStory story = register.story(id, principal.getName());
        Letter letter;
        try {
            letter = Letter.of(story);
        } catch (RefusedException refused) {
            return page(story, new Draft(false, false, ""), refused.sentences(), HttpStatus.CONFLICT);
        }
        byte[] pdf = pdfPages.render(
                "deviceexception/letter",
                Map.of(
                        "school", layout.getSchoolName(),
                        "letter", letter,
                        "printedAt", SchoolTime.format(clock.instant())));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(letter.fileName())
                                .build()
                                .toString())
                .body(pdf);
    }

    @ExceptionHandler({NotAllowedException.class, MethodArgumentTypeMismatchException.class})
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notFound() {
        return "error/404";
    }

    /** Whoever cannot see the exception is turned away before anything is tried. */
    private ModelAndView end(
            Principal principal, UUID id, Draft draft, RedirectAttributes next, String done, Runnable ending) {
        ExceptionStory story = register.story(id, principal.getName());
        try {
            ending.run();
        } catch (RefusedException refused) {
            boolean wrongPerson = refused instanceof NotAllowedException;
            return page(
                    story,
                    draft,
                    refused.sentences(),
                    wrongPerson ? HttpStatus.FORBIDDEN : HttpStatus.UNPROCESSABLE_ENTITY);
        }
        next.addFlashAttribute("notice", done);
        return new ModelAndView("redirect:/exceptions/" + id);
    }

    private static ModelAndView page(ExceptionStory story, Draft draft, List<String> faults, HttpStatus status) {
        return new ModelAndView("deviceexception/exception", status)
                .addObject("exception", StoryPage.of(story))
                .addObject("draft", draft)
                .addObject("faults", faults);
    }
}
