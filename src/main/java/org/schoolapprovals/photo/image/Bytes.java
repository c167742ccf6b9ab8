package org.schoolapprovals.photo.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/** The bytes of a file or of a part of one, read where a hostile file says and never beyond the end. */
final class Bytes {

    private final byte[] file;
    private final int from;
    private final int to;

    Bytes(byte[] file) {
        this(file, 0, file.length);
    }

    private Bytes(byte[] file, int from, int to) {
        this.file = file;
        this.from = from;
        this.to = to;
    }

    int length() {
        return to - from;
    }

    /** @throws org.schoolapprovals.refusal.RefusedException where the file is cut off before the part ends */
    Bytes part(long begin, long end) {
        if (end > length()) {
            throw Refusal.CUT_OFF.exception();
        }
        if (begin > end) {
            throw Refusal.DAMAGED.exception();
        }
        return new Bytes(file, from + (int) begin, from + (int) end);
    }

    /** One byte, from 0 to 255; the file is cut off where there is none. */
    int at(int position) {
        if (position >= length()) {
            throw Refusal.CUT_OFF.exception();
        }
        return file[from + position] & 0xff;
    }

    int bigEndian16(int position) {
        return at(position) << 8 | at(position + 1);
    }

    long bigEndian32(int position) {
        return (long) bigEndian16(position) << 16 | bigEndian16(position + 2);
    }

    int littleEndian16(int position) {
        return at(position) | at(position + 1) << 8;
    }

    long littleEndian32(int position) {
        return (long) littleEndian16(position + 2) << 16 | littleEndian16(position);
    }

    /** @param latin each character stands for one byte */
    boolean has(int position, String latin) {
        byte[] wanted = latin.getBytes(StandardCharsets.ISO_8859_1);
        int begin = from + position;
        return position + wanted.length <= length()
                && Arrays.equals(file, begin, begin + wanted.length, wanted, 0, wanted.length);
    }

    boolean hasAnyOf(int position, String... latin) {
        return Stream.of(latin).anyMatch(one -> has(position, one));
    }

    /** Each byte as one character. */
    String latin() {
        return new String(file, from, length(), StandardCharsets.ISO_8859_1);
    }

    byte[] copy() {
        return Arrays.copyOfRange(file, from, to);
    }

    /** @return where the next part goes */
    int copyTo(byte[] all, int at) {
        System.arraycopy(file, from, all, at, length());
        return at + length();
    }

    /** The CRC-32 of these bytes. */
    long crc32() {
        java.util.zip.CRC32 sum = new java.util.zip.CRC32();
        sum.update(file, from, length());
        return sum.getValue();
    }
}
