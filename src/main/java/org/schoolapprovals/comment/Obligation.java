package org.schoolapprovals.comment;

import java.time.Instant;
import org.schoolapprovals.schoolcalendar.Deadline;

/**
 * Something that a person has to do by a time.
 *
 * @param asked since when
 * @param due until when
 * @param reminder when they are reminded
 * @param reminded whether they were
 * @param overdue whether the due date was found passed, so that others joined
 */
public record Obligation(Instant asked, Deadline due, Instant reminder, boolean reminded, boolean overdue) {

    Obligation withReminder() {
        return new Obligation(asked, due, reminder, true, overdue);
    }

    Obligation asOverdue() {
        return new Obligation(asked, due, reminder, reminded, true);
    }
}
