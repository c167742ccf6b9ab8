package org.schoolapprovals.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class DatabaseSliceTest {

    @Autowired
    private JdbcClient jdbc;

    @Test
    void ourTablesAreInAPostgreSqlOfTheVersionThatWeShip() {
        assertThat(jdbc.sql("show server_version").query(String.class).single()).startsWith("17.");
        assertThat(jdbc.sql("select count(*) from approvals.decision")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
