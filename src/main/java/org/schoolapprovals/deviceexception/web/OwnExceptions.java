package org.schoolapprovals.deviceexception.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.schoolapprovals.deviceexception.ExceptionRegister;
import org.schoolapprovals.deviceexception.ExceptionSummary;
import org.schoolapprovals.deviceexception.Group;
import org.schoolapprovals.deviceexception.RegisterFilter;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.web.OwnRequests;
import org.springframework.stereotype.Component;

/** A person's own exceptions on their landing page: all that are open, and for a fortnight after return those that ended. */
@Component
class OwnExceptions implements OwnRequests {

    private static final int MOST = 50;
    private static final Duration ENDED_SHOWN_FOR = Duration.ofDays(14);

    private final ExceptionRegister register;
    private final Clock clock;

    OwnExceptions(ExceptionRegister register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    @Override
    public List<OwnRequest> of(Person person) {
        Instant shownFrom = clock.instant().minus(ENDED_SHOWN_FOR);
        return register.page(person.id(), RegisterFilter.everything(MOST).by(person.id())).lines().stream()
                .filter(exception -> exception.group() != Group.CLOSED
                        || exception.homecoming().isAfter(shownFrom))
                .map(OwnExceptions::toRequest)
                .toList();
    }

    private static OwnRequest toRequest(ExceptionSummary exception) {
        return new OwnRequest(
                exception.tripName(),
                exception.reference(),
                "/exceptions/" + exception.id(),
                exception.requestedAt(),
                Standing.steps(exception));
    }
}
