package org.schoolapprovals.textcheck;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.schoolapprovals.textcheck.FoldedText.Word;

/**
 * Finds many phrases in one pass over a text. A phrase is a sequence of folded words; a word that ends with a star stands for
 * every word that begins with it.
 */
final class Phrases<T> {

    private static final class Node<T> {
        final Map<String, Node<T>> words = new HashMap<>();
        final Map<String, Node<T>> beginnings = new HashMap<>();
        int longestBeginning;
        T value;
    }

    /** Where a phrase was found: from the word {@code from} to before the word {@code to}. */
    record Place(int from, int to) {}

    private final Node<T> root = new Node<>();

    /** The first value that is put for a phrase stays. */
    void put(List<String> phrase, T value) {
        Node<T> node = root;
        for (String word : phrase) {
            if (word.endsWith("*")) {
                String beginning = word.substring(0, word.length() - 1);
                node.longestBeginning = Math.max(node.longestBeginning, beginning.length());
                node = node.beginnings.computeIfAbsent(beginning, unknown -> new Node<>());
            } else {
                node = node.words.computeIfAbsent(word, unknown -> new Node<>());
            }
        }
        if (node.value == null && node != root) {
            node.value = value;
        }
    }

    void findIn(List<Word> words, BiConsumer<T, Place> found) {
        for (int from = 0; from < words.size(); from++) {
            follow(root, words, from, from, found);
        }
    }

    private void follow(Node<T> node, List<Word> words, int from, int at, BiConsumer<T, Place> found) {
        if (node.value != null) {
            found.accept(node.value, new Place(from, at));
        }
        if (at == words.size()) {
            return;
        }
        String word = words.get(at).folded();
        Node<T> next = node.words.get(word);
        if (next != null) {
            follow(next, words, from, at + 1, found);
        }
        for (int length = 1; length <= Math.min(node.longestBeginning, word.length()); length++) {
            Node<T> begun = node.beginnings.get(word.substring(0, length));
            if (begun != null) {
                follow(begun, words, from, at + 1, found);
            }
        }
    }
}
