package org.schoolapprovals.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.schoolapprovals.decision.StageKind.BY_HAND;
import static org.schoolapprovals.decision.StageKind.DECISION;
import static org.schoolapprovals.decision.StageKind.REQUEST;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.database.TestDatabase;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.schoolcalendar.Term;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The record of stages on a real PostgreSQL. The application's clock says May 2027, whatever the database's says. Each test looks at
 * a day of its own, later than those before it, because what is settled stays so.
 */
@SpringJUnitConfig
class StageRecordTest {

    private static final SchoolCalendar CALENDAR =
            calendar(LocalDate.of(2027, 4, 19), LocalDate.of(2027, 7, 22), LocalDate.of(2027, 5, 3));

    private static Instant morning = at("2027-05-04T10:00");

    @Configuration
    @EnableTransactionManagement
    @Import({StageRecord.class, DecisionRecord.class})
    static class Application {

        @Bean
        DataSource dataSource() {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(TestDatabase.migrated().jdbcUrl());
            return pool;
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new DataSourceTransactionManager(dataSource);
        }

        @Bean
        JdbcClient jdbcClient(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        SchoolCalendars calendars() {
            return mock();
        }

        @Bean
        MovableClock clock() {
            return new MovableClock();
        }
    }

    static final class MovableClock extends Clock {

        private volatile Instant now = morning;

        void moveTo(Instant moment) {
            now = moment;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @Autowired
    StageRecord stages;

    @Autowired
    DecisionRecord decisions;

    @Autowired
    SchoolCalendars calendars;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    private final UUID request = UUID.randomUUID();

    @BeforeEach
    void another_morning() {
        morning = morning.plus(Duration.ofDays(1));
        clock.moveTo(morning);
        when(calendars.current()).thenReturn(CALENDAR);
    }

    @AfterEach
    void reports_wait_as_long_as_ever() {
        jdbc.sql("alter function approvals.settle set lock_timeout = '5s'").update();
    }

    private static Instant at(String schoolLocal) {
        return SchoolTime.at(LocalDateTime.parse(schoolLocal));
    }

    private static SchoolCalendar calendar(LocalDate first, LocalDate last, LocalDate closed) {
        return new SchoolCalendar(
                List.of(new Term("Summer term 2027", first, last)), Set.of(closed), LocalTime.of(16, 0));
    }

    // ---- begin and end

    @Test
    void a_stage_stands_or_falls_with_the_transaction_of_what_it_tells_of() {
        assertThatThrownBy(() -> stages.begin(stage(REQUEST), morning, Optional.empty()))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> inTransaction(() -> {
                    stages.begin(stage(REQUEST), morning, Optional.empty());
                    throw new IllegalStateException("refused after all");
                }))
                .hasMessage("refused after all");

        assertThat(record().of(request)).isEmpty();
    }

    @Test
    void of_each_kind_one_is_open_at_most_for_each_part_of_a_request() {
        UUID part = UUID.randomUUID();
        inTransaction(() -> {
            stages.begin(stage(BY_HAND), morning, Optional.empty());
            stages.begin(ofPart(part), morning, Optional.empty());
        });
        assertThatThrownBy(() -> begun(BY_HAND)).isInstanceOf(DuplicateKeyException.class);

        inTransaction(() -> stages.end(part, BY_HAND, "done", "publish", morning));
        assertThat(record().of(request)).containsExactly("by-hand open P6", "by-hand done publish P6");
        inTransaction(() -> stages.end(request, BY_HAND, "done", "", morning));
        begun(BY_HAND);
        assertThat(record().of(request)).endsWith("by-hand open P6");
    }

    @Test
    void what_is_not_open_does_not_end() {
        assertThatThrownBy(() -> ended(REQUEST, "withdrawn")).isInstanceOf(IllegalStateException.class);
        inTransaction(() -> stages.endIfOpen(request, REQUEST, "withdrawn", "", morning));
        begun(REQUEST);
        inTransaction(() -> stages.endIfOpen(request, REQUEST, "withdrawn", "", morning));
        assertThatThrownBy(() -> ended(REQUEST, "withdrawn")).isInstanceOf(IllegalStateException.class);

        assertThat(record().of(request)).containsExactly("request withdrawn P6");
    }

