package org.schoolapprovals.textcheck;

import com.ibm.icu.lang.UCharacter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the entries of a list of words and phrases in a text: whole words only, so that nothing is found in Scunthorpe or class.
 * A star at the end of an entry's word stands for any ending.
 *
 * <p>Entries of one word are found under a simple disguise, too: figures and signs for letters (sh1t, a$$), stars (f**k), letters
 * stretched (shiiit) or set apart (s h i t, s.h.i.t, sh-it).
 */
final class Wordlist {

    /** Each stands for the letter below it. I and l look alike, so both count as i among signs. */
    private static final String SIGNS = "0134578@$!|+€l";

    private static final String LETTERS = "oieastbasiitei";
    private static final String BLANKS = "*#";
    private static final String BETWEEN_LETTERS = ".-_~'*/";

    private static final int SHORTEST_WITH_BLANKS = 4;
    private static final int SHORTEST_SET_APART = 3;
    private static final int SHORTEST_WITHIN = 4;
    private static final int WIDEST_GAP = 3;
    private static final int STRETCHED = 3;

    /**
     * An entry of one word.
     *
     * @param shape its letters as signs are read
     * @param open whether it may have any ending
     */
    private record Single(String entry, String shape, boolean open) {}

    /** A piece of the text that may be a word in disguise, such as {@code sh1t!} or one letter of it. */
    private record Piece(String written, int from, int to) {}

    private final Phrases<String> phrases = new Phrases<>();
    private final Map<String, Single> byShape = new HashMap<>();
    private final Map<String, List<Single>> byLetters = new HashMap<>();
    private final Map<Character, List<Single>> byFirst = new HashMap<>();
    private int longest;

    Wordlist(Collection<String> entries) {
        entries.forEach(this::add);
    }

    /** The words of an entry, folded, each with its star. */
    static List<String> wordsOf(String entry) {
        List<String> words = new ArrayList<>();
        for (String part : entry.strip().split("\\s+")) {
            boolean open = part.endsWith("*");
            words.addAll(FoldedText.wordsOf(part));
            if (open && !words.isEmpty()) {
                words.set(words.size() - 1, words.get(words.size() - 1) + "*");
            }
        }
        return words;
    }

    /** The entries that are found, as they stand on the list. */
    Set<String> in(FoldedText text) {
        Set<String> found = new LinkedHashSet<>();
        phrases.findIn(text.words(), (entry, place) -> found.add(entry));
        if (!byShape.isEmpty()) {
            List<Piece> pieces = pieces(text.plain());
            Set<String> seen = new HashSet<>();
            pieces.stream().map(Piece::written).filter(seen::add).forEach(written -> findDisguised(written, found));
            findSetApart(text.plain(), pieces, found);
        }
        return found;
    }

    private void add(String entry) {
        List<String> words = wordsOf(entry);
        phrases.put(words, entry);
        if (words.size() == 1 && UCharacter.isLetter(words.get(0).codePointAt(0))) {
            boolean open = words.get(0).endsWith("*");
            String shape = shape(open ? words.get(0).substring(0, words.get(0).length() - 1) : words.get(0));
            Single single = new Single(entry, shape, open);
            byShape.putIfAbsent(shape, single);
            byLetters
                    .computeIfAbsent(unstretched(shape), unknown -> new ArrayList<>(1))
                    .add(single);
            byFirst.computeIfAbsent(shape.charAt(0), unknown -> new ArrayList<>())
                    .add(single);
            longest = Math.max(longest, shape.length());
        }
    }

    private void findDisguised(String written, Set<String> found) {
        disguised(written, found);
        String inner = strip(written);
        if (!inner.isEmpty() && !inner.equals(written)) {
            disguised(inner, found);
        }
    }

    private void disguised(String written, Set<String> found) {
        String shape = shape(written);
        if (isBlanked(written)) {
            if (written.length() >= SHORTEST_WITH_BLANKS) {
                byFirst.getOrDefault(shape.charAt(0), List.of()).stream()
                        .filter(single -> fills(single, shape))
                        .findFirst()
                        .ifPresent(single -> found.add(single.entry()));
            }
        } else if (isStretched(shape) || isMixed(written)) {
            String letters = unstretched(shape);
            for (int length = 1; length <= Math.min(longest, letters.length()); length++) {
                for (Single single : byLetters.getOrDefault(letters.substring(0, length), List.of())) {
                    if ((single.open() || length == letters.length()) && stretches(single, shape)) {
                        found.add(single.entry());
                    }
                }
            }
        }
    }

    /** Letters with something between each two of them, but no new line; and words cut in two by one sign. */
    private void findSetApart(String plain, List<Piece> pieces, Set<String> found) {
        int at = 0;
        while (at < pieces.size()) {
            int end = at + 1;
            while (end < pieces.size() && isLetter(pieces.get(at)) && isNextLetter(plain, pieces, end)) {
                end++;
            }
            if (end - at >= SHORTEST_SET_APART) {
                findAmong(joined(pieces, at, end), found);
            }
            int cut = at + 1;
            while (cut < pieces.size() && isCut(plain, pieces.get(cut - 1), pieces.get(cut))) {
                cut++;
            }
            if (cut - at > 1) {
                String word = shape(joined(pieces, at, cut));
                Single single = word.length() < SHORTEST_WITHIN ? null : byShape.get(word);
                if (single != null) {
                    found.add(single.entry());
                }
            }
            at = Math.max(end, cut);
        }
    }

