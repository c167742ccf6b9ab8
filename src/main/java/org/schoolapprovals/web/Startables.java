package org.schoolapprovals.web;

import java.util.List;
import org.schoolapprovals.people.Person;

/** What somebody may ask for, over all processes. */
public interface Startables {

    /** The processes that this person may start in Tasklist, in the order of their names. */
    List<Startable> of(Person person);

    /**
     * @param processKey the id of the process, such as {@code personal-device-exception}
     * @param name what the process is called
     */
    record Startable(String processKey, String name) {}
}
