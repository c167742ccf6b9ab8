package org.schoolapprovals.photo.image;

import java.util.Optional;
import java.util.Set;

/**
 * A file taken apart: what is needed to show its picture, and what stood beside it.
 *
 * @param picture the file reduced to what shows its picture, so that no decoder ever sees anything else
 * @param width in pixels, as stored
 * @param height in pixels, as stored
 * @param bytesPerPixel what a pixel takes while it is decoded
 * @param exif what the camera wrote, from the TIFF header on
 * @param profile the ICC profile of the picture's colours; empty where there is none, or the decoder applies it itself
 */
record PhotoFile(
        Format format,
        byte[] picture,
        int width,
        int height,
        int bytesPerPixel,
        Optional<byte[]> exif,
        Optional<byte[]> profile,
        Set<Found> found) {

    /** Larger ones are no profiles of colours. */
    static final int LARGEST_PROFILE = 4_000_000;

    private static final String EXIF = "Exif\0\0";

    enum Format {
        JPEG,
        PNG,
        WEBP
    }

    /**
     * Takes a file apart by what its bytes say.
     *
     * @throws org.schoolapprovals.refusal.RefusedException where it is no whole picture of a format that is taken
     */
    static PhotoFile of(byte[] file) {
        Bytes bytes = new Bytes(file);
        if (file.length == 0) {
            throw Refusal.EMPTY.exception();
        }
        if (bytes.has(0, JpegParts.SIGNATURE)) {
            return new JpegParts(bytes).read();
        }
        if (bytes.has(0, PngParts.SIGNATURE)) {
            return new PngParts(bytes).read();
        }
        if (bytes.has(0, "RIFF") && bytes.has(8, "WEBP")) {
            return new WebpParts(bytes).read();
        }
        if (bytes.has(4, "ftyp") && bytes.hasAnyOf(8, "hei", "hev", "mif1", "msf1", "avi")) {
            throw Refusal.HEIC.exception();
        }
        throw Refusal.NO_PICTURE.exception();
    }

    static boolean isExif(Bytes content) {
        return content.has(0, EXIF);
    }

    /** What the camera wrote, with or without the words that JPEG files put before it. */
    static byte[] exif(Bytes content) {
        return isExif(content) ? content.part(EXIF.length(), content.length()).copy() : content.copy();
    }

    /** An XMP packet holds words about the picture, and perhaps where it was taken. */
    static void noteXmp(Bytes packet, Set<Found> found) {
        found.add(Found.CAPTION);
        if (packet.latin().contains("GPSL")) {
            found.add(Found.LOCATION);
        }
    }
}
