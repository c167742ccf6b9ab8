package org.schoolapprovals.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;

/** Tells Tasklist, Cockpit and Admin who signed in at our own page. The engine makes an instance of it by its name. */
public class TasklistUser implements AuthenticationProvider {

    @Override
    public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
        Principal principal = request.getUserPrincipal();
        return principal == null
                ? AuthenticationResult.unsuccessful()
                : AuthenticationResult.successful(principal.getName());
    }

    @Override
    public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
        // Nobody gets here without having signed in: the security chain in front has sent them to the sign-in page.
    }
}
