package org.schoolapprovals.comment;

import java.util.UUID;

/** A comment as a page showed it: only this round of it is meant. */
public record Seen(UUID id, int round) {}
