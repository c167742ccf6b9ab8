package org.schoolapprovals.refusal;

import java.util.List;

/**
 * What somebody asked for cannot be done, for a reason that they can understand and mend. The sentences are shown to them as
 * they are: each names the field or the matter and the way out, and bears no id and no class name.
 */
public class RefusedException extends RuntimeException {

    private final List<String> sentences;

    public RefusedException(String sentence) {
        this(List.of(sentence));
    }

    /** @param sentences all faults at once, at least one */
    public RefusedException(List<String> sentences) {
        super(String.join(" ", sentences));
        if (sentences.isEmpty()) {
            throw new IllegalArgumentException("A refusal gives at least one reason");
        }
        this.sentences = List.copyOf(sentences);
    }

    /** One sentence for each fault. */
    public List<String> sentences() {
        return sentences;
    }
}
