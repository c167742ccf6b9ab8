package org.schoolapprovals.demo;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;

/** Takes the clock of a demo school from some weeks ago to now, and lets timers fire on the way. */
final class TimeMachine implements AutoCloseable {

    private final ProcessEngine engine;

    TimeMachine(ProcessEngine engine) {
        this.engine = engine;
    }

    /** Fires every timer up to this moment, each at its own time. */
    void goTo(Instant moment) {
        for (Job due = nextTimer(moment); due != null; due = nextTimer(moment)) {
            ClockUtil.setCurrentTime(due.getDuedate());
            engine.getManagementService().executeJob(due.getId());
        }
        ClockUtil.setCurrentTime(Date.from(moment));
    }

    private Job nextTimer(Instant moment) {
        return engine
                .getManagementService()
                .createJobQuery()
                .timers()
                .duedateLowerThan(Date.from(moment))
                .orderByJobDuedate()
                .asc()
                .listPage(0, 1)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** Back to the present. */
    @Override
    public void close() {
        ClockUtil.reset();
    }
}
