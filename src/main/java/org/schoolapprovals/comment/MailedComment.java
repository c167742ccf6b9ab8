package org.schoolapprovals.comment;

import java.time.Instant;
import java.util.List;

/**
 * A comment that came as a mail to the staff account.
 *
 * @param messageId its Message-ID, or what stands in for a missing one; the same mail has the same one
 * @param senderAddress where it says it comes from; not proven
 * @param senderName may be empty
 * @param subject may be empty
 * @param text plain text
 * @param leftOut what was not taken in, in words, such as {@code photo.jpg (an attachment)}
 */
public record MailedComment(
        String messageId,
        String senderAddress,
        String senderName,
        String subject,
        String text,
        Instant receivedAt,
        List<String> leftOut) {

    public MailedComment {
        leftOut = List.copyOf(leftOut);
    }
}
