package org.schoolapprovals.textcheck;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A text made ready to be compared: without accents and characters that nobody sees, and with plain letters in place of those that
 * look like them, so that Zoë is Zoe and a word with a Cyrillic a in it is the word that people read.
 *
 * @param plain the whole of it, capitals kept
 * @param words its words in their order; an emoji is a word of its own
 */
record FoldedText(String plain, List<Word> words) {

    private static final Normalizer2 DECOMPOSED = Normalizer2.getNFKDInstance();
    private static final SpoofChecker LOOKS = new SpoofChecker.Builder().build();
    private static final int HIGHEST_PILE = 30;
    private static final String APOSTROPHES = "\u2018\u2019\u201B\u02BC\u02B9\u2032\u00B4\uFF07";

    /**
     * @param folded in small letters, without apostrophes and without the 's of possession
     * @param capital whether it begins with a capital letter
     * @param shouted whether it has capital letters only, more than one
     */
    record Word(String folded, boolean capital, boolean shouted) {}

    static FoldedText of(String text) {
        String plain = plain(text);
        return new FoldedText(plain, words(plain));
    }

    /** The words of a name or of an entry in a list, such as {@code okafor} and {@code jones} of {@code Okafor-Jones}. */
    static List<String> wordsOf(String entry) {
        return of(entry).words().stream().map(Word::folded).toList();
    }

    /** Marks piled upon one letter beyond what any language needs; bringing them in order would take hours. */
    static String withoutPilesOfMarks(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        int pile = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int character = text.codePointAt(at);
            pile = isMark(character) ? pile + 1 : 0;
            if (pile <= HIGHEST_PILE) {
                kept.appendCodePoint(character);
            }
        }
        return kept.toString();
    }

    static boolean isEmoji(int character) {
        return character >= 128 && UCharacter.hasBinaryProperty(character, UProperty.EXTENDED_PICTOGRAPHIC);
    }

    private static String plain(String text) {
        String decomposed = DECOMPOSED.normalize(text);
        StringBuilder plain = new StringBuilder(decomposed.length());
        Map<Integer, String> looks = new HashMap<>();
        decomposed.codePoints().forEach(character -> {
            if (character < 128) {
                plain.append((char) character);
            } else if (APOSTROPHES.indexOf(character) >= 0) {
                plain.append('\'');
            } else if (UCharacter.isLetterOrDigit(character)) {
                plain.append(looks.computeIfAbsent(character, FoldedText::looksLike));
            } else if (!isMark(character) && !isNeverSeen(character)) {
                plain.appendCodePoint(character);
            }
        });
        return plain.toString();
    }

    private static String looksLike(int letter) {
        String self = UCharacter.toString(letter);
        StringBuilder looks = new StringBuilder();
        DECOMPOSED
                .normalize(LOOKS.getSkeleton(self))
                .codePoints()
                .filter(part -> !isMark(part))
                .forEach(looks::appendCodePoint);
        if (looks.isEmpty() || !looks.chars().allMatch(part -> part < 128 && Character.isLetterOrDigit(part))) {
            return UCharacter.foldCase(self, true);
        }
        // The skeleton of a capital I of another alphabet is a small l.
        return looks.toString().equals("l") && UCharacter.isUpperCase(letter) ? "I" : looks.toString();
    }

    private static List<Word> words(String plain) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < plain.length()) {
            int end = at;
            while (end < plain.length() && belongsToWord(plain, at, end)) {
                end += Character.charCount(plain.codePointAt(end));
            }
            if (end > at) {
                words.add(word(plain.substring(at, end)));
                at = end;
            } else {
                int character = plain.codePointAt(at);
                if (isEmoji(character)) {
                    words.add(new Word(UCharacter.toString(character), false, false));
                }
                at += Character.charCount(character);
            }
        }
        return words;
    }

    private static boolean belongsToWord(String plain, int begin, int at) {
        int character = plain.codePointAt(at);
        if (character != '\'') {
            return UCharacter.isLetterOrDigit(character);
        }
        return at > begin && at + 1 < plain.length() && UCharacter.isLetterOrDigit(plain.codePointAt(at + 1));
    }

    private static Word word(String written) {
        String small = written.toLowerCase(Locale.ROOT);
        String whose = small.endsWith("'s") ? small.substring(0, small.length() - 2) : small;
        boolean capital = UCharacter.isUpperCase(written.codePointAt(0));
        boolean shouted = capital
                && written.length() > 1
                && written.equals(written.toUpperCase(Locale.ROOT))
                && Character.isLetter(written.charAt(1));
        return new Word(whose.replace("'", ""), capital, shouted);
    }

    private static boolean isMark(int character) {
        int type = UCharacter.getType(character);
        return type == UCharacterCategory.NON_SPACING_MARK || type == UCharacterCategory.ENCLOSING_MARK;
    }

    static boolean isNeverSeen(int character) {
        return UCharacter.hasBinaryProperty(character, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }
}
