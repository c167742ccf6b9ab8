package org.schoolapprovals.photo;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.schoolapprovals.consent.Use;

/**
 * Photographs that had been cleared may not be shown any more: they have to be taken down, or their clearance is void. Told in the
 * transaction that recorded it, which holds the children and the submission.
 *
 * @param photos for each place, photographs that may not be shown there; some may have been told of before
 */
public record PhotosTakenBack(Map<Use, Set<UUID>> photos) {

    public PhotosTakenBack {
        photos = Map.copyOf(photos);
    }

    /** Those that may not be shown in this place any more. */
    public Set<UUID> in(Use use) {
        return photos.getOrDefault(use, Set.of());
    }
}
