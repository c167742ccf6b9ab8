package org.schoolapprovals.demo;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Optional;
import org.schoolapprovals.policyreview.PolicyVersions;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Gives the demo school its policy of September 2020, whose review has been overdue since September 2022. */
@Component
@Profile("demo")
@Order(6)
class DemoPolicy implements ApplicationRunner {

    private static final String FILE = "social-networking-policy.md";
    private static final LocalDate IN_FORCE_FROM = LocalDate.of(2020, 9, 1);

    private final PolicyVersions versions;

    DemoPolicy(PolicyVersions versions) {
        this.versions = versions;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (versions.all().isEmpty()) {
            try (InputStream file = new ClassPathResource("demo/" + FILE).getInputStream()) {
                versions.enterInHand("head", FILE, file.readAllBytes(), Optional.of(IN_FORCE_FROM));
            }
        }
    }
}
