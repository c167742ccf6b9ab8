package org.schoolapprovals.web;

import java.util.List;
import org.schoolapprovals.people.Person;

/** What somebody has to know whenever they come to their home page, until it is mended. Features contribute their own. */
public interface HomeNotes {

    List<HomeNote> of(Person person);

    /**
     * @param sentence what there is to know
     * @param way where to go about it, in words
     * @param link the path of that page
     */
    record HomeNote(String sentence, String way, String link) {}
}
