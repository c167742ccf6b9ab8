package org.schoolapprovals.comment;

import java.net.URI;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.schoolapprovals.refusal.SoundText;

/**
 * A text that somebody outside wrote, as it can be kept: without null characters and broken halves of characters, and cut after
 * 20,000 characters; otherwise as it was.
 *
 * @param cut how many characters were cut off
 */
record OutsideText(String text, int cut) {

    static final int LONGEST = 20_000;

    private static final String NOBODY_ON_FACEBOOK = "Somebody on Facebook";
    private static final String NOBODY_BY_MAIL = "Somebody by mail";

    /** Names that stand for nobody in particular. */
    static final Set<String> NOBODY_KNOWS = Set.of(NOBODY_ON_FACEBOOK, NOBODY_BY_MAIL);

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST_MESSAGE_ID = 500;
    private static final int LONGEST_LINK = 500;
    private static final int LONGEST_ATTACHMENT_LINK = 4000;

    static OutsideText of(String raw) {
        String whole = SoundText.of(raw);
        int length = whole.codePointCount(0, whole.length());
        return length <= LONGEST
                ? new OutsideText(whole, 0)
                : new OutsideText(whole.substring(0, whole.offsetByCodePoints(0, LONGEST)), length - LONGEST);
    }

    /** Notes in the history what was cut off. */
    void note(Comment comment, Instant now) {
        if (cut > 0) {
            comment.note(
                    EventType.SHORTENED,
                    String.format(Locale.UK, "The text was too long: its last %,d characters were left out.", cut),
                    now);
        }
    }

    /** One line without control characters, cut to a length. */
    static String line(String raw, int longest) {
        String line =
                SoundText.of(raw).replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip();
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest));
    }

    /** A name without case, superfluous blanks and differences that nobody sees. */
    static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** The file behind a link, which stays the same while the page signs the link anew each time. */
    static Optional<String> fileName(Optional<String> link) {
        return link(link).map(URI::create).map(URI::getPath).map(path -> path.substring(path.lastIndexOf('/') + 1));
    }

    static Origin origin(PageComment comment, Optional<UUID> previous) {
        String name = line(comment.authorName(), LONGEST_NAME);
        return new Origin(
                Road.PAGE,
                Channel.FACEBOOK,
                Optional.of(comment.externalId()),
                comment.postId(),
                comment.parentId(),
                Optional.empty(),
                comment.authorId(),
                name.isEmpty() ? NOBODY_ON_FACEBOOK : name,
                Optional.empty(),
                comment.link().flatMap(link -> SoundText.webAddress(link, LONGEST_LINK)),
                false,
                true,
                previous);
    }

    static Origin origin(MailedComment mail) {
        String name = line(mail.senderName(), LONGEST_NAME);
        String address = line(mail.senderAddress(), LONGEST_NAME).toLowerCase(Locale.ROOT);
        String subject = line(mail.subject(), LONGEST_SUBJECT);
        return new Origin(
                Road.MAILBOX,
                Channel.FACEBOOK,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(line(mail.messageId(), LONGEST_MESSAGE_ID)),
                Optional.of(address).filter(one -> !one.isEmpty()),
                name.isEmpty() ? address.isEmpty() ? NOBODY_BY_MAIL : address : name,
                Optional.of(subject).filter(one -> !one.isEmpty()),
                Optional.empty(),
                false,
                false,
                Optional.empty());
    }

    static Optional<String> link(Optional<String> attachment) {
        return attachment.flatMap(link -> SoundText.webAddress(link, LONGEST_ATTACHMENT_LINK));
    }
}
