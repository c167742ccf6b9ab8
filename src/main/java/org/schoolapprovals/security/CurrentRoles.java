package org.schoolapprovals.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes the rights of whoever is signed in from the school's accounts at each request: who has left is out at once. */
class CurrentRoles extends OncePerRequestFilter {

    private final People people;

    CurrentRoles(People people) {
        this.people = people;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication session = SecurityContextHolder.getContext().getAuthentication();
        if (session != null && session.isAuthenticated()) {
            Optional<Person> person = people.find(session.getName());
            if (person.isEmpty()) {
                end(request.getSession(false));
            } else if (!new HashSet<>(session.getAuthorities())
                    .equals(new HashSet<>(SignIn.authorities(person.get())))) {
                end(request.getSession(false));
            }
        }
        chain.doFilter(request, response);
    }

    private static void end(HttpSession session) {
        SecurityContextHolder.clearContext();
        if (session != null) {
            session.invalidate();
        }
    }
}
