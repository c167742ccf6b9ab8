package org.schoolapprovals.standin;

import java.time.Instant;
import java.util.List;

/** A post of the school on the stand-in. */
public record StandInPost(String id, String text, Instant createdAt, List<StandInPhoto> photos) {}
