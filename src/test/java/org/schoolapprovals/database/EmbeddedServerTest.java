package org.schoolapprovals.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EmbeddedServerTest {

    @TempDir
    private Path directory;

    @Test
    void keepsItsDataAndConfirmsNothingBeforeItIsOnTheDisk() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(directory)) {
            JdbcClient jdbc = jdbc(server);
            assertThat(jdbc.sql("select setting from pg_settings where name in "
                                    + "('fsync', 'synchronous_commit', 'full_page_writes')")
                            .query(String.class)
                            .list())
                    .containsExactly("on", "on", "on");
            jdbc.sql("create table kept as select 42 as answer").update();
        }
        try (EmbeddedServer server = EmbeddedServer.start(directory)) {
            assertThat(jdbc(server)
                            .sql("select answer from kept")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(42);
        }
    }

    private static JdbcClient jdbc(EmbeddedServer server) {
        return JdbcClient.create(new DriverManagerDataSource(server.jdbcUrl(), EmbeddedServer.USER, server.password()));
    }
}
