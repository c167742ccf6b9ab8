package org.schoolapprovals.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.schoolapprovals.people.Accounts;
import org.schoolapprovals.people.People;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Checks a user name and password against the school's accounts, and slows down guessing. */
@Component
class SignIn implements AuthenticationProvider {

    /** Beyond any real password; the hash is slow, so nobody gets to feed it megabytes. */
    static final int LONGEST = 200;

    private final Accounts accounts;
    private final People people;
    private final GuessThrottle throttle;

    SignIn(Accounts accounts, People people, GuessThrottle throttle) {
        this.accounts = accounts;
        this.people = people;
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String userId = attempt.getName();
        String password = Optional.ofNullable(attempt.getCredentials())
                .map(Object::toString)
                .orElse("");
        String address =
                attempt.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        if (userId.length() > LONGEST || password.length() > LONGEST || userId.indexOf('\0') >= 0) {
            throw new BadCredentialsException("Nobody's user name or password");
        }
        if (!throttle.admits(userId, address)) {
            throw new LockedException("Too many guesses");
        }
        if (!accounts.isPassword(userId, password)) {
            throw new BadCredentialsException("Wrong user name or password");
        }
        throttle.forgive(userId, address);
        SignedIn signedIn = people.find(userId)
                .flatMap(person -> accounts.passwordMark(userId).map(mark -> new SignedIn(person, mark)))
                .orElseThrow(() -> new BadCredentialsException("No such person"));
        signedIn.setDetails(attempt.getDetails());
        return signedIn;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** Whether this is the API behind Tasklist, which wants a status instead of a page. */
    static boolean isApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + "/camunda/api/");
    }
}
