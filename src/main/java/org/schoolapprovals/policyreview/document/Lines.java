package org.schoolapprovals.policyreview.document;

import java.util.List;
import org.schoolapprovals.refusal.SoundText;

/** Text line by line, as it is compared. */
final class Lines {

    private Lines() {}

    /** On one line, without what cannot be printed. */
    static String sound(String raw) {
        return SoundText.of(raw)
                .codePoints()
                .map(character -> isBlank(character) ? ' ' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip()
                .replaceAll(" {2,}", " ");
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.CONTROL;
    }

    /** What is to be compared of a text of this kind. */
    static List<String> of(DocumentKind kind, String text) {
        return kind == DocumentKind.MARKDOWN
                ? Markdown.lines(text)
                : text.lines().map(Lines::sound).filter(line -> !line.isEmpty()).toList();
    }
}
