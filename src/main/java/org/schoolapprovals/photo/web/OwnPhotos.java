package org.schoolapprovals.photo.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.photo.PhotoLine;
import org.schoolapprovals.photo.PhotoRegister;
import org.schoolapprovals.web.OwnRequests;
import org.springframework.stereotype.Component;

/** The photographs that a person submitted, on their landing page: all that are open, and those of the last fortnight that ended. */
@Component
class OwnPhotos implements OwnRequests {

    private static final int MOST = 50;
    private static final Duration ENDED_SHOWN_FOR = Duration.ofDays(14);

    private final PhotoRegister register;
    private final Clock clock;

    OwnPhotos(PhotoRegister register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    @Override
    public List<OwnRequest> of(Person person) {
        Instant shownFrom = clock.instant().minus(ENDED_SHOWN_FOR);
        return register.own(person.id(), MOST).stream()
                .filter(photos ->
                        !photos.state().isEnd() || photos.submittedAt().isAfter(shownFrom))
                .map(OwnPhotos::toRequest)
                .toList();
    }

    private static OwnRequest toRequest(PhotoLine photos) {
        return new OwnRequest(
                photos.event(),
                photos.reference(),
                "/photos/submissions/" + photos.id(),
                photos.submittedAt(),
                Standing.steps(photos.state(), photos.due(), !photos.live().isEmpty()));
    }
}
