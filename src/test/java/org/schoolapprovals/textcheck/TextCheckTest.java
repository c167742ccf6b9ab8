package org.schoolapprovals.textcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.database.DatabaseTest;
import org.schoolapprovals.people.People;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolStaff;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole check, by the lists that are shipped and those that people make of them. */
@DatabaseTest
@Import({TextCheck.class, TextLists.class, TextListStore.class})
class TextCheckTest {

    private static final String EDITOR = "social-media";
    private static final TextFacts NOTHING = new TextFacts(
            Set.of(), Set.of(), Set.of(), false, List.of(), List.of(), List.of(), Set.of(), Set.of(), false, false);

    /** The pupils of a school, as a test wants them. */
    private static final class Children implements PupilNames {

        private List<Child> children = List.of();
        private long version;

        void are(String... names) {
            children = Stream.of(names)
                    .map(name -> name.split(" ", 2))
                    .map(name -> new Child(name[0], name[1], List.of(), "3B"))
                    .toList();
            version++;
        }

        @Override
        public long version() {
            return version;
        }

        @Override
        public List<Child> children() {
            return children;
        }
    }

    @TestConfiguration
    static class Beans {

        @Bean
        Children children() {
            return new Children();
        }

        @Bean
        People people() {
            return new SchoolStaff();
        }

        @Bean
        Clock clock() {
            return Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
        }
    }

    @Autowired
    private TextCheck check;

    @Autowired
    private TextLists lists;

    @Autowired
    private Children children;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void nobody_is_at_the_school() {
        children.are();
    }

