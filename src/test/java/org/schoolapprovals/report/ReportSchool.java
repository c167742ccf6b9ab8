package org.schoolapprovals.report;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.schoolapprovals.database.TestDatabase;
import org.schoolapprovals.decision.Stage;
import org.schoolapprovals.decision.StageKind;
import org.schoolapprovals.decision.StageRecord;
import org.schoolapprovals.people.People;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolStaff;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** A school with a record, a calendar and reports, on a database of its own; without engine, features and pages. */
public final class ReportSchool implements AutoCloseable {

    @Configuration
    @EnableTransactionManagement
    @ComponentScan(
            basePackages = {
                "org.schoolapprovals.decision",
                "org.schoolapprovals.report",
                "org.schoolapprovals.schoolcalendar"
            },
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(\\.web\\.|Test).*"))
    static class Beans {}

    /** A clock that stands where it is put. */
    private static final class StoppedClock extends Clock {

        private Instant now = Instant.EPOCH;

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

    private final StoppedClock clock = new StoppedClock();
    private final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    private final TransactionTemplate transaction;
    private int references;

    public ReportSchool() {
        this(TestDatabase.migrated().dataSource());
    }

    public ReportSchool(DataSource database) {
        beans.registerBean(DataSource.class, () -> database);
        beans.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        beans.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(database));
        beans.registerBean(Clock.class, () -> clock);
        beans.registerBean(People.class, SchoolStaff::new);
        beans.registerBean(ReportPdf.class, () -> report -> ReportJson.of(report));
        beans.registerBean(
                ReportNotes.class, () -> moment -> List.of("Known since " + SchoolTime.format(moment) + "."));
        beans.register(Beans.class);
        beans.refresh();
        transaction = new TransactionTemplate(beans.getBean(PlatformTransactionManager.class));
    }

    public <T> T bean(Class<T> type) {
        return beans.getBean(type);
    }

    public Reports reports() {
        return bean(Reports.class);
    }

    public ReportFrames frames() {
        return bean(ReportFrames.class);
    }

    public SchoolCalendars calendars() {
        return bean(SchoolCalendars.class);
    }

    public JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    /** From now on it is this time at the school, such as {@code 2026-05-12T09:00}. */
    public ReportSchool at(String schoolLocal) {
        clock.now = moment(schoolLocal);
        return this;
    }

    static Instant moment(String schoolLocal) {
        return SchoolTime.at(LocalDateTime.parse(schoolLocal));
    }

    /** A request is made that nothing else belongs to yet. */
    UUID ask(String process, String clause) {
        UUID id = UUID.randomUUID();
        references++;
        begin(id, process, clause, StageKind.REQUEST, null);
        return id;
    }

    /** @param due school-local; null for never */
    void begin(UUID id, String process, String clause, StageKind kind, String due) {
        Stage stage = new Stage(id, "REF-2026-%04d".formatted(references), process, clause, kind);
        transaction.executeWithoutResult(status -> bean(StageRecord.class)
                .begin(stage, clock.now, Optional.ofNullable(due).map(ReportSchool::moment)));
    }

    void end(UUID id, StageKind kind, String outcome) {
        end(id, kind, outcome, "", clock.now);
    }

    void end(UUID id, StageKind kind, String outcome, String detail, Instant at) {
        transaction.executeWithoutResult(status -> bean(StageRecord.class).end(id, kind, outcome, detail, at));
    }

    /** A stage that begins and ends, some seconds later. */
    void passes(String process, String clause, StageKind kind, String outcome, String detail, int seconds) {
        UUID id = UUID.randomUUID();
        references++;
        Instant begun = clock.now;
        begin(id, process, clause, kind, null);
        clock.now = begun.plusSeconds(seconds);
        end(id, kind, outcome, detail, clock.now);
        clock.now = begun;
    }

    @Override
    public void close() {
        beans.close();
    }
}
