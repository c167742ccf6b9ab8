package org.schoolapprovals.comment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u202E", "\u202A", "\u2066", "\u2069", "\u200E", "\u200F", "\u061C", "\u200B", "\uFEFF", "\u0000",
                "\u001B"
            })
    void a_mark_that_nobody_sees_is_shown_as_such_and_not_copied(String mark) {
        assertThat(Shown.text("nice" + mark + "day")).isEqualTo("nice[hidden mark]day");
        assertThat(Shown.withoutMarks("nice" + mark + "day")).isEqualTo("niceday");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Two\nlines\tand a tab",
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 well done \u2764\uFE0F",
                "\u05E9\u05DC\u05D5\u05DD",
                "<script>alert(1)</script> {{1+1}} **b**"
            })
    void everything_else_is_shown_as_it_was_written(String text) {
        assertThat(Shown.text(text)).isEqualTo(text);
        assertThat(Shown.withoutMarks(text)).isEqualTo(text);
    }

    @Test
    void line_ends_are_shown_as_such() {
        assertThat(Shown.text("one\r\ntwo")).isEqualTo("one\ntwo");
    }
}
