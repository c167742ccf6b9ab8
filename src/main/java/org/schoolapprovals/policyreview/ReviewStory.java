package org.schoolapprovals.policyreview;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.decision.Decision;

/**
 * A review with everything that became of it, as one person may see it.
 *
 * @param names of everybody who had to do with it, by user name
 * @param drafts the files that were handed in
 * @param published the version that came out of it
 * @param decisions its rows of the decision record, the earliest first
 * @param mayCancel whether the viewer may cancel it now
 */
public record ReviewStory(
        Review review,
        Map<String, String> names,
        Map<UUID, PolicyDocument> drafts,
        Optional<PolicyVersion> published,
        List<Decision> decisions,
        boolean mayCancel) {

    public ReviewStory {
        names = Map.copyOf(names);
        drafts = Map.copyOf(drafts);
        decisions = List.copyOf(decisions);
    }

    /** The name of somebody who had to do with it. */
    public String name(String userId) {
        return names.getOrDefault(userId, userId);
    }
}
