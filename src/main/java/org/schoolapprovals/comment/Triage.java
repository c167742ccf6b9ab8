package org.schoolapprovals.comment;

import java.util.List;

/**
 * What looking through a comment came to. It decides nothing.
 *
 * @param reasons what a reviewer should know, each in words; the gravest first
 * @param priority of the review in the queue, 0 to 100
 * @param urgent whether it is likely abuse or a safeguarding concern, S6: due in real time
 * @param flagged whether it needs a form of its own: never published together with others
 * @param aboutHead whether it speaks of the head teacher, who then has no part in it
 */
public record Triage(List<String> reasons, int priority, boolean urgent, boolean flagged, boolean aboutHead) {

    public Triage {
        reasons = List.copyOf(reasons);
    }
}
