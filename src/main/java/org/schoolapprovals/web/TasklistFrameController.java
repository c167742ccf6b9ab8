package org.schoolapprovals.web;

import java.security.Principal;
import org.schoolapprovals.people.People;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells Tasklist, which is no page of ours, what its header shows to whoever is signed in. */
@RestController
class TasklistFrameController {

    private final Layout layout;
    private final People people;
    private final Startables startables;

    TasklistFrameController(Layout layout, People people, Startables startables) {
        this.layout = layout;
        this.people = people;
        this.startables = startables;
    }

    @GetMapping("/tasklist.json")
    TasklistFrame frame(Principal principal) {
        boolean mayStart = people.find(principal.getName())
                .map(person -> !startables.of(person).isEmpty())
                .orElse(false);
        return new TasklistFrame(layout.getSchoolName(), mayStart);
    }

    /**
     * What stands in Tasklist's header.
     *
     * @param school the school's name
     * @param mayStart whether there is a process that this person may start
     */
    record TasklistFrame(String school, boolean mayStart) {}
}
