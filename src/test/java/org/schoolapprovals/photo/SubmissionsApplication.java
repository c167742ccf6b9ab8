package org.schoolapprovals.photo;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.schoolapprovals.photo.PhotoSchool.CALENDAR;
import static org.schoolapprovals.photo.PhotoSchool.EVERYBODY;
import static org.schoolapprovals.photo.PhotoSchool.SUBMITTED;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.schoolapprovals.consent.ConsentCheck;
import org.schoolapprovals.database.TestDatabase;
import org.schoolapprovals.decision.DecisionRecord;
import org.schoolapprovals.decision.StageRecord;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.textcheck.TextCheck;
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
 * The use cases on a real PostgreSQL with the real register of consents, without the engine, the channel, the mail server and the
 * lists of words. It says nowhere that it is a configuration, because tests of the whole application would pick it up.
 */
@EnableTransactionManagement
@ComponentScan(
        basePackageClasses = ConsentCheck.class,
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.web\\..*"))
@Import({
    PhotoSubmissions.class,
    PhotoRegister.class,
    SubmissionStore.class,
    Photos.class,
    PhotoStore.class,
    DatabaseStorage.class,
    PhotoConfiguration.class,
    DecisionRecord.class,
    StageRecord.class
})
class SubmissionsApplication {

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
    People people() {
        return new People() {

            @Override
            public Optional<Person> find(String userId) {
                return PhotoSchool.find(userId);
            }

            @Override
            public List<Person> with(Role role) {
                return EVERYBODY.stream().filter(person -> person.has(role)).toList();
            }

            @Override
            public Optional<String> emailOf(String userId) {
                return Optional.empty();
            }

            @Override
            public Optional<Person> withEmail(String address) {
                return Optional.empty();
            }
        };
    }

    @Bean
    SchoolCalendars calendars() {
        SchoolCalendars calendars = mock();
        when(calendars.current()).thenReturn(CALENDAR);
        return calendars;
    }

    @Bean
    PhotoProcess process() {
        return mock();
    }

    @Bean
    PhotoChannel channel() {
        return mock();
    }

    @Bean
    TextCheck textCheck() {
        return mock();
    }

    @Bean
    Notices notices() {
        return mock();
    }

    @Bean
    MovableClock clock() {
        return new MovableClock();
    }

    static final class MovableClock extends Clock {

        private volatile Instant now = SUBMITTED;

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
