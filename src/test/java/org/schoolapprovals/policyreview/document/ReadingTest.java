package org.schoolapprovals.policyreview.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.policyreview.document.Comparison.Mark;
import org.schoolapprovals.policyreview.document.Comparison.Piece;
import org.schoolapprovals.policyreview.document.Comparison.Row;
import org.schoolapprovals.policyreview.document.Comparison.Text;

/** How a text is shown, and two of them side by side. */
class ReadingTest {

    @Test
    void markdown_becomes_a_page_below_its_heading() {
        assertThat(Reading.html(DocumentKind.MARKDOWN, "# Policy\n\n- **No** names\n\n| a | b |\n|---|---|\n| 1 | 2 |"))
                .contains("<h3>Policy</h3>", "<li><strong>No</strong> names</li>", "<td>1</td>")
                .doesNotContain("<h1");
    }

    @Test
    void no_heading_leaves_a_level_out_whatever_its_writer_did() {
        assertThat(Reading.html(DocumentKind.MARKDOWN, "### A\n\n###### B\n\n# C\n\n## D"))
                .contains("<h4>B</h4>", "<h3>C</h3>", "<h4>D</h4>", ">A</h3>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "[x](javascript:alert(1))",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<img src=x onerror=alert(1)>",
                "![x](https://example.org/track.png)",
                "<p style=\"position:fixed\" onclick=\"alert(1)\">x</p>",
                "<iframe src=\"https://example.org\"></iframe>",
                "<form action=\"/logout\" method=\"post\"><button>Read on</button></form>",
                "<base href=\"https://example.org\">",
                "<h1 id=\"main\">x</h1>",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "<svg onload=alert(1)>",
            })
    void nothing_in_it_runs_loads_anything_or_leaves_its_place(String hostile) {
        assertThat(Reading.html(DocumentKind.MARKDOWN, hostile))
                .doesNotContainIgnoringCase(
                        "<script",
                        "javascript:",
                        "onerror",
                        "onclick",
                        "onload",
                        "<img",
                        "style=",
                        "<iframe",
                        "<form",
                        "<base",
                        "id=",
                        "data:",
                        "<svg");
        assertThat(Reading.html(DocumentKind.DOCX, hostile)).doesNotContain("<script", "<a ", "<img", "<p ");
    }

    @Test
    void a_text_without_markdown_is_shown_paragraph_by_paragraph() {
        assertThat(Reading.html(DocumentKind.PDF, "Policy\nA & B <c>"))
                .isEqualTo("<p>Policy</p>\n<p>A &amp; B &lt;c&gt;</p>\n");
    }

    @Test
    void thousands_of_quotes_inside_each_other_do_no_harm() {
        assertThat(Reading.html(DocumentKind.MARKDOWN, ">".repeat(100_000) + " deep"))
                .contains("deep");
    }

    @Test
    void what_changed_is_shown_word_by_word_and_what_is_new_or_gone_line_by_line() {
        List<Row> rows = compare(
                "Policy\nStaff ask the head.\nOld rule.", "Policy\nStaff ask the deputy head.\nOld rule.\nNew rule.");

        assertThat(rows).extracting(Row::mark).containsExactly(Mark.SAME, Mark.CHANGED, Mark.SAME, Mark.ADDED);
        assertThat(rows.get(1).after())
                .containsExactly(
                        new Piece("Staff ask the", false), new Piece("deputy", true), new Piece("head.", false));
        assertThat(rows.get(1).before()).containsExactly(new Piece("Staff ask the", false), new Piece("head.", false));
        assertThat(rows.get(3).before()).isEmpty();
        assertThat(compare("Policy\nOld rule.", "Policy"))
                .extracting(Row::mark)
                .containsExactly(Mark.SAME, Mark.REMOVED);
    }

    private static List<Row> compare(String before, String after) {
        return Comparison.of(new Text(DocumentKind.DOCX, before), new Text(DocumentKind.PDF, after))
                .orElseThrow();
    }

    @Test
    void the_same_words_in_markdown_and_in_word_are_the_same() {
        List<Row> rows = Comparison.of(
                        new Text(
                                DocumentKind.MARKDOWN,
                                "# Policy\n\nStaff have *no*\ncontact.\n\n- One\n  - Two\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
                        new Text(DocumentKind.DOCX, "Policy\nStaff have no contact.\nOne\nTwo\na | b\n1 | 2"))
                .orElseThrow();

        assertThat(rows).extracting(Row::mark).containsOnly(Mark.SAME);
    }

    @Test
    void two_texts_that_have_nothing_in_common_are_compared_and_too_long_ones_are_not() {
        assertThat(compare(lines("a", 2000), lines("b", 2000))).hasSize(2000);
        assertThat(Comparison.of(
                        new Text(DocumentKind.DOCX, lines("a", 5001)), new Text(DocumentKind.DOCX, lines("b", 3))))
                .isEmpty();
    }

    private static String lines(String word, int count) {
        return IntStream.range(0, count).mapToObj(number -> word + number).collect(Collectors.joining("\n"));
    }
}
