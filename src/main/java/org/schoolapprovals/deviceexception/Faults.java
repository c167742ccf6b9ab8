package org.schoolapprovals.deviceexception;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.schoolapprovals.refusal.RefusedException;

/** Collects what is wrong with an input, so that a person is told everything at once. */
final class Faults {

    private static final String BIDIRECTIONAL_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

    private final List<String> sentences = new ArrayList<>();

    void add(String sentence) {
        sentences.add(sentence);
    }

    void refuseIfAny() {
        if (!sentences.isEmpty()) {
            throw new RefusedException(sentences);
        }
    }

    /** One line of text that has to be there. */
    String line(String label, Object raw, int max) {
        return text(label, raw, 1, max, false);
    }

    /** Text of several lines that has to be there. */
    String lines(String label, Object raw, int min, int max) {
        return text(label, raw, min, max, true);
    }

    /** Text of several lines that may be left out. */
    String optionalLines(String label, Object raw, int max) {
        boolean leftOut = raw == null || raw instanceof String text && text.isBlank();
        return leftOut ? "" : text(label, raw, 1, max, true);
    }

    /** @return the text without blanks around it; the empty text where there is a fault */
    private String text(String label, Object raw, int min, int max, boolean severalLines) {
        if (raw != null && !(raw instanceof String)) {
            add(label + ": please enter text.");
            return "";
        }
        String text = raw == null ? "" : ((String) raw).strip().replace("\r\n", "\n");
        int length = text.codePointCount(0, text.length());
        if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            add(label + ": please fill it in.");
        } else if (length > max) {
            add(String.format(Locale.UK, "%s: please shorten it to %,d characters; it has %,d.", label, max, length));
        } else if (length < min) {
            add("%s: please say a little more, at least %d characters.".formatted(label, min));
        } else if (text.codePoints().anyMatch(character -> isUnprintable(character, severalLines))) {
            add(label + ": please take out the control characters"
                    + (severalLines ? "." : ", line breaks and tabs among them."));
        } else {
            return text;
        }
        return "";
    }

    private static boolean isUnprintable(int character, boolean severalLines) {
        if (character == '\n' || character == '\t') {
            return !severalLines;
        }
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || BIDIRECTIONAL_CONTROLS.indexOf(character) >= 0;
    }
}
