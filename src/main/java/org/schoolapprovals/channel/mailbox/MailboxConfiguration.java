package org.schoolapprovals.channel.mailbox;

import java.time.Clock;
import org.schoolapprovals.comment.Comments;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The staff account's mailbox. */
@Configuration(proxyBeanMethods = false)
class MailboxConfiguration {

    @Bean
    static MailboxSettings mailboxSettings(Environment environment) {
        return MailboxSettings.of(environment);
    }

    /** Checks the settings before anything else, so that a failure is not buried in the messages of the web server. */
    @Bean
    static BeanFactoryPostProcessor mailboxSettingsFirst() {
        return factory -> factory.getBean(MailboxSettings.class);
    }

    @Bean
    MailboxRounds mailboxRounds(MailboxSettings settings, MailboxState state, Comments comments, Clock clock) {
        return new MailboxRounds(settings, state, comments::mailed, clock);
    }
}
