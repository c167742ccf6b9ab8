package org.schoolapprovals.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.schoolapprovals.consent.ConsentApplication.NOW;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.consent.ConsentApplication.MovableClock;
import org.schoolapprovals.consent.ConsentApplication.Told;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.refusal.SettingsFault;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The register and its use cases on a real PostgreSQL. */
@SpringJUnitConfig(ConsentApplication.class)
@TestPropertySource(properties = "school.name=Willow Lane Primary School")
class ConsentRegisterTest {

    private static final String OFFICE = "office";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0};
    private static final Set<Use> FACEBOOK = Set.of(Use.FACEBOOK);

    @Autowired
    Pupils pupils;

    @Autowired
    PupilImport imports;

    @Autowired
    Consents consents;

    @Autowired
    ConsentRegister register;

    @Autowired
    ConsentCheck check;

    @Autowired
    RegisteredNames names;

    @Autowired
    SchoolCalendars calendars;

    @Autowired
    MovableClock clock;

    @Autowired
    Told told;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void the_register_is_empty() {
        jdbc.sql("""
                        set session_replication_role = replica;
                        delete from approvals.publication_bar;
                        delete from approvals.consent_entry;
                        delete from approvals.consent_scan;
                        delete from approvals.pupil_particulars;
                        delete from approvals.pupil;
                        set session_replication_role = origin""").update();
        clock.moveTo(NOW);
        told.refuses = false;
        told.changes.clear();
    }

    private UUID enrol(String name, String className) {
        return enrol(name, className, "");
    }

    private UUID enrol(String name, String className, String number) {
        String[] parts = name.split(" ", 2);
        UUID id = pupils.add(OFFICE, new PupilForm(parts[0], parts[1], className, "2030", number, ""));
        told.changes.clear();
        return id;
    }

    private static ConsentForm form(String carer, Reply reply, Use... uses) {
        Map<String, String> replies = new HashMap<>();
        Stream.of(uses).forEach(use -> replies.put(use.value(), reply.value()));
        return new ConsentForm(carer, replies, "2027-05-04", "online", "");
    }

    private void reply(UUID pupil, String carer, Reply reply) {
        consents.record(OFFICE, pupil, form(carer, reply, Use.FACEBOOK), null);
    }

    private Answer answer(UUID pupil) {
        return check.standing(Set.of(pupil), FACEBOOK).get(0).answer();
    }

    private static RegisterFilter filter(Show show) {
        return new RegisterFilter(Optional.empty(), show, Optional.empty(), Optional.empty());
    }

    private List<String> namesIn(RegisterFilter filter) {
        return register.list(OFFICE, filter).stream()
                .map(line -> line.enrolment().pupil().name())
                .toList();
    }

    private static void assertRefused(ThrowingCallable call, String... sentences) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RefusedException.class, refusal -> {
            assertThat(refusal.sentences()).hasSameSizeAs(sentences);
            for (int at = 0; at < sentences.length; at++) {
                assertThat(refusal.sentences().get(at)).contains(sentences[at]);
            }
        });
    }

    // ---- pupils

    @Test
    void a_child_is_added_changed_leaves_and_comes_back_and_nothing_of_it_is_lost() {
        UUID id = pupils.add(OFFICE, new PupilForm(" Zoë ", "Lindqvist", "3B", "2030", "77", "Zo, Zo; Zozo"));
        long version =
                register.story(OFFICE, id, Optional.empty()).line().enrolment().version();

        assertThat(pupils.change(OFFICE, id, new PupilForm("Zoë", "Berg", "4P", "2030", "77", ""), version))
                .isEqualTo("Zoë Berg was changed.");
        assertThat(pupils.leave(OFFICE, id)).isEqualTo("Zoë Berg has left.");
        assertThat(check.pupils()).isEmpty();
        assertThat(check.find(Set.of(id))).extracting(Pupil::name).containsExactly("Zoë Berg");
        assertThat(pupils.comeBack(OFFICE, id)).isEqualTo("Zoë Berg is at the school.");

        assertThat(register.story(OFFICE, id, Optional.empty()).history())
                .extracting(
                        change -> change.particulars().pupil().className(),
                        change -> change.particulars().present())
                .containsExactly(tuple("4P", true), tuple("4P", false), tuple("4P", true), tuple("3B", true));
        assertThat(told.changes).hasSize(4).containsOnly(Set.of(id));
    }

    @Test
    void what_somebody_else_changed_meanwhile_is_not_overwritten() {
        UUID id = enrol("Noah Pritchard", "3B");
        long seen =
                register.story(OFFICE, id, Optional.empty()).line().enrolment().version();
        pupils.leave("head-teacher", id);

        assertRefused(
                () -> pupils.change(OFFICE, id, new PupilForm("Noah", "Jones", "3B", "2030", "", ""), seen),
                "Somebody has changed these particulars meanwhile");
    }

    @Test
    void two_children_whom_nothing_tells_apart_are_refused() {
        enrol("Noah Pritchard", "3B", "77");

        assertRefused(() -> enrol("NOAH Pritchard", "3b"), "There is a NOAH Pritchard in 3b already");
        assertRefused(() -> enrol("Amelia Okafor", "4P", "77"), "77 is the number of Noah Pritchard");
        enrol("Noah Pritchard", "3B", "78");
        assertThat(check.pupils()).hasSize(2);
    }

    @Test
    void every_fault_of_a_child_is_told_at_once() {
        assertRefused(
                () -> pupils.add(OFFICE, new PupilForm("", null, "x".repeat(31), "30", "", "a,b,c,d,e,f")),
                "First name",
                "Last name",
                "Class",
                "Year of leaving",
                "Nicknames");
        assertThat(check.pupils()).isEmpty();
        assertRefused(() -> pupils.leave(OFFICE, UUID.randomUUID()), "no such child");
    }

    @Test
    void classmates_are_everybody_in_the_class_who_is_still_here() {
        UUID noah = enrol("Noah Pritchard", "3B");
        UUID grace = enrol("Grace Adeyemi", "3B");
        UUID gone = enrol("Will Hartley", "3B");
        enrol("Leila Haddad", "6K");
        pupils.leave(OFFICE, gone);

        assertThat(check.classmatesOf(Set.of(noah))).extracting(Pupil::id).containsExactly(grace, noah);
        assertThat(check.classmatesOf(Set.of(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void the_check_of_texts_learns_every_change_by_its_version() {
        long before = names.version();
        UUID noah = enrol("Noah Pritchard", "3B");
        assertThat(names.version()).isGreaterThan(before);
        assertThat(names.children()).extracting(child -> child.name()).containsExactly("Noah Pritchard");

        long present = names.version();
        pupils.leave(OFFICE, noah);
        assertThat(names.version()).isGreaterThan(present);
        assertThat(names.children()).isEmpty();
    }

    // ---- the import

    private ImportPlan plan(String lines) {
        ImportFile file = imports.read(
                OFFICE, ("First name,Last name,Class,Leaving year,UPN\n" + lines).getBytes(StandardCharsets.UTF_8));
        return imports.plan(OFFICE, file, file.guess());
    }

    @Test
    void an_import_does_what_it_showed_and_the_same_file_again_changes_nothing() {
        UUID noah = enrol("Noah Pritchard", "2B");
        UUID gone = enrol("Will Hartley", "6K");
        String lines = "Noah,Pritchard,3B,2030,77\nGrace,Adeyemi,3B,2030,78";

        assertThat(imports.apply(OFFICE, plan(lines), true))
                .isEqualTo("Pupils: 1 added, 1 changed, 0 unchanged, 1 marked as having left.");

        assertThat(check.pupils()).extracting(Pupil::name).containsExactly("Grace Adeyemi", "Noah Pritchard");
        assertThat(told.changes)
                .singleElement()
                .satisfies(children -> assertThat(children).hasSize(3).contains(noah, gone));
        assertThat(imports.apply(OFFICE, plan(lines), true)).isEqualTo("The register stays as it was.");
        assertThat(told.changes).hasSize(1);
    }

    @Test
    void who_is_missing_from_the_file_stays_unless_the_office_says_so() {
        enrol("Will Hartley", "6K");

        imports.apply(OFFICE, plan("Noah,Pritchard,3B,2030,77"), false);

        assertThat(check.pupils()).extracting(Pupil::name).containsExactly("Noah Pritchard", "Will Hartley");
    }

    @Test
    void a_plan_is_not_carried_out_once_the_register_has_changed() {
        ImportPlan plan = plan("Noah,Pritchard,3B,2030,77");
        enrol("Noah Pritchard", "3B", "77");

        assertRefused(
                () -> imports.apply(OFFICE, plan, false), "Somebody has changed the register since this was shown");
        assertThat(check.pupils()).hasSize(1);
    }

    @Test
    void of_a_file_with_a_faulty_line_nothing_is_taken() {
        ImportPlan plan = plan("Noah,Pritchard,3B,2030,77\nGrace,,3B,2030,78");

        assertRefused(() -> imports.apply(OFFICE, plan, false), "Some lines cannot be taken");
        assertThat(check.pupils()).isEmpty();
    }

    @Test
    void columns_have_to_be_chosen_each_once_and_from_the_file() {
        ImportFile file = imports.read(OFFICE, "a,b,c\n1,2,3".getBytes(StandardCharsets.UTF_8));

        assertRefused(
                () -> imports.plan(
                        OFFICE,
                        file,
                        Map.of(ImportColumn.FIRST_NAME, 0, ImportColumn.LAST_NAME, 0, ImportColumn.CLASS, 9)),
                "Last name: the column “a” is chosen for something else already.",
                "Class: please choose one of the file’s columns.",
                "Year of leaving: please choose the column that it stands in.");
    }

    // ---- answers

    @Test
    void several_uses_answered_at_once_are_one_entry_each() {
        UUID noah = enrol("Noah Pritchard", "3B");

        assertThat(consents.record(
                        OFFICE,
                        noah,
                        new ConsentForm(
                                " Jane Pritchard ",
                                Map.of("facebook", "given", "website", "given", "press", "refused", "weduc", ""),
                                "04/05/2027",
                                "online",
                                null),
                        null))
                .isEqualTo(
                        "Noah Pritchard: consent given by Jane Pritchard for the school’s Facebook page and the school’s"
                                + " website until Fri 23 Jul 2027; refused by Jane Pritchard for newspapers and other press.");

        assertThat(register.story(OFFICE, noah, Optional.empty()).entries())
                .hasSize(3)
                .allSatisfy(line -> {
                    assertThat(line.counts()).isTrue();
                    assertThat(line.by()).isEqualTo("Office");
                    assertThat(line.entry().at()).isEqualTo(NOW);
                });
        assertThat(told.changes).containsExactly(Set.of(noah));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            nobody answered        | -    | given     | 2027-05-04 | online | -          | Parent or carer: please fill it in.
            no answer              | Jane | -         | 2027-05-04 | online | -          | Answers: please choose an answer for at least one use.
            an unknown answer      | Jane | perhaps   | 2027-05-04 | online | -          | Answers: please choose given, refused or withdrawn
            no way                 | Jane | given     | 2027-05-04 | -      | -          | How: please choose how the answer came.
            spoken consent         | Jane | given     | 2027-05-04 | spoken | -          | How: consent has to be in writing (S3)
            no date                | Jane | given     | -          | online | -          | Date of the answer: please enter a date
            no such date           | Jane | given     | 31/02/2027 | online | -          | Date of the answer: please enter a date
            tomorrow               | Jane | given     | 2027-05-05 | online | -          | Date of the answer: Wed 5 May 2027 has not come yet.
            no end                 | Jane | given     | 2027-05-04 | online | soon       | Valid until: please enter a date
            ended already          | Jane | given     | 2026-05-04 | online | -          | Valid until: a consent to Mon 31 Aug 2026 has ended already
            for ever               | Jane | given     | 2027-05-04 | online | 2099-01-01 | Valid until: please choose a day within 10 years.
            paper without its page | Jane | given     | 2027-05-04 | paper  | -          | Scanned page: please add the page that was signed
            """)
    void what_is_no_answer_is_refused_and_nothing_is_recorded(
            String what, String carer, String reply, String on, String how, String until, String sentence) {
        UUID noah = enrol("Noah Pritchard", "3B");
        Map<String, String> replies = new HashMap<>();
        replies.put("facebook", reply);

        assertThatThrownBy(() -> consents.record(OFFICE, noah, new ConsentForm(carer, replies, on, how, until), null))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(sentence);
        assertThat(register.story(OFFICE, noah, Optional.empty()).entries()).isEmpty();
        assertThat(told.changes).isEmpty();
    }

    @Test
    void an_unknown_use_and_an_unknown_child_are_refused() {
        UUID noah = enrol("Noah Pritchard", "3B");
        ConsentForm unknown = new ConsentForm("Jane", Map.of("tiktok", "given"), "2027-05-04", "online", "");

        assertThatThrownBy(() -> consents.record(OFFICE, noah, unknown, null)).isInstanceOf(RefusedException.class);
        assertRefused(
                () -> consents.record(OFFICE, UUID.randomUUID(), form("Jane", Reply.GIVEN, Use.PRESS), null),
                "no such child");
    }

    @ParameterizedTest
    @CsvSource({"2027-05-04,2027-07-23", "2027-07-23,2027-07-23", "2027-07-24,2028-08-31", "2027-09-06,2028-08-31"})
    void consent_ends_with_the_school_year_of_the_calendar_or_in_august(LocalDate given, LocalDate until) {
        assertThat(new Validity(calendars, "1").until(given)).isEqualTo(until);
    }

    @Test
    void how_many_school_years_it_lasts_is_a_setting() {
        assertThat(new Validity(calendars, "3").until(LocalDate.of(2027, 5, 4))).isEqualTo("2029-08-31");
        for (String absurd : List.of("0", "8", "-1", "two", "")) {
            assertThatThrownBy(() -> new Validity(calendars, absurd))
                    .isInstanceOf(SettingsFault.class)
                    .hasMessageContaining("SCHOOL_CONSENT_SCHOOL_YEARS");
        }
    }

    // ---- scanned pages

    @Test
    void a_scanned_page_is_kept_once_for_all_uses_and_handed_out_as_what_its_bytes_say() {
        UUID noah = enrol("Noah Pritchard", "3B");
        consents.record(
                OFFICE,
                noah,
                new ConsentForm("Jane", Map.of("facebook", "given", "press", "given"), "2027-05-04", "paper", ""),
                PNG);

        assertThat(register.story(OFFICE, noah, Optional.empty()).entries())
                .hasSize(2)
                .allSatisfy(line -> {
                    Scan scan = consents.scan("head-teacher", line.entry().number());
                    assertThat(scan.type()).isEqualTo("image/png");
                    assertThat(scan.content()).isEqualTo(PNG);
                });
        assertThat(jdbc.sql("select count(*) from approvals.consent_scan")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertRefused(() -> consents.scan(OFFICE, Long.MAX_VALUE), "No scanned page belongs to this entry.");
    }

    @Test
    void other_files_and_larger_ones_are_no_scanned_pages() {
        UUID noah = enrol("Noah Pritchard", "3B");
        ConsentForm form = form("Jane", Reply.GIVEN, Use.PRESS);

        assertRefused(
                () -> consents.record(OFFICE, noah, form, "<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8)),
                "please choose a PDF, JPEG or PNG file");
        assertRefused(() -> consents.record(OFFICE, noah, form, new byte[10 * 1024 * 1024 + 1]), "larger than 10 MB");
        assertThat(answer(noah)).isEqualTo(Answer.NONE);
    }

    // ---- as it stood

    @Test
    void the_register_can_be_read_as_it_stood_at_any_moment() {
        UUID noah = enrol("Noah Pritchard", "3B");
        Instant[] days = new Instant[6];
        for (int day = 0; day < days.length; day++) {
            days[day] = NOW.plus(Duration.ofDays(day));
        }
        clock.moveTo(days[1]);
        reply(noah, "Jane", Reply.GIVEN);
        clock.moveTo(days[2]);
        reply(noah, "Tom", Reply.REFUSED);
        clock.moveTo(days[3]);
        consents.bar(OFFICE, noah, "A court order.");
        clock.moveTo(days[4]);
        pupils.leave(OFFICE, noah);
        clock.moveTo(days[5]);

        Answer[] then = {Answer.NONE, Answer.YES, Answer.NO, Answer.BARRED, Answer.BARRED};
        for (int day = 0; day < then.length; day++) {
            PupilStory story = register.story(OFFICE, noah, Optional.of(days[day]));
            assertThat(story.line().cells().get(Use.FACEBOOK).answer()).isEqualTo(then[day]);
            assertThat(story.entries()).hasSize(Math.min(day, 2));
            assertThat(story.bars()).hasSize(day < 3 ? 0 : 1);
            assertThat(story.line().enrolment().present()).isEqualTo(day < 4);
            assertThat(namesIn(new RegisterFilter(
                            Optional.empty(), Show.EVERYBODY, Optional.empty(), Optional.of(days[day]))))
                    .hasSize(day < 4 ? 1 : 0);
        }
        assertThat(register.story(OFFICE, noah, Optional.of(days[2].minusMillis(1)))
                        .line()
                        .cells()
                        .get(Use.FACEBOOK))
                .isEqualTo(new Cell(Answer.YES, Optional.of(LocalDate.of(2027, 7, 23))));
        assertRefused(
                () -> register.story(OFFICE, noah, Optional.of(NOW.minusMillis(1))),
                "There is no such child in the register.");
    }

    @Test
    void what_has_ended_since_then_still_counted_then() {
        UUID noah = enrol("Noah Pritchard", "3B");
        reply(noah, "Jane", Reply.GIVEN);
        clock.moveTo(Instant.parse("2027-07-23T22:59:59Z"));
        assertThat(answer(noah)).isEqualTo(Answer.YES);
        clock.moveTo(Instant.parse("2027-07-23T23:00:00Z"));
        assertThat(answer(noah)).isEqualTo(Answer.NONE);

        PupilStory then = register.story(OFFICE, noah, Optional.of(RegisterFilter.endOf(LocalDate.of(2027, 7, 23))));
        assertThat(then.line().cells().get(Use.FACEBOOK).answer()).isEqualTo(Answer.YES);
    }

    @Test
    void a_moment_that_has_not_come_is_now() {
        UUID noah = enrol("Noah Pritchard", "3B");
        reply(noah, "Jane", Reply.GIVEN);

        assertThat(register.story(OFFICE, noah, Optional.of(NOW.plus(Duration.ofDays(4000))))
                        .line()
                        .cells()
                        .get(Use.FACEBOOK)
                        .answer())
                .isEqualTo(Answer.YES);
    }

    // ---- lists

    @Test
    void lists_tell_who_has_no_answer_whose_ends_and_who_is_not_to_be_published() {
        UUID yes = enrol("Amelia Okafor", "3B");
        UUID ending = enrol("Grace Adeyemi", "3B");
        UUID no = enrol("Jakub Nowak", "3B");
        UUID barred = enrol("Ibrahim Hussain", "4P");
        enrol("Noah Pritchard", "4P");
        consents.record(
                OFFICE,
                yes,
                new ConsentForm("Jane", Map.of("facebook", "given"), "2027-05-04", "online", "2027-09-30"),
                null);
        reply(ending, "Ann", Reply.GIVEN);
        reply(no, "Ben", Reply.REFUSED);
        consents.bar(OFFICE, barred, "A court order.");

        Optional<Use> facebook = Optional.of(Use.FACEBOOK);
        assertThat(namesIn(new RegisterFilter(Optional.empty(), Show.NO_ANSWER, facebook, Optional.empty())))
                .containsExactly("Noah Pritchard");
        assertThat(namesIn(filter(Show.NO_ANSWER))).hasSize(4).doesNotContain("Ibrahim Hussain");
        assertThat(namesIn(filter(Show.ENDING_THIS_TERM))).containsExactly("Grace Adeyemi");
        assertThat(namesIn(filter(Show.NOT_TO_BE_PUBLISHED))).containsExactly("Jakub Nowak", "Ibrahim Hussain");
        assertThat(namesIn(new RegisterFilter(Optional.of("4P"), Show.EVERYBODY, Optional.empty(), Optional.empty())))
                .containsExactly("Ibrahim Hussain", "Noah Pritchard");
        assertThat(register.classes(OFFICE)).containsExactly("3B", "4P");
    }

    @Test
    void no_cell_of_the_csv_is_a_formula_and_excel_knows_its_encoding() {
        for (String first : List.of("=1+1", "+44", "-2a", "@sum")) {
            enrol(first + " \"O’Brien\", Zoë", "3B");
        }

        String csv = new String(register.csv(OFFICE, filter(Show.EVERYBODY)), StandardCharsets.UTF_8);

        assertThat(csv).startsWith("\uFEFFClass,Last name,First name,");
        assertThat(csv.lines().skip(1))
                .hasSize(4)
                .allSatisfy(line ->
                        assertThat(line).contains("\"\"\"O’Brien\"\", Zoë\",'").endsWith("No answer,"));
    }

    @Test
    void a_family_is_asked_by_form_and_weduc_but_not_about_a_child_who_is_barred() {
        UUID noah = enrol("Noah Pritchard", "3B");
        UUID ibrahim = enrol("Ibrahim Hussain", "3B");
        consents.bar(OFFICE, ibrahim, "A court order.");

        ConsentRequest request = register.request(OFFICE, noah);
        assertThat(request.until()).isEqualTo("2027-07-23");
        assertThat(request.weducText())
                .contains("parent or carer of Noah,", "- the school’s Facebook page", "Fri 23 Jul 2027", "Willow Lane")
                .doesNotContain("Pritchard");
        assertThat(register.requests(OFFICE, filter(Show.EVERYBODY))).containsExactly(request);
        assertRefused(() -> register.request(OFFICE, ibrahim), "Ibrahim Hussain is barred from all publication");
    }

    // ---- who may what

    @ParameterizedTest
    @ValueSource(
            strings = {"staff", "social-media", "governors", "chair-of-governors", "camunda-admin", "nobody", "OFFICE"})
    void nobody_but_office_head_and_deputy_sees_or_changes_the_register(String userId) {
        UUID noah = enrol("Noah Pritchard", "3B");
        ImportPlan plan = plan("Grace,Adeyemi,3B,2030,78");
        PupilForm pupil = new PupilForm("Noah", "Pritchard", "3B", "2030", "", "");
        assertThat(register.mayKeep(userId)).isFalse();

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> pupils.add(userId, pupil),
                () -> pupils.change(userId, noah, pupil, 1),
                () -> pupils.leave(userId, noah),
                () -> pupils.comeBack(userId, noah),
                () -> imports.read(userId, new byte[0]),
                () -> imports.plan(userId, plan.file(), plan.columns()),
                () -> imports.apply(userId, plan, true),
                () -> consents.record(userId, noah, form("Jane", Reply.GIVEN, Use.PRESS), null),
                () -> consents.bar(userId, noah, "Because."),
                () -> consents.liftBar(userId, noah, "Because."),
                () -> consents.scan(userId, 1),
                () -> register.classes(userId),
                () -> register.list(userId, filter(Show.EVERYBODY)),
                () -> register.csv(userId, filter(Show.EVERYBODY)),
                () -> register.story(userId, noah, Optional.empty()),
                () -> register.request(userId, noah),
                () -> register.requests(userId, filter(Show.EVERYBODY)))) {
            assertThatThrownBy(call).isInstanceOf(NotAllowedException.class);
        }
        assertThat(told.changes).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"office,true", "head-teacher,true", "deputy-head,false"})
    void the_deputy_keeps_the_register_too_but_reads_no_reason_and_no_page(String userId, boolean reads) {
        UUID noah = enrol("Noah Pritchard", "3B");
        consents.record(userId, noah, form("Jane", Reply.GIVEN, Use.FACEBOOK), PNG);
        consents.bar(userId, noah, "A court order.");

        PupilStory story = register.story(userId, noah, Optional.empty());

        assertThat(story.mayReadReasons()).isEqualTo(reads);
        assertThat(story.bars().get(0).reason()).isEqualTo(reads ? Optional.of("A court order.") : Optional.empty());
        assertThat(story.toString().contains("court order")).isEqualTo(reads);
        if (!reads) {
            long number = story.entries().get(0).entry().number();
            assertThatThrownBy(() -> consents.scan(userId, number)).isInstanceOf(NotAllowedException.class);
            assertThatThrownBy(() -> consents.liftBar(userId, noah, "Over.")).isInstanceOf(NotAllowedException.class);
        }
    }

    @Test
    void a_bar_is_set_and_lifted_once_with_a_reason() {
        UUID noah = enrol("Noah Pritchard", "3B");
        reply(noah, "Jane", Reply.GIVEN);

        assertRefused(() -> consents.bar(OFFICE, noah, " "), "Reason");
        assertRefused(() -> consents.liftBar(OFFICE, noah, "Over."), "Noah Pritchard is not barred.");
        assertThat(consents.bar(OFFICE, noah, "A court order.")).doesNotContain("court");
        assertThat(answer(noah)).isEqualTo(Answer.BARRED);
        assertRefused(() -> consents.bar(OFFICE, noah, "Again."), "Noah Pritchard is barred already.");
        consents.liftBar("head-teacher", noah, "It was lifted.");
        assertThat(answer(noah)).isEqualTo(Answer.YES);
        assertThat(told.changes).hasSize(3);
    }

    // ---- together or not at all

    @Test
    void an_answer_and_what_follows_from_it_stand_or_fall_together() {
        UUID noah = enrol("Noah Pritchard", "3B");
        told.refuses = true;

        assertThatThrownBy(() -> reply(noah, "Jane", Reply.GIVEN)).isInstanceOf(IllegalStateException.class);
        assertThat(answer(noah)).isEqualTo(Answer.NONE);
    }

    @Test
    void a_withdrawal_waits_for_the_publication_that_saw_the_yes() {
        UUID noah = enrol("Noah Pritchard", "3B");
        reply(noah, "Jane", Reply.GIVEN);
        told.changes.clear();

        CompletableFuture<Void> withdrawal = new TransactionTemplate(transactions).execute(publication -> {
            assertThat(check.standingForPublication(Set.of(noah), FACEBOOK)
                            .get(0)
                            .answer())
                    .isEqualTo(Answer.YES);
            CompletableFuture<Void> comes = CompletableFuture.runAsync(() -> reply(noah, "Jane", Reply.WITHDRAWN));
            await().until(this::somebodyWaits);
            assertThat(check.standing(Set.of(noah), FACEBOOK).get(0).answer()).isEqualTo(Answer.YES);
            assertThat(told.changes).isEmpty();
            return comes;
        });

        withdrawal.join();
        assertThat(told.changes).containsExactly(Set.of(noah));
        assertThat(answer(noah)).isEqualTo(Answer.NO);
    }

    @Test
    void a_publication_waits_for_the_withdrawal_that_came_first_and_sees_it() throws Exception {
        UUID noah = enrol("Noah Pritchard", "3B");
        reply(noah, "Jane", Reply.GIVEN);
        CountDownLatch recorded = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        CompletableFuture<Void> withdrawal = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(open -> {
            reply(noah, "Jane", Reply.WITHDRAWN);
            recorded.countDown();
            join(commit);
        }));
        recorded.await();

        CompletableFuture<Answer> publication = CompletableFuture.supplyAsync(() -> transaction.execute(open ->
                check.standingForPublication(Set.of(noah), FACEBOOK).get(0).answer()));
        await().until(this::somebodyWaits);
        commit.countDown();

        withdrawal.join();
        assertThat(publication.join()).isEqualTo(Answer.NO);
    }

    @Test
    void a_publication_asks_within_its_own_transaction() {
        assertThatThrownBy(() -> check.standingForPublication(Set.of(UUID.randomUUID()), FACEBOOK))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    private boolean somebodyWaits() {
        return jdbc.sql("""
                        select count(*) > 0 from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock'""").query(Boolean.class).single();
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void the_database_itself_changes_and_deletes_nothing() {
        UUID noah = enrol("Noah Pritchard", "3B");
        consents.record(OFFICE, noah, form("Jane", Reply.GIVEN, Use.FACEBOOK), PNG);
        consents.bar(OFFICE, noah, "A court order.");

        for (String statement : List.of(
                "update approvals.pupil set id = id",
                "delete from approvals.pupil",
                "update approvals.pupil_particulars set class_name = '4P'",
                "delete from approvals.pupil_particulars",
                "update approvals.consent_entry set reply = 'given'",
                "delete from approvals.consent_entry",
                "truncate approvals.consent_entry cascade",
                "update approvals.consent_scan set type = type",
                "delete from approvals.consent_scan",
                "update approvals.publication_bar set barred = false",
                "delete from approvals.publication_bar",
                "truncate approvals.publication_bar")) {
            assertThatThrownBy(() -> jdbc.sql(statement).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("append-only");
        }
        assertThat(answer(noah)).isEqualTo(Answer.BARRED);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            an unknown use         | 'tiktok', 'given', '2027-05-04', 'online', null, '2027-07-23'
            a spoken yes           | 'press', 'given', '2027-05-04', 'spoken', null, '2027-07-23'
            a yes without end      | 'press', 'given', '2027-05-04', 'online', null, null
            a no with an end       | 'press', 'refused', '2027-05-04', 'online', null, '2027-07-23'
            from the future        | 'press', 'refused', '2027-05-05', 'online', null, null
            paper without its page | 'press', 'given', '2027-05-04', 'paper', null, '2027-07-23'
            another child’s page   | 'press', 'given', '2027-05-04', 'paper', (select id from approvals.consent_scan), '2027-07-23'
            """)
    void the_database_itself_takes_no_consent_that_is_none(String what, String values) {
        UUID grace = enrol("Grace Adeyemi", "3B");
        consents.record(OFFICE, grace, form("Ann", Reply.GIVEN, Use.FACEBOOK), PNG);
        UUID noah = enrol("Noah Pritchard", "3B");

        assertThatThrownBy(() -> jdbc.sql("""
                                insert into approvals.consent_entry (pupil, carer, carer_key, recorded_by, recorded_at, use, reply,
                                    answered_on, how, scan, valid_until)
                                values (?, 'Jane', 'jane', 'office', '2027-05-04T09:00:00Z', %s)""".formatted(values)).param(noah).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageMatching("(?s).*violates (check|foreign key) constraint.*");
    }
}
