package org.schoolapprovals.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Empty databases on one PostgreSQL server for the whole test run.
 *
 * <ul>
 *   <li>{@link WithDatabase @WithDatabase} beside {@code @SpringBootTest}: the whole application;
 *   <li>{@link DatabaseTest @DatabaseTest}: a slice with {@code JdbcClient} and Flyway only;
 *   <li>{@link #migrated()}: no Spring at all.
 * </ul>
 *
 * @param name the database on the server
 */
public record TestDatabase(String name) {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** A new, empty database. */
    public static TestDatabase empty() {
        TestDatabase database = new TestDatabase("test_" + COUNT.incrementAndGet());
        JdbcClient.create(Server.INSTANCE.getPostgresDatabase())
                .sql("create database " + database.name)
                .update();
        return database;
    }

    /** A new database with the tables of our own, without the engine's. */
    public static TestDatabase migrated() {
        TestDatabase database = empty();
        Flyway.configure()
                .dataSource(database.dataSource())
                .schemas("approvals")
                .load()
                .migrate();
        return database;
    }

    /** The address, with the user; there is no password. */
    public String jdbcUrl() {
        return Server.INSTANCE.getJdbcUrl("postgres", name);
    }

    /** Connections to it, one each time. */
    public DataSource dataSource() {
        return Server.INSTANCE.getDatabase("postgres", name);
    }

    /** Gives each Spring context a new database and, for one that has to know its port beforehand, a port that is free. */
    static class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            ContextsEndFirst.remember(context);
            TestPropertyValues.of(
                            "spring.datasource.url=" + empty().jdbcUrl(),
                            "spring.datasource.hikari.maximum-pool-size=5",
                            "test.free-port=" + FreePort.pick())
                    .applyTo(context);
        }
    }

    private static final class Server {

        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(new File(System.getProperty("java.io.tmpdir"), "embedded-pg"))
                        .setLocaleConfig("locale", "C")
                        .setLocaleConfig("locale-provider", "builtin")
                        .setLocaleConfig("builtin-locale", "C.UTF-8")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
