package org.schoolapprovals.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EmbeddedServerTest {

    @TempDir
    private Path temporary;

    @Test
    void keepsItsDataAndConfirmsNothingBeforeItIsOnTheDisk() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data())) {
            assertThat(jdbc(server)
                            .sql("select setting from pg_settings where name in "
                                    + "('fsync', 'synchronous_commit', 'full_page_writes')")
                            .query(String.class)
                            .list())
                    .containsExactly("on", "on", "on");
            write(server);
        }
        assertThatTheDataAreThere();
    }

    @Test
    void listensToNobodyWithoutThePassword() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data())) {
            assertThatThrownBy(() -> jdbc(server.jdbcUrl(), EmbeddedServer.USER, "guess")
                            .sql("select 1")
                            .query()
                            .singleValue())
                    .isInstanceOf(CannotGetJdbcConnectionException.class)
                    .hasStackTraceContaining("password authentication failed");
            assertThatThrownBy(() -> jdbc(server.jdbcUrl(), "postgres", "")
                            .sql("select 1")
                            .query()
                            .singleValue())
                    .isInstanceOf(CannotGetJdbcConnectionException.class);
            assertThat(jdbc(server)
                            .sql("show listen_addresses")
                            .query(String.class)
                            .single())
                    .isEqualTo("localhost");
            assertThat(jdbc(server)
                            .sql("select rolsuper from pg_roles where rolname = current_user")
                            .query(Boolean.class)
                            .single())
                    .isFalse();
        }
    }

    @Test
    void isNotHeldUpByAnInterruptedFirstStart() throws Exception {
        Path half = Files.createDirectories(data().resolve("postgresql.new-123"));
        Files.writeString(half.resolve("PG_VERSION"), "17");
        Path halfUnpacked = Files.createDirectories(data().resolve("postgresql-binaries/unpacked/PG-half/bin"));
        Files.writeString(halfUnpacked.resolve("initdb"), "cut off in the mid");

        try (EmbeddedServer server = EmbeddedServer.start(data())) {
            write(server);
        }

        assertThat(half).doesNotExist();
        assertThat(halfUnpacked).doesNotExist();
        assertThatTheDataAreThere();
    }

    @Test
    void isNotHeldUpByAStrangerWhoGotTheNumberOfADeadServer() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data())) {
            write(server);
        }
        Files.writeString(
                data().resolve("postgresql/postmaster.pid"),
                "%d%n%s%n".formatted(ProcessHandle.current().pid(), data().resolve("postgresql")));

        assertThatTheDataAreThere();
    }

    @Test
    void refusesDataThatAreInUse() throws Exception {
        try (DataDirectory taken = DataDirectory.take(data())) {
            assertThat(taken.database()).doesNotExist();
            assertThatStartIsRefusedWith("School Approvals is already running on the data in " + data().toRealPath()
                    + ": use that one, or stop it first.");
        }
    }

    @Test
    void refusesDataOfAnotherVersion() throws Exception {
        Path database = Files.createDirectories(data().resolve("postgresql"));
        Files.writeString(database.resolve("PG_VERSION"), "16\n");
        Files.writeString(database.resolve("school-password"), "secret");

        assertThatStartIsRefusedWith("The database in " + database.toRealPath()
                + " was made by PostgreSQL 16 and this is PostgreSQL 17: start the version of School Approvals that made "
                + "it, or move the data over with pg_dump.");
    }

    @Test
    void refusesHalfADatabase() throws Exception {
        Path database = Files.createDirectories(data().resolve("postgresql"));

        assertThatStartIsRefusedWith("The database in " + database.toRealPath()
                + " is not whole: bring the whole directory back from a backup, or move it away to start with an empty "
                + "school.");
    }

    @Test
    void refusesAFileInPlaceOfTheDirectory() throws Exception {
        Files.writeString(data(), "");

        assertThatStartIsRefusedWith("School Approvals keeps its data in " + data()
                + ", but that is a file: move it away, or set school.data-dir to a directory.");
    }

    @Test
    void refusesADirectoryThatItCannotWriteIn() {
        Path nobodyWritesHere = Path.of("/proc/school");
        assumeThat(Path.of("/proc/self")).exists();

        assertThatThrownBy(() -> EmbeddedServer.start(nobodyWritesHere))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessage("School Approvals cannot write in /proc/school: give its user the right to, or set "
                        + "school.data-dir to another directory.");
    }

    @Test
    void keepsItsDirectoryToItself() throws Exception {
        try (DataDirectory taken = DataDirectory.take(data())) {
            assumeThat(data().getFileSystem().supportedFileAttributeViews()).contains("posix");
            assertThat(Files.getPosixFilePermissions(data()))
                    .hasSize(3)
                    .allMatch(right -> right.name().startsWith("OWNER_"));
            assertThat(taken.log()).doesNotExist();
        }
    }

    private Path data() {
        return temporary.resolve("data");
    }

    private void assertThatStartIsRefusedWith(String sentence) {
        assertThatThrownBy(() -> EmbeddedServer.start(data()))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessage(sentence);
    }

    private static void write(EmbeddedServer server) {
        jdbc(server).sql("create table kept as select 42 as answer").update();
    }

    private void assertThatTheDataAreThere() throws IOException {
        try (EmbeddedServer server = EmbeddedServer.start(data())) {
            assertThat(jdbc(server)
                            .sql("select answer from kept")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(42);
        }
    }

    private static JdbcClient jdbc(EmbeddedServer server) {
        return jdbc(server.jdbcUrl(), EmbeddedServer.USER, server.password());
    }

    private static JdbcClient jdbc(String url, String user, String password) {
        return JdbcClient.create(new DriverManagerDataSource(url, user, password));
    }
}
