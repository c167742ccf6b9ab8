package org.schoolapprovals.textcheck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👍",
                "👍👍🏽 ❤️",
                "👨‍👩‍👧‍👦",
                "🇬🇧",
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
                "1️⃣",
                "#⃣",
                "\n🙂\n",
                "☺"
            })
    void emoji_alone_are_only_emoji(String text) {
        assertThat(Marks.areOnlyEmoji(text)).isTrue();
        assertThat(Marks.areHiddenIn(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "👍!", "1", "#", "ok 👍", "\u200B", ":-)", "\uD83D", "①"})
    void anything_else_is_not(String text) {
        assertThat(Marks.areOnlyEmoji(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "safe\u202Etxt",
                "\u2066x",
                "a\u200Eb",
                "a\u061Cb",
                "fu\u200Bn",
                "fu\u200Dn",
                "fu\u200C",
                "so\u00ADft",
                "\uFEFFx",
                "a\u2060b",
                "x\u3164",
                "x\u0000",
                "x\u0007",
                "x\u0085",
                "x\uDB40\uDC67\uDB40\uDC62",
                "👍\u200D"
            })
    void what_nobody_sees_is_hidden(String text) {
        assertThat(Marks.areHiddenIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Plain text.\r\n\tNext line",
                "Zoë naïve",
                "می‌خواهم",
                "क्‍ष",
                "👩‍💻 at work",
                "❤️",
                "שלום",
                "é",
                "漢字"
            })
    void what_alphabets_and_emoji_need_is_not(String text) {
        assertThat(Marks.areHiddenIn(text)).isFalse();
    }
}
