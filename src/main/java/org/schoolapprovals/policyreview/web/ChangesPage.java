package org.schoolapprovals.policyreview.web;

import java.util.List;
import java.util.Optional;
import org.schoolapprovals.policyreview.document.Comparison;
import org.schoolapprovals.policyreview.document.Comparison.Mark;

/**
 * Two texts side by side.
 *
 * @param back the address of where it belongs
 * @param backTo what that is, in words
 * @param tally how many lines changed, in words
 * @param rows empty where there is nothing to compare
 */
record ChangesPage(
        String back,
        String backTo,
        String after,
        String before,
        String changeSummary,
        String tally,
        List<Comparison.Row> rows) {

    static ChangesPage of(
            String back,
            String backTo,
            String after,
            String before,
            String changeSummary,
            Optional<List<Comparison.Row>> compared) {
        List<Comparison.Row> rows = compared.orElse(List.of());
        return new ChangesPage(
                back,
                backTo,
                after,
                before,
                changeSummary,
                compared.isEmpty()
                        ? "The two cannot be compared here: one of them has no text that could be read, such as a PDF of scanned"
                                + " pages, or there is too much of it. Please open both files."
                        : "%d changed, %d added, %d removed; %d stay as they were."
                                .formatted(
                                        count(rows, Mark.CHANGED),
                                        count(rows, Mark.ADDED),
                                        count(rows, Mark.REMOVED),
                                        count(rows, Mark.SAME)),
                rows);
    }

    private static long count(List<Comparison.Row> rows, Mark mark) {
        return rows.stream().filter(row -> row.mark() == mark).count();
    }
}
