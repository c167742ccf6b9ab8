package org.schoolapprovals.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.schoolapprovals.people.People;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session whose person has left or has other roles by now: they sign in again, or not. */
class CurrentRoles extends OncePerRequestFilter {

    private final People people;

    CurrentRoles(People people) {
        this.people = people;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication()
                        instanceof UsernamePasswordAuthenticationToken signedIn
                && !stillHolds(signedIn)) {
            SecurityContextHolder.clearContext();
            Optional.ofNullable(request.getSession(false)).ifPresent(HttpSession::invalidate);
        }
        chain.doFilter(request, response);
    }

    private boolean stillHolds(Authentication signedIn) {
        return people.find(signedIn.getName())
                .map(person -> Set.copyOf(SignIn.authorities(person)).equals(Set.copyOf(signedIn.getAuthorities())))
                .orElse(false);
    }
}
