package org.schoolapprovals.policyreview.document;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Two texts side by side, with what changed between them. */
public final class Comparison {

    private static final int MOST_LINES = 5000;
    private static final int MOST_WORDS = 1000;

    private Comparison() {}

    /** What happened to a line. */
    public enum Mark {
        SAME,
        CHANGED,
        ADDED,
        REMOVED
    }

    /** Some words of a line. @param changed whether the other side does not have them */
    public record Piece(String text, boolean changed) {}

    /** A line on both sides; empty on the side that does not have it. */
    public record Row(Mark mark, List<Piece> before, List<Piece> after) {

        public Row {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /** One file's text. */
    public record Text(DocumentKind kind, String text) {}

    /** The rows; empty where there are too many lines to compare. */
    public static Optional<List<Row>> of(Text before, Text after) {
        List<String> old = Lines.of(before.kind(), before.text());
        List<String> now = Lines.of(after.kind(), after.text());
        if (old.size() > MOST_LINES || now.size() > MOST_LINES) {
            return Optional.empty();
        }
        List<Row> rows = new ArrayList<>();
        for (AbstractDelta<String> delta : DiffUtils.diff(old, now, true).getDeltas()) {
            List<String> gone = delta.getSource().getLines();
            List<String> come = delta.getTarget().getLines();
            for (int at = 0; at < Math.max(gone.size(), come.size()); at++) {
                rows.add(row(
                        delta.getType(),
                        at < gone.size() ? Optional.of(gone.get(at)) : Optional.empty(),
                        at < come.size() ? Optional.of(come.get(at)) : Optional.empty()));
            }
        }
        return Optional.of(rows);
    }

    private static Row row(DeltaType type, Optional<String> before, Optional<String> after) {
        if (type == DeltaType.EQUAL) {
            return new Row(Mark.SAME, whole(before, false), whole(after, false));
        }
        if (before.isEmpty()) {
            return new Row(Mark.ADDED, List.of(), whole(after, true));
        }
        if (after.isEmpty()) {
            return new Row(Mark.REMOVED, whole(before, true), List.of());
        }
        return changed(words(before.get()), words(after.get()));
    }

    private static List<Piece> whole(Optional<String> line, boolean changed) {
        return line.map(text -> List.of(new Piece(text, changed))).orElse(List.of());
    }

    private static Row changed(List<String> old, List<String> now) {
        if (old.size() > MOST_WORDS || now.size() > MOST_WORDS) {
            return new Row(
                    Mark.CHANGED,
                    List.of(new Piece(String.join(" ", old), true)),
                    List.of(new Piece(String.join(" ", now), true)));
        }
        List<Piece> before = new ArrayList<>();
        List<Piece> after = new ArrayList<>();
        for (AbstractDelta<String> delta : DiffUtils.diff(old, now, true).getDeltas()) {
            boolean changed = delta.getType() != DeltaType.EQUAL;
            add(before, delta.getSource().getLines(), changed);
            add(after, delta.getTarget().getLines(), changed);
        }
        return new Row(Mark.CHANGED, before, after);
    }

    private static void add(List<Piece> pieces, List<String> words, boolean changed) {
        if (!words.isEmpty()) {
            pieces.add(new Piece(String.join(" ", words), changed));
        }
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.split(" "));
    }
}
