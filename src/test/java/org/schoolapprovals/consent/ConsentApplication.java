package org.schoolapprovals.consent;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.schoolapprovals.database.TestDatabase;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolStaff;
import org.schoolapprovals.schoolcalendar.Term;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The register on a real PostgreSQL, in a school where everybody's user name is the id of their role. It says nowhere that it is a
 * configuration, because tests of the whole application would pick it up.
 */
@EnableTransactionManagement
@Import({
    Pupils.class,
    PupilImport.class,
    Consents.class,
    ConsentRegister.class,
    ConsentCheck.class,
    RegisteredNames.class,
    PupilStore.class,
    ConsentStore.class,
    Keepers.class,
    Validity.class,
    SchoolStaff.class
})
class ConsentApplication {

    /** Tuesday 4 May 2027, 10:00 school-local. */
    static final Instant NOW = Instant.parse("2027-05-04T09:00:00Z");

    static final SchoolCalendar CALENDAR = new SchoolCalendar(
            List.of(new Term("Summer term 2027", LocalDate.of(2027, 4, 12), LocalDate.of(2027, 7, 23))),
            Set.of(),
            LocalTime.of(16, 0));

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
        SchoolCalendars calendars = mock();
        when(calendars.current()).thenReturn(CALENDAR);
        return calendars;
    }

    @Bean
    MovableClock clock() {
        return new MovableClock();
    }

    @Bean
    Told told() {
        return new Told();
    }

    /** Remembers whom a change was told about; may refuse to hear of it. */
    static class Told {

        final List<Set<UUID>> changes = new ArrayList<>();
        boolean refuses;

        @EventListener
        void on(ConsentChanged change) {
            if (refuses || !TransactionSynchronizationManager.isActualTransactionActive()) {
                throw new IllegalStateException("Not now");
            }
            changes.add(change.pupils());
        }
    }

    static final class MovableClock extends Clock {

        private volatile Instant now = NOW;

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
