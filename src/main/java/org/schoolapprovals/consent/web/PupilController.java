package org.schoolapprovals.consent.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.schoolapprovals.consent.ConsentForm;
import org.schoolapprovals.consent.ConsentRegister;
import org.schoolapprovals.consent.Consents;
import org.schoolapprovals.consent.Enrolment;
import org.schoolapprovals.consent.Pupil;
import org.schoolapprovals.consent.PupilForm;
import org.schoolapprovals.consent.PupilStory;
import org.schoolapprovals.consent.Pupils;
import org.schoolapprovals.consent.Scan;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One child: where it stands and why, and all that is recorded about it. What is refused comes back still filled in. */
@Controller
@RequestMapping("/consents/pupils/{id}")
class PupilController {

    /** What the name of a use's field begins with. */
    static final String REPLY = "reply-";

    private final ConsentRegister register;
    private final Consents consents;
    private final Pupils pupils;
    private final ConsentFormPdf forms;
    private final Clock clock;

    PupilController(ConsentRegister register, Consents consents, Pupils pupils, ConsentFormPdf forms, Clock clock) {
        this.register = register;
        this.consents = consents;
        this.pupils = pupils;
        this.forms = forms;
        this.clock = clock;
    }

    /** The forms of the page. */
    enum Form {
        ANSWER,
        BAR,
        PARTICULARS
    }

    /**
     * What somebody filled in, so that a refusal loses nothing.
     *
     * @param sent the form that was refused; empty for none
     */
    private record Draft(
            Optional<Form> sent,
            Optional<ConsentForm> answer,
            String reason,
            Optional<PupilForm> particulars,
            Optional<Long> version) {

        static final Draft NOTHING =
                new Draft(Optional.empty(), Optional.empty(), "", Optional.empty(), Optional.empty());

        static Draft ofReason(String reason) {
            return new Draft(Optional.of(Form.BAR), Optional.empty(), reason, Optional.empty(), Optional.empty());
        }
    }

    @GetMapping
    ModelAndView story(
            Principal principal,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String time) {
        return page(principal, id, Moment.of(on, time), Draft.NOTHING, List.of());
    }

    @PostMapping("/answers")
    ModelAndView answer(
            Principal principal,
            @PathVariable UUID id,
            @RequestParam Map<String, String> form,
            @RequestParam(required = false) MultipartFile scan,
            RedirectAttributes next) {
        Map<String, String> replies = new HashMap<>();
        for (Use use : Use.values()) {
            replies.put(use.value(), form.getOrDefault(REPLY + use.value(), ""));
        }
        ConsentForm answer = new ConsentForm(
                form.getOrDefault("carer", ""),
                replies,
                form.getOrDefault("answeredOn", ""),
                form.getOrDefault("how", ""),
                form.getOrDefault("validUntil", ""));
        Draft draft = new Draft(Optional.of(Form.ANSWER), Optional.of(answer), "", Optional.empty(), Optional.empty());
        return change(principal, id, draft, next, () -> consents.record(principal.getName(), id, answer, bytes(scan)));
    }

    @PostMapping("/bar")
    ModelAndView bar(
            Principal principal,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes next) {
        return change(principal, id, Draft.ofReason(reason), next, () -> consents.bar(principal.getName(), id, reason));
    }

    @PostMapping("/lift-bar")
    ModelAndView liftBar(
            Principal principal,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes next) {
        return change(
                principal, id, Draft.ofReason(reason), next, () -> consents.liftBar(principal.getName(), id, reason));
    }

    @PostMapping("/particulars")
    ModelAndView particulars(
            Principal principal,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String firstName,
            @RequestParam(defaultValue = "") String lastName,
            @RequestParam(name = "class", defaultValue = "") String className,
            @RequestParam(defaultValue = "") String leavingYear,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String nicknames,
            @RequestParam(defaultValue = "0") long version,
            RedirectAttributes next) {
        PupilForm form = new PupilForm(firstName, lastName, className, leavingYear, number, nicknames);
        Draft draft =
                new Draft(Optional.of(Form.PARTICULARS), Optional.empty(), "", Optional.of(form), Optional.of(version));
        return change(principal, id, draft, next, () -> pupils.change(principal.getName(), id, form, version));
    }

    @PostMapping("/left")
    ModelAndView left(Principal principal, @PathVariable UUID id, RedirectAttributes next) {
        return change(principal, id, Draft.NOTHING, next, () -> pupils.leave(principal.getName(), id));
    }

