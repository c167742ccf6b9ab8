package org.schoolapprovals.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolapprovals.consent.ImportPlan.Step;
import org.schoolapprovals.refusal.RefusedException;

/** Reading a file and comparing it with the register, without a database. */
class ImportTest {

    private static final LocalDate TODAY = LocalDate.of(2027, 5, 4);
    private static final String HEADINGS = "Forename,Surname,Reg Group,Year of Leaving,Adno,Known as\n";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] with(int[] mark, String text, Charset charset) {
        byte[] content = text.getBytes(charset);
        byte[] all = new byte[mark.length + content.length];
        for (int at = 0; at < mark.length; at++) {
            all[at] = (byte) mark[at];
        }
        System.arraycopy(content, 0, all, mark.length, content.length);
        return all;
    }

    private static Enrolment enrolled(String name, String className, int leaving, String number, boolean present) {
        String[] parts = name.split(" ");
        return new Enrolment(
                1,
                new Pupil(UUID.randomUUID(), parts[0], parts[1], List.of(), className, leaving),
                Optional.ofNullable(number),
                present,
                "office",
                Instant.EPOCH);
    }

    private static ImportPlan plan(String lines, Enrolment... register) {
        ImportFile file = CsvReader.read(bytes(HEADINGS + lines));
        return new ImportComparison(List.of(register), TODAY).plan(file, file.guess(), 7);
    }

    // ---- the file

    static Stream<Arguments> encodings() {
        String text = "Forename;Surname;Class;Leaving year\r\nZoë;O’Brien;3B;2030\r\n";
        Charset windows = Charset.forName("windows-1252");
        return Stream.of(
                Arguments.of("UTF-8", with(new int[] {}, text, StandardCharsets.UTF_8)),
                Arguments.of("UTF-8", with(new int[] {0xEF, 0xBB, 0xBF}, text, StandardCharsets.UTF_8)),
                Arguments.of("UTF-16", with(new int[] {0xFF, 0xFE}, text, StandardCharsets.UTF_16LE)),
                Arguments.of("UTF-16", with(new int[] {0xFE, 0xFF}, text, StandardCharsets.UTF_16BE)),
                Arguments.of("Windows-1252", with(new int[] {}, text, windows)));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void excels_encodings_are_told_apart(String encoding, byte[] content) {
        ImportFile file = CsvReader.read(content);

        assertThat(file.encoding()).isEqualTo(encoding);
        assertThat(file.headings()).containsExactly("Forename", "Surname", "Class", "Leaving year");
        assertThat(file.rows()).containsExactly(new ImportFile.Row(2, List.of("Zoë", "O’Brien", "3B", "2030")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a,b;x,c\\n1,2,3                     | comma
            a;b;"x,y,z,"\\n1;2;3                | semicolon
            a\\tb\\tc\\n1\\t2\\t3               | tab
            sep=;\\n"a,b,c,d";b;c\\n1;2;3       | semicolon
            """)
    void the_delimiter_is_found(String text, String delimiter) {
        ImportFile file = CsvReader.read(bytes(text.replace("\\n", "\r\n").replace("\\t", "\t")));

        assertThat(file.delimiter()).isEqualTo(delimiter);
        assertThat(file.headings()).hasSize(3);
        assertThat(file.rows().get(0).cells()).containsExactly("1", "2", "3");
    }

    @Test
    void a_line_keeps_its_number_past_empty_lines_and_breaks_within_a_cell() {
        ImportFile file = CsvReader.read(bytes("a,b\n\n1,\"x\ny\"\n,,\n2,z\n3,end"));

        assertThat(file.rows()).extracting(ImportFile.Row::line).containsExactly(3L, 6L, 7L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Legal Surname | LAST_NAME
            REG GROUP     | CLASS
            Date_of_leaving | LEAVING_YEAR
            UPN           | NUMBER
            Preferred name | NICKNAMES
            first name    | FIRST_NAME
            """)
    void columns_are_guessed_from_their_headings(String heading, ImportColumn column) {
        assertThat(CsvReader.read(bytes("x," + heading + "\n1,2")).guess()).containsExactly(Map.entry(column, 1));
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of(null, "there is nothing in it"),
                Arguments.of(new byte[0], "there is nothing in it"),
                Arguments.of(new byte[5 * 1024 * 1024 + 1], "larger than 5 MB"),
                Arguments.of(new byte[] {'P', 'K', 3, 4, 0, 0}, "an Excel workbook"),
                Arguments.of(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, "an Excel workbook"),
                Arguments.of(bytes("a\0b,c\n1,2"), "no text that can be read"),
                Arguments.of("a,b\n1,2".getBytes(StandardCharsets.UTF_16LE), "no text that can be read"),
                Arguments.of(
                        new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, (byte) 0xFF}, "no text that can be read"),
                Arguments.of(new byte[] {'a', (byte) 0x81, '\n', 'b'}, "no text that can be read"),
                Arguments.of(bytes("a,b"), "a child in each line below"),
                Arguments.of(bytes("\n\n,,,\n"), "a child in each line below"),
                Arguments.of(
                        bytes("a,b\n1,2\n\"never closed,\n3,4\n"), "Line 2: from the next line on the quotation marks"),
                Arguments.of(bytes("a,b\n\"x\"y,2\n"), "Line 1: from the next line on the quotation marks"),
                Arguments.of(bytes("a,b\n" + ",".repeat(101) + "\n"), "Line 2: it has 102 columns"),
                Arguments.of(bytes("a,b\n" + "1,2\n".repeat(5_001)), "more than 5,000 lines"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void what_is_no_export_is_refused_with_one_sentence(byte[] content, String sentence) {
        assertThatThrownBy(() -> CsvReader.read(content))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.sentences())
                                .singleElement()
                                .asString()
                                .contains(sentence));
    }

    @Test
    void five_thousand_lines_are_read() {
        assertThat(CsvReader.read(bytes("a,b\n" + "1,2\n".repeat(5_000))).rows())
                .hasSize(5_000);
    }

    // ---- the comparison

    @Test
    void who_is_not_in_the_register_is_added() {
        ImportPlan plan = plan("Zoë,Lindqvist,3B,2030,77,Zo\nNoah,Pritchard,3B,31/08/2030,,");

        assertThat(plan.faults()).isEmpty();
        assertThat(plan.version()).isEqualTo(7);
        assertThat(plan.added())
                .extracting(step -> step.pupil().name())
                .containsExactly("Zoë Lindqvist", "Noah Pritchard");
        assertThat(plan.added()).extracting(Step::number).containsExactly(Optional.of("77"), Optional.empty());
        assertThat(plan.added().get(0).pupil().nicknames()).containsExactly("Zo");
        assertThat(plan.added().get(1).pupil().leavingYear()).isEqualTo(2030);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            the same again is unchanged           | Amelia,Okafor,3B,2030,,     | 3B | 2030 |    | true  |
            found by name and class               | AMELIA,okafor,3b,2030,,     | 3B | 2030 |    | true  | name Amelia Okafor becomes AMELIA okafor; class 3B becomes 3b
            by number whatever else changed       | Amy,Jones,4P,2031,77,       | 3B | 2030 | 77 | true  | name Amelia Okafor becomes Amy Jones; class 3B becomes 4P; year of leaving 2030 becomes 2031
            without a number, moved by its year   | Amelia,Okafor,4P,2030,,     | 3B | 2030 |    | true  | class 3B becomes 4P
            the number is learnt                  | Amelia,Okafor,3B,2030,77,   | 3B | 2030 |    | true  | pupil number none becomes 77
            a nickname is learnt                  | Amelia,Okafor,3B,2030,,Mia  | 3B | 2030 |    | true  | nicknames none becomes Mia
            back again by number                  | Amelia,Okafor,3B,2030,77,   | 3B | 2030 | 77 | false | is back at the school
            back again by name and year           | Amelia,Okafor,4P,2030,,     | 3B | 2030 |    | false | class 3B becomes 4P; is back at the school
            """)
    void a_child_of_the_register_is_found_again(
            String what, String line, String className, int leaving, String number, boolean present, String changes) {
        Enrolment amelia = enrolled("Amelia Okafor", className, leaving, number, present);

        ImportPlan plan = plan(line, amelia);

        assertThat(plan.faults()).isEmpty();
        assertThat(plan.added()).isEmpty();
        assertThat(plan.missing()).isEmpty();
        assertThat(plan.unchanged()).isEqualTo(changes == null ? 1 : 0);
        if (changes != null) {
            assertThat(plan.changed()).singleElement().satisfies(step -> {
                assertThat(step.pupil().id()).isEqualTo(amelia.pupil().id());
                assertThat(step.changes()).containsExactly(changes.split("; "));
            });
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            another class and year of leaving     | Amelia,Okafor,1H,2032,,
            another number                        | Amelia,Okafor,3B,2030,78,
            another name                          | Amelie,Okafor,3B,2030,,
            """)
    void another_child_is_another_child(String what, String line) {
        Enrolment amelia = enrolled("Amelia Okafor", "3B", 2030, "77", true);

        ImportPlan plan = plan(line, amelia);

        assertThat(plan.added()).hasSize(1);
        assertThat(plan.missing()).containsExactly(amelia);
    }

    @Test
    void who_is_missing_from_the_file_is_told_but_not_who_has_left_before() {
        Enrolment missing = enrolled("Noah Pritchard", "3B", 2030, null, true);

        ImportPlan plan = plan(
                "Amelia,Okafor,3B,2030,,",
                enrolled("Amelia Okafor", "3B", 2030, null, true),
                missing,
                enrolled("Will Hartley", "6K", 2027, null, false));

        assertThat(plan.missing()).containsExactly(missing);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no name                 | ,Okafor,3B,2030,,                                      | Line 2: First name: please fill it in.
            no class                | Amelia,Okafor,,2030,,                                  | Line 2: Class: please fill it in.
            no year                 | Amelia,Okafor,3B,soon,,                                | Line 2: Year of leaving: please enter the year
            a year long past        | Amelia,Okafor,3B,1999,,                                | Line 2: Year of leaving: please enter the year
            the row ends too early  | Amelia,Okafor                                          | Line 2: Class: please fill it in.
            one number twice        | Amelia,Okafor,3B,2030,7,~Noah,Pritchard,3B,2030,7,     | Line 3: the pupil number 7 stands in line 2, too.
            one child twice         | Amelia,Okafor,3B,2030,,~amelia,OKAFOR,3b,2030,,        | Line 3: this may be the same child as in line 2
            a child of theirs twice | Will,Hartley,6K,2027,,~Will,Hartley,6K,2027,,          | Line 3: this may be the same child as in line 2
            two whom it may mean    | Grace,May,3B,2030,,                                    | Line 2: there are 2 children called Grace May
            """)
    void a_faulty_or_ambiguous_line_is_told_by_its_number(String what, String lines, String fault) {
        ImportPlan plan = plan(
                lines.replace("~", "\n"),
                enrolled("Will Hartley", "6K", 2027, null, true),
                enrolled("Grace May", "3B", 2030, "1", true),
                enrolled("Grace May", "3B", 2030, "2", true));

        assertThat(plan.faults()).anySatisfy(sentence -> assertThat(sentence).startsWith(fault));
    }

    @Test
    void endless_faults_are_told_in_short() {
        assertThat(plan(",,,,,x\n".repeat(1_000)).faults())
                .hasSize(51)
                .last()
                .isEqualTo("There are 3950 more faults of this kind.");
    }
}
