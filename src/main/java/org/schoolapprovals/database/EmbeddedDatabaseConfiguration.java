package org.schoolapprovals.database;

import java.nio.file.Path;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Gives the application a PostgreSQL server of its own where {@code spring.datasource.url} names none. Spring Boot
 * builds the connection pool on it as on any other, so the pool is closed before the server is stopped.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedDatabaseConfiguration.NoServerGiven.class)
class EmbeddedDatabaseConfiguration {

    @Bean
    static EmbeddedServer embeddedServer(Environment environment) {
        return EmbeddedServer.start(Path.of(environment.getProperty("school.data-dir", "./data")));
    }

    /** Starts the server before anything else, so that a failure is not buried in the messages of the web server. */
    @Bean
    static BeanFactoryPostProcessor databaseFirst() {
        return factory -> factory.getBean(EmbeddedServer.class);
    }

    @Bean
    JdbcConnectionDetails embeddedConnectionDetails(EmbeddedServer server) {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return server.jdbcUrl();
            }

            @Override
            public String getUsername() {
                return EmbeddedServer.USER;
            }

            @Override
            public String getPassword() {
                return server.password();
            }
        };
    }

    static class NoServerGiven implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return context.getEnvironment()
                    .getProperty("spring.datasource.url", "")
                    .isBlank();
        }
    }
}
