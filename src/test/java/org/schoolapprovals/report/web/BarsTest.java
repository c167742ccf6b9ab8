package org.schoolapprovals.report.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.report.ChartKind;
import org.schoolapprovals.report.Figure;
import org.schoolapprovals.report.FigureTable;
import org.schoolapprovals.report.Row;
import org.schoolapprovals.report.Span;

class BarsTest {

    @Test
    void bars_of_a_table_have_one_scale() {
        assertThat(lying(row(count(40), count(10)), row(count(20), count(0))))
                .containsExactly(List.of(solid("100"), solid("25")), List.of(solid("50"), Bar.NONE));
    }

    @Test
    void bars_over_the_terms_have_a_scale_for_each_row() {
        assertThat(standing(row(count(40), count(10)), row(count(5), count(10))))
                .containsExactly(List.of(solid("100"), solid("25")), List.of(solid("50"), solid("100")));
    }

    @Test
    void a_bar_is_solid_only_as_far_as_the_number_is_certain() {
        assertThat(lying(row(between(1, 4), between(15, 20))))
                .containsExactly(List.of(
                        new Bar(Optional.of("5"), Optional.of("15")), new Bar(Optional.of("75"), Optional.of("25"))));
    }

    @Test
    void words_are_not_drawn() {
        assertThat(lying(row(Figure.Words.NOTHING, Figure.Words.TOO_FEW))).containsExactly(List.of(Bar.NONE, Bar.NONE));
    }

    @Test
    void where_all_is_none_nothing_is_drawn() {
        assertThat(lying(row(count(0), count(0)))).containsExactly(List.of(Bar.NONE, Bar.NONE));
        assertThat(standing(row(count(0), count(0)))).containsExactly(List.of(Bar.NONE, Bar.NONE));
    }

    @Test
    void the_smallest_number_is_seen_beside_the_largest() {
        assertThat(lying(row(count(5), count(100_000)))).containsExactly(List.of(solid("0.6"), solid("100")));
    }

    @Test
    void a_handful_is_not_drawn_as_though_it_were_many() {
        assertThat(lying(row(between(0, 4), count(0))))
                .containsExactly(List.of(new Bar(Optional.empty(), Optional.of("40")), Bar.NONE));
    }

    @Test
    void shares_are_drawn_of_a_whole() {
        assertThat(lying(row(new Figure.Percent(40, 44), new Figure.Percent(20, 20))))
                .containsExactly(List.of(new Bar(Optional.of("40"), Optional.of("4")), solid("20")));
    }

    @Test
    void counts_are_not_drawn_on_the_scale_of_days() {
        assertThat(lying(row(count(500), count(250)), row(new Figure.SchoolDays(2), new Figure.SchoolDays(4))))
                .containsExactly(List.of(solid("100"), solid("50")), List.of(solid("50"), solid("100")));
    }

    @Test
    void only_this_period_and_the_one_before_lie_side_by_side() {
        assertThat(lying(row(count(10), count(5), count(900)))).containsExactly(List.of(solid("100"), solid("50")));
    }

    @Test
    void a_table_without_a_chart_has_no_bars() {
        assertThat(Bars.of(table(Optional.empty(), row(count(10), count(5))))).isEmpty();
    }

    @Test
    void an_upright_bar_stands_on_the_ground() {
        Bar bar = new Bar(Optional.of("37.5"), Optional.of("12.5"));

        assertThat(bar.sureFromTop()).isEqualTo("62.5");
        assertThat(bar.restFromTop()).isEqualTo("50");
        assertThat(bar.restFrom()).isEqualTo("37.5");
    }

    private static List<List<Bar>> lying(Row... rows) {
        return Bars.of(table(Optional.of(ChartKind.BARS), rows));
    }

    private static List<List<Bar>> standing(Row... rows) {
        return Bars.of(table(Optional.of(ChartKind.LINES), rows));
    }

    private static FigureTable table(Optional<ChartKind> chart, Row... rows) {
        List<String> columns = new ArrayList<>();
        IntStream.range(0, rows[0].figures().size()).forEach(number -> columns.add("Column " + number));
        return new FigureTable("table", "Table", "", columns, List.of(rows), chart);
    }

    private static Row row(Figure... figures) {
        return new Row("row", "Row", Stream.of(figures).toList());
    }

    private static Figure count(int count) {
        return new Figure.Count(Span.exactly(count));
    }

    private static Figure between(int low, int high) {
        return new Figure.Count(new Span(low, high));
    }

    private static Bar solid(String length) {
        return new Bar(Optional.of(length), Optional.empty());
    }
}
