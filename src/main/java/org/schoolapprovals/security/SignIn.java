package org.schoolapprovals.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.schoolapprovals.people.Accounts;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Checks a user name and password against the school's accounts, and slows down guessing. */
@Component
class SignIn implements AuthenticationProvider {

    /** Beyond any real password; the hash is slow, so nobody gets to feed it megabytes. */
    private static final int LONGEST = 200;

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
            throw new BadCredentialsException("Too long");
        }
        if (!throttle.admits(userId, address)) {
            throw new LockedException("Too many guesses");
        }
        if (!accounts.isPassword(userId, password)) {
            throw new BadCredentialsException("Wrong user name or password");
        }
        throttle.forgive(userId, address);
        Person person = people.find(userId).orElseThrow(() -> new BadCredentialsException("No such person"));
        return signedIn(person, attempt.getDetails());
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** Somebody signed in, with the rights of their roles: an authority is the id of a group. */
    static UsernamePasswordAuthenticationToken signedIn(Person person, Object details) {
        UsernamePasswordAuthenticationToken token =
                UsernamePasswordAuthenticationToken.authenticated(person.id(), null, authorities(person));
        token.setDetails(details);
        return token;
    }

    static List<? extends GrantedAuthority> authorities(Person person) {
        return person.roles().stream()
                .map(role -> new SimpleGrantedAuthority(role.groupId()))
                .toList();
    }

    /** Whether this is the API behind Tasklist, which wants a status instead of a page. */
    static boolean isApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + "/camunda/api/");
    }
}
