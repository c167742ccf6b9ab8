package org.schoolapprovals.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.schoolapprovals.schoolcalendar.SchoolTime;

/** The engine's clock as Java's, so that timers and our own rules never disagree about what time it is. */
class EngineClock extends Clock {

    @Override
    public ZoneId getZone() {
        return SchoolTime.ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The school has one time zone");
    }

    @Override
    public Instant instant() {
        return ClockUtil.getCurrentTime().toInstant();
    }
}
