package org.schoolapprovals.policyreview;

import java.time.Instant;
import java.util.Optional;

/**
 * A governor who was asked for a view.
 *
 * @param governor their user name
 * @param at when they were asked
 * @param view what they said; empty until then
 */
public record Asked(String governor, Instant at, Optional<Given> view) {

    /** @param comment may be empty where they agree */
    public record Given(View view, String comment, Instant at) {}
}
