package org.schoolapprovals.comment.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.schoolapprovals.comment.CommentLine;
import org.schoolapprovals.comment.CommentRegister;
import org.schoolapprovals.comment.Shown;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.web.OwnRequests;
import org.springframework.stereotype.Component;

/** The comments that a person brought, on their landing page: all that are open, and those of the last fortnight that ended. */
@Component
class OwnComments implements OwnRequests {

    private static final int MOST = 50;
    private static final Duration ENDED_SHOWN_FOR = Duration.ofDays(14);

    private final CommentRegister register;
    private final Clock clock;

    OwnComments(CommentRegister register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    @Override
    public List<OwnRequest> of(Person person) {
        Instant shownFrom = clock.instant().minus(ENDED_SHOWN_FOR);
        return register.own(person.id(), MOST).stream()
                .filter(comment ->
                        !comment.state().isEnd() || comment.receivedAt().isAfter(shownFrom))
                .map(OwnComments::toRequest)
                .toList();
    }

    private static OwnRequest toRequest(CommentLine comment) {
        String title = comment.ourOwn()
                ? "The school’s own comment for " + comment.channel().words()
                : "Comment by " + Shown.text(comment.authorName());
        return new OwnRequest(
                title,
                comment.reference(),
                "/comments/" + comment.id(),
                comment.receivedAt(),
                Standing.steps(comment.state(), comment.due()));
    }
}
