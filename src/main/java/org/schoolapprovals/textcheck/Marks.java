package org.schoolapprovals.textcheck;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;

/** Knows which characters of a text are emoji and which are not seen at all. */
final class Marks {

    private static final int JOINER = 0x200D;
    private static final int NON_JOINER = 0x200C;
    private static final int KEYCAP = 0x20E3;
    private static final int BLACK_FLAG = 0x1F3F4;

    private Marks() {}

    /** Whether there are emoji and nothing but emoji, whatever lies between them unseen. */
    static boolean areOnlyEmoji(String text) {
        boolean found = false;
        int[] characters = text.codePoints().toArray();
        for (int at = 0; at < characters.length; at++) {
            int character = characters[at];
            boolean keycap = isKeycap(characters, at);
            boolean emoji = keycap
                    || character >= 128
                            && (UCharacter.hasBinaryProperty(character, UProperty.EMOJI)
                                    || UCharacter.hasBinaryProperty(character, UProperty.EXTENDED_PICTOGRAPHIC));
            if (!emoji
                    && character != KEYCAP
                    && !UCharacter.isUWhiteSpace(character)
                    && !FoldedText.isNeverSeen(character)) {
                return false;
            }
            found |= emoji;
        }
        return found;
    }

    /**
     * Whether something in it is hidden or turned round: marks of writing direction, characters without width, fillers, control
     * characters. What emoji are joined and coloured with does not count, nor do the joiners that some alphabets need.
     */
    static boolean areHiddenIn(String text) {
        int[] characters = text.codePoints().toArray();
        for (int at = 0; at < characters.length; at++) {
            if (isHidden(characters, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHidden(int[] characters, int at) {
        int character = characters[at];
        if (UCharacter.isISOControl(character)) {
            return character != '\n' && character != '\r' && character != '\t';
        }
        if (UCharacter.hasBinaryProperty(character, UProperty.BIDI_CONTROL)) {
            return true;
        }
        if (!FoldedText.isNeverSeen(character)
                || UCharacter.hasBinaryProperty(character, UProperty.VARIATION_SELECTOR)) {
            return false;
        }
        if (character == JOINER || character == NON_JOINER) {
            return at == 0
                    || at + 1 == characters.length
                    || isOfOurAlphabet(characters[at - 1])
                    || isOfOurAlphabet(characters[at + 1]);
        }
        return !isTag(character) || at == 0 || !isTag(characters[at - 1]) && characters[at - 1] != BLACK_FLAG;
    }

    private static boolean isOfOurAlphabet(int character) {
        int script = UScript.getScript(character);
        return script == UScript.LATIN
                || UCharacter.isDigit(character)
                || UCharacter.isUWhiteSpace(character)
                || FoldedText.isNeverSeen(character)
                        && !UCharacter.hasBinaryProperty(character, UProperty.VARIATION_SELECTOR);
    }

    private static boolean isTag(int character) {
        return character >= 0xE0020 && character <= 0xE007F;
    }

    private static boolean isKeycap(int[] characters, int at) {
        return "0123456789#*".indexOf(characters[at]) >= 0
                && (at + 1 < characters.length && characters[at + 1] == KEYCAP
                        || at + 2 < characters.length && characters[at + 2] == KEYCAP);
    }
}
