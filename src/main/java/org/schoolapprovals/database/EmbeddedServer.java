package org.schoolapprovals.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.FileSystemUtils;

/**
 * The PostgreSQL server that comes with the application. It keeps what it has confirmed, whatever kills it; it listens
 * on this machine only, and only to who knows the password that lies beside the data.
 */
final class EmbeddedServer implements AutoCloseable {

    /** The owner of the application's database; no superuser. */
    static final String USER = "school";

    private static final String DATABASE = "school";
    private static final String MAJOR_VERSION = "17";
    private static final String PASSWORD_FILE = "school-password";
    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);

    /** The library starts its servers for tests, which may lose data: without these it would also here. */
    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    private static final Map<String, String> MODEST = Map.of(
            "listen_addresses", "localhost",
            "unix_socket_directories", "",
            "max_connections", "50",
            "max_wal_size", "256MB",
            "log_checkpoints", "off");

    private static final String ONLY_WITH_PASSWORD = """
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128      scram-sha-256
            """;

    private final DataDirectory directory;
    private final EmbeddedPostgres server;
    private final String password;

    private EmbeddedServer(DataDirectory directory, EmbeddedPostgres server, String password) {
        this.directory = directory;
        this.server = server;
        this.password = password;
    }

    /**
     * Starts the server on the data in this directory; makes an empty database at the first start.
     *
     * @throws DatabaseFailure if the directory is in use or cannot be used
     */
    static EmbeddedServer start(Path dataDirectory) {
        DataDirectory directory = DataDirectory.take(dataDirectory);
        try {
            return start(directory);
        } catch (IOException | SQLException | RuntimeException | ExceptionInInitializerError e) {
            directory.close();
            throw e instanceof DatabaseFailure failure ? failure : notStarted(directory, e);
        }
    }

    private static EmbeddedServer start(DataDirectory directory) throws IOException, SQLException {
        keepEarlierLog(directory.log());
        for (Path unfinished : directory.unfinishedDatabases()) {
            stopLeftover(unfinished);
            FileSystemUtils.deleteRecursively(unfinished);
        }
        Path database = directory.database();
        if (!Files.exists(database)) {
            create(directory);
        }
        requireVersion(database);
        stopLeftover(database);
        Postmaster.forgetTheDead(database);
        String password = Files.readString(database.resolve(PASSWORD_FILE));
        EmbeddedPostgres server = run(directory, database, password);
        return new EmbeddedServer(directory, server, password);
    }

    /** Makes the database elsewhere and moves it, whole, to its place: an interrupted first start leaves no half. */
    private static void create(DataDirectory directory) throws IOException, SQLException {
        Path database = directory.newDatabase();
        String password = newPassword();
        EmbeddedPostgres server = run(directory, database, "");
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("alter role postgres password '%s'".formatted(password));
            sql.execute("create role %s login password '%s'".formatted(USER, password));
            sql.execute("create database %s owner %s".formatted(DATABASE, USER));
        } finally {
            stop(server, database);
        }
        Files.writeString(
                database.resolve(PASSWORD_FILE), password, StandardOpenOption.CREATE, StandardOpenOption.SYNC);
        Files.writeString(
                database.resolve("pg_hba.conf"),
                ONLY_WITH_PASSWORD,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.SYNC);
        Files.move(database, directory.database(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static EmbeddedPostgres run(DataDirectory directory, Path database, String password) throws IOException {
        // The library looks for leftovers of its own there: in /tmp, where every user of the machine may write.
        Path binaries = directory.binaries();
        System.setProperty("ot.epg.working-dir", binaries.toString());
        // The resolver is the key under which the library remembers where it unpacked: ours, not that of the tests.
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPgBinaryResolver(EmbeddedServer::programs)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setDataDirectory(database)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START)
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setConnectConfig("password", password)
                .setOutputRedirector(Redirect.appendTo(directory.log().toFile()));
        DURABLE.forEach(builder::setServerConfig);
        MODEST.forEach(builder::setServerConfig);
        try {
            return builder.start();
        } catch (IOException | RuntimeException e) {
            stopLeftover(database);
            throw e;
        }
    }

    private static InputStream programs(String system, String architecture) throws IOException {
        try {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture);
        } catch (IllegalStateException e) {
            throw new DatabaseFailure(
                    ("This build of School Approvals brings no PostgreSQL for %s on %s: set SPRING_DATASOURCE_URL to a "
                                    + "server of yours.")
                            .formatted(system, architecture),
                    e);
        }
    }

    private static void requireVersion(Path database) throws IOException {
        Path versionFile = database.resolve("PG_VERSION");
        if (!Files.exists(versionFile) || !Files.exists(database.resolve(PASSWORD_FILE))) {
            throw new DatabaseFailure(
                    ("The database in %s is not whole: bring the whole directory back from a backup, or move it away to "
                                    + "start with an empty school.")
                            .formatted(database));
        }
        String version = Files.readString(versionFile).strip();
        if (!version.equals(MAJOR_VERSION)) {
            throw new DatabaseFailure(
                    ("The database in %s was made by PostgreSQL %s and this is PostgreSQL %s: start the version of School "
                                    + "Approvals that made it, or move the data over with pg_dump.")
                            .formatted(database, version, MAJOR_VERSION));
        }
    }

    /** A server outlives the application where only the application was killed. */
    private static void stopLeftover(Path database) throws IOException {
        Postmaster.of(database).ifPresent(leftover -> {
            LOG.info("Stopping the database server that an interrupted run left on {}", database);
            leftover.stop(STOP);
        });
    }

    private static void stop(EmbeddedPostgres server, Path database) throws IOException {
        Optional<Postmaster> postmaster = Postmaster.of(database);
        server.close();
        // The library waits for five seconds; the last checkpoint may take longer on a slow disk.
        if (postmaster.isPresent() && !postmaster.get().ends(STOP)) {
            LOG.warn("The database server is still writing and will end by itself");
        }
    }

    private static void keepEarlierLog(Path current) throws IOException {
        if (Files.exists(current)) {
            Files.move(current, current.resolveSibling("postgresql.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().encodeToString(random);
    }

    private static DatabaseFailure notStarted(DataDirectory directory, Throwable cause) {
        return new DatabaseFailure(
                "The database in %s did not start: %s (more in %s)."
                        .formatted(directory.database(), lastWords(directory.log(), cause), directory.log()),
                cause);
    }

    /** The server's own reason where it gave one. */
    private static String lastWords(Path log, Throwable cause) {
        String reason = NestedExceptionUtils.getMostSpecificCause(cause).getMessage();
        try {
            List<String> complaints = Files.readAllLines(log).stream()
                    .filter(line -> line.contains("FATAL:") || line.contains("PANIC:") || line.contains("error:"))
                    .map(line -> line.replaceFirst(".*(FATAL|PANIC|error):\\s*", ""))
                    .toList();
            return complaints.isEmpty() ? reason : complaints.get(complaints.size() - 1);
        } catch (IOException e) {
            return reason;
        }
    }

    String jdbcUrl() {
        return "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), DATABASE);
    }

    String password() {
        return password;
    }

    @Override
    public void close() throws IOException {
        try {
            stop(server, directory.database());
        } finally {
            directory.close();
        }
    }
}
