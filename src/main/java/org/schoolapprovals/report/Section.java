package org.schoolapprovals.report;

import java.util.List;

/**
 * One part of a report.
 *
 * @param id stable, in kebab-case
 * @param title such as {@code Comments}
 * @param clauses the clauses of the policy that it is about, such as {@code P6 S2 S4}
 */
public record Section(String id, String title, String clauses, List<FigureTable> tables) {

    public Section {
        tables = List.copyOf(tables);
    }
}
