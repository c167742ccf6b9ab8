package org.schoolapprovals.policyreview.process;

import org.schoolapprovals.policyreview.Acknowledgements;
import org.schoolapprovals.policyreview.Reviews;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What the clock does about reviews: opens the one of a term when its day has come, and asks those who joined the governors or the
 * staff since. Each of them does it once, on however many nodes, and makes up for what was missed while the application was down.
 */
@Component
class ReviewRounds {

    private final Reviews reviews;
    private final Acknowledgements acknowledgements;

    ReviewRounds(Reviews reviews, Acknowledgements acknowledgements) {
        this.reviews = reviews;
        this.acknowledgements = acknowledgements;
    }

    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT20S")
    void openDue() {
        reviews.openDue();
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT30S")
    void askGovernors() {
        reviews.keepGovernorsInStep();
    }

    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT40S")
    void askNewcomers() {
        acknowledgements.askNewcomers();
    }
}
