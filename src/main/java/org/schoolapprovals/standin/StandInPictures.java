package org.schoolapprovals.standin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The pictures themselves, in memory: the oldest go when there are too many, and all of them when the demo stops. */
class StandInPictures {

    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final Map<String, byte[]> pictures = new LinkedHashMap<>();
    private long bytes;

    synchronized void keep(String id, byte[] picture) {
        pictures.put(id, picture);
        bytes += picture.length;
        while (bytes > MOST_BYTES) {
            remove(pictures.keySet().iterator().next());
        }
    }

    synchronized Optional<byte[]> find(String id) {
        return Optional.ofNullable(pictures.get(id));
    }

    synchronized void remove(String id) {
        byte[] removed = pictures.remove(id);
        bytes -= removed == null ? 0 : removed.length;
    }
}
