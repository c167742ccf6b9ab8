package org.schoolapprovals.textcheck;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The English words that everybody uses: grace is one of them before it is a child. */
final class CommonWords {

    private static final Set<String> WORDS = read();

    private CommonWords() {}

    /** @param word folded; the plural of a common word is one, too */
    static boolean contain(String word) {
        return WORDS.contains(word) || word.endsWith("s") && WORDS.contains(word.substring(0, word.length() - 1));
    }

    private static Set<String> read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                CommonWords.class.getResourceAsStream("/textcheck/common-words.txt"), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
