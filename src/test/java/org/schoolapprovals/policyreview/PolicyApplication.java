package org.schoolapprovals.policyreview;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.schoolapprovals.policyreview.ReviewSchool.AUTUMN;
import static org.schoolapprovals.policyreview.ReviewSchool.CALENDAR;
import static org.schoolapprovals.policyreview.ReviewSchool.EVERYBODY;
import static org.schoolapprovals.policyreview.ReviewSchool.OPENED;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.schoolapprovals.database.TestDatabase;
import org.schoolapprovals.decision.DecisionRecord;
import org.schoolapprovals.decision.StageRecord;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.report.AttachedReport;
import org.schoolapprovals.report.AttachedReports;
import org.schoolapprovals.report.Period;
import org.schoolapprovals.report.ReportFrame;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The use cases on a real PostgreSQL, without the engine, the reports and the mail server. It says nowhere that it is a
 * configuration, because tests of the whole application would pick it up.
 */
@EnableTransactionManagement
@ComponentScan(
        basePackageClasses = Reviews.class,
        excludeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = {
                            ".*\\.(web|process|document)\\..*",
                            ".*Test",
                            ".*PolicyApplication",
                            ".*\\.UnusedDrafts"
                        }))
@Import({DecisionRecord.class, StageRecord.class})
class PolicyApplication {

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
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    MovablePeople people() {
        return new MovablePeople();
    }

    @Bean
    SchoolCalendars calendars() {
        return mock();
    }

    @Bean
    PolicyReviewProcess process() {
        return mock();
    }

    @Bean
    Notices notices() {
        return mock();
    }

    /** Another file each time, so that nobody can mistake one for the other. */
    @Bean
    AttachedReports reports() {
        AttachedReports reports = mock();
        when(reports.ofTerm(any(), any())).thenAnswer(call -> {
            Instant asAt = call.getArgument(1);
            return new AttachedReport(
                    new ReportFrame(
                            new Period(AUTUMN.name(), AUTUMN.firstDay(), AUTUMN.lastDay()),
                            Optional.empty(),
                            List.of(),
                            asAt),
                    "fingerprint of " + asAt,
                    ReviewSchool.bytes("%PDF of " + asAt));
        });
        return reports;
    }

    @Bean
    MovableClock clock() {
        return new MovableClock();
    }

    /** People who come and go. */
    static final class MovablePeople implements People {

        private volatile List<Person> everybody = EVERYBODY;

        void are(List<Person> people) {
            everybody = people;
        }

        @Override
        public Optional<Person> find(String userId) {
            return everybody.stream()
                    .filter(person -> person.id().equals(userId))
                    .findFirst();
        }

        @Override
        public List<Person> with(Role role) {
            return everybody.stream().filter(person -> person.has(role)).toList();
        }

        @Override
        public Optional<String> emailOf(String userId) {
            return Optional.empty();
        }

        @Override
        public Optional<Person> withEmail(String address) {
            return Optional.empty();
        }
    }

    static void knows(SchoolCalendars calendars, SchoolCalendar calendar) {
        when(calendars.current()).thenReturn(calendar);
    }

    static void knowsItsTerms(SchoolCalendars calendars) {
        knows(calendars, CALENDAR);
    }

    static final class MovableClock extends Clock {

        private volatile Instant now = OPENED;

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
}
