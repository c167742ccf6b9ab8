package org.schoolapprovals.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.schoolapprovals.people.Accounts;
import org.schoolapprovals.people.People;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session whose person has left, or has other roles or another password by now: they sign in again, or not. */
class CurrentSession extends OncePerRequestFilter {

    private final People people;
    private final Accounts accounts;

    CurrentSession(People people, Accounts accounts) {
        this.people = people;
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn && !isStill(signedIn)) {
            SecurityContextHolder.clearContext();
            Optional.ofNullable(request.getSession(false)).ifPresent(HttpSession::invalidate);
        }
        chain.doFilter(request, response);
    }

    private boolean isStill(SignedIn signedIn) {
        return people.find(signedIn.getName())
                .filter(person -> accounts.passwordMark(person.id())
                        .filter(mark -> signedIn.isStill(person, mark))
                        .isPresent())
                .isPresent();
    }
}
