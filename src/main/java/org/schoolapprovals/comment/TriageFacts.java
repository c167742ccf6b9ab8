package org.schoolapprovals.comment;

import java.util.List;
import java.util.Map;

/**
 * What code found about a comment, for the decision table {@code comment-triage}.
 *
 * @param namesPupil a pupil may be named, S4
 * @param namesStaff somebody who works here or governs the school is named
 * @param aboutHead it speaks of the head teacher
 * @param contactDetails a telephone number, an e-mail address or a postcode is in it, S4
 * @param otherLink it links to a site that the school has not agreed, S5
 * @param abusive words from the school's list are in it, S6
 * @param safeguarding signs of a safeguarding concern are in it
 * @param authorReportedBefore a comment by the same author was removed and reported
 * @param onlyEmoji it is emoji and nothing else
 * @param hiddenMarks marks are in it that nobody sees, such as a turned writing direction
 * @param ourOwn the school itself wants to make it
 * @param inPublic everybody can see it now
 * @param found what exactly, by the name of the fact above, such as {@code contactDetails} to {@code a phone number}
 */
public record TriageFacts(
        boolean namesPupil,
        boolean namesStaff,
        boolean aboutHead,
        boolean contactDetails,
        boolean otherLink,
        boolean abusive,
        boolean safeguarding,
        boolean authorReportedBefore,
        boolean onlyEmoji,
        boolean hiddenMarks,
        boolean ourOwn,
        boolean inPublic,
        Map<String, List<String>> found) {

    public TriageFacts {
        found = Map.copyOf(found);
    }
}
