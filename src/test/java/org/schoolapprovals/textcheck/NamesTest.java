package org.schoolapprovals.textcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.textcheck.PupilNames.Child;

class NamesTest {

    private static final Names PUPILS = Names.ofPupils(List.of(
            child("Amelia", "Okafor-Jones"),
            child("Zoë", "Brontë"),
            child("Seán", "O’Brien"),
            child("Will", "Hartley"),
            child("Grace", "May"),
            child("Al", "Brook"),
            child("Jaxon", "Reed"),
            child("Ibrahim", "Hussain"),
            child("Anna-Maria", "Ferreira"),
            child("Theodora Jane", "Penrose", "Dorrie", "Tiny Bear")));
    private static final Names STAFF = Names.ofGrownUps(List.of(
            "Jane Whitfield", "Tom Green", "Mrs Ewa Kowalska", "Bo Ali", "Class Teacher", "Chair of Governors"));

    private static Child child(String firstName, String lastName, String... nicknames) {
        return new Child(firstName, lastName, List.of(nicknames), "3B");
    }

    private static Set<String> pupils(String text) {
        return PUPILS.in(FoldedText.of(text));
    }

    private static Set<String> staff(String text) {
        return STAFF.in(FoldedText.of(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Well done amelia okafor-jones! | Amelia Okafor-Jones",
                "AMELIA was a star | Amelia Okafor-Jones",
                "I saw Amelia’s picture | Amelia Okafor-Jones",
                "amelia's picture | Amelia Okafor-Jones",
                "(Amelia) | Amelia Okafor-Jones",
                "Zoe sang | Zoë Brontë",
                "ZOË sang | Zoë Brontë",
                "Аmelia with a Cyrillic A | Amelia Okafor-Jones",
                "Ame\u200Blia with nothing in it | Amelia Okafor-Jones",
                "sean obrien | Seán O’Brien",
                "Sean O'Brien's goal | Seán O’Brien",
                "Ibrahim won | Ibrahim Hussain",
                "jaxon won | Jaxon Reed",
                "anna maria danced | Anna-Maria Ferreira"
            })
    void a_name_is_found_however_it_is_written(String text, String pupil) {
        assertThat(pupils(text)).containsExactly(pupil);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "well done theodora",
                "well done Theodora Penrose",
                "well done theodora jane",
                "well done dorrie",
                "well done Dorrie Penrose",
                "well done Tiny Bear"
            })
    void each_of_several_first_names_and_nicknames_is_a_name(String text) {
        assertThat(pupils(text)).containsExactly("Theodora Jane Penrose");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Jane won", "a tiny bear", "Tiny children", "Bear hunt"})
    void a_part_of_a_nickname_or_a_second_first_name_alone_is_none(String text) {
        assertThat(pupils(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Amelai", "Amela", "Ammelia", "Emelia", "amelias", "Ibraheim", "Jaxson"})
    void one_slip_in_a_name_of_five_letters_or_more_is_seen_through(String misspelt) {
        assertThat(pupils("Well done " + misspelt + " today")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Amlai", "Emelya", "Zoey", "Saen", "Sean2go", "Amelioration"})
    void two_slips_or_a_slip_in_a_short_name_are_not(String other) {
        assertThat(pupils("Well done " + other + " today")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"trace", "grade", "a place in Year 3"})
    void a_common_word_is_nobodys_misspelt_name(String text) {
        assertThat(pupils(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "when will the photos be up",
                "Will you post the photos?",
                "Will there be cake? May I bring some?",
                "they said grace before lunch",
                "we may come by",
                "WILL THERE BE CAKE",
                "Free will and grace may win"
            })
    void a_name_that_is_a_common_word_is_not_seen_in_the_word(String text) {
        assertThat(pupils(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Well done Will! | Will Hartley",
                "Will was great | Will Hartley",
                "will hartley was great | Will Hartley",
                "Grace sang so well | Grace May",
                "well done GRACE you star | Grace May",
                "Grace May sang | Grace May"
            })
    void with_its_capital_or_its_surname_it_is_the_child(String text, String pupil) {
        assertThat(pupils(text)).containsExactly(pupil);
    }

    @ParameterizedTest
    @ValueSource(strings = {"al won", "Al won", "the Okafor-Jones family", "Hartley Street"})
    void very_short_first_names_and_surnames_alone_are_no_pupils(String text) {
        assertThat(pupils(text)).isEmpty();
    }

    @Test
    void a_very_short_first_name_is_found_with_its_surname() {
        assertThat(pupils("al brook won")).containsExactly("Al Brook");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "thanks jane whitfield | Jane Whitfield",
                "thanks Mrs whitfield | Jane Whitfield",
                "thanks miss jane | Jane Whitfield",
                "Whitfield is the best | Jane Whitfield",
                "mrs. whitfeild is the best | Jane Whitfield",
                "Mr Green was there | Tom Green",
                "ask mrs kowalska | Mrs Ewa Kowalska",
                "Dr Ali | Bo Ali",
                "our Class Teacher | Class Teacher"
            })
    void staff_are_found_by_whole_name_title_or_rare_surname(String text, String person) {
        assertThat(staff(text)).containsExactly(person);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane was there",
                "whitfield road is closed",
                "the green field",
                "Green beans for lunch",
                "Ali won",
                "Whitfeild Road",
                "the class teacher was lovely",
                "ask the chair of governors"
            })
    void first_names_common_words_and_short_surnames_alone_are_no_staff(String text) {
        assertThat(staff(text)).isEmpty();
    }

    @Test
    void an_empty_list_finds_nobody() {
        assertThat(Names.ofPupils(List.of()).in(FoldedText.of("Amelia"))).isEmpty();
        assertThat(Names.ofGrownUps(List.of("Mrs", "🙂")).in(FoldedText.of("Mrs 🙂")))
                .isEmpty();
    }
}
