package org.schoolapprovals.roundup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is prepared for a Friday.
 *
 * @param text as it would be posted; may be empty; believe nothing in it
 * @param photos those chosen, in the order chosen
 * @param contactsOurs whether somebody said that contact details in it are the school's own
 * @param savedBy user name of whoever saved it last; empty where nobody has
 * @param version how often it was saved
 */
public record Draft(
        String text,
        List<UUID> photos,
        boolean contactsOurs,
        Optional<Instant> savedAt,
        Optional<String> savedBy,
        int version) {

    /** Nobody has prepared anything. */
    public static final Draft NONE = new Draft("", List.of(), false, Optional.empty(), Optional.empty(), 0);

    public Draft {
        photos = List.copyOf(photos);
    }

    public boolean isEmpty() {
        return text.isEmpty() && photos.isEmpty();
    }
}
