package org.schoolapprovals.photo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Cleaned photographs and the text that goes with them, packed for whoever posts them by hand. */
final class PhotoZip {

    private PhotoZip() {}

    /** @param name what the files are called, before their number and ending */
    static byte[] of(String name, List<byte[]> pictures, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            // Pictures do not become smaller by being packed once more.
            zip.setLevel(Deflater.NO_COMPRESSION);
            int number = 0;
            for (byte[] picture : pictures) {
                zip.putNextEntry(new ZipEntry("%s-%02d.jpg".formatted(name, ++number)));
                zip.write(picture);
            }
            zip.putNextEntry(new ZipEntry(name + ".txt"));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException memoryNeverFails) {
            throw new UncheckedIOException(memoryNeverFails);
        }
        return bytes.toByteArray();
    }
}
