package org.schoolapprovals.security;

import java.util.Set;
import org.schoolapprovals.people.Accounts;
import org.schoolapprovals.people.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Opens the first administrator's account from the environment; over the web nobody can. An account that exists keeps its password. */
@Component
@Order(3)
class FirstAdministrator implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    private final AdministratorSettings settings;
    private final Accounts accounts;

    FirstAdministrator(AdministratorSettings settings, Accounts accounts) {
        this.settings = settings;
        this.accounts = accounts;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (settings.complete() && !accounts.exists(settings.user())) {
            accounts.open(settings.user(), "", "", settings.password(), Set.of(Role.ADMINISTRATOR));
            LOG.info("Opened the account of the first administrator, {}", settings.user());
        }
        if (!accounts.anyExists()) {
            LOG.warn("Nobody can sign in yet: set SCHOOL_ADMIN_USER and SCHOOL_ADMIN_PASSWORD and start again");
        }
    }
}
