package org.schoolapprovals.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolapprovals.HttpPerson;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One school runs for all these tests; one that ends it starts it again. */
class PackagedApplicationIT {

    @TempDir
    private static Path data;

    private static RunningSchool school;

    @BeforeAll
    static void openSchool() {
        school = RunningSchool.start(data);
    }

    @AfterAll
    static void closeSchool() {
        if (school != null) {
            school.close();
        }
    }

    @Test
    void theConsoleEndsWithTheAddressAndTheDemoUsers() {
        assertThat(school.output().strip()).endsWith("""
                        School Approvals is ready: open %s/
                        The page as parents see it: %s/standin
                        Demo users: head deputy teacher assistant office editor governor chair admin
                        Password of each: school""".formatted(school.baseUrl(), school.baseUrl()));
    }

    @Test
    void aSecondStartOnTheSameDataEndsWithOneSentence() throws Exception {
        try (RunningSchool second = RunningSchool.launch(data)) {
            assertThat(second.exitCode()).isNotZero();
            assertThat(second.output().lines())
                    .filteredOn(line -> !line.contains(" INFO "))
                    .containsExactly(
                            "School Approvals is already running on the data in %s: use that one, or stop it first."
                                    .formatted(data.toRealPath()));
        }
        assertThat(school.jdbc().sql("select 1").query(Integer.class).single()).isOne();
    }

    @Test
    void whatWasConfirmedSurvivesTheKillOfEveryProcess() {
        assertThat(school.jdbc().sql("show fsync").query(String.class).single()).isEqualTo("on");
        assertThat(school.jdbc()
                        .sql("show synchronous_commit")
                        .query(String.class)
                        .single())
                .isEqualTo("on");
        school.jdbc().sql("create table survivor as select 42 as answer").update();

        school.killTree();
        school = RunningSchool.start(data);

        assertThat(school.jdbc()
                        .sql("select answer from survivor")
                        .query(Integer.class)
                        .single())
                .isEqualTo(42);
    }

    @Test
    void aDecisionThatWasConfirmedSurvivesTheKillOfEveryProcess() {
        HttpPerson head = HttpPerson.signIn(school.baseUrl(), "head");
        String task = undecided(head);
        head.engine("POST", "/task/" + task + "/claim", "{\"userId\": \"head\"}");
        head.engine("POST", "/task/" + task + "/submit-form", """
                {"variables": {"decision": {"value": "refuse"}, "reason": {"value": "Kept through a power cut."}}}
                """);

        school.killTree();
        school = RunningSchool.start(data);

        assertThat(school.jdbc()
                        .sql("select outcome || ' by ' || decided_by from approvals.decision where reason like 'Kept%'")
                        .query(String.class)
                        .single())
                .isEqualTo("refuse by head");
        assertThat(school.jdbc()
                        .sql("select count(*) from act_ru_task where id_ = :task")
                        .param("task", task)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** The engine's id of a request in the head teacher's queue. */
    private static String undecided(HttpPerson head) {
        for (JsonNode queue : head.engine("GET", "/filter?resourceType=Task", null)) {
            if (queue.path("name").asText().equals("To decide")) {
                String list = "/filter/" + queue.path("id").asText() + "/list?firstResult=0&maxResults=50";
                for (JsonNode task : head.engine("POST", list, "{}")) {
                    if (task.path("taskDefinitionKey").asText().equals("Task_DecideException")) {
                        return task.path("id").asText();
                    }
                }
            }
        }
        throw new IllegalStateException("The demo has nothing to decide");
    }

    @Test
    void aServerLeftBehindByAKilledApplicationIsReplaced() {
        ProcessHandle leftover = school.databaseServer();
        school.killApplication();
        assertThat(leftover.isAlive()).isTrue();

        school = RunningSchool.start(data);

        assertThatEnds(leftover);
        assertThat(school.databaseServer()).isNotEqualTo(leftover);
    }

    @Test
    void anOrderlyEndLeavesNoDatabaseServerBehind() {
        ProcessHandle databaseServer = school.databaseServer();

        school.stop();

        assertThat(data.resolve("postgresql/postmaster.pid")).doesNotExist();
        assertThatEnds(databaseServer);
        school = RunningSchool.start(data);
    }

    @Test
    void aGivenDatabaseIsUsedAndNoServerIsStarted(@TempDir Path unused) {
        TestDatabase given = TestDatabase.empty();
        try (RunningSchool guest =
                RunningSchool.start(unused.resolve("data"), "--spring.datasource.url=" + given.jdbcUrl())) {
            assertThat(guest.output()).contains("is ready");
            assertThat(unused.resolve("data")).doesNotExist();
        }
        assertThat(JdbcClient.create(given.dataSource())
                        .sql("select count(*) from act_id_user where id_ = 'head'")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    /** A process that has ended is still counted until the operating system has taken note of it. */
    private static void assertThatEnds(ProcessHandle server) {
        assertThat(server.onExit()).succeedsWithin(Duration.ofMinutes(1));
    }
}
