package org.schoolapprovals.database;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.annotation.Order;

/**
 * Says a {@link DatabaseFailure} on the console in its one sentence, in place of Spring's report and stack trace. The
 * application then ends with an exit code other than 0, as after any failed start.
 */
@Order(0)
class DatabaseFailureReporter implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        Optional<Throwable> databaseFailure = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(DatabaseFailure.class::isInstance)
                .findFirst();
        databaseFailure.map(Throwable::getMessage).ifPresent(System.err::println);
        return databaseFailure.isPresent();
    }
}
