package org.schoolapprovals.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a report is asked for: all of it stands in the report's address, or follows from the school calendar as it stood at its
 * moment.
 *
 * @param period the days that it is about
 * @param before what it is compared with; empty where nothing comes before
 * @param trend the terms of the trend, the earliest first
 * @param asAt the moment whose knowledge it tells, in whole seconds
 */
public record ReportFrame(Period period, Optional<Period> before, List<Period> trend, Instant asAt) {

    public ReportFrame {
        trend = List.copyOf(trend);
    }
}
