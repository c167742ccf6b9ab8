package org.schoolapprovals;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Lets what nobody waits for run by itself, at intervals, once the school is open: not while accounts are made and the demo turns
 * the clock. Tests switch it off and call it when they want it.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnProperty(name = "school.background-work", matchIfMissing = true)
class BackgroundWork {

    private final ThreadPoolTaskScheduler scheduler;

    BackgroundWork(ThreadPoolTaskScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Before the tasks are handed to the scheduler, which happens at the same event. */
    @EventListener(ContextRefreshedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void waitForTheSchoolToOpen() {
        scheduler.stop();
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        scheduler.start();
    }
}
