package org.schoolapprovals.consent.web;

import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.schoolapprovals.consent.ConsentRegister;
import org.schoolapprovals.consent.PupilForm;
import org.schoolapprovals.consent.Pupils;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Enters one child by hand. */
@Controller
@RequestMapping("/consents/new")
class NewPupilController {

    private final Pupils pupils;
    private final ConsentRegister register;

    NewPupilController(Pupils pupils, ConsentRegister register) {
        this.pupils = pupils;
        this.register = register;
    }

    @GetMapping
    ModelAndView form(Principal principal) {
        return page(principal, new PupilForm("", "", "", "", "", ""), List.of());
    }

    @PostMapping
    ModelAndView add(
            Principal principal,
            @RequestParam(defaultValue = "") String firstName,
            @RequestParam(defaultValue = "") String lastName,
            @RequestParam(name = "class", defaultValue = "") String className,
            @RequestParam(defaultValue = "") String leavingYear,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String nicknames,
            RedirectAttributes next) {
        PupilForm form = new PupilForm(firstName, lastName, className, leavingYear, number, nicknames);
        UUID id;
        try {
            id = pupils.add(principal.getName(), form);
        } catch (NotAllowedException wrongPerson) {
            throw wrongPerson;
        } catch (RefusedException refused) {
            ModelAndView page = page(principal, form, refused.sentences());
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
        next.addFlashAttribute("notice", "The child is in the register.");
        return new ModelAndView("redirect:/consents/pupils/" + id);
    }

    private ModelAndView page(Principal principal, PupilForm form, List<String> faults) {
        return new ModelAndView("consent/new")
                .addObject("classes", register.classes(principal.getName()))
                .addObject("particulars", form)
                .addObject("faults", faults);
    }
}
