package org.schoolapprovals.channel.mailbox;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.schoolapprovals.comment.MailedComment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Looks into the mailbox again and again. A comment is taken in and committed before its mail is moved away: whatever ends this in
 * between, the mail is found again, and known then.
 */
class MailboxRounds {

    private static final int MOST_ATTEMPTS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(MailboxRounds.class);

    private final MailboxSettings settings;
    private final MailboxState state;
    private final Consumer<MailedComment> comments;
    private final Clock clock;
    private final UUID reader = UUID.randomUUID();

    /** @param comments takes a comment in, in a transaction of its own; the same one again changes nothing */
    MailboxRounds(MailboxSettings settings, MailboxState state, Consumer<MailedComment> comments, Clock clock) {
        this.settings = settings;
        this.state = state;
        this.comments = comments;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${school.mailbox.poll:PT1M}", initialDelayString = "PT10S")
    void round() {
        if (!settings.connected() || !state.takeTurn(reader, clock.instant())) {
            return;
        }
        try (StaffMailbox mailbox = StaffMailbox.open(settings)) {
            mailbox.eachMail((mail, whole) -> goesTo(mailbox, mail, whole));
            state.works();
        } catch (MessagingException failure) {
            LOG.warn("The staff mailbox {} cannot be read: {}", settings, inWords(failure));
            state.failed(clock.instant());
        } finally {
            state.endTurn(reader);
        }
    }

    private Optional<Folder> goesTo(StaffMailbox mailbox, IMAPMessage mail, Optional<byte[]> whole)
            throws MessagingException {
        if (!state.takeTurn(reader, clock.instant())) {
            throw new MessagingException("Another node has gone on reading");
        }
        if (whole.isEmpty()) {
            return putAside(mailbox, "size " + mail.getSize() + " uid " + mailbox.uid(mail));
        }
        String hash = ReadMail.hash(whole.get());
        Optional<MailedComment> comment;
        try {
            comment = ReadMail.of(whole.get(), receivedAt(mail)).comment();
        } catch (MessagingException | IOException | RuntimeException broken) {
            LOG.warn(
                    "A mail in the staff mailbox cannot be read and is put aside: {}",
                    broken.getClass().getName());
            return putAside(mailbox, hash);
        }
        try {
            comment.ifPresent(comments);
            return Optional.of(mailbox.processed());
        } catch (RuntimeException failure) {
            LOG.error("A mail in the staff mailbox cannot be taken in", failure);
            return state.failedToTakeIn(hash, clock.instant()) < MOST_ATTEMPTS
                    ? Optional.empty()
                    : putAside(mailbox, hash);
        }
    }

    private Optional<Folder> putAside(StaffMailbox mailbox, String mail) {
        state.putAside(mail, clock.instant());
        return Optional.of(mailbox.forPeople());
    }

    private Instant receivedAt(IMAPMessage mail) throws MessagingException {
        Instant now = clock.instant();
        return Optional.ofNullable(mail.getReceivedDate())
                .map(Date::toInstant)
                .filter(moment -> moment.isBefore(now))
                .orElse(now);
    }

    /** Never what the server says about a failed sign-in: it may repeat what it was given. */
    private String inWords(MessagingException failure) {
        return failure instanceof AuthenticationFailedException
                ? "the server refuses the user name or the password"
                : String.valueOf(failure.getMessage()).replace(settings.password(), "\u2026");
    }
}
