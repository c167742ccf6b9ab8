package org.schoolapprovals.channel.facebook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.schoolapprovals.channel.facebook.Inbox.Delivery;
import org.schoolapprovals.channel.facebook.Inbox.Item;
import org.schoolapprovals.channel.facebook.Inbox.Noted;
import org.schoolapprovals.comment.Comments;
import org.schoolapprovals.people.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works off what the page told us, each change in a transaction of its own, on as many nodes as there are. A change that fails is
 * tried again later, and holds up no other.
 */
@Component
class PageWorker {

    private static final Logger LOG = LoggerFactory.getLogger(PageWorker.class);

    private static final int MOST_ATTEMPTS = 12;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Inbox inbox;
    private final Webhook webhook;
    private final Comments comments;
    private final PageNotices notices;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PageWorker(
            Inbox inbox,
            Webhook webhook,
            Comments comments,
            PageNotices notices,
            TransactionTemplate transaction,
            Clock clock) {
        this.inbox = inbox;
        this.webhook = webhook;
        this.comments = comments;
        this.notices = notices;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Works off all that is due. */
    void run() {
        while (attempt(inbox::claimDelivery, this::takeApart)) {}
        while (attempt(inbox::claimChange, this::workOff)) {}
    }

    private <T extends Item> boolean attempt(Function<Instant, Optional<T>> claim, Consumer<T> work) {
        AtomicReference<T> claimed = new AtomicReference<>();
        try {
            transaction.executeWithoutResult(
                    status -> claim.apply(clock.instant()).ifPresent(item -> {
                        claimed.set(item);
                        work.accept(item);
                    }));
        } catch (RuntimeException failure) {
            if (claimed.get() == null) {
                throw failure;
            }
            putOff(claimed.get(), failure);
        }
        return claimed.get() != null;
    }

    private void takeApart(Delivery delivery) {
        webhook.changes(delivery.body(), delivery.receivedAt()).forEach(change -> inbox.add(change, clock.instant()));
        inbox.taken(delivery);
    }

    private void workOff(Noted noted) {
        PageChange change = noted.change();
        switch (change.verb()) {
            case ADDED -> comments.arrived(change.comment(), change.at());
            case EDITED -> comments.edited(change.comment(), change.at());
            case REMOVED -> comments.removed(change.comment().externalId(), change.at());
        }
        inbox.done(noted);
    }

    private void putOff(Item item, RuntimeException failure) {
        int attempts = item.attempts() + 1;
        LOG.warn("What the Facebook page told us could not be taken in, attempt {}", attempts, failure);
        boolean last = attempts >= MOST_ATTEMPTS;
        transaction.executeWithoutResult(status -> {
            inbox.failed(item, last ? Optional.empty() : Optional.of(next(attempts)));
            if (last) {
                notices.tell(
                        "A change on the Facebook page was not taken in",
                        "Something that happened to a comment on the school’s Facebook page could not be taken in here."
                                + " Please look through the page’s newest comments, and tell whoever looks after the"
                                + " application.",
                        Role.SOCIAL_MEDIA,
                        Role.ADMINISTRATOR);
            }
        });
    }

    /** After 10 seconds, then twice as long each time, at most an hour. */
    private Instant next(int attempts) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << (attempts - 1));
        return clock.instant().plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
    }
}
