package org.schoolapprovals.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where everybody changes their own password. Afterwards they sign in anew, here and wherever else they were signed in. */
@Controller
class AccountPage {

    private final PasswordChange passwordChange;

    AccountPage(PasswordChange passwordChange) {
        this.passwordChange = passwordChange;
    }

    @GetMapping("/account")
    ModelAndView account(Principal principal) {
        return page(principal, List.of(), HttpStatus.OK);
    }

    @PostMapping("/account/password")
    ModelAndView changePassword(
            Principal principal,
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String wanted,
            @RequestParam(defaultValue = "") String again,
            HttpServletRequest request)
            throws ServletException {
        try {
            passwordChange.change(principal.getName(), request.getRemoteAddr(), current, wanted, again);
        } catch (RefusedException refused) {
            return page(principal, refused.sentences(), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        request.logout();
        return new ModelAndView("redirect:/login?changed");
    }

    private static ModelAndView page(Principal principal, List<String> faults, HttpStatus status) {
        return new ModelAndView("account", status)
                .addObject("userId", principal.getName())
                .addObject("faults", faults);
    }
}
