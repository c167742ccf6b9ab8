package org.schoolapprovals.refusal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Text from outside as it can be kept, whatever its writer did to it. */
public final class SoundText {

    private SoundText() {}

    /** Without null characters, and with a mark in the place of each broken half of a character; otherwise as it was. */
    public static String of(String raw) {
        StringBuilder sound = new StringBuilder(raw.length());
        raw.codePoints()
                .filter(character -> character != 0)
                .map(character -> Character.getType(character) == Character.SURROGATE ? '\ufffd' : character)
                .forEach(sound::appendCodePoint);
        return sound.toString();
    }

    /** An address on the web; empty for anything else. */
    public static Optional<String> webAddress(String raw, int longest) {
        String given = raw.strip();
        if (given.length() > longest) {
            return Optional.empty();
        }
        try {
            URI address = new URI(given);
            boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            return web && address.getHost() != null ? Optional.of(given) : Optional.empty();
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }
}
