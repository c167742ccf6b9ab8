package org.schoolapprovals.comment;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.schoolapprovals.comment.School.CALENDAR;
import static org.schoolapprovals.comment.School.EVERYBODY;
import static org.schoolapprovals.comment.School.WRITTEN;

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
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.textcheck.TextCheck;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * The use cases on a real PostgreSQL, without the engine, the page, the mail server and the lists of words. It says nowhere that it
 * is a configuration, because tests of the whole application would pick it up.
 */
@EnableTransactionManagement
@Import({
    Comments.class,
    CommentRegister.class,
    CommentEvidence.class,
    CommentStore.class,
    EvidenceStore.class,
    OpenOnPage.class,
    DecisionRecord.class,
    StageRecord.class
})
class CommentsApplication {

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
    People people() {
        return new People() {

            @Override
            public Optional<Person> find(String userId) {
                return School.find(userId);
            }

            @Override
            public List<Person> with(Role role) {
                return EVERYBODY.stream().filter(person -> person.has(role)).toList();
            }

            @Override
            public Optional<String> emailOf(String userId) {
                return find(userId).map(person -> person.id() + "@school.example");
            }

            @Override
            public Optional<Person> withEmail(String address) {
                return EVERYBODY.stream()
                        .filter(person -> emailOf(person.id())
                                .filter(address::equalsIgnoreCase)
                                .isPresent())
                        .findFirst();
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
    CommentProcess process() {
        return mock();
    }

    @Bean
    CommentPage page() {
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

        private volatile Instant now = WRITTEN;

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
