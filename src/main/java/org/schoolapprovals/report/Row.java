package org.schoolapprovals.report;

import java.util.List;

/**
 * A row of figures.
 *
 * @param id stable and unique in its table, in kebab-case: it addresses the list behind its numbers
 * @param label what is counted, in words
 */
public record Row(String id, String label, List<Figure> figures) {

    public Row {
        figures = List.copyOf(figures);
    }
}
