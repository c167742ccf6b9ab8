package org.schoolapprovals.photo.image;

import java.io.ByteArrayOutputStream;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.schoolapprovals.photo.image.PhotoFile.Format;

/** Takes a PNG file apart (W3C, Portable Network Graphics). */
final class PngParts {

    static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

    private static final int HEADER_LENGTH = 13;
    private static final int AROUND_CONTENT = 12;

    /** How many values a pixel has, by the type of its colours; 0 where there is no such type. */
    private static final int[] VALUES = {1, 0, 3, 1, 2, 0, 4};

    private static final int PALETTE = 3;

    private final Bytes file;
    private final Kept picture = new Kept();
    private final Set<Found> found = EnumSet.noneOf(Found.class);
    private Optional<byte[]> exif = Optional.empty();
    private Optional<byte[]> profile = Optional.empty();
    private boolean hasPixels;

    PngParts(Bytes file) {
        this.file = file;
    }

    PhotoFile read() {
        picture.add(file, 0, SIGNATURE.length());
        int at = SIGNATURE.length();
        if (!file.has(at + 4, "IHDR") || file.bigEndian32(at) != HEADER_LENGTH) {
            throw file.length() < at + AROUND_CONTENT + HEADER_LENGTH
                    ? Refusal.CUT_OFF.exception()
                    : Refusal.DAMAGED.exception();
        }
        Bytes header = file.part(at + 8, at + 8 + HEADER_LENGTH);
        boolean last;
        do {
            last = file.has(at + 4, "IEND");
            at = chunk(at);
        } while (!last);
        if (!hasPixels) {
            throw Refusal.DAMAGED.exception();
        }
        if (at < file.length()) {
            found.add(Found.APPENDED);
        }
        return whole(header);
    }

    private int chunk(int at) {
        long end = at + AROUND_CONTENT + file.bigEndian32(at);
        Bytes typeAndContent = file.part(at + 4, end - 4);
        Bytes content = typeAndContent.part(4, typeAndContent.length());
        String type = typeAndContent.part(0, 4).latin();
        switch (type) {
            case "IHDR", "PLTE", "tRNS", "IDAT", "IEND" -> {
                if (typeAndContent.crc32() != file.bigEndian32((int) end - 4)) {
                    throw Refusal.DAMAGED.exception();
                }
                hasPixels |= type.equals("IDAT");
                picture.add(file, at, (int) end);
            }
            case "eXIf" -> {
                exif = Optional.of(PhotoFile.exif(content));
                found.add(Found.CAMERA);
            }
            case "iCCP" -> {
                profile = profile(content);
                found.add(Found.PROFILE);
            }
            case "tEXt", "zTXt", "iTXt" -> {
                if (content.has(0, "XML:com.adobe.xmp")) {
                    PhotoFile.noteXmp(content, found);
                } else {
                    found.add(Found.TEXT);
                }
            }
            case "acTL", "fcTL", "fdAT" -> found.add(Found.FURTHER_PICTURES);
            case "sRGB", "gAMA", "cHRM", "sBIT", "bKGD", "hIST", "pHYs" -> {
                // Numbers about the picture that tell nothing about anybody.
            }
            default -> {
                if (Character.isUpperCase(type.charAt(0))) {
                    throw Refusal.DAMAGED.exception();
                }
                found.add(Found.OTHER);
            }
        }
        return (int) end;
    }

    /** A name, a zero, the method 0 and the packed profile, of which no more is unpacked than a profile has. */
    private static Optional<byte[]> profile(Bytes content) {
        int packed = content.latin().indexOf('\0') + 2;
        if (packed < 2 || packed >= content.length()) {
            return Optional.empty();
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(content.part(packed, content.length()).copy());
            ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
            byte[] some = new byte[8192];
            int count;
            while ((count = inflater.inflate(some)) > 0) {
                unpacked.write(some, 0, count);
                if (unpacked.size() > PhotoFile.LARGEST_PROFILE) {
                    return Optional.empty();
                }
            }
            return Optional.of(unpacked.toByteArray()).filter(bytes -> bytes.length > 0);
        } catch (DataFormatException damaged) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private PhotoFile whole(Bytes header) {
        long width = header.bigEndian32(0);
        long height = header.bigEndian32(4);
        int depth = header.at(8);
        int type = header.at(9);
        int values = type < VALUES.length ? VALUES[type] : 0;
        boolean possible = width > 0
                && height > 0
                && Math.max(width, height) <= Integer.MAX_VALUE
                && values > 0
                && (depth == 8
                        || depth == 16 && type != PALETTE
                        || values == 1 && (depth == 1 || depth == 2 || depth == 4))
                && header.at(10) == 0
                && header.at(11) == 0
                && header.at(12) <= 1;
        if (!possible) {
            throw Refusal.DAMAGED.exception();
        }
        return new PhotoFile(
                Format.PNG,
                picture.bytes(),
                (int) width,
                (int) height,
                values * Math.max(1, depth / 8),
                exif,
                profile.filter(bytes -> values > 2 || type == PALETTE),
                found);
    }
}
