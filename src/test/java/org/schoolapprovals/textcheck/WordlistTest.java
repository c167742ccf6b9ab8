package org.schoolapprovals.textcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By a list of five entries, mild ones where possible. */
class WordlistTest {

    private static final Wordlist LIST = new Wordlist(List.of("twit", "idiot*", "ass", "shut up", "self harm*", "🖕"));

    private static Set<String> in(String text) {
        return LIST.in(FoldedText.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "you twit",
                "TWIT!",
                "twit’s",
                "“twit”",
                "twít",
                "ｔｗｉｔ",
                "𝓽𝔀𝓲𝓽",
                "twіt with a Cyrillic і",
                "ТWIT with a Cyrillic T",
                "tw\u00ADit",
                "t\u200Bw\u200Bi\u200Bt",
                "t̷w̷i̷t̷",
                "tw1t",
                "tw!t",
                "7w17ty tw|t",
                "twit!!!",
                "tw*t",
                "t**t",
                "t#it",
                "t***",
                "twiiiit",
                "TTTWWWIIITTT",
                "tw1111t",
                "t w i t",
                "T.W.I.T.",
                "t-w-i-t",
                "t  w  i  t",
                "you t w i t you",
                "u r a t w i t",
                "t w 1 t",
                "tw-it",
                "tw.it",
                "t_wit"
            })
    void a_word_is_found_as_it_is_and_under_simple_disguise(String text) {
        assertThat(in(text)).containsExactly("twit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "twitter",
                "outwit",
                "twitch",
                "twi t",
                "tw it",
                "to w i t",
                "t\nw\ni\nt",
                "t   w    i     t",
                "1w17",
                "tweet",
                "twiit",
                "t*",
                "*twi",
                "class",
                "glass and brass",
                "pass",
                "as",
                "a s",
                "the A55 is closed",
                "455 people",
                "c l a s s",
                "shut the door, look up",
                "harm",
                "www.twitter.example"
            })
    void nothing_is_found_inside_other_words_or_in_numbers(String text) {
        assertThat(in(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"idiot", "idiots", "IDIOTIC", "1d1ots", "idi0tic", "id*otic", "iiidiots", "i d i o t s"})
    void a_star_at_the_end_stands_for_any_ending(String text) {
        assertThat(in(text)).containsExactly("idiot*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shut up", "SHUT UP!", "shut, up", "shut\nup", "Shut-up"})
    void a_phrase_is_found_whatever_stands_between_its_words(String text) {
        assertThat(in(text)).containsExactly("shut up");
    }

    @Test
    void an_emoji_is_found_in_any_colour() {
        assertThat(in("🖕")).containsExactly("🖕");
        assertThat(in("oh🖕🏽you")).containsExactly("🖕");
        assertThat(in("👍🏽")).isEmpty();
    }

    @Test
    void several_entries_are_told_each_once() {
        assertThat(in("shut up you twit, twit, a$$ and idiot"))
                .containsExactlyInAnyOrder("shut up", "twit", "ass", "idiot*");
    }

    @Test
    void an_empty_list_finds_nothing() {
        assertThat(new Wordlist(List.of()).in(FoldedText.of("t w i t tw1t"))).isEmpty();
    }
}
