package org.schoolapprovals.roundup;

import java.util.List;
import java.util.Optional;
import org.schoolapprovals.photo.ClearedPhoto;

/**
 * A round-up as it was posted, looked through beforehand.
 *
 * @param link where it can be seen, an address on the web; empty where nobody said
 */
record Post(String text, List<ClearedPhoto> photos, Optional<String> link) {

    Post {
        photos = List.copyOf(photos);
    }
}
