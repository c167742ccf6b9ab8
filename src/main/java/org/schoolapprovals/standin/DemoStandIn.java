package org.schoolapprovals.standin;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/** The demo school has a page that stands in for Facebook's. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
@Import(StandInConfiguration.class)
class DemoStandIn {}
