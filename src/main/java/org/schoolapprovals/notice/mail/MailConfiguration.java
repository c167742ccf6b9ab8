package org.schoolapprovals.notice.mail;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.templatemode.TemplateMode;

/** Mail out. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    @Bean
    static MailSettings mailSettings(Environment environment) {
        return MailSettings.of(environment);
    }

    /** Checks the settings before anything else, so that a failure is not buried in the messages of the web server. */
    @Bean
    static BeanFactoryPostProcessor mailSettingsFirst() {
        return factory -> factory.getBean(MailSettings.class);
    }

    /** Templates of plain text beside those of pages. */
    @Bean
    SpringResourceTemplateResolver plainTextTemplates(ApplicationContext application) {
        SpringResourceTemplateResolver resolver = new SpringResourceTemplateResolver();
        resolver.setApplicationContext(application);
        resolver.setPrefix("classpath:/templates/");
        resolver.setResolvablePatterns(Set.of("*.txt"));
        resolver.setTemplateMode(TemplateMode.TEXT);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        resolver.setOrder(0);
        return resolver;
    }
}
