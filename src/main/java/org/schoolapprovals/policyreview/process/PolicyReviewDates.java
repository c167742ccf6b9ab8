package org.schoolapprovals.policyreview.process;

import java.util.Date;
import java.util.UUID;
import org.schoolapprovals.policyreview.Duty;
import org.schoolapprovals.policyreview.Review;
import org.schoolapprovals.policyreview.Reviews;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.springframework.stereotype.Component;

/** The dates that the timers of {@code policy-review} wait for, from our own tables. Public because expressions of the model call it. */
@Component
public class PolicyReviewDates {

    private final Reviews reviews;

    PolicyReviewDates(Reviews reviews) {
        this.reviews = reviews;
    }

    public Date preparationReminder(String businessKey) {
        return reminder(businessKey, Duty.PREPARE);
    }

    public Date preparationDue(String businessKey) {
        return due(businessKey, Duty.PREPARE);
    }

    public Date headReviewReminder(String businessKey) {
        return reminder(businessKey, Duty.HEAD_REVIEW);
    }

    public Date headReviewDue(String businessKey) {
        return due(businessKey, Duty.HEAD_REVIEW);
    }

    public Date draftReminder(String businessKey) {
        return reminder(businessKey, Duty.DRAFT);
    }

    public Date draftDue(String businessKey) {
        return due(businessKey, Duty.DRAFT);
    }

    public Date viewsReminder(String businessKey) {
        return reminder(businessKey, Duty.GIVE_VIEW);
    }

    public Date viewsDue(String businessKey) {
        return due(businessKey, Duty.GIVE_VIEW);
    }

    public Date decisionReminder(String businessKey) {
        return reminder(businessKey, Duty.DECIDE);
    }

    public Date decisionDue(String businessKey) {
        return due(businessKey, Duty.DECIDE);
    }

    public Date followUpReminder(String businessKey) {
        return reminder(businessKey, Duty.FOLLOW_UP);
    }

    public Date followUpDue(String businessKey) {
        return due(businessKey, Duty.FOLLOW_UP);
    }

    /** When the time is over that staff have to confirm that they have read a new version. */
    public Date periodEnd(String businessKey) {
        return Date.from(review(businessKey).acknowledgeUntil().orElseThrow());
    }

    private Date reminder(String businessKey, Duty duty) {
        return Date.from(obligation(businessKey, duty).reminder());
    }

    private Date due(String businessKey, Duty duty) {
        return Date.from(obligation(businessKey, duty).due().alarm());
    }

    private Obligation obligation(String businessKey, Duty duty) {
        return review(businessKey).obligation(duty).orElseThrow();
    }

    private Review review(String businessKey) {
        return reviews.find(UUID.fromString(businessKey));
    }
}
