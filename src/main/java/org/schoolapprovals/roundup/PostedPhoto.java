package org.schoolapprovals.roundup;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A photograph that was posted with a round-up.
 *
 * @param number its place in the post, from 1
 * @param title as people tell it from others; believe nothing in it
 * @param toGo whether it has to be taken out, or had to
 * @param gone when somebody took it out; empty where nobody did
 */
public record PostedPhoto(UUID id, int number, String title, boolean toGo, Optional<Instant> gone) {}
