package org.schoolapprovals.report;

import java.util.List;
import java.util.Optional;

/**
 * A table of figures.
 *
 * @param id stable and unique in the report, in kebab-case: it addresses the lists behind its numbers
 * @param title its caption
 * @param explanation a sentence on how its numbers are counted
 * @param columns the heading of each column of figures
 * @param chart how it is drawn; empty for not at all
 */
public record FigureTable(
        String id, String title, String explanation, List<String> columns, List<Row> rows, Optional<ChartKind> chart) {

    public FigureTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        int width = columns.size();
        if (rows.stream().anyMatch(row -> row.figures().size() != width)) {
            throw new IllegalArgumentException("Every row of " + id + " has a figure in each column");
        }
    }
}
