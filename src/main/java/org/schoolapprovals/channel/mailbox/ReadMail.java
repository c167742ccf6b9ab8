package org.schoolapprovals.channel.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.schoolapprovals.comment.MailedComment;

/**
 * A mail as it was read: a comment, or something that a machine wrote and nobody has to agree.
 *
 * @param comment empty for a mail that a machine wrote
 */
record ReadMail(Optional<MailedComment> comment) {

    private static final Session NO_SERVER = Session.getInstance(new Properties());

    /** More lines that could begin a part than a mail of people has: reading them all would take the memory of everything else. */
    private static final int MOST_BOUNDARIES = 2000;

    private static final int LONGEST_HEADER = 10_000;
    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?-~]{3,250}>");
    private static final Pattern OUR_NOTICE = Pattern.compile("<notice\\.[0-9a-f-]{36}@[^>]*>");
    private static final Set<String> MASS_MAIL = Set.of("bulk", "junk", "auto_reply");

    /**
     * @param raw the whole mail as it came over the wire
     * @throws MessagingException if it is broken, or nothing in it can be read
     */
    static ReadMail of(byte[] raw, Instant receivedAt) throws MessagingException, IOException {
        refuseBomb(raw);
        MimeMessage mail = new MimeMessage(NO_SERVER, new ByteArrayInputStream(raw));
        if (isByMachine(mail)) {
            return new ReadMail(Optional.empty());
        }
        MailText.Plain plain = MailText.of(mail);
        String subject = header(mail, "Subject");
        if (plain.text().isBlank() && subject.isBlank()) {
            throw new MessagingException("No text");
        }
        Optional<InternetAddress> sender = sender(mail);
        String address = sender.map(InternetAddress::getAddress).orElse("");
        String text = plain.text().isBlank() ? subject : plain.text();
        return new ReadMail(Optional.of(new MailedComment(
                id(mail, raw, address + "\n" + subject + "\n" + text),
                address,
                sender.map(InternetAddress::getPersonal).orElse(""),
                subject,
                text,
                receivedAt,
                plain.leftOut())));
    }

    private static void refuseBomb(byte[] raw) throws MessagingException {
        int boundaries = 0;
        for (int i = 0; i + 2 < raw.length; i++) {
            if (raw[i] == '\n' && raw[i + 1] == '-' && raw[i + 2] == '-' && ++boundaries > MOST_BOUNDARIES) {
                throw new MessagingException("More parts than a mail of people has");
            }
        }
    }

    /**
     * Notices of our own, answers of machines, mail to many, and mail that came back. What merely passed through the address of a
     * group, or asks for no automatic answer, may be somebody's comment: that is for people to see.
     */
    private static boolean isByMachine(MimeMessage mail) throws MessagingException {
        String submitted = header(mail, "Auto-Submitted").toLowerCase(Locale.ROOT);
        return !submitted.isEmpty() && !submitted.startsWith("no")
                || MASS_MAIL.contains(header(mail, "Precedence").toLowerCase(Locale.ROOT))
                || header(mail, "Return-Path").equals("<>")
                || OUR_NOTICE.matcher(header(mail, "Message-ID")).matches()
                || header(mail, "Content-Type").toLowerCase(Locale.ROOT).startsWith("multipart/report");
    }

    private static Optional<InternetAddress> sender(MimeMessage mail) throws MessagingException {
        String from = header(mail, "From", ",");
        try {
            return Stream.of(InternetAddress.parseHeader(from, false)).findFirst();
        } catch (AddressException nonsense) {
            return Optional.empty();
        }
    }

    /**
     * The same mail has the same id however often it is read. Two mails that bear one Message-ID are two all the same, so that
     * nobody's comment is lost by another's.
     */
    private static String id(MimeMessage mail, byte[] raw, String content) throws MessagingException {
        String[] given = mail.getHeader("Message-ID");
        return given != null
                        && given.length == 1
                        && MESSAGE_ID.matcher(given[0].strip()).matches()
                ? given[0].strip() + " "
                        + hash(content.getBytes(StandardCharsets.UTF_8)).substring(0, 16)
                : hash(raw);
    }

    /** What stands for a mail that cannot be read. */
    static String hash(byte[] bytes) {
        return DigestUtils.sha256Hex(bytes);
    }

    private static String header(MimeMessage mail, String name) throws MessagingException {
        return header(mail, name, null);
    }

    /** A header in words, on one line; empty for none. */
    private static String header(MimeMessage mail, String name, String separator) throws MessagingException {
        String raw = mail.getHeader(name, separator);
        if (raw == null) {
            return "";
        }
        // Each byte came as one character.
        String head = raw.length() > LONGEST_HEADER ? raw.substring(0, LONGEST_HEADER) : raw;
        String unfolded = MimeUtility.unfold(MailText.guessed(head.getBytes(StandardCharsets.ISO_8859_1)));
        return decoded(unfolded, name).strip();
    }

    private static String decoded(String text, String name) {
        if (!name.equals("Subject")) {
            return text;
        }
        try {
            return MimeUtility.decodeText(text);
        } catch (java.io.UnsupportedEncodingException unknownCharset) {
            return text;
        }
    }
}
