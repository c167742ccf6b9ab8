package org.schoolapprovals.web;

import java.time.Instant;
import java.util.List;
import org.schoolapprovals.people.Person;

/** What somebody was told and has not read yet. */
public interface UnreadNotices {

    /** The unread notices of the last 30 days, ten at most: urgent ones first, then the latest. */
    Unread of(Person person);

    /**
     * @param lines those to be shown
     * @param total how many there are in all
     */
    record Unread(List<Line> lines, int total) {

        public Unread {
            lines = List.copyOf(lines);
        }
    }

    /**
     * @param subject a few words
     * @param sentence what there is to know
     * @param link the path of the page to open
     * @param urgent whether it stands before the others
     * @param at when it was told
     */
    record Line(String subject, String sentence, String link, boolean urgent, Instant at) {}
}
