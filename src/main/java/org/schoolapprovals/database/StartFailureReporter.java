package org.schoolapprovals.database;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.schoolapprovals.refusal.SettingsFault;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.annotation.Order;

/**
 * Says on the console in one sentence why the application cannot start with its database or its settings, in place of Spring's
 * report and stack trace. The application then ends with an exit code other than 0, as after any failed start.
 */
@Order(0)
class StartFailureReporter implements SpringBootExceptionReporter {

    /** The classes of SQLSTATE that mean: no connection, wrong user or password, no such database. */
    private static final List<String> UNREACHABLE = List.of("08", "28", "3D");

    @Override
    public boolean reportException(Throwable failure) {
        Optional<String> sentence = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .flatMap(cause -> sentence(cause).stream())
                .findFirst();
        sentence.ifPresent(System.err::println);
        return sentence.isPresent();
    }

    private static Optional<String> sentence(Throwable cause) {
        if (cause instanceof DatabaseFailure || cause instanceof SettingsFault) {
            return Optional.of(cause.getMessage());
        }
        if (cause instanceof SQLException refused
                && refused.getSQLState() != null
                && UNREACHABLE.stream().anyMatch(refused.getSQLState()::startsWith)) {
            return Optional.of("School Approvals cannot use the database that SPRING_DATASOURCE_URL names: "
                    + refused.getMessage());
        }
        return Optional.empty();
    }
}
