package org.schoolapprovals.policyreview.document;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * How much the streams of a PDF unpack to, found out without keeping any of it: a few hundred bytes can unpack to gigabytes, and
 * what is unpacked can be packed once more.
 */
final class Unpacked {

    private static final byte[] STREAM = {'s', 't', 'r', 'e', 'a', 'm'};
    private static final long MOST_IN_ALL = 200L * 1024 * 1024;
    private static final int MOST_OF_ONE = 60 * 1024 * 1024;
    private static final int PACKED_INSIDE_UP_TO = 4 * 1024 * 1024;
    private static final int DEEPEST = 3;
    private static final int BUFFER = 64 * 1024;
    private static final int HEADER = 2;

    private long total;

    private Unpacked() {}

    static boolean isModest(byte[] file) {
        Unpacked unpacked = new Unpacked();
        for (int at = next(file, 0); at >= 0; at = next(file, at)) {
            int from = at;
            while (from < file.length && (file[from] == '\r' || file[from] == '\n')) {
                from++;
            }
            if (!unpacked.isModest(file, from, 1)) {
                return false;
            }
        }
        return true;
    }

    /** Where the next stream's own bytes begin, line break included; -1 for none. */
    private static int next(byte[] file, int from) {
        for (int at = from; at + STREAM.length <= file.length; at++) {
            if (Arrays.equals(file, at, at + STREAM.length, STREAM, 0, STREAM.length)) {
                return at + STREAM.length;
            }
        }
        return -1;
    }

    private boolean isModest(byte[] packed, int from, int depth) {
        if (from + HEADER >= packed.length) {
            return true;
        }
        // As PDFBox reads it: whatever the header says.
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed, from + HEADER, packed.length - from - HEADER);
            byte[] buffer = new byte[BUFFER];
            byte[] beginning = new byte[0];
            long size = 0;
            for (int read = inflater.inflate(buffer); read > 0; read = inflater.inflate(buffer)) {
                size += read;
                total += read;
                if (size > MOST_OF_ONE || total > MOST_IN_ALL) {
                    return false;
                }
                if (beginning.length + read <= PACKED_INSIDE_UP_TO) {
                    int end = beginning.length;
                    beginning = Arrays.copyOf(beginning, end + read);
                    System.arraycopy(buffer, 0, beginning, end, read);
                }
            }
            return depth > DEEPEST ? !looksPacked(beginning) : isModest(beginning, 0, depth + 1);
        } catch (DataFormatException notPackedThisWay) {
            return true;
        } finally {
            inflater.end();
        }
    }

    private static boolean looksPacked(byte[] bytes) {
        return bytes.length >= 2 && (bytes[0] & 0x0f) == 8 && ((bytes[0] & 0xff) * 256 + (bytes[1] & 0xff)) % 31 == 0;
    }
}
