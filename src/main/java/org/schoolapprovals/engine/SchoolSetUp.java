package org.schoolapprovals.engine;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lays down groups, rights and queues at each start, all or none; several nodes that start at once take turns. */
@Component
@Order(1)
class SchoolSetUp implements ApplicationRunner {

    private static final long TURN = 7_240_001;

    private final JdbcClient jdbc;
    private final SchoolRights rights;
    private final Queues queues;

    SchoolSetUp(JdbcClient jdbc, SchoolRights rights, Queues queues) {
        this.jdbc = jdbc;
        this.rights = rights;
        this.queues = queues;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        jdbc.sql("select pg_advisory_xact_lock(:turn)")
                .param("turn", TURN)
                .query()
                .singleRow();
        rights.layDown();
        queues.layDown();
        keepOpenTasksOfEarlierVersions();
    }

    /** What a task is about was once shown under another name, for trips alone. */
    private void keepOpenTasksOfEarlierVersions() {
        jdbc.sql("update act_ru_variable set name_ = :about where name_ = 'trip' and task_id_ is not null")
                .param("about", QueueFacts.ABOUT)
                .update();
    }
}
