package org.schoolapprovals.policyreview.process;

import java.util.List;
import java.util.UUID;
import org.schoolapprovals.policyreview.Reviews;
import org.springframework.stereotype.Component;

/** Who is asked for a view, one task each. Public because an expression of the model calls it. */
@Component
public class GovernorsAsked {

    private final Reviews reviews;

    GovernorsAsked(Reviews reviews) {
        this.reviews = reviews;
    }

    /** The user names of the governors whose view is waited for; nobody where a school has none. */
    public List<String> of(String businessKey) {
        return reviews.governorsAsked(UUID.fromString(businessKey)).stream()
                .sorted()
                .toList();
    }
}
