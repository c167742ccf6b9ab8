package org.schoolapprovals.report.web;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.schoolapprovals.report.ChartKind;
import org.schoolapprovals.report.Figure;
import org.schoolapprovals.report.FigureTable;
import org.schoolapprovals.report.Row;

/**
 * The chart of a table, which is drawn into the table itself, so that nobody has to look for a number elsewhere, and whoever does
 * not see the bars hears the numbers in their place. Bars lie beside the numbers of a row on one scale for the table; where rows go
 * over the terms a bar stands over each number, on a scale of its own for each row.
 */
final class Bars {

    /** This period and the one before it. */
    private static final int COMPARED = 2;

    private static final double WHOLE = 100;

    /** A handful is not drawn as though it were many. */
    private static final double FEWEST_COUNTED = 10;

    private Bars() {}

    /** The bars of each row, in the order of its figures; no rows where the table has no chart. */
    static List<List<Bar>> of(FigureTable table) {
        return table.chart()
                .map(kind -> kind == ChartKind.BARS ? lying(table.rows()) : standing(table.rows()))
                .orElse(List.of());
    }

    private static List<List<Bar>> lying(List<Row> rows) {
        List<List<Figure>> drawn = rows.stream()
                .map(row -> row.figures()
                        .subList(0, Math.min(COMPARED, row.figures().size())))
                .toList();
        return drawn.stream()
                .map(figures -> bars(
                        figures,
                        longest(drawn.stream()
                                .flatMap(Collection::stream)
                                .filter(other -> isOfTheKindOf(figures, other)))))
                .toList();
    }

    private static List<List<Bar>> standing(List<Row> rows) {
        return rows.stream()
                .map(row -> bars(row.figures(), longest(row.figures().stream())))
                .toList();
    }

    /** Counts are not drawn on the scale of days. */
    private static boolean isOfTheKindOf(List<Figure> figures, Figure other) {
        return figures.stream().map(Object::getClass).anyMatch(other.getClass()::equals);
    }

    private static List<Bar> bars(List<Figure> figures, double longest) {
        return figures.stream()
                .map(figure -> Bar.Reach.of(figure)
                        .map(reach -> Bar.of(reach, longest))
                        .orElse(Bar.NONE))
                .toList();
    }

    private static double longest(Stream<Figure> figures) {
        return figures.mapToDouble(Bars::length).max().orElse(0);
    }

    /** How long the scale has to be for it. */
    private static double length(Figure figure) {
        if (figure instanceof Figure.Percent) {
            return WHOLE;
        }
        double high = Bar.Reach.of(figure).map(Bar.Reach::high).orElse(0.0);
        return figure instanceof Figure.Count ? Math.max(high, FEWEST_COUNTED) : high;
    }
}