    @PostMapping("/back")
    ModelAndView back(Principal principal, @PathVariable UUID id, RedirectAttributes next) {
        return change(principal, id, Draft.NOTHING, next, () -> pupils.comeBack(principal.getName(), id));
    }

    @GetMapping("/form.pdf")
    Object form(Principal principal, @PathVariable UUID id) {
        find(principal, id, Optional.empty());
        try {
            return forms.of(List.of(register.request(principal.getName(), id)), "consent-form.pdf");
        } catch (RefusedException nobodyToAsk) {
            return refused(principal, id, Draft.NOTHING, nobodyToAsk, HttpStatus.CONFLICT);
        }
    }

    /** Somebody else's file, which nobody has looked through: it is saved, never opened in our pages. */
    @GetMapping("/scans/{entry}")
    ResponseEntity<byte[]> scan(Principal principal, @PathVariable UUID id, @PathVariable long entry) {
        boolean ofThisChild = find(principal, id, Optional.empty()).entries().stream()
                .anyMatch(line -> line.entry().number() == entry && line.entry().scanned());
        if (!ofThisChild) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Scan scan = consents.scan(principal.getName(), entry);
        String ending = scan.type().substring(scan.type().indexOf('/') + 1).replace("jpeg", "jpg");
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(scan.type()))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("consent-%d.%s".formatted(entry, ending))
                                .build()
                                .toString())
                .body(scan.content());
    }

    /** Whoever does not see the child is turned away before anything is tried. */
    private ModelAndView change(
            Principal principal, UUID id, Draft draft, RedirectAttributes next, Supplier<String> change) {
        find(principal, id, Optional.empty());
        try {
            next.addFlashAttribute("notice", change.get());
        } catch (NotAllowedException wrongPerson) {
            throw wrongPerson;
        } catch (RefusedException refused) {
            return refused(principal, id, draft, refused, HttpStatus.UNPROCESSABLE_ENTITY);
        }
        return new ModelAndView("redirect:/consents/pupils/" + id);
    }

    private ModelAndView refused(
            Principal principal, UUID id, Draft draft, RefusedException refused, HttpStatus status) {
        ModelAndView page = page(principal, id, Moment.of("", ""), draft, refused.sentences());
        page.setStatus(status);
        return page;
    }

    private ModelAndView page(Principal principal, UUID id, Moment moment, Draft draft, List<String> faults) {
        PupilStory story = find(principal, id, moment.at());
        Enrolment enrolment = story.line().enrolment();
        boolean current = moment.at().isEmpty() && moment.faults().isEmpty();
        ConsentForm answer = draft.answer()
                .orElse(new ConsentForm(
                        "", Map.of(), SchoolTime.dayOf(clock.instant()).toString(), "", ""));
        ModelAndView page = new ModelAndView("consent/pupil")
                .addObject("child", StoryPage.of(story, register.endOfTerm(moment.at())))
                .addObject("moment", moment)
                .addObject("current", current)
                .addObject("sent", draft.sent().map(Form::name).orElse(""))
                .addObject("answer", answer)
                .addObject("asked", StoryPage.Asked.with(answer.replies()))
                .addObject("ways", StoryPage.ways(answer.how()))
                .addObject("reason", draft.reason())
                .addObject("particulars", draft.particulars().orElse(asEntered(enrolment)))
                .addObject("version", draft.version().orElse(enrolment.version()))
                .addObject("faults", moment.faults().isEmpty() ? faults : moment.faults());
        if (!moment.faults().isEmpty()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        if (current && enrolment.present() && !story.line().barred()) {
            page.addObject("request", register.request(principal.getName(), id));
        }
        return page;
    }

    private PupilStory find(Principal principal, UUID id, Optional<Instant> at) {
        try {
            return register.story(principal.getName(), id, at);
        } catch (NotAllowedException wrongPerson) {
            throw wrongPerson;
        } catch (RefusedException unknown) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, unknown.getMessage(), unknown);
        }
    }

    private static PupilForm asEntered(Enrolment enrolment) {
        Pupil pupil = enrolment.pupil();
        return new PupilForm(
                pupil.firstName(),
                pupil.lastName(),
                pupil.className(),
                String.valueOf(pupil.leavingYear()),
                enrolment.number().orElse(""),
                String.join(", ", pupil.nicknames()));
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file == null ? null : file.getBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