    private String change(ListKind kind, String text) {
        return lists.change(EDITOR, kind, text, lists.list(EDITOR, kind).version());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "What a lovely day at the fair, thank you all!",
                "Will there be cake? We may bring some on the A55 at 15:30 on 12/05/2027.",
                "Great witch costumes in Year 3! The blue tit and the predator were brilliant too.",
                "Class 4 passed their assessment in Scunthorpe.",
                "The assault course was ace, and what a piece of work that model is!",
                "<script>alert('x')</script> {{7*7}} ${7*7} %s",
                "Ysgol wych, diolch yn fawr!"
            })
    void a_friendly_comment_gives_no_cause(String text) {
        assertThat(check.check(text)).isEqualTo(NOTHING);
    }

    @Test
    void everything_in_one_text_is_told_by_its_kind() {
        children.are("Amelia Okafor", "Noah Pritchard");

        TextFacts facts = check.check(
                "Sh1t school! Ring amelia’s mum on 07700 900123 or look at https://gov.uk@evil.example and www.bbc.co.uk,"
                        + " the headteacher knows that noha is bullied \u202E");

        assertThat(facts)
                .isEqualTo(new TextFacts(
                        Set.of("Amelia Okafor"),
                        Set.of(),
                        Set.of(),
                        true,
                        List.of("a phone number"),
                        List.of("evil.example"),
                        List.of("www.bbc.co.uk"),
                        Set.of("shit*"),
                        Set.of("bullied"),
                        false,
                        true));
        assertThat(facts.namesSomebody()).isTrue();
    }

    @Test
    void a_change_of_a_list_holds_from_the_next_text_on() {
        assertThat(check.check("What a sausage").abusive()).isEmpty();

        change(ListKind.ABUSIVE_WORDS, "sausage");
        assertThat(check.check("What a sausage").abusive()).containsExactly("sausage");
    }

    @Test
    void whoever_joins_or_leaves_the_school_is_a_pupil_or_none_from_the_next_text_on() {
        assertThat(check.check("Well done Amelia of 3B").pupils()).isEmpty();

        children.are("Amelia Okafor");
        assertThat(check.check("Well done Amelia of 3B").pupils()).containsExactly("Amelia Okafor");
        assertThat(check.check("Well done Amelia of 3B").classAndName()).containsExactly("Amelia Okafor (3B)");

        children.are();
        assertThat(check.check("Well done Amelia of 3B").pupils()).isEmpty();
    }

    @Test
    void the_head_teacher_is_known_by_name_too() {
        TextFacts facts = check.check("Thank you Head Teacher and Chair Of Governors");

        assertThat(facts.staff()).contains("Head teacher");
        assertThat(facts.headTeacher()).isTrue();
        assertThat(check.check("Thank you Chair Of Governors").headTeacher()).isFalse();
    }

    @Test
    void of_each_kind_twenty_are_told_at_most() {
        children.are(IntStream.range(0, 50)
                .mapToObj(n -> "Child" + "x".repeat(n) + " Brook")
                .toArray(String[]::new));
        String everybody = IntStream.range(0, 50)
                .mapToObj(n -> "Child" + "x".repeat(n) + " Brook, ")
                .collect(Collectors.joining());

        assertThat(check.check(everybody).pupils()).hasSize(20);
    }

    static Stream<String> hostile() {
        return Stream.of(
                "\u0000",
                "\uD83D",
                "\uDC4D\uD83D",
                "\uFFFF\uFDD0",
                "a".repeat(100_000),
                "t ".repeat(50_000),
                "f*".repeat(50_000),
                "@".repeat(100_000),
                "a@".repeat(50_000),
                "a.".repeat(50_000),
                "www.".repeat(25_000),
                "http://".repeat(14_000),
                "https://a@".repeat(10_000),
                "0770 ".repeat(20_000),
                "1".repeat(100_000),
                "(0)".repeat(33_000),
                "\u0301".repeat(100_000),
                "e\u0301\u202E\u200B".repeat(25_000),
                "\uFDFA".repeat(33_000),
                "👩‍👩‍👧‍👦".repeat(9_000),
                "sh1t-".repeat(20_000),
                "А".repeat(50_000),
                "'".repeat(100_000),
                "x'".repeat(50_000),
                "3B ".repeat(33_000),
                "A O 3B ".repeat(14_000));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostile_text_is_just_a_text(String text) {
        children.are("Amelia Okafor");

        assertThat(check.check(text).pupils()).isEmpty();
    }

    /** Says how long it takes; a test that failed on a busy machine would tell nothing. */
    @Test
    void a_long_text_is_checked_against_long_lists() {
        Random dice = new Random(7);
        children.are(words(dice, 10_000, " ").split("\n"));
        change(ListKind.ABUSIVE_WORDS, words(dice, 5_000, ""));
        String text = words(dice, 12_000, " ").replace('\n', ' ').substring(0, 100_000);

        check.check("warm");
        long begin = System.nanoTime();
        check.check(text);
        System.out.printf(
                "100 kB against 10,000 names and 5,000 words: %d ms%n", (System.nanoTime() - begin) / 1_000_000);
    }

    private static String words(Random dice, int number, String between) {
        return IntStream.range(0, number)
                .mapToObj(any ->
                        dice.ints(5, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining())
                                + between
                                + dice.ints(6, 'a', 'z' + 1)
                                        .mapToObj(Character::toString)
                                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    // The lists themselves

    @ParameterizedTest
    @EnumSource(ListKind.class)
    void what_is_shipped_is_taken_back_as_it_is(ListKind kind) {
        String shipped = String.join("\n", lists.list(EDITOR, kind).entries());

        assertThat(change(kind, shipped)).endsWith("the list stays as it was.");
        assertThat(lists.sizes(EDITOR).get(kind)).isEqualTo(shipped.lines().count());
    }

    @Test
    void a_change_tells_what_came_and_went() {
        assertThat(change(ListKind.AGREED_SITES, "gov.uk\nbbc.co.uk\nwillowlane.example"))
                .isEqualTo(
                        "Agreed sites: 1 added (willowlane.example), 3 removed (nspcc.org.uk, weduc.co.uk, weduc.com).");
        assertThat(lists.changes(EDITOR)).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(ListKind.AGREED_SITES);
            assertThat(entry.by()).isEqualTo("Social media");
            assertThat(entry.at()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
        });
    }

    @Test
    void the_log_is_never_changed() {
        change(ListKind.AGREED_SITES, "gov.uk");

        assertThatThrownBy(
                        () -> jdbc.sql("delete from approvals.text_list_change").update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
    }

    @Test
    void two_people_do_not_undo_each_others_changes() {
        long seenByBoth = lists.list(EDITOR, ListKind.AGREED_SITES).version();
        lists.change("office", ListKind.AGREED_SITES, "first.example", seenByBoth);

        assertThatThrownBy(() -> lists.change(EDITOR, ListKind.AGREED_SITES, "second.example", seenByBoth))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("somebody has changed this list meanwhile");
        assertThat(lists.list(EDITOR, ListKind.AGREED_SITES).entries()).containsExactly("first.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"staff", "governors", "chair-of-governors", "camunda-admin", "nobody"})
    void the_lists_are_for_their_keepers_only(String userId) {
        assertThat(lists.mayKeep(userId)).isFalse();
        assertThatThrownBy(() -> lists.list(userId, ListKind.AGREED_SITES)).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> lists.sizes(userId)).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> lists.changes(userId)).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> lists.change(userId, ListKind.AGREED_SITES, "mallory.example", 0))
                .isInstanceOf(NotAllowedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"social-media", "office", "head-teacher", "deputy-head"})
    void their_keepers_are_four_roles(String userId) {
        assertThat(lists.mayKeep(userId)).isTrue();
    }
}
