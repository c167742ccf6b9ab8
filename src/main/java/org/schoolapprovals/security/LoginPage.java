package org.schoolapprovals.security;

import java.security.Principal;
import org.schoolapprovals.people.Accounts;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The one page to sign in at. */
@Controller
class LoginPage {

    private final Accounts accounts;

    LoginPage(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/login")
    String login(Principal somebody, Model model) {
        if (somebody != null) {
            return "redirect:/";
        }
        model.addAttribute("nobodyCanSignIn", !accounts.anyExists());
        return "login";
    }
}
