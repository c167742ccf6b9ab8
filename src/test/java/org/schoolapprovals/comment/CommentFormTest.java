package org.schoolapprovals.comment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.schoolapprovals.comment.School.form;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.refusal.RefusedException;

class CommentFormTest {

    private static final String CHANNEL =
            "Channel: please choose one of Facebook, Twitter, the school\u2019s website, Weduc.";
    private static final String LINK = "Link: please enter an address on the web of at most 500 characters,"
            + " such as https://www.example.org/post, or leave it empty.";
    private static final String TICK = ": please tick the box or leave it, nothing else.";

    @Test
    void a_sound_form_is_read_as_it_was_filled_in() {
        CommentForm read = CommentForm.read(form("ourOwn", true, "inPublic", true));

        assertThat(read.text()).isEqualTo("What a lovely trip!");
        assertThat(read.origin())
                .isEqualTo(new Origin(
                        Road.BY_HAND,
                        Channel.TWITTER,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "A parent",
                        Optional.empty(),
                        Optional.of("https://www.twitter.example/post/1"),
                        true,
                        true,
                        Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"facebook", "twitter", "website", "weduc"})
    void every_channel_is_known(String channel) {
        assertThat(CommentForm.read(form("channel", channel)).origin().channel().value())
                .isEqualTo(channel);
    }

    @Test
    void link_and_ticks_may_be_left_out() {
        Map<String, Object> form = form("postLink", " ");
        form.remove("ourOwn");
        form.remove("inPublic");

        Origin origin = CommentForm.read(form).origin();

        assertThat(origin.postLink()).isEmpty();
        assertThat(origin.ourOwn()).isFalse();
        assertThat(origin.inPublic()).isFalse();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("channel", null, CHANNEL),
                Arguments.of("channel", "", CHANNEL),
                Arguments.of("channel", "Facebook", CHANNEL),
                Arguments.of("channel", "myspace", CHANNEL),
                Arguments.of("channel", 1, CHANNEL),
                Arguments.of("channel", List.of("facebook"), CHANNEL),
                Arguments.of("authorName", null, "Author: please fill it in."),
                Arguments.of("authorName", " \t ", "Author: please fill it in."),
                Arguments.of("authorName", 7, "Author: please enter text."),
                Arguments.of("authorName", "x".repeat(101), "Author: please shorten it to 100 characters; it has 101."),
                Arguments.of(
                        "authorName",
                        "A\nparent",
                        "Author: please take out the control characters, line breaks and tabs among them."),
                Arguments.of(
                        "authorName",
                        "A\u0000parent",
                        "Author: please take out the control characters, line breaks and tabs among them."),
                Arguments.of("commentText", null, "Comment: please fill it in."),
                Arguments.of("commentText", "\n \u0000", "Comment: please fill it in."),
                Arguments.of("commentText", true, "Comment: please enter text."),
                Arguments.of("commentText", Map.of(), "Comment: please enter text."),
                Arguments.of("commentText", "x".repeat(10_001), "Comment: please shorten it to 10,000 characters."),
                Arguments.of("postLink", "javascript:alert(1)", LINK),
                Arguments.of("postLink", "www.example.org", LINK),
                Arguments.of("postLink", "https://", LINK),
                Arguments.of("postLink", "https://example.org/a b", LINK),
                Arguments.of("postLink", "https://example.org/" + "x".repeat(481), LINK),
                Arguments.of("postLink", 5, LINK),
                Arguments.of("ourOwn", "true", "Our own" + TICK),
                Arguments.of("ourOwn", 1, "Our own" + TICK),
                Arguments.of("inPublic", "no", "In public" + TICK),
                Arguments.of(
                        "requester",
                        "head",
                        "requester: the form has no such field; please open the form afresh and fill it in there."));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("faults")
    void every_fault_is_refused_in_one_sentence_that_names_the_field(String field, Object value, String sentence) {
        RefusedException refusal =
                catchThrowableOfType(RefusedException.class, () -> CommentForm.read(form(field, value)));

        assertThat(refusal.sentences()).containsExactly(sentence);
    }

    @Test
    void all_faults_are_told_at_once() {
        RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> CommentForm.read(Map.of()));

        assertThat(refusal.sentences())
                .containsExactly(CHANNEL, "Author: please fill it in.", "Comment: please fill it in.");
    }

    @Test
    void a_form_with_a_field_without_a_name_is_refused() {
        Map<String, Object> form = new HashMap<>(form());
        form.put(null, "x");

        assertThat(catchThrowableOfType(RefusedException.class, () -> CommentForm.read(form)))
                .isNotNull();
    }

    @Test
    void a_comment_is_kept_to_the_letter_up_to_its_longest() {
        String hostile = " <b>{{facts}}</b> \u202e\u200b \ud83d\udc68\u200d\ud83d\udc69 ";

        assertThat(CommentForm.read(form("commentText", hostile)).text()).isEqualTo(hostile);
        assertThat(CommentForm.read(form("commentText", "\ud83d\ude00".repeat(10_000)))
                        .text())
                .hasSize(20_000);
        assertThat(CommentForm.read(form("commentText", "\ud83d\udc4d")).text()).isEqualTo("\ud83d\udc4d");
    }

    @Test
    void a_null_character_inside_a_pasted_comment_is_left_out() {
        assertThat(CommentForm.read(form("commentText", "love\u0000ly")).text()).isEqualTo("lovely");
    }
}
