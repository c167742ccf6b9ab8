package org.schoolapprovals.report;

import java.time.Instant;
import java.util.Optional;

/**
 * One of those that a number counts.
 *
 * @param reference what people call the request by
 * @param begun since when it counts
 * @param ended until when; empty where it was still open
 * @param outcome how it ended, in words; empty where it was still open
 * @param page the path of the request's own page; empty where it has none
 */
public record BehindLine(
        String reference, Instant begun, Optional<Instant> ended, String outcome, Optional<String> page) {}
