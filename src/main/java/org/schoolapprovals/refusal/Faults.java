package org.schoolapprovals.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Collects what is wrong with an input, so that a person is told everything at once. */
public final class Faults {

    private static final String BIDIRECTIONAL_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

    private static final int UNKNOWN_FIELDS_NAMED = 5;
    private static final int LONGEST_FIELD_NAME = 40;
    private static final int LONGEST_LINK = 500;

    private final List<String> sentences = new ArrayList<>();

    public void add(String sentence) {
        sentences.add(sentence);
    }

    /** What was found so far, one sentence for each fault. */
    public List<String> sentences() {
        return List.copyOf(sentences);
    }

    public void refuseIfAny() {
        if (!sentences.isEmpty()) {
            throw new RefusedException(sentences);
        }
    }

    /** Fields that a form does not have. @param sent the names of all that was sent; may hold null */
    public void unknownFields(Set<String> sent, Set<String> known) {
        Set<String> unknown = new TreeSet<>();
        sent.stream()
                .filter(name -> name == null || !known.contains(name))
                .map(Faults::harmless)
                .forEach(unknown::add);
        if (!unknown.isEmpty()) {
            String more = unknown.size() > UNKNOWN_FIELDS_NAMED ? " and others" : "";
            add(unknown.stream().limit(UNKNOWN_FIELDS_NAMED).collect(Collectors.joining(", ")) + more
                    + ": the form has no such field; please open the form afresh and fill it in there.");
        }
    }

    private static String harmless(String name) {
        String plain = name == null ? "" : name.replaceAll("[^\\p{L}\\p{N}_.-]", "?");
        return plain.substring(0, Math.min(plain.length(), LONGEST_FIELD_NAME));
    }

    /** One line of text that has to be there. */
    public String line(String label, Object raw, int max) {
        return text(label, raw, 1, max, false);
    }

    /** Text of several lines that has to be there. */
    public String lines(String label, Object raw, int min, int max) {
        return text(label, raw, min, max, true);
    }

    /** Text of several lines that may be left out. */
    public String optionalLines(String label, Object raw, int max) {
        boolean leftOut = raw == null || raw instanceof String text && text.isBlank();
        return leftOut ? "" : text(label, raw, 1, max, true);
    }

    /** An address on the web of at most 500 characters; empty where none was given. */
    public Optional<String> link(String label, Object raw) {
        if (raw == null || raw instanceof String given && given.isBlank()) {
            return Optional.empty();
        }
        Optional<String> link =
                raw instanceof String given ? SoundText.webAddress(given, LONGEST_LINK) : Optional.empty();
        if (link.isEmpty()) {
            add(label + ": please enter an address on the web of at most " + LONGEST_LINK
                    + " characters, such as https://www.example.org/post, or leave it empty.");
        }
        return link;
    }

    /** Whether a box is ticked; left out it is not. */
    public boolean ticked(String label, Object raw) {
        if (raw != null && !(raw instanceof Boolean)) {
            add(label + ": please tick the box or leave it, nothing else.");
        }
        return Boolean.TRUE.equals(raw);
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
