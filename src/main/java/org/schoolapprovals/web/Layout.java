package org.schoolapprovals.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.schoolapprovals.people.People;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What the frame round every page of ours says; templates reach it as {@code @layout}, whichever controller or error handler
 * they are rendered for.
 */
@Component("layout")
public class Layout {

    private final String schoolName;
    private final People people;
    private final HttpServletRequest request;

    Layout(@Value("${school.name}") String schoolName, People people, HttpServletRequest request) {
        this.schoolName = schoolName;
        this.people = people;
        this.request = request;
    }

    /** The school's name, as the setting {@code school.name} gives it. */
    public String getSchoolName() {
        return schoolName;
    }

    /** The name of whoever is signed in; empty for nobody. */
    public String getPersonName() {
        Principal principal = request.getUserPrincipal();
        return principal == null ? "" : people.nameOf(principal.getName());
    }

    /** The path of the page that is shown. */
    public String getPath() {
        return request.getServletPath();
    }
}
