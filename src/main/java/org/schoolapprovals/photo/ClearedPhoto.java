package org.schoolapprovals.photo;

import java.time.Instant;
import java.util.UUID;

/**
 * A photograph that may be shown in a place at this moment.
 *
 * @param sha256 of the file, 64 hexadecimal digits
 * @param publication the publication that it was cleared for
 * @param reference what people call the submission by
 * @param event what it shows, in a line; believe nothing in it
 * @param number its place among the photographs of that publication, from 1
 * @param outOf how many there are in that publication
 * @param clearedAt when somebody cleared it
 */
public record ClearedPhoto(
        UUID id,
        String sha256,
        UUID publication,
        String reference,
        String event,
        int number,
        int outOf,
        Instant clearedAt) {

    /** As people tell it from others, such as {@code Sports day, 2 of 5 (PHO-2027-0001)}. */
    public String title() {
        return outOf == 1
                ? "%s (%s)".formatted(event, reference)
                : "%s, %d of %d (%s)".formatted(event, number, outOf, reference);
    }
}
