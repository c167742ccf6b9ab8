package org.schoolapprovals.notice.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.schoolapprovals.notice.mail.MailText.Text;
import org.schoolapprovals.notice.mail.Outbox.Mail;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Sends what is due from the outbox. Several may do so at once, on one node or several: each mail is taken up by one of them. */
@Component
class MailOut {

    /** What would begin a new line in a header, or turn its text round. */
    private static final Pattern NOT_IN_A_LINE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

    private static final int LONGEST_SUBJECT = 200;

    private static final Logger LOG = LoggerFactory.getLogger(MailOut.class);

    private final Outbox outbox;
    private final MailText text;
    private final People people;
    private final MailSettings settings;
    private final ObjectProvider<JavaMailSender> server;
    private final Clock clock;

    private volatile boolean down;

    MailOut(
            Outbox outbox,
            MailText text,
            People people,
            MailSettings settings,
            ObjectProvider<JavaMailSender> server,
            Clock clock) {
        this.outbox = outbox;
        this.text = text;
        this.people = people;
        this.settings = settings;
        this.server = server;
        this.clock = clock;
    }

    /** Sends all that is due. A server that cannot be had is tried with one mail only; the others wait for the next time. */
    void sendDue() {
        if (!settings.on()) {
            return;
        }
        boolean reachable = true;
        while (reachable) {
            Optional<Mail> due = outbox.claim(clock.instant());
            if (due.isEmpty()) {
                return;
            }
            reachable = send(due.get());
        }
    }

    /** @return whether to go on with other mails */
    private boolean send(Mail mail) {
        Optional<Person> person =
                people.find(mail.person()).filter(known -> !known.roles().isEmpty());
        Optional<String> address =
                person.flatMap(known -> people.emailOf(known.id())).flatMap(MailSettings::address);
        if (address.isEmpty()) {
            outbox.drop(mail);
            return true;
        }
        try {
            JavaMailSender sender = server.getObject();
            sender.send(compose(sender.createMimeMessage(), mail, person.get(), address.get()));
        } catch (MailException | MessagingException failure) {
            outbox.failed(mail, clock.instant());
            return goOnAfter(failure);
        }
        outbox.sent(mail, clock.instant());
        if (down) {
            down = false;
            LOG.info("The mail server takes notices again.");
        }
        return true;
    }

    private boolean goOnAfter(Exception failure) {
        if (failure instanceof MailSendException several
                && Arrays.stream(several.getMessageExceptions()).anyMatch(SendFailedException.class::isInstance)) {
            LOG.warn("The mail server refused a notice, which will be tried again: {}", failure.getMessage());
            return true;
        }
        if (!down) {
            down = true;
            LOG.warn("The mail server cannot be used; notices wait and are tried again: {}", failure.getMessage());
        }
        return false;
    }

    private MimeMessage compose(MimeMessage message, Mail mail, Person person, String address)
            throws MessagingException {
        Text words = text.of(mail, person);
        message.setFrom(new InternetAddress(settings.from()));
        message.setRecipient(MimeMessage.RecipientType.TO, named(address, person.name()));
        message.setSubject(line(words.subject()), StandardCharsets.UTF_8.name());
        message.setSentDate(java.util.Date.from(clock.instant()));
        message.setHeader("Message-ID", "<notice." + mail.id() + "@" + settings.host() + ">");
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setContent(words.alternatives());
        return message;
    }

    private static InternetAddress named(String address, String name) throws MessagingException {
        try {
            return new InternetAddress(address, line(name), StandardCharsets.UTF_8.name());
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The text on one line, whatever somebody put into it. */
    private static String line(String text) {
        String line = NOT_IN_A_LINE.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_SUBJECT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT - 1)) + "\u2026";
    }
}
