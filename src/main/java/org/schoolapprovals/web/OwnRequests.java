package org.schoolapprovals.web;

import java.time.Instant;
import java.util.List;
import org.schoolapprovals.people.Person;

/** What somebody asked for and where it stands. Every feature that people make requests in contributes its own. */
public interface OwnRequests {

    /** The person's requests that are open or ended lately, in any order. */
    List<OwnRequest> of(Person person);

    /**
     * @param title what was asked for, as its requester would call it
     * @param reference what the school calls it by, such as {@code PDE-2027-0001}
     * @param link the path of the page with its whole story
     * @param askedAt when it was asked
     * @param steps where it stands
     */
    record OwnRequest(String title, String reference, String link, Instant askedAt, List<Step> steps) {

        public OwnRequest {
            steps = List.copyOf(steps);
        }
    }
}
