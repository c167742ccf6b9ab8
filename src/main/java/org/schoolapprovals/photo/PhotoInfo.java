package org.schoolapprovals.photo;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is known of a cleaned photograph, without its picture.
 *
 * @param uploader user name of whoever sent it
 * @param width in pixels
 * @param height in pixels
 * @param size of the file, in bytes
 * @param sha256 of the file, in hexadecimal digits
 * @param removed what was found beside the picture and removed, in words for people
 */
public record PhotoInfo(
        UUID id,
        String uploader,
        Instant uploadedAt,
        int width,
        int height,
        int size,
        String sha256,
        List<String> removed) {

    public PhotoInfo {
        removed = List.copyOf(removed);
    }
}
