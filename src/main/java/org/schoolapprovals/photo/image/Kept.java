package org.schoolapprovals.photo.image;

import java.util.ArrayList;
import java.util.List;

/** The parts of a file that a decoder is given, in their order. */
final class Kept {

    /** Far beyond any real file; each costs a little memory. */
    private static final int MOST_PARTS = 100_000;

    private final List<Bytes> parts = new ArrayList<>();

    /** @throws org.schoolapprovals.refusal.RefusedException where the file is cut off before the part ends */
    void add(Bytes file, int from, int to) {
        if (parts.size() >= MOST_PARTS) {
            throw Refusal.DAMAGED.exception();
        }
        parts.add(file.part(from, to));
    }

    void add(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        parts.add(new Bytes(bytes));
    }

    void add(Kept others) {
        parts.addAll(others.parts);
    }

    int length() {
        return parts.stream().mapToInt(Bytes::length).sum();
    }

    byte[] bytes() {
        byte[] all = new byte[length()];
        int at = 0;
        for (Bytes part : parts) {
            at = part.copyTo(all, at);
        }
        return all;
    }
}
