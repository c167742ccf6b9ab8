package org.schoolapprovals.comment;

import java.time.Instant;
import java.util.Optional;

/**
 * The school's page. Each call ends within some seconds, and doing again what is done already is {@link Answer.Done}. Whatever
 * goes wrong is an answer, not an exception.
 */
public interface CommentPage {

    /** Whether the page can be reached by software at all; where not, people do everything by hand. */
    boolean isConnected();

    Answer hide(String externalId);

    /** Shows it, provided that this is the text that stands there; otherwise {@link Answer.Edited}. */
    Answer show(String externalId, String agreedText);

    Answer remove(String externalId);

    /** What it stood under, for the evidence; empty if that cannot be had now. */
    Optional<Snapshot> snapshot(String externalId);

    /**
     * What a comment stood under.
     *
     * @param attachmentSha256 of the comment's own attachment, 64 hexadecimal digits
     */
    record Snapshot(String parentText, String parentLink, Optional<String> attachmentSha256) {}

    /** What the page said. */
    sealed interface Answer {

        record Done() implements Answer {}

        /** There is no such comment any more. */
        record Gone() implements Answer {}

        /** Another text stands there than the one agreed; nothing was shown. */
        record Edited(PageComment now) implements Answer {}

        /** The token has run out or was withdrawn. */
        record TokenExpired() implements Answer {}

        /** The token is good, but may not do this on the page. */
        record PermissionLost() implements Answer {}

        /**
         * It did not work, and may work later.
         *
         * @param notBefore when the page lets us try again; empty where it did not say
         * @param why in a few words for people, such as {@code the page did not answer in time}
         */
        record Later(Optional<Instant> notBefore, String why) implements Answer {}
    }
}
