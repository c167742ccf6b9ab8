package org.schoolapprovals.textcheck;

import java.time.Instant;

/**
 * One change of a list, as it is kept for good.
 *
 * @param what in words
 * @param by name of whoever made it
 */
public record ListChange(ListKind kind, String what, String by, Instant at) {}
