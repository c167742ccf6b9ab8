package org.schoolapprovals.photo.image;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.schoolapprovals.photo.image.PhotoFile.Format;

/** Takes a JPEG file apart (ITU-T T.81, annex B). */
final class JpegParts {

    static final String SIGNATURE = "\u00ff\u00d8\u00ff";

    private static final int BASELINE = 0xc0;
    private static final int PROGRESSIVE = 0xc2;
    private static final int HUFFMAN_TABLES = 0xc4;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;
    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int QUANTISATION_TABLES = 0xdb;
    private static final int RESTART_INTERVAL = 0xdd;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP13 = 0xed;
    private static final int APP14 = 0xee;
    private static final int COMMENT = 0xfe;

    /** Without this the decoder would guess at the colours. */
    private static final int[] JFIF = {0xff, APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 2, 0, 0, 1, 0, 1, 0, 0};

    private static final int JFIF_WITHOUT_PREVIEW = 14;
    private static final int BITS = 8;
    private static final int ADOBE_LENGTH = 12;
    private static final String PROFILE = "ICC_PROFILE\0";
    private static final int PROFILE_HEADER = PROFILE.length() + 2;

    /** A progressive picture has about ten; each takes the time of a whole picture. */
    private static final int MOST_SCANS = 100;

    private final Bytes file;
    private final Kept picture = new Kept();
    private final Kept profileSegments = new Kept();
    private final TreeMap<Integer, Bytes> profileParts = new TreeMap<>();
    private final Set<Found> found = EnumSet.noneOf(Found.class);
    private Optional<byte[]> exif = Optional.empty();
    private Optional<Bytes> adobe = Optional.empty();
    private Optional<Bytes> frame = Optional.empty();
    private int scans;

    JpegParts(Bytes file) {
        this.file = file;
    }

    PhotoFile read() {
        int at = 2;
        int marker = file.at(at + 1);
        while (marker != END) {
            at = marker == 0xff ? at + 1 : segment(marker, at);
            if (file.at(at) != 0xff) {
                throw Refusal.DAMAGED.exception();
            }
            marker = file.at(at + 1);
        }
        if (at + 2 < file.length()) {
            found.add(Found.APPENDED);
        }
        return whole(frame.filter(one -> scans > 0).orElseThrow(Refusal.DAMAGED::exception));
    }

    /** @return where the next segment begins */
    private int segment(int marker, int at) {
        if (marker < BASELINE || marker >= FIRST_RESTART && marker <= START) {
            throw Refusal.DAMAGED.exception();
        }
        int end = at + 2 + file.bigEndian16(at + 2);
        Bytes content = file.part(at + 4, end);
        switch (marker) {
            case HUFFMAN_TABLES, QUANTISATION_TABLES, RESTART_INTERVAL -> picture.add(file, at, end);
            case SCAN -> {
                if (++scans > MOST_SCANS) {
                    throw Refusal.DAMAGED.exception();
                }
                end = endOfScan(end);
                picture.add(file, at, end);
            }
            case APP14 -> {
                if (content.has(0, "Adobe") && content.length() >= ADOBE_LENGTH) {
                    adobe = Optional.of(content);
                }
            }
            case COMMENT -> found.add(Found.COMMENTS);
            case APP0, APP1, APP2, APP13 -> application(marker, content, at, end);
            default -> {
                if (marker < FIRST_RESTART) {
                    frame(marker, content, at, end);
                } else {
                    found.add(Found.OTHER);
                }
            }
        }
        return end;
    }

    private void frame(int marker, Bytes content, int at, int end) {
        boolean knownLength = content.bigEndian16(1) > 0;
        if (marker > PROGRESSIVE || content.at(0) != BITS || !knownLength) {
            throw Refusal.RARE.exception();
        }
        if (frame.isPresent()) {
            throw Refusal.DAMAGED.exception();
        }
        frame = Optional.of(content);
        picture.add(file, at, end);
    }

    private void application(int marker, Bytes content, int at, int end) {
        if (content.has(0, "JFIF\0")) {
            if (content.length() > JFIF_WITHOUT_PREVIEW) {
                found.add(Found.PREVIEW);
            }
        } else if (content.has(0, "JFXX\0")) {
            found.add(Found.PREVIEW);
        } else if (marker == APP1 && PhotoFile.isExif(content)) {
            exif = exif.or(() -> Optional.of(PhotoFile.exif(content)));
            found.add(Found.CAMERA);
        } else if (content.hasAnyOf(0, "http://ns.adobe.com/xap/", "http://ns.adobe.com/xmp/")) {
            PhotoFile.noteXmp(content, found);
        } else if (content.has(0, PROFILE) && content.length() > PROFILE_HEADER) {
            profileParts.put(content.at(PROFILE.length()), content.part(PROFILE_HEADER, content.length()));
            profileSegments.add(file, at, end);
            found.add(Found.PROFILE);
        } else {
            found.add(marker == APP13 ? Found.CAPTION : Found.OTHER);
        }
    }

    /** Where the marker stands that ends the coded picture. */
    private int endOfScan(int from) {
        int at = from;
        while (true) {
            while (file.at(at) != 0xff) {
                at++;
            }
            int marker = file.at(at + 1);
            if (marker == 0xff) {
                at++;
            } else if (marker == 0 || marker >= FIRST_RESTART && marker <= LAST_RESTART) {
                at += 2;
            } else {
                return at;
            }
        }
    }

    private PhotoFile whole(Bytes header) {
        int components = header.at(5);
        if (components != 1 && components != 3 && components != 4) {
            throw Refusal.RARE.exception();
        }
        Kept whole = new Kept();
        whole.add(0xff, START);
        if (adobe.isPresent()) {
            whole.add(0xff, APP14, 0, ADOBE_LENGTH + 2);
            whole.add(adobe.get(), 0, ADOBE_LENGTH);
        } else if (components == 1 || components == 3 && !isNamedRgb(header)) {
            whole.add(JFIF);
        }
        boolean byDecoder = components == 4;
        if (byDecoder) {
            whole.add(profileSegments);
        }
        whole.add(picture);
        whole.add(0xff, END);
        return new PhotoFile(
                Format.JPEG,
                whole.bytes(),
                header.bigEndian16(3),
                header.bigEndian16(1),
                components,
                exif,
                byDecoder ? Optional.empty() : profile(),
                found);
    }

    private static boolean isNamedRgb(Bytes header) {
        return header.at(6) == 'R' && header.at(9) == 'G' && header.at(12) == 'B';
    }

    private Optional<byte[]> profile() {
        Kept profile = new Kept();
        profileParts.values().forEach(part -> profile.add(part, 0, part.length()));
        return Optional.of(profile.bytes())
                .filter(bytes -> bytes.length > 0 && bytes.length <= PhotoFile.LARGEST_PROFILE);
    }
}
