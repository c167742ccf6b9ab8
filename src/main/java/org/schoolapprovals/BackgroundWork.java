package org.schoolapprovals;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets what nobody waits for run by itself, at intervals. Tests switch it off and call it when they want it. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnProperty(name = "school.background-work", matchIfMissing = true)
class BackgroundWork {}
