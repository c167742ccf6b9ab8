package org.schoolapprovals.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.schoolapprovals.photo.PhotoSchool.ADA;
import static org.schoolapprovals.photo.PhotoSchool.BEN;
import static org.schoolapprovals.photo.PhotoSchool.FILES;
import static org.schoolapprovals.photo.PhotoSchool.form;
import static org.schoolapprovals.photo.PhotoSchool.json;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.refusal.RefusedException;

class PhotoFormTest {

    private static final String PHOTOS = "Photographs: please upload them with this form; something else was sent.";
    private static final String CHILDREN = "Children: please pick them from the list, at most 500.";
    private static final String CHANNELS =
            "Channels: please choose at least one place where they shall appear, from the list only.";
    private static final String TICK = ": please tick the box or leave it, nothing else.";

    @Test
    void a_sound_form_is_read_as_it_was_filled_in() {
        UUID photo = FILES.get(0).photo();
        UUID second = new UUID(2, 2);
        PhotoForm read = PhotoForm.start(form(
                "photoIds",
                json(List.of(second, photo, second)),
                "children",
                json(List.of(ADA, BEN)),
                "channels",
                "[\"website\", \"facebook\"]",
                "wholeClass",
                true));

        assertThat(read.photos()).containsExactly(second, photo);
        assertThat(read.event()).isEqualTo("Sports day");
        assertThat(read.caption()).isEqualTo("Everybody ran.");
        assertThat(read.children()).containsExactly(ADA, BEN);
        assertThat(read.channels()).containsExactly(Use.WEBSITE, Use.FACEBOOK);
        assertThat(read.wholeClass()).isTrue();
        assertThat(read.noChildren()).isFalse();
    }

    @Test
    void caption_and_ticks_may_be_left_out_and_lists_may_come_as_lists() {
        Map<String, Object> form = form("children", List.of(ADA.toString()), "channels", new Object[] {"press"});
        form.remove("caption");
        form.remove("wholeClass");
        form.remove("noChildren");

        PhotoForm read = PhotoForm.start(form);

        assertThat(read.caption()).isEmpty();
        assertThat(read.children()).containsExactly(ADA);
        assertThat(read.channels()).containsExactly(Use.PRESS);
    }

    @Test
    void where_no_child_can_be_recognised_none_is_picked() {
        PhotoForm read = PhotoForm.start(form("children", "[]", "noChildren", true));

        assertThat(read.children()).isEmpty();
        assertThat(read.noChildren()).isTrue();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("photoIds", null, "Photographs: please upload at least one."),
                Arguments.of("photoIds", "[]", "Photographs: please upload at least one."),
                Arguments.of("photoIds", "holiday.jpg", PHOTOS),
                Arguments.of("photoIds", "[1]", PHOTOS),
                Arguments.of("photoIds", "[\"1-1-1-1-1\"]", PHOTOS),
                Arguments.of("photoIds", "[\"../../etc/passwd\"]", PHOTOS),
                Arguments.of("photoIds", "{\"id\": \"" + ADA + "\"}", PHOTOS),
                Arguments.of("photoIds", true, PHOTOS),
                Arguments.of("event", null, "Event: please fill it in."),
                Arguments.of("event", " \u0000 ", "Event: please fill it in."),
                Arguments.of("event", 7, "Event: please enter text."),
                Arguments.of("event", "x".repeat(201), "Event: please shorten it to 200 characters; it has 201."),
                Arguments.of(
                        "event",
                        "Sports\nday",
                        "Event: please take out the control characters, line breaks and tabs among them."),
                Arguments.of("caption", true, "Caption: please enter text."),
                Arguments.of(
                        "caption", "x".repeat(2001), "Caption: please shorten it to 2,000 characters; it has 2,001."),
                Arguments.of("caption", "a \u202eb", "Caption: please take out the control characters."),
                Arguments.of("children", "[\"Ada\"]", CHILDREN),
                Arguments.of("children", "x".repeat(30_000), CHILDREN),
                Arguments.of(
                        "children",
                        json(Stream.generate(UUID::randomUUID).limit(501).toList()),
                        CHILDREN),
                Arguments.of(
                        "children",
                        "[]",
                        "Children: please pick every child who can be recognised, or tick that no child can be."),
                Arguments.of(
                        "noChildren",
                        true,
                        "Children: please either pick children or tick that no child can be recognised, not both."),
                Arguments.of("channels", null, CHANNELS),
                Arguments.of("channels", "[]", CHANNELS),
                Arguments.of("channels", "facebook", CHANNELS),
                Arguments.of("channels", "[\"facebook\", \"myspace\"]", CHANNELS),
                Arguments.of("channels", "[null]", CHANNELS),
                Arguments.of("wholeClass", "true", "Whole class" + TICK),
                Arguments.of("noChildren", 1, "No child can be recognised" + TICK),
                Arguments.of(
                        "state",
                        "CLEARED",
                        "state: the form has no such field; please open the form afresh and fill it in there."),
                Arguments.of(
                        "withdraw",
                        true,
                        "withdraw: the form has no such field; please open the form afresh and fill it in there."));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("faults")
    void every_fault_is_refused_in_one_sentence_that_names_the_field(String field, Object value, String sentence) {
        RefusedException refusal =
                catchThrowableOfType(RefusedException.class, () -> PhotoForm.start(form(field, value)));

        assertThat(refusal.sentences()).containsExactly(sentence);
    }

    @Test
    void all_faults_are_told_at_once() {
        RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> PhotoForm.start(Map.of()));

        assertThat(refusal.sentences())
                .containsExactly(
                        "Photographs: please upload at least one.",
                        "Event: please fill it in.",
                        CHANNELS,
                        "Children: please pick every child who can be recognised, or tick that no child can be.");
    }

    @Test
    void a_form_with_a_field_without_a_name_is_refused() {
        Map<String, Object> form = new HashMap<>(form());
        form.put(null, "x");

        assertThatThrownBy(() -> PhotoForm.start(form)).isInstanceOf(RefusedException.class);
    }

    @Test
    void nobody_is_whole_class_where_no_child_can_be_recognised() {
        assertThatThrownBy(() -> PhotoForm.start(form("children", "[]", "noChildren", true, "wholeClass", true)))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Whole class:");
    }

    @Test
    void what_no_database_holds_is_left_out_or_marked_and_emoji_stay() {
        PhotoForm read = PhotoForm.start(
                form("event", "Sports\u0000 day", "caption", "Fun \ud83d\udc68\u200d\ud83d\udc69 \ud83d!"));

        assertThat(read.event()).isEqualTo("Sports day");
        assertThat(read.caption()).isEqualTo("Fun \ud83d\udc68\u200d\ud83d\udc69 \ufffd!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "true"})
    void a_withdrawal_is_a_tick_and_nothing_else(String value) {
        assertThat(PhotoForm.withdraws(Map.of("withdraw", true))).isTrue();
        assertThat(PhotoForm.withdraws(Map.of())).isFalse();
        assertThatThrownBy(() -> PhotoForm.withdraws(Map.of("withdraw", value)))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Withdraw" + TICK);
    }
}
