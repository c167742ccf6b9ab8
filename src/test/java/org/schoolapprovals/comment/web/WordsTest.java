package org.schoolapprovals.comment.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S,less than a second",
        "PT0.999S,less than a second",
        "PT1S,1 second",
        "PT119S,119 seconds",
        "PT120S,2 minutes",
        "PT119M59S,119 minutes",
        "PT2H,2 hours",
        "PT47H59M,47 hours",
        "PT48H,2 days",
        "P400D,400 days"
    })
    void a_length_of_time_is_told_to_the_second_while_seconds_count(Duration time, String words) {
        assertThat(Words.of(time)).isEqualTo(words);
    }

    @Test
    void a_short_text_is_shown_whole() {
        for (String text : new String[] {"", "Lovely", "x".repeat(400), "1\n2\n3\n4\n5\n6", "👨‍👩‍👧‍👦".repeat(50)}) {
            Words.Excerpt excerpt = Words.Excerpt.of(text);
            assertThat(excerpt.beginning()).isEqualTo(text);
            assertThat(excerpt.whole()).isEmpty();
        }
    }

    @Test
    void of_a_long_text_the_beginning_is_shown_and_the_whole_is_folded() {
        String text = "😀".repeat(401);

        Words.Excerpt excerpt = Words.Excerpt.of(text);

        assertThat(excerpt.beginning()).isEqualTo("😀".repeat(400) + " …");
        assertThat(excerpt.whole()).isEqualTo(text);
        assertThat(excerpt.length()).isEqualTo(401);
    }

    @Test
    void a_text_of_many_lines_is_long() {
        assertThat(Words.Excerpt.of("a\n".repeat(10_000)).beginning()).isEqualTo("a\na\na\na\na\na …");
        assertThat(Words.Excerpt.of("\n".repeat(10_000)).beginning()).hasSizeLessThan(20);
    }

    @Test
    void what_nobody_sees_is_named() {
        assertThat(Words.Excerpt.of("a\u202Eb\u0000c\u200Dd").beginning())
                .isEqualTo("a[hidden mark]b[hidden mark]c\u200Dd");
    }
}
