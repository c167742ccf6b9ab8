package org.schoolapprovals.comment;

import java.time.Instant;
import java.util.Optional;

/**
 * A comment as the page tells of it; nothing in it is believed to be well-formed.
 *
 * @param externalId its id on the page
 * @param postId the post under which it stands
 * @param parentId the comment that it replies to; empty for one right under the post
 * @param authorId the author's id on the page; empty where the page keeps it to itself
 * @param authorName the author's name; may be empty
 * @param text may be empty where there is only an attachment
 * @param createdAt when it was first written
 * @param link where it can be seen
 * @param attachmentUrl where its picture or film can be had
 */
public record PageComment(
        String externalId,
        Optional<String> postId,
        Optional<String> parentId,
        Optional<String> authorId,
        String authorName,
        String text,
        Instant createdAt,
        Optional<String> link,
        Optional<String> attachmentUrl) {

    /** The text as it is kept and agreed: what {@link CommentPage#show} compares. */
    public String keptText() {
        return OutsideText.of(text).text();
    }
}
