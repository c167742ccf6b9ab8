package org.schoolapprovals.roundup;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A week of the school year, by its Friday.
 *
 * @param roundUp what was asked for; empty where nothing was, or has not been yet
 * @param coming whether it is the next that will be asked for
 * @param closed why nothing is due: what the school calendar calls that day; empty where it is a school day
 */
public record Week(LocalDate friday, Optional<RoundUp> roundUp, boolean coming, Optional<String> closed) {}
