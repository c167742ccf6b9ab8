package org.schoolapprovals.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The first administrator.
 *
 * @param user user name; empty for none
 * @param password first password; empty for none
 */
@ConfigurationProperties("school.admin")
record AdministratorSettings(
        @DefaultValue("") String user, @DefaultValue("") String password) {

    boolean complete() {
        return !user.isBlank() && !password.isBlank();
    }
}
