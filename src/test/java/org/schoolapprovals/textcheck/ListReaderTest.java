package org.schoolapprovals.textcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.refusal.RefusedException;

class ListReaderTest {

    private static String numbered(int entries, String word) {
        return IntStream.range(0, entries).mapToObj(number -> word + number).collect(Collectors.joining("\n"));
    }

    @Test
    void entries_are_lines_without_blanks_around_them_each_once_however_written() {
        assertThat(ListReader.read(ListKind.ABUSIVE_WORDS, "  Zoë  Brontë \r\n\n\t\nZOE BRONTE\nAmelia"))
                .containsExactly("Zoë Brontë", "Amelia");
        assertThat(ListReader.read(ListKind.ABUSIVE_WORDS, "Twit\ntwit\ntwit*")).containsExactly("Twit", "twit*");
        assertThat(ListReader.read(ListKind.ABUSIVE_WORDS, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bbc.co.uk,bbc.co.uk",
        "https://www.bbc.co.uk/news?x=1,bbc.co.uk",
        "BBC.co.uk.,bbc.co.uk",
        "https://x@Example.com:8080,example.com",
        "bücher.example,xn--bcher-kva.example",
        "gov.uk,gov.uk"
    })
    void a_site_is_kept_as_its_host(String typed, String site) {
        assertThat(ListReader.read(ListKind.AGREED_SITES, typed)).containsExactly(site);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"uk", "localhost", "co.uk", "org.uk", "the BBC", "127.0.0.1", "[::1]", "https://", "*.co.uk", "."
            })
    void what_is_no_single_site_is_refused(String typed) {
        assertThatThrownBy(() -> ListReader.read(ListKind.AGREED_SITES, "gov.uk\n" + typed))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Line 2: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a", "ab*", "i*diot", "*idiot", "idiot**x", "...", "x\u0000y", "!!"})
    void what_is_no_word_is_refused(String typed) {
        assertThatThrownBy(() -> ListReader.read(ListKind.ABUSIVE_WORDS, typed))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Line 1: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"twit", "idiot*", "shut up", "self-harm*", "don’t tell", "🖕", "xx"})
    void words_phrases_and_emoji_are_taken(String typed) {
        assertThat(ListReader.read(ListKind.SAFEGUARDING_SIGNS, typed)).containsExactly(typed);
    }

    @Test
    void an_entry_has_100_characters_at_most() {
        assertThat(ListReader.read(ListKind.ABUSIVE_WORDS, "x".repeat(100))).hasSize(1);
        assertThatThrownBy(() -> ListReader.read(ListKind.ABUSIVE_WORDS, "x".repeat(101)))
                .hasMessage("Line 1: please write no more than 100 characters.");
    }

    @ParameterizedTest
    @EnumSource(ListKind.class)
    void a_list_ends_somewhere(ListKind kind) {
        String suffix = kind == ListKind.AGREED_SITES ? ".example" : "";
        String full = numbered(kind.most(), "name").replace("\n", suffix + "\n") + suffix;

        assertThat(ListReader.read(kind, full)).hasSize(kind.most());
        assertThatThrownBy(() -> ListReader.read(kind, full + "\nanother" + suffix))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the list takes up to");
    }

    @Test
    void no_more_than_ten_faults_are_told_at_once() {
        assertThatThrownBy(() -> ListReader.read(ListKind.ABUSIVE_WORDS, "a\n".repeat(50)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.sentences()).hasSize(10));
    }
}
