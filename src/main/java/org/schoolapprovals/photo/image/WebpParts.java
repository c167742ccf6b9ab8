package org.schoolapprovals.photo.image;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.schoolapprovals.photo.image.PhotoFile.Format;

/** Takes a WebP file apart (RFC 9649). */
final class WebpParts {

    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int ANIMATED = 0x02;
    private static final int TRANSPARENT = 0x10;
    private static final int LOSSY_HEADER = 10;
    private static final int LOSSLESS_HEADER = 5;
    private static final int SIZE_BITS = 0x3fff;

    /** Measured: what the decoder takes in all for a pixel. */
    private static final int LOSSY_BYTES_PER_PIXEL = 4;

    private static final int LOSSLESS_BYTES_PER_PIXEL = 8;

    private final Bytes file;
    private final Set<Found> found = EnumSet.noneOf(Found.class);
    private Optional<byte[]> exif = Optional.empty();
    private Optional<byte[]> profile = Optional.empty();
    private Optional<Bytes> lossy = Optional.empty();
    private Optional<Bytes> lossless = Optional.empty();
    private Optional<Bytes> alpha = Optional.empty();

    WebpParts(Bytes file) {
        this.file = file;
    }

    PhotoFile read() {
        long end = CHUNK_HEADER + file.littleEndian32(4);
        Bytes riff = file.part(0, end);
        long at = RIFF_HEADER;
        while (at + CHUNK_HEADER <= end) {
            long size = riff.littleEndian32((int) at + 4);
            chunk(riff.part(at, at + 4).latin(), riff.part(at + CHUNK_HEADER, at + CHUNK_HEADER + size));
            at += CHUNK_HEADER + size + size % 2;
        }
        if (end + end % 2 < file.length()) {
            found.add(Found.APPENDED);
        }
        return lossy.map(this::lossy).or(() -> lossless.map(this::lossless)).orElseThrow(Refusal.DAMAGED::exception);
    }

    private void chunk(String type, Bytes content) {
        switch (type) {
            case "VP8 " -> lossy = Optional.of(content);
            case "VP8L" -> lossless = Optional.of(content);
            case "ALPH" -> alpha = Optional.of(content);
            case "VP8X" -> {
                if ((content.at(0) & ANIMATED) != 0) {
                    throw Refusal.MOVING.exception();
                }
            }
            case "ANIM", "ANMF" -> throw Refusal.MOVING.exception();
            case "ICCP" -> {
                profile = Optional.of(content.copy()).filter(bytes -> bytes.length <= PhotoFile.LARGEST_PROFILE);
                found.add(Found.PROFILE);
            }
            case "EXIF" -> {
                exif = Optional.of(PhotoFile.exif(content));
                found.add(Found.CAMERA);
            }
            case "XMP " -> PhotoFile.noteXmp(content, found);
            default -> found.add(Found.OTHER);
        }
    }

    private PhotoFile lossy(Bytes content) {
        boolean keyFrame = (content.at(0) & 1) == 0;
        if (content.length() < LOSSY_HEADER || !keyFrame || !content.has(3, "\u009d\u0001\u002a")) {
            throw Refusal.DAMAGED.exception();
        }
        int width = content.littleEndian16(6) & SIZE_BITS;
        int height = content.littleEndian16(8) & SIZE_BITS;
        if (width == 0 || height == 0) {
            throw Refusal.DAMAGED.exception();
        }
        Kept chunks = new Kept();
        alpha.ifPresent(values -> {
            int w = width - 1;
            int h = height - 1;
            chunks.add('V', 'P', '8', 'X', 10, 0, 0, 0, TRANSPARENT, 0, 0, 0, w, w >> 8, w >> 16, h, h >> 8, h >> 16);
            add(chunks, "ALPH", values);
        });
        add(chunks, "VP8 ", content);
        return whole(chunks, width, height, LOSSY_BYTES_PER_PIXEL);
    }

    private PhotoFile lossless(Bytes content) {
        if (content.length() < LOSSLESS_HEADER || content.at(0) != 0x2f) {
            throw Refusal.DAMAGED.exception();
        }
        long sizes = content.littleEndian32(1);
        Kept chunks = new Kept();
        add(chunks, "VP8L", content);
        int width = (int) (sizes & SIZE_BITS) + 1;
        int height = (int) (sizes >> 14 & SIZE_BITS) + 1;
        return whole(chunks, width, height, LOSSLESS_BYTES_PER_PIXEL);
    }

    private static void add(Kept chunks, String type, Bytes content) {
        chunks.add(type.chars().toArray());
        addNumber(chunks, content.length());
        chunks.add(content, 0, content.length());
        if (content.length() % 2 == 1) {
            chunks.add(0);
        }
    }

    private static void addNumber(Kept kept, int number) {
        kept.add(number, number >> 8, number >> 16, number >> 24);
    }

    private PhotoFile whole(Kept chunks, int width, int height, int bytesPerPixel) {
        Kept whole = new Kept();
        whole.add('R', 'I', 'F', 'F');
        addNumber(whole, chunks.length() + 4);
        whole.add('W', 'E', 'B', 'P');
        whole.add(chunks);
        return new PhotoFile(Format.WEBP, whole.bytes(), width, height, bytesPerPixel, exif, profile, found);
    }
}
