package org.schoolapprovals.photo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.consent.Use;

/**
 * Where software publishes photographs. Each call ends within a minute or so, and doing again what is done already is {@link
 * Answer.Done}. Whatever goes wrong is an answer, not an exception.
 */
public interface PhotoChannel {

    /** Whether software can publish there at all; where not, people do everything by hand. */
    boolean isConnected(Use use);

    /** Publishes a post, once for each publication however often it is called. */
    Answer publish(Post post);

    /**
     * Takes a post down.
     *
     * @param externalId what {@link Answer.Done} told; empty where the call was made and its answer lost, so that the channel has
     *     to find out by itself whether there is a post of this publication
     */
    Answer remove(UUID publication, Optional<String> externalId);

    /**
     * What is published.
     *
     * @param publication the same for every call about it
     * @param text event and caption
     * @param pictures in the order in which they are to be shown, at least one
     */
    record Post(UUID publication, String text, List<Picture> pictures) {

        public Post {
            pictures = List.copyOf(pictures);
        }
    }

    /** @param jpeg the cleaned picture; nobody changes it */
    record Picture(UUID id, byte[] jpeg) {}

    /** What the channel said. */
    sealed interface Answer {

        /**
         * It is done.
         *
         * @param externalId the channel's id of the post; where it was taken down, the one that was given, or the empty text
         * @param link where it can be seen, an address on the web
         */
        record Done(String externalId, Optional<String> link) implements Answer {}

        /** There is no such post (any more). */
        record Gone() implements Answer {}

        /** The token has run out or was withdrawn. */
        record TokenExpired() implements Answer {}

        /** The token is good, but may not do this. */
        record PermissionLost() implements Answer {}

        /**
         * It did not work, and may work later.
         *
         * @param notBefore when the channel lets us try again; empty where it did not say
         * @param why in a few words for people, such as {@code the page did not answer in time}
         */
        record Later(Optional<Instant> notBefore, String why) implements Answer {}
    }
}
