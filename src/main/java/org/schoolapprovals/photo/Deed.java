package org.schoolapprovals.photo;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that was done.
 *
 * @param by user name of whoever did it; empty for the software
 */
public record Deed(Instant at, Optional<String> by) {}
