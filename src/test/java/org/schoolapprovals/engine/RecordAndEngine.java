package org.schoolapprovals.engine;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/** What the nightly check would say now, for tests that play a request from its beginning to its end. */
public final class RecordAndEngine {

    private final RecordCheck check;
    private final Clock clock;

    RecordAndEngine(RecordCheck check, Clock clock) {
        this.check = check;
        this.clock = clock;
    }

    /** In which they differ, once what is under way had its time, about requests, or parts of them, with these ids or references. */
    public List<String> differencesOf(String... idsAndReferences) {
        return check.differences(clock.instant().plus(2, ChronoUnit.HOURS)).stream()
                .filter(difference -> Arrays.stream(idsAndReferences).anyMatch(difference::contains))
                .toList();
    }

    /** What happens every few minutes, day and night. */
    public void roundIsMade() {
        check.round();
    }
}
