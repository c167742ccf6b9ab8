package org.schoolapprovals.textcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.textcheck.PupilNames.Child;

class ClassAndNameTest {

    private static final ClassAndName CHILDREN = new ClassAndName(List.of(
            child("Grace", "May", "3B"),
            child("Amelia", "Okafor", "Year 4", "Millie"),
            child("Al", "Brook", "3B"),
            child("Will", "Hartley", "Oak"),
            child("Peter", "Ellis", "6K"),
            child("Seán", "O’Brien", "A")));

    private static Child child(String firstName, String lastName, String className, String... nicknames) {
        return new Child(firstName, lastName, List.of(nicknames), className);
    }

    private static Set<String> in(String text) {
        return CHILDREN.in(FoldedText.of(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Grace from 3B won                        | Grace May (3B)
            grace from 3b won                        | Grace May (3B)
            grace of year 3 won                      | Grace May (Year 3)
            3B's Grace won                           | Grace May (3B)
            Year 3: well done to Grace               | Grace May (Year 3)
            Y3 star Grace                            | Grace May (Year 3)
            Grace, 3 B                               | Grace May (3B)
            Amelia O. (Year 4)                       | Amelia Okafor (Year 4)
            Amelia from Yr 4                         | Amelia Okafor (Year 4)
            year 4 and millie                        | Amelia Okafor (Year 4)
            A.O. (Year 4)                            | Amelia Okafor (Year 4)
            A O, Year 4                              | Amelia Okafor (Year 4)
            AO (Year 4)                              | Amelia Okafor (Year 4)
            AO from year 4                           | Amelia Okafor (Year 4)
            Al from 3B                               | Al Brook (3B)
            al from our class 3b                     | Al Brook (3B)
            Will of Oak class                        | Will Hartley (Oak)
            oak class: Will!                         | Will Hartley (Oak)
            Sean in class A                          | Seán O’Brien (A)
            Ｇｒａｃｅ from ３Ｂ                        | Grace May (3B)
            """)
    void a_child_is_told_by_name_and_class_together(String text, String found) {
        assertThat(in(text)).containsExactly(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3B had a lovely day",
                "Amelia and Grace had a lovely day",
                "we said grace and then 3B sang",
                "3B will sing and Year 4 may dance",
                "Will you come and see 3B?",
                "Will climbed an oak",
                "Grace told us what she had done on the long way home before 3B sang",
                "PE in 6K",
                "P 6K",
                "al the best to 3B",
                "a class of its own, Sean",
                "Year 34 and Grace"
            })
    void neither_alone_nor_far_apart_nor_a_word_is_a_child(String text) {
        assertThat(in(text)).isEmpty();
    }

    @Test
    void children_of_one_name_are_all_told() {
        ClassAndName twins = new ClassAndName(List.of(child("Grace", "May", "3B"), child("Grace", "Hill", "4P")));

        assertThat(twins.in(FoldedText.of("Grace from 3B"))).containsExactly("Grace May (3B)", "Grace Hill (3B)");
    }

    @Test
    void an_empty_register_finds_nobody() {
        assertThat(new ClassAndName(List.of()).in(FoldedText.of("Grace from 3B")))
                .isEmpty();
    }
}
