package org.schoolapprovals.comment;

import java.util.Optional;
import java.util.UUID;

/**
 * Where a comment comes from; this never changes.
 *
 * @param externalId its id on the page
 * @param postId the post under which it stands
 * @param parentId the comment that it replies to
 * @param messageId the mail that it came with
 * @param authorId the author's id on the page, or the address that the mail came from
 * @param authorName 1 to 100 characters
 * @param subject the mail's subject, at most 500 characters
 * @param postLink where it stands, or what it belongs to: an address on the web, at most 500 characters
 * @param ourOwn whether the school itself wants to make it
 * @param inPublic whether everybody could see it when it reached us
 * @param previous the request about the same comment before it was edited
 */
public record Origin(
        Road road,
        Channel channel,
        Optional<String> externalId,
        Optional<String> postId,
        Optional<String> parentId,
        Optional<String> messageId,
        Optional<String> authorId,
        String authorName,
        Optional<String> subject,
        Optional<String> postLink,
        boolean ourOwn,
        boolean inPublic,
        Optional<UUID> previous) {}
