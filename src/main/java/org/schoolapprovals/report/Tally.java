package org.schoolapprovals.report;

import java.util.OptionalLong;

/**
 * How many stages ended in the same way, in the same time.
 *
 * @param time how long they took, in the unit of their kind; empty where it cannot be told
 * @param late whether they were due before they ended
 */
record Tally(Leaf leaf, OptionalLong time, boolean late, int count) {}
