package org.schoolapprovals.demo;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Ends the start with the address to open and, for the demo school, whom to sign in as: the last lines on the console. */
@Component
class StartupMessage {

    private static final String DEMO_USERS = "head deputy teacher assistant office editor governor chair admin";

    private final Environment environment;

    StartupMessage(Environment environment) {
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void show() {
        String address = "http://localhost:" + environment.getProperty("local.server.port")
                + environment.getProperty("server.servlet.context-path", "");
        System.out.printf("%nSchool Approvals is ready: open %s/%n", address);
        if (environment.acceptsProfiles(Profiles.of("demo"))) {
            System.out.printf("The page as parents see it: %s/standin%n", address);
            System.out.printf("Demo users: %s%nPassword of each: %s%n", DEMO_USERS, DemoUsers.PASSWORD);
        }
    }
}