    @Test
    void an_end_before_the_beginning_counts_as_the_beginning() {
        begun(REQUEST);
        inTransaction(() -> stages.end(request, REQUEST, "gone", "", morning.minusSeconds(30)));

        assertThat(jdbc.sql("select ended_at = begun_at from approvals.stage where request_id = ?")
                        .param(request)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void school_days_are_counted_as_the_calendar_stands_when_it_ends() {
        Instant friday = at("2027-05-21T10:00");
        Instant tuesday = at("2027-05-25T09:00");
        inTransaction(() -> stages.begin(stage(REQUEST), friday, Optional.empty()));
        inTransaction(() -> stages.begin(stage(DECISION), friday, Optional.empty()));
        inTransaction(() -> stages.end(request, REQUEST, "closed", "", tuesday));
        when(calendars.current())
                .thenReturn(calendar(LocalDate.of(2027, 4, 19), LocalDate.of(2027, 7, 22), LocalDate.of(2027, 5, 24)));
        inTransaction(() -> stages.end(request, DECISION, "approve", "", tuesday));

        assertThat(record().times(request, REQUEST))
                .containsExactly("2027-05-21 10:00 to 2027-05-25 09:00: closed in 2");
        assertThat(record().times(request, DECISION))
                .containsExactly("2027-05-21 10:00 to 2027-05-25 09:00: approve in 1");
    }

    @Test
    void school_days_that_the_calendar_does_not_know_are_not_counted() {
        inTransaction(() -> stages.begin(stage(REQUEST), at("2027-07-21T10:00"), Optional.empty()));
        inTransaction(() -> stages.end(request, REQUEST, "closed", "", at("2027-08-25T10:00")));

        assertThat(record().times(request, REQUEST)).containsExactly("2027-07-21 10:00 to 2027-08-25 10:00: closed");
    }

    // ---- decisions

    @Test
    void a_decision_ends_the_stage_that_asked_for_it_on_its_own_clause() {
        begun(DECISION);
        Instant before = clock.instant();
        clock.moveTo(morning.plusSeconds(60));
        inTransaction(() -> decisions.append(decision("editor", "publish", "S2"), DECISION));

        assertThat(record().of(request)).containsExactly("decision publish S2");
        assertThat(record().asAt(request, before)).containsExactly("decision open P6");
        assertThat(jdbc.sql("""
                                select count(*) from approvals.stage join approvals.decision on decision.id = decision_id
                                where stage.request_id = ? and decision.outcome = stage.outcome
                                """).param(request).query(Integer.class).single()).isOne();
    }

    @Test
    void a_decision_that_nobody_asked_for_is_recorded_only_where_it_needs_no_question() {
        assertThatThrownBy(() -> inTransaction(() -> decisions.append(decision("editor", "publish", "S2"), DECISION)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(decisions.of(request)).isEmpty();

        inTransaction(() -> decisions.append(decision("editor", "revoke", "P6")));
        assertThat(decisions.of(request)).hasSize(1);
        assertThat(record().of(request)).isEmpty();
    }

    @Test
    void nobody_ends_a_stage_by_deciding_their_own_request() {
        begun(DECISION);

        assertThatThrownBy(() -> inTransaction(() -> decisions.append(decision("TEACHER", "publish", "P6"), DECISION)))
                .isInstanceOf(NotAllowedException.class);

        assertThat(record().of(request)).containsExactly("decision open P6");
    }

    // ---- append-only

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from approvals.stage",
                "truncate approvals.stage",
                "update approvals.stage set reference = 'COM-2027-0002'",
                "update approvals.stage set due_at = begun_at",
                "update approvals.stage set begun_at = begun_at - interval '1 day'",
                "update approvals.stage set begun_recorded_at = begun_recorded_at - interval '1 day'",
                "update approvals.stage set clause = 'S2'",
                "update approvals.stage set request_id = gen_random_uuid()",
                "update approvals.stage set ended_at = begun_at",
                "update approvals.stage set ended_at = begun_at, outcome = 'done', detail = '',"
                        + " ended_recorded_at = begun_recorded_at, begun_at = begun_at - interval '1 day'",
                "update approvals.stage set ended_at = begun_at - interval '1 day', outcome = 'done', detail = '',"
                        + " ended_recorded_at = begun_recorded_at"
            })
    void the_database_refuses_to_change_or_remove_what_began(String statement) {
        begun(REQUEST);

        assertRefused(statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update approvals.stage set outcome = 'published'",
                "update approvals.stage set ended_at = ended_at + interval '1 day'",
                "update approvals.stage set ended_at = null, outcome = null, detail = null, ended_recorded_at = null",
                "update approvals.stage set school_days = 9",
            })
    void the_database_refuses_to_end_it_twice_or_to_open_it_again(String statement) {
        begun(REQUEST);
        ended(REQUEST, "withdrawn");

        assertRefused(statement);
    }

    private void assertRefused(String statement) {
        List<String> before = all();
        String only = statement.startsWith("update") ? statement + " where request_id = '" + request + "'" : statement;
        assertThatThrownBy(() -> jdbc.sql(only).update()).isInstanceOf(DataAccessException.class);
        assertThat(all()).isEqualTo(before);
    }

    private List<String> all() {
        return jdbc.sql("select cast(stage as text) from approvals.stage order by id")
                .query(String.class)
                .list();
    }

    // ---- as it stood

    @Test
    void what_was_not_written_down_yet_is_not_in_a_report_of_that_moment_whenever_it_happened() {
        inTransaction(() -> stages.begin(stage(REQUEST), morning.minus(Duration.ofDays(2)), Optional.empty()));
        clock.moveTo(morning.plusSeconds(60));
        inTransaction(() -> stages.end(request, REQUEST, "lapsed", "", morning.minus(Duration.ofDays(1))));

        assertThat(record().asAt(request, morning.minusSeconds(1))).isEmpty();
        assertThat(record().asAt(request, morning)).containsExactly("request open P6");
        assertThat(record().asAt(request, morning.plusSeconds(59))).containsExactly("request open P6");
        assertThat(record().asAt(request, morning.plusSeconds(60))).containsExactly("request lapsed P6");
    }

    @Test
    void it_is_the_clock_of_the_application_that_counts() {
        clock.moveTo(at("2099-05-04T10:00"));
        begun(REQUEST);

        assertThat(jdbc.sql("select begun_recorded_at from approvals.stage where request_id = ?")
                        .param(request)
                        .query((row, number) -> row.getTimestamp(1).toInstant())
                        .single())
                .isEqualTo(at("2099-05-04T10:00"));
    }

    @Test
    void the_future_is_not_settled() {
        assertThatThrownBy(() -> stages.settle(morning.plusMillis(1)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("lies in the future");
    }

    @Test
    void a_report_waits_for_whoever_is_writing_so_that_it_says_the_same_for_ever() {
        CompletableFuture<Void> report = new CompletableFuture<>();
        inTransaction(() -> {
            stages.begin(stage(REQUEST), morning, Optional.empty());
            clock.moveTo(morning.plusSeconds(1));
            CompletableFuture.runAsync(() -> stages.settle(morning)).whenComplete((none, thrown) -> {
                if (thrown == null) {
                    report.complete(null);
                } else {
                    report.completeExceptionally(thrown);
                }
            });
            await().until(this::somebodyWaitsForTheRecord);
            assertThat(report).isNotDone();
        });
        report.join();

        assertThat(record().asAt(request, morning)).containsExactly("request open P6");
    }

    @Test
    void whoever_writes_after_a_moment_was_settled_writes_behind_it_even_where_their_clock_lags() {
        stages.settle(morning);
        clock.moveTo(morning.minusSeconds(2));
        begun(REQUEST);
        ended(REQUEST, "withdrawn");

        assertThat(record().asAt(request, morning)).isEmpty();
        assertThat(record().asAt(request, morning.plusNanos(1000))).containsExactly("request withdrawn P6");
    }

    @Test
    void a_clock_that_was_turned_back_on_purpose_is_believed() {
        stages.settle(morning);
        clock.moveTo(morning.minus(Duration.ofDays(300)));
        begun(REQUEST);

        assertThat(record().asAt(request, morning.minus(Duration.ofDays(300)))).containsExactly("request open P6");
    }

    @Test
    void what_is_settled_is_settled_without_waiting_and_a_writer_who_takes_too_long_is_told_of() {
        Instant settled = morning;
        stages.settle(settled);
        jdbc.sql("alter function approvals.settle set lock_timeout = '200ms'").update();
        inTransaction(() -> {
            stages.begin(stage(REQUEST), morning, Optional.empty());
            clock.moveTo(morning.plusSeconds(1));
            stages.settle(settled);
            stages.settle(settled.minusSeconds(60));

            assertThatThrownBy(() -> stages.settle(morning.plusSeconds(1)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("Something is being written at this very moment, please try again in a minute.");
        });
        stages.settle(morning.plusSeconds(1));
    }

    private boolean somebodyWaitsForTheRecord() {
        return jdbc.sql("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
                .query(Boolean.class)
                .single();
    }

    // ---- what the database finds fast

    @Test
    void what_may_have_been_open_at_a_moment_is_found_by_it_whether_its_end_was_known_at_once_or_not() {
        Instant end = morning.minus(Duration.ofHours(3));
        inTransaction(() -> stages.begin(stage(REQUEST), morning.minus(Duration.ofHours(5)), Optional.empty()));
        assertThat(mayHaveBeenOpenAt(morning.plus(Duration.ofDays(90)))).isTrue();
        clock.moveTo(morning.plusSeconds(60));
        inTransaction(() -> stages.end(request, REQUEST, "lapsed", "", end));

        assertThat(mayHaveBeenOpenAt(morning.minus(Duration.ofHours(6)))).isFalse();
        assertThat(mayHaveBeenOpenAt(end.minusSeconds(1))).isTrue();
        assertThat(mayHaveBeenOpenAt(morning)).isTrue();
        assertThat(mayHaveBeenOpenAt(morning.plusSeconds(61))).isFalse();
    }

    private boolean mayHaveBeenOpenAt(Instant moment) {
        return jdbc.sql("""
                        select exists (select from approvals.stage
                            where request_id = :request and open_during @> cast(:moment as timestamptz))
                        """)
                .param("request", request)
                .param("moment", moment.toString())
                .query(Boolean.class)
                .single();
    }

    private void begun(StageKind kind) {
        inTransaction(() -> stages.begin(stage(kind), clock.instant(), Optional.empty()));
    }

    private void ended(StageKind kind, String outcome) {
        inTransaction(() -> stages.end(request, kind, outcome, "", clock.instant()));
    }

    private Stage stage(StageKind kind) {
        return new Stage(request, "COM-2027-0001", "comment-approval", "P6", kind);
    }

    private Stage ofPart(UUID part) {
        return new Stage(request, part, "COM-2027-0001", "comment-approval", "P6", BY_HAND);
    }

    private Decision decision(String by, String outcome, String clause) {
        return new Decision(
                request,
                "comment-approval",
                clause,
                outcome,
                "",
                "",
                "teacher",
                morning,
                Optional.empty(),
                by,
                Role.SOCIAL_MEDIA,
                Optional.empty(),
                clock.instant());
    }

    private Stages record() {
        return new Stages(jdbc);
    }

    private void inTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> work.run());
    }
}