    /** All the letters together, or a longer word among them: somebody may have spelt out two. */
    private void findAmong(String letters, Set<String> found) {
        String shape = shape(letters);
        Single whole = byShape.get(shape);
        if (whole != null) {
            found.add(whole.entry());
        }
        for (int from = 0; from < shape.length(); from++) {
            for (int length = SHORTEST_WITHIN; length <= Math.min(longest, shape.length() - from); length++) {
                Single single = byShape.get(shape.substring(from, from + length));
                if (single != null) {
                    found.add(single.entry());
                }
            }
        }
    }

    private static List<Piece> pieces(String plain) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < plain.length()) {
            int end = at;
            while (end < plain.length() && isOfAPiece(plain.codePointAt(end))) {
                end += Character.charCount(plain.codePointAt(end));
            }
            if (end > at) {
                pieces.add(new Piece(plain.substring(at, end), at, end));
                at = end;
            } else {
                at += Character.charCount(plain.codePointAt(at));
            }
        }
        return pieces;
    }

    private static boolean isOfAPiece(int character) {
        return UCharacter.isLetterOrDigit(character)
                || character < 0xFFFF && (SIGNS.indexOf(character) >= 0 || BLANKS.indexOf(character) >= 0);
    }

    private static boolean isLetter(Piece piece) {
        return piece.to() - piece.from() == 1 && BLANKS.indexOf(piece.written().charAt(0)) < 0;
    }

    private static boolean isNextLetter(String plain, List<Piece> pieces, int at) {
        int gapFrom = pieces.get(at - 1).to();
        int gapTo = pieces.get(at).from();
        return isLetter(pieces.get(at))
                && gapTo - gapFrom <= WIDEST_GAP
                && plain.substring(gapFrom, gapTo).chars().noneMatch(between -> between == '\n' || between == '\r');
    }

    private static boolean isCut(String plain, Piece before, Piece after) {
        return after.from() - before.to() == 1 && BETWEEN_LETTERS.indexOf(plain.charAt(before.to())) >= 0;
    }

    private static String joined(List<Piece> pieces, int from, int to) {
        StringBuilder joined = new StringBuilder();
        pieces.subList(from, to).forEach(piece -> joined.append(piece.written()));
        return joined.toString();
    }

    private static String shape(String written) {
        StringBuilder shape = new StringBuilder(UCharacter.foldCase(written, true));
        for (int at = 0; at < shape.length(); at++) {
            int sign = SIGNS.indexOf(shape.charAt(at));
            if (sign >= 0) {
                shape.setCharAt(at, LETTERS.charAt(sign));
            }
        }
        return shape.toString();
    }

    /** Whether signs stand among letters: more figures than letters are a number, such as that of the road A55. */
    private static boolean isMixed(String written) {
        long letters = written.codePoints().filter(UCharacter::isLetter).count();
        long figures = written.chars().filter(Character::isDigit).count();
        return letters > 0 && letters < written.length() && figures <= letters;
    }

    private static boolean isBlanked(String written) {
        return UCharacter.isLetter(written.codePointAt(0))
                && written.chars().anyMatch(character -> BLANKS.indexOf(character) >= 0);
    }

    private static boolean fills(Single single, String shape) {
        if (single.open()
                ? shape.length() < single.shape().length()
                : shape.length() != single.shape().length()) {
            return false;
        }
        for (int at = 0; at < single.shape().length(); at++) {
            char there = shape.charAt(at);
            if (there != single.shape().charAt(at) && BLANKS.indexOf(there) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether each letter of the entry is there as often, or stretched. */
    private static boolean stretches(Single single, String shape) {
        String entry = single.shape();
        int at = 0;
        int there = 0;
        while (at < entry.length()) {
            int run = run(entry, at);
            int stretched = run(shape, there);
            boolean last = at + run == entry.length();
            if (stretched != run && stretched < STRETCHED && !(last && single.open() && stretched > run)) {
                return false;
            }
            at += run;
            there += stretched;
        }
        return true;
    }

    private static boolean isStretched(String shape) {
        for (int at = 0; at < shape.length(); at += run(shape, at)) {
            if (run(shape, at) >= STRETCHED) {
                return true;
            }
        }
        return false;
    }

    private static String unstretched(String shape) {
        StringBuilder letters = new StringBuilder();
        for (int at = 0; at < shape.length(); at += run(shape, at)) {
            letters.append(shape.charAt(at));
        }
        return letters.toString();
    }

    private static int run(String text, int from) {
        int to = from + 1;
        while (to < text.length() && text.charAt(to) == text.charAt(from)) {
            to++;
        }
        return to - from;
    }

    private static String strip(String written) {
        int from = 0;
        int to = written.length();
        while (from < to
                && !Character.isLetterOrDigit(written.charAt(from))
                && "@$".indexOf(written.charAt(from)) < 0) {
            from++;
        }
        while (to > from && !Character.isLetterOrDigit(written.charAt(to - 1)) && written.charAt(to - 1) != '$') {
            to--;
        }
        return written.substring(from, to);
    }
}
