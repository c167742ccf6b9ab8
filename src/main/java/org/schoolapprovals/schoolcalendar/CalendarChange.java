package org.schoolapprovals.schoolcalendar;

import java.time.Instant;

/**
 * One change of the school calendar, as it is kept for good.
 *
 * @param what in words
 * @param by name of whoever made it
 */
public record CalendarChange(String what, String by, Instant at) {}
