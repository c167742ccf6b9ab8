package org.schoolapprovals.consent;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.schoolapprovals.refusal.RefusedException;

/**
 * A scanned page with a parent's or carer's signature.
 *
 * @param type media type, as its first bytes say: {@code application/pdf}, {@code image/jpeg} or {@code image/png}
 * @param content as it was uploaded, at most 10 MB; not cleaned and not trustworthy: hand it out for saving only
 */
public record Scan(String type, byte[] content) {

    private static final int LARGEST = 10 * 1024 * 1024;
    private static final Map<String, byte[]> BEGINNINGS = Map.of(
            "application/pdf", new byte[] {'%', 'P', 'D', 'F', '-'},
            "image/jpeg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF},
            "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});

    /** @return empty where nothing was uploaded */
    static Optional<Scan> read(byte[] uploaded) {
        if (uploaded == null || uploaded.length == 0) {
            return Optional.empty();
        }
        if (uploaded.length > LARGEST) {
            throw new RefusedException(
                    "Scanned page: the file is larger than 10 MB; please scan it anew with 200 or 300 dots per inch.");
        }
        return Optional.of(new Scan(
                BEGINNINGS.entrySet().stream()
                        .filter(type -> beginsWith(uploaded, type.getValue()))
                        .findFirst()
                        .orElseThrow(
                                () -> new RefusedException(
                                        "Scanned page: please choose a PDF, JPEG or PNG file; this is none, whatever its name says."))
                        .getKey(),
                uploaded));
    }

    private static boolean beginsWith(byte[] content, byte[] beginning) {
        return content.length > beginning.length
                && Arrays.equals(content, 0, beginning.length, beginning, 0, beginning.length);
    }
}
