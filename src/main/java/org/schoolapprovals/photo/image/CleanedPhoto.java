package org.schoolapprovals.photo.image;

import java.util.List;

/**
 * A photograph without anything that a camera, a telephone or a program wrote beside it.
 *
 * @param jpeg the picture as a JPEG file in sRGB without metadata; the array is the caller's
 * @param width in pixels, the way it is looked at
 * @param height in pixels, the way it is looked at
 * @param removed what was found beside the picture and is gone, in words for people such as “Location removed”, each once
 */
public record CleanedPhoto(byte[] jpeg, int width, int height, List<String> removed) {

    public CleanedPhoto {
        removed = List.copyOf(removed);
    }
}
