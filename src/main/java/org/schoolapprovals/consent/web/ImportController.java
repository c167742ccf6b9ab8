package org.schoolapprovals.consent.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.consent.ConsentRegister;
import org.schoolapprovals.consent.ImportColumn;
import org.schoolapprovals.consent.ImportFile;
import org.schoolapprovals.consent.ImportPlan;
import org.schoolapprovals.consent.PupilImport;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pupils from the management system's export: the file, what its columns mean and what it would change, and then that. */
@Controller
@RequestMapping("/consents/import")
class ImportController {

    private final PupilImport pupilImport;
    private final ConsentRegister register;
    private final UploadedFiles files;

    ImportController(PupilImport pupilImport, ConsentRegister register, UploadedFiles files) {
        this.pupilImport = pupilImport;
        this.register = register;
        this.files = files;
    }

    @GetMapping
    ModelAndView choose(Principal principal) {
        return chooseFile(principal, List.of(), HttpStatus.OK);
    }

    @PostMapping
    ModelAndView upload(Principal principal, @RequestParam(required = false) MultipartFile file) {
        ImportFile read;
        try {
            read = pupilImport.read(principal.getName(), bytes(file));
        } catch (NotAllowedException wrongPerson) {
            throw wrongPerson;
        } catch (RefusedException refused) {
            return chooseFile(principal, refused.sentences(), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        return new ModelAndView("redirect:/consents/import/" + files.keep(principal.getName(), read));
    }

    /** @param form field of a column to its position in the file; without any, what the headings tell */
    @GetMapping("/{id}")
    ModelAndView look(Principal principal, @PathVariable UUID id, @RequestParam Map<String, String> form) {
        Optional<ImportFile> file = files.find(principal.getName(), id);
        return file.isEmpty() ? forgotten(principal) : page(principal, id, file.get(), form, List.of());
    }

    /** Does what was shown, or shows anew what would be done now. */
    @PostMapping("/{id}")
    ModelAndView apply(
            Principal principal,
            @PathVariable UUID id,
            @RequestParam Map<String, String> form,
            @RequestParam(defaultValue = "") String missing,
            RedirectAttributes next) {
        Optional<ImportFile> file = files.find(principal.getName(), id);
        if (file.isEmpty()) {
            return forgotten(principal);
        }
        try {
            ImportPlan plan = pupilImport.plan(principal.getName(), file.get(), ImportPage.columns(file.get(), form));
            if (!String.valueOf(plan.version()).equals(form.get("version"))) {
                throw new RefusedException(
                        "Somebody has changed the register since this was shown; please look at what would be done now.");
            }
            next.addFlashAttribute("notice", pupilImport.apply(principal.getName(), plan, missing.equals("left")));
        } catch (NotAllowedException wrongPerson) {
            throw wrongPerson;
        } catch (RefusedException refused) {
            return page(principal, id, file.get(), form, refused.sentences());
        }
        files.forget(principal.getName());
        return new ModelAndView("redirect:/consents");
    }

    private ModelAndView page(
            Principal principal, UUID id, ImportFile file, Map<String, String> form, List<String> faults) {
        Map<ImportColumn, Integer> columns = ImportPage.columns(file, form);
        ModelAndView page = new ModelAndView("consent/import-plan")
                .addObject("file", ImportPage.of(id, file, columns))
                .addObject("faults", faults);
        if (!faults.isEmpty()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        try {
            return page.addObject("plan", ImportPage.Plan.of(pupilImport.plan(principal.getName(), file, columns)));
        } catch (NotAllowedException wrongPerson) {
            throw wrongPerson;
        } catch (RefusedException incomplete) {
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page.addObject("faults", incomplete.sentences());
        }
    }

    private ModelAndView forgotten(Principal principal) {
        return chooseFile(
                principal,
                List.of("File: only the last one is kept, and for a quarter of an hour; please choose it again."),
                HttpStatus.NOT_FOUND);
    }

    private ModelAndView chooseFile(Principal principal, List<String> faults, HttpStatus status) {
        if (!register.mayKeep(principal.getName())) {
            throw new NotAllowedException("Only those who keep the register of consents import pupils.");
        }
        return new ModelAndView("consent/import", status).addObject("faults", faults);
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file == null ? null : file.getBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
