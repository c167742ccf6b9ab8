package org.schoolapprovals.web;

import java.time.Instant;
import java.util.Optional;

/**
 * A task that waits for somebody in Tasklist.
 *
 * @param id the engine's id of the task
 * @param name what is to be done
 * @param subject what it is about, such as the name of a trip; may be empty
 * @param requester name of whoever asked; may be empty
 * @param departure when the trip begins, where there is one
 * @param due when it is due; empty where the school calendar does not reach that far
 * @param mark {@code Urgent}, {@code Reminded}, {@code Overdue} or empty
 */
public record OpenTask(
        String id,
        String name,
        String subject,
        String requester,
        Optional<Instant> departure,
        Optional<Instant> due,
        String mark) {}
