package org.schoolapprovals.policyreview.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.policyreview.Review;
import org.schoolapprovals.policyreview.ReviewRegister;
import org.schoolapprovals.web.OwnRequests;
import org.springframework.stereotype.Component;

/** The reviews that a person opened by hand, on their landing page: all that are open, and those of the last fortnight that ended. */
@Component
class OwnReviews implements OwnRequests {

    private static final Duration ENDED_SHOWN_FOR = Duration.ofDays(14);

    private final ReviewRegister register;
    private final Clock clock;

    OwnReviews(ReviewRegister register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    @Override
    public List<OwnRequest> of(Person person) {
        Instant shownFrom = clock.instant().minus(ENDED_SHOWN_FOR);
        return register.openedBy(person.id()).stream()
                .filter(review -> review.endedAt().map(shownFrom::isBefore).orElse(true))
                .map(OwnReviews::toRequest)
                .toList();
    }

    private static OwnRequest toRequest(Review review) {
        return new OwnRequest(
                "Review of the " + review.term().name(),
                review.reference(),
                "/policy/reviews/" + review.id(),
                review.openedAt(),
                Standing.steps(review));
    }
}
