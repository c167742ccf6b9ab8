package org.schoolapprovals.policyreview.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.schoolapprovals.policyreview.Acknowledgements;
import org.springframework.stereotype.Component;

/**
 * The dates that the timers of {@code policy-acknowledgement} wait for, from our own tables. Public because expressions of the model
 * call it.
 */
@Component
public class AcknowledgementDates {

    /** A reminder that lay before somebody was asked waits until after the end, with which it goes: it never comes. */
    private static final Duration NEVER = Duration.ofDays(1);

    private final Acknowledgements acknowledgements;

    AcknowledgementDates(Acknowledgements acknowledgements) {
        this.acknowledgements = acknowledgements;
    }

    /** A week before the end. */
    public Date firstReminder(String businessKey) {
        return reminder(businessKey, 3);
    }

    /** A day before the end. */
    public Date secondReminder(String businessKey) {
        return reminder(businessKey, 2);
    }

    /** On the last day. */
    public Date lastReminder(String businessKey) {
        return reminder(businessKey, 1);
    }

    public Date end(String businessKey) {
        return Date.from(endOf(businessKey));
    }

    /** @param fromTheLast counted backwards, from 1 */
    private Date reminder(String businessKey, int fromTheLast) {
        List<Instant> ahead = acknowledgements.reminders(UUID.fromString(businessKey));
        return Date.from(
                ahead.size() < fromTheLast ? endOf(businessKey).plus(NEVER) : ahead.get(ahead.size() - fromTheLast));
    }

    private Instant endOf(String businessKey) {
        return acknowledgements.find(UUID.fromString(businessKey)).end();
    }
}
