package org.schoolapprovals.channel.facebook;

import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** Reads and checks the settings of the page, and lets its work run where there is a page. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FacebookSettings.class)
class FacebookConfiguration {

    /** A comment is to be hidden at once. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    @Bean
    SchedulingConfigurer facebookWork(FacebookSettings settings, PageWorker worker, PagePoll poll) {
        return work -> {
            if (settings.connected()) {
                work.addFixedDelayTask(worker::run, BETWEEN_LOOKS);
                work.addFixedDelayTask(poll::run, settings.interval());
            }
        };
    }
}
