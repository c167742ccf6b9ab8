package org.schoolapprovals.roundup.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.schoolapprovals.roundup.RoundUpDesk.POST;
import static org.schoolapprovals.roundup.RoundUpDesk.REMOVE;
import static org.schoolapprovals.roundup.RoundUpDesk.missed;
import static org.schoolapprovals.roundup.RoundUpDesk.posted;

import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.engine.RecordAndEngine;
import org.schoolapprovals.photo.PhotoSubmissions;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.roundup.Ending;
import org.schoolapprovals.roundup.PostedPhoto;
import org.schoolapprovals.roundup.RoundUp;
import org.schoolapprovals.roundup.RoundUpDesk;
import org.schoolapprovals.roundup.RoundUps;
import org.schoolapprovals.roundup.State;
import org.schoolapprovals.roundup.Takedowns;
import org.schoolapprovals.web.PagesTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * Every way through {@code weekly-roundup} and {@code weekly-roundup-takedown}, on the calendar that is shipped. Where nothing else is
 * said it is Friday 14 May 2027, before eight; the first Friday that anybody looked at is the 7th.
 */
@PagesTest
class WeeklyRoundUpTest {

    private static final String FRIDAY = "2027-05-14";
    private static final String NEXT_FRIDAY = "2027-05-21";
    private static final String TEXT = "What a week: we planted beans, and the choir sang in town.";

    private static final Set<String> PASSED = new HashSet<>();
    private static final Set<String> TESTS_RUN = new HashSet<>();

    @Autowired
    private RoundUps roundUps;

    @Autowired
    private Takedowns takedowns;

    @Autowired
    private PhotoSubmissions submissions;

    @Autowired
    private RecordAndEngine recordAndEngine;

    private RoundUpDesk desk;

    @BeforeEach
    void the_school_opens(@Autowired ApplicationContext school) {
        desk = new RoundUpDesk(school);
        desk.opensAt("2027-05-14T07:00");
    }

    @AfterEach
    void the_school_closes(TestInfo test) {
        List<UUID> ids = desk.jdbc()
                .sql("select id from approvals.round_up union all select id from approvals.round_up_takedown")
                .query(UUID.class)
                .list();
        assertThat(recordAndEngine.differencesOf(
                        ids.stream().map(UUID::toString).toArray(String[]::new)))
                .isEmpty();
        ids.forEach(id -> PASSED.addAll(desk.passed(id)));
        TESTS_RUN.add(test.getTestMethod().orElseThrow().toString());
        desk.closes();
    }

    /** Only a run of the whole class can tell; a run of single tests says nothing. */
    @AfterAll
    static void every_element_of_both_models_was_passed(@Autowired RepositoryService repository) {
        if (!TESTS_RUN.equals(tests())) {
            return;
        }
        Set<String> elements = Stream.of("weekly-roundup", "weekly-roundup-takedown")
                .map(process -> repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(process)
                        .latestVersion()
                        .singleResult()
                        .getId())
                .map(repository::getBpmnModelInstance)
                .flatMap(model -> model.getModelElementsByType(FlowNode.class).stream())
                .map(FlowNode::getId)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(elements).as("elements of both models").hasSizeGreaterThan(22);
        assertThat(PASSED).as("elements passed by these tests").containsAll(elements);
    }

    private static Set<String> tests() {
        return Stream.of(WeeklyRoundUpTest.class.getDeclaredMethods())
                .filter(method ->
                        method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class))
                .map(Method::toString)
                .collect(Collectors.toSet());
    }

    // When it is asked for

    @Test
    void on_a_school_friday_it_is_asked_for_at_eight_and_once() {
        assertThat(desk.looksAt("2027-05-14T07:59")).isEmpty();

        RoundUp roundUp = desk.openedOn(FRIDAY);

        assertThat(desk.looksAt("2027-05-14T08:05")).isEmpty();
        assertThat(desk.recorded()).containsExactly("2027-05-14 OPEN");
        Task task = desk.task(roundUp.id(), POST);
        assertThat(task.getName()).isEqualTo("Post round-up");
        assertThat(task.getDueDate()).isEqualTo(RoundUpDesk.instant("2027-05-14T16:00"));
        assertThat(desk.offeredTo(roundUp.id(), POST)).containsExactly("social-media");
        assertThat(desk.shown(roundUp.id(), POST, "about")).isEqualTo("Fri 14 May 2027");
        assertThat(desk.stages(roundUp.id())).containsExactly("round-up: open");
        assertThat(roundUp.reference()).isEqualTo("RUP-2027-05-14");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-03-19, 2027-03-26", // Good Friday in term
        "2027-05-28, 2027-06-04", // half-term
        "2027-04-02, 2027-04-09", // the Easter holidays
        "2027-07-16, 2027-07-23" // the term ended on Thursday
    })
    void on_a_friday_that_is_no_school_day_nothing_is_asked_for_and_the_open_one_stays(String last, String friday) {
        desk.looksAt(last + "T07:00");
        desk.openedOn(last);

        assertThat(desk.looksAt(friday + "T23:00")).isEmpty();

        assertThat(desk.recorded()).containsExactly(last + " OPEN");
    }

    @Test
    void several_nodes_that_look_at_the_same_moment_ask_for_it_once() throws Exception {
        desk.looksAt("2027-05-14T07:00");
        desk.itIs("2027-05-14T08:00");
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        try {
            Callable<List<RoundUp>> node = roundUps::openDue;
            int opened = 0;
            for (Future<List<RoundUp>> answer : nodes.invokeAll(List.of(node, node, node))) {
                opened += answer.get().size();
            }
            assertThat(opened).isOne();
        } finally {
            nodes.shutdownNow();
        }
        assertThat(desk.recorded()).containsExactly("2027-05-14 OPEN");
        assertThat(desk.isRunning(desk.of(FRIDAY).id())).isTrue();
    }

    @Test
    void time_before_the_software_was_there_asks_for_nothing() {
        assertThat(desk.looksAt("2027-05-19T12:00")).isEmpty();

        assertThat(desk.recorded()).isEmpty();
        desk.openedOn(NEXT_FRIDAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-05-14T20:00", "2027-05-15T09:00", "2027-05-17T08:00", "2027-05-21T07:59"})
    void after_downtime_it_is_asked_for_late_as_long_as_it_can_be_posted(String up) {
        desk.looksAt("2027-05-13T12:00");

        assertThat(desk.looksAt(up)).hasSize(1);

        RoundUp roundUp = desk.of(FRIDAY);
        assertThat(roundUp.openedAt()).isEqualTo(RoundUpDesk.instant(up));
        assertThat(roundUp.day().due()).isEqualTo(RoundUpDesk.instant("2027-05-14T16:00"));
        desk.completes("editor", roundUp.id(), POST, posted(TEXT));
        assertThat(desk.of(FRIDAY).isLate()).isTrue();
    }

    @Test
    void weeks_that_were_wholly_missed_count_as_missed_and_unanswered_and_the_last_can_be_posted() {
        desk.looksAt("2027-05-13T12:00");

        assertThat(desk.looksAt("2027-05-28T09:00")).hasSize(1);

        assertThat(desk.recorded()).containsExactly("2027-05-14 MISSED", "2027-05-21 MISSED", "2027-05-28 OPEN");
        UUID lost = desk.of(FRIDAY).id();
        desk.endedAt(lost, "EndEvent_RoundUpUnanswered");
        assertThat(desk.passed(lost)).doesNotContain(POST);
        assertThat(desk.stages(lost)).containsExactly("round-up: missed unanswered");
        assertThat(desk.of(FRIDAY).isUnanswered()).isTrue();
    }

    @Test
    void a_term_that_ended_while_the_software_was_down_leaves_its_last_round_up_missed_in_that_term() {
        desk.opensAt("2027-03-31T12:00");
        desk.looksAt("2027-03-31T12:00");

        assertThat(desk.looksAt("2027-04-21T09:00")).isEmpty();

        assertThat(desk.recorded()).containsExactly("2027-04-02 MISSED");
        assertThat(desk.of("2027-04-02").ending().map(Ending::at)).contains(RoundUpDesk.instant("2027-04-02T23:59"));
    }

    @Test
    void a_friday_beyond_the_calendar_is_asked_for_once_the_terms_are_entered() {
        desk.opensAt("2028-07-20T12:00");
        desk.looksAt("2028-07-20T12:00");
        desk.openedOn("2028-07-21");
        assertThat(desk.looksAt("2028-09-08T08:00")).isEmpty();
        desk.jdbc()
                .sql("insert into approvals.calendar_entry (kind, name, first_day, last_day) values"
                        + " ('term', 'Autumn term 2028', '2028-09-04', '2028-12-15')")
                .update();
        try {
            assertThat(desk.looksAt("2028-09-08T08:10")).hasSize(1);
            assertThat(desk.recorded()).containsExactly("2028-07-21 MISSED", "2028-09-08 OPEN");
        } finally {
            desk.jdbc()
                    .sql("delete from approvals.calendar_entry where name = 'Autumn term 2028'")
                    .update();
        }
    }

    // How it ends

    @Test
    void it_is_kept_as_it_was_posted() {
        RoundUp roundUp = desk.openedOn(FRIDAY);
        List<UUID> photos = desk.cleared("Sports day", "facebook", 2, desk.childWithConsent("facebook"));
        desk.itIs("2027-05-14T15:10");
        Map<String, Object> form =
                new HashMap<>(posted("  " + TEXT + "\r\nSee https://www.bbc.co.uk/news  ", photos.get(1)));
        form.put("link", "https://www.facebook.com/1_2");

        desk.completes("editor", roundUp.id(), POST, form);

        RoundUp kept = desk.of(FRIDAY);
        assertThat(kept.state()).isEqualTo(State.POSTED);
        assertThat(kept.isLate()).isFalse();
        assertThat(kept.ending())
                .contains(new Ending(
                        RoundUpDesk.instant("2027-05-14T15:10"),
                        Optional.of("editor"),
                        TEXT + "\nSee https://www.bbc.co.uk/news",
                        Optional.of("https://www.facebook.com/1_2"),
                        ""));
        assertThat(desk.jdbc()
                        .sql("select photo_id from approvals.round_up_photo where round_up_id = :id")
                        .param("id", roundUp.id())
                        .query(UUID.class)
                        .list())
                .containsExactly(photos.get(1));
        desk.endedAt(roundUp.id(), "EndEvent_RoundUpPosted");
        assertThat(desk.stages(roundUp.id())).containsExactly("round-up: posted");
    }

    @Test
    void it_is_missed_for_a_reason_and_the_head_hears_of_it() {
        RoundUp roundUp = desk.openedOn(FRIDAY);

        desk.completes("editor", roundUp.id(), POST, missed("The page was locked all day."));

        assertThat(desk.of(FRIDAY).ending().map(Ending::reason)).contains("The page was locked all day.");
        desk.endedAt(roundUp.id(), "EndEvent_RoundUpMissed");
        assertThat(desk.stages(roundUp.id())).containsExactly("round-up: missed said");
        assertThat(desk.told("LAPSE", FRIDAY)).containsExactly("head: The round-up of Fri 14 May 2027 was missed");
    }

    @Test
    void on_friday_afternoon_those_who_post_it_are_reminded() {
        RoundUp roundUp = desk.openedOn(FRIDAY);

        desk.fires(roundUp.id(), "BoundaryEvent_PostingReminder", "2027-05-14T14:00");

        assertThat(desk.told("REMINDER", FRIDAY)).containsExactly("editor: Reminder: Post round-up, Fri 14 May 2027");
        assertThat(desk.shown(roundUp.id(), POST, "mark")).isEqualTo("Reminded");
        assertThat(desk.of(FRIDAY).isReminded()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2027-05-14, 2027-05-17T08:00", "2027-04-30, 2027-05-04T08:00", "2027-05-28, 2027-06-08T08:00"})
    void on_the_next_school_day_the_head_is_told_once_and_it_can_still_be_posted(String friday, String nextSchoolDay) {
        desk.opensAt(friday + "T07:00");
        RoundUp roundUp = desk.openedOn(friday);

        desk.fires(roundUp.id(), "BoundaryEvent_PostingOverdue", nextSchoolDay);

        assertThat(desk.told("ESCALATION", friday)).hasSize(1).allMatch(told -> told.startsWith("head: "));
        assertThat(desk.shown(roundUp.id(), POST, "mark")).isEqualTo("Overdue");
        assertThat(desk.offeredTo(roundUp.id(), POST)).containsExactly("social-media");
        roundUps.tellHead(roundUp.id());
        assertThat(desk.told("ESCALATION", friday)).hasSize(1);
        desk.completes("editor", roundUp.id(), POST, posted(TEXT));
        desk.endedAt(roundUp.id(), "EndEvent_RoundUpPosted");
    }

    @Test
    void nobody_answers_until_the_next_one_opens() {
        RoundUp roundUp = desk.openedOn(FRIDAY);

        RoundUp next = desk.openedOn(NEXT_FRIDAY);

        desk.endedAt(roundUp.id(), "EndEvent_RoundUpUnanswered");
        assertThat(desk.passed(roundUp.id())).contains("BoundaryEvent_NextRoundUpOpened");
        assertThat(desk.of(FRIDAY).isUnanswered()).isTrue();
        assertThat(desk.stages(roundUp.id())).containsExactly("round-up: missed unanswered");
        assertThat(desk.told("LAPSE", FRIDAY))
                .containsExactly(
                        "editor: The round-up of Fri 14 May 2027 counts as missed",
                        "head: The round-up of Fri 14 May 2027 counts as missed");
        assertThat(next.isOpen()).isTrue();
    }

    @Test
    void nobody_answers_until_the_term_ends() {
        desk.opensAt("2027-04-02T07:00");
        RoundUp roundUp = desk.openedOn("2027-04-02");

        desk.fires(roundUp.id(), "BoundaryEvent_TermEnded", "2027-04-02T23:59");

        desk.endedAt(roundUp.id(), "EndEvent_RoundUpUnanswered");
        assertThat(desk.passed(roundUp.id())).contains("BoundaryEvent_TermEnded");
        assertThat(desk.of("2027-04-02").isUnanswered()).isTrue();
    }

    @Test
    void a_process_that_somebody_deleted_keeps_no_round_up_from_being_asked_for() {
        RoundUp roundUp = desk.openedOn(FRIDAY);
        desk.engine()
                .getRuntimeService()
                .deleteProcessInstance(
                        desk.task(roundUp.id(), POST).getProcessInstanceId(), "An administrator thought so");

        desk.openedOn(NEXT_FRIDAY);

        assertThat(desk.of(FRIDAY).isUnanswered()).isTrue();
        assertThat(desk.recorded()).containsExactly("2027-05-14 MISSED", "2027-05-21 OPEN");
    }

    @Test
    void nothing_is_taken_for_unanswered_or_told_to_the_head_before_its_time() {
        RoundUp roundUp = desk.openedOn(FRIDAY);

        assertThatThrownBy(() -> roundUps.unanswered(roundUp.id()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("can still be posted");
        assertThatThrownBy(() -> roundUps.tellHead(roundUp.id())).isInstanceOf(RefusedException.class);
        assertThat(desk.of(FRIDAY).isOpen()).isTrue();
    }

    // Who may, and with what

    @ParameterizedTest
    @ValueSource(strings = {"head", "deputy", "teacher", "office", "governor", "chair", "admin"})
    void only_those_responsible_for_the_accounts_answer_and_prepare(String userId) {
        RoundUp roundUp = desk.openedOn(FRIDAY);

        assertThatThrownBy(() -> roundUps.answer(roundUp.id(), userId, posted(TEXT)))
                .isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> roundUps.prepare(LocalDate.parse(FRIDAY), userId, TEXT, List.of(), false, 0))
                .isInstanceOf(NotAllowedException.class);
        assertThat(desk.of(FRIDAY).isOpen()).isTrue();
    }

    @Test
    void what_is_answered_is_not_answered_again() {
        RoundUp roundUp = desk.openedOn(FRIDAY);
        desk.completes("editor", roundUp.id(), POST, missed("The page was locked all day."));

        assertThatThrownBy(() -> roundUps.answer(roundUp.id(), "editor", posted(TEXT)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("stands at \u201cmissed\u201d already");
        assertThatThrownBy(() -> desk.jdbc()
                        .sql(
                                "update approvals.round_up set state = 'OPEN', ended_at = null, ended_by = null, reason = null")
                        .update())
                .hasMessageContaining("stays as it is");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Well done, NAME!                            | a child of the school may be named in it",
                "See https://elsewhere.example/rant        | it links to elsewhere.example",
                "Ring 07700 900123                         | there is a phone number in it",
                "Write to fair@school.example              | there is an e-mail address in it",
                "What an idiot                             | words from the school\u2019s list of abusive words",
                "To the \u202Efair                         | please take out the control characters",
                "!!!                                       | please fill it in"
            })
    void what_may_not_be_posted_is_refused_with_the_way_out_and_the_task_stays(String text, String sentence) {
        String name = "Xq" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        desk.child(name);
        RoundUp roundUp = desk.openedOn(FRIDAY);

        assertThatThrownBy(() -> desk.completes("editor", roundUp.id(), POST, posted(text.replace("NAME", name))))
                .hasMessageContaining("Text: ")
                .hasMessageContaining(sentence);

        assertThat(desk.of(FRIDAY).isOpen()).isTrue();
        assertThat(desk.task(roundUp.id(), POST)).isNotNull();
    }

    @Test
    void a_childs_name_is_refused_in_a_reason_as_well() {
        String name = "Xqfedcbaf";
        desk.child(name);
        RoundUp roundUp = desk.openedOn(FRIDAY);

        assertThatThrownBy(() -> desk.completes(
                        "editor", roundUp.id(), POST, missed(name + " Zz" + name.toLowerCase() + " was ill.")))
                .hasMessageContaining("Reason: a child of the school may be named in it");

        assertThat(desk.of(FRIDAY).isOpen()).isTrue();
    }

    @Test
    void contact_details_that_are_the_schools_own_are_confirmed() {
        RoundUp roundUp = desk.openedOn(FRIDAY);
        Map<String, Object> form = new HashMap<>(posted("Ring the office on 01244 960000."));
        form.put("contactsOurs", true);

        desk.completes("editor", roundUp.id(), POST, form);

        assertThat(desk.of(FRIDAY).state()).isEqualTo(State.POSTED);
    }

    @Test
    void hostile_and_huge_forms_are_refused_in_a_sentence_and_change_nothing() {
        RoundUp roundUp = desk.openedOn(FRIDAY);
        UUID unknown = UUID.randomUUID();
        List<Map<String, ?>> forms = List.of(
                Map.of(),
                Map.of("outcome", "approved"),
                Map.of("outcome", 1, "text", TEXT),
                Map.of("outcome", "posted"),
                Map.of("outcome", "missed"),
                Map.of("outcome", "missed", "reason", "no"),
                Map.of("outcome", "missed", "reason", "x".repeat(1001)),
                Map.of("outcome", "posted", "text", "x".repeat(3001)),
                Map.of("outcome", "posted", "text", List.of(TEXT)),
                Map.of("outcome", "posted", "text", TEXT, "link", "javascript:alert(1)"),
                Map.of("outcome", "posted", "text", TEXT, "link", "https://x.example/" + "x".repeat(500)),
                Map.of("outcome", "posted", "text", TEXT, "contactsOurs", "yes"),
                Map.of("outcome", "posted", "text", TEXT, "photos", "no list"),
                Map.of("outcome", "posted", "text", TEXT, "photos", List.of("1; drop table")),
                Map.of("outcome", "posted", "text", TEXT, "photos", List.of(unknown.toString())),
                Map.of("outcome", "posted", "text", TEXT, "photos", many(21)),
                Map.of("outcome", "posted", "text", TEXT, "photos", many(5000)),
                Map.of("outcome", "posted", "text", TEXT, "state", "POSTED"));
        for (Map<String, ?> form : forms) {
            assertThatThrownBy(() -> roundUps.answer(roundUp.id(), "editor", form))
                    .as(form.toString()
                            .substring(0, Math.min(100, form.toString().length())))
                    .isInstanceOf(RefusedException.class);
        }
        assertThat(desk.of(FRIDAY).isOpen()).isTrue();
        assertThat(desk.stages(roundUp.id())).containsExactly("round-up: open");
    }

    private static List<String> many(int number) {
        return Stream.generate(UUID::randomUUID)
                .limit(number)
                .map(UUID::toString)
                .toList();
    }

    // Photographs

    @Test
    void only_photographs_that_are_cleared_for_facebook_at_this_moment_are_posted() {
        RoundUp roundUp = desk.openedOn(FRIDAY);
        UUID child = desk.childWithConsent("facebook", "website");
        List<UUID> elsewhere = desk.cleared("Chess club", "website", 1, child);
        List<UUID> waiting = desk.photosOf(desk.submits("Bean day", "facebook", 1, child));
        List<UUID> withdrawn = desk.cleared("Choir", "facebook", 1, desk.childWithConsent("facebook"));
        desk.publishedByHand(desk.publicationOf(withdrawn.get(0)));
        submissions.takeDown(desk.publicationOf(withdrawn.get(0)), "editor", "A parent rang.");

        for (List<UUID> photos : List.of(elsewhere, waiting, withdrawn)) {
            assertThatThrownBy(() -> desk.completes("editor", roundUp.id(), POST, posted(TEXT, photos.get(0))))
                    .hasMessageContaining("one that you chose may not be shown on the page now");
        }

        assertThat(desk.of(FRIDAY).isOpen()).isTrue();
        assertThat(roundUps.choices(roundUps.draft(LocalDate.parse(FRIDAY))))
                .extracting(photo -> photo.id())
                .doesNotContain(elsewhere.get(0), waiting.get(0), withdrawn.get(0));
    }

    @Test
    void a_photograph_whose_consent_ends_after_it_was_chosen_is_refused_when_it_is_posted() {
        RoundUp roundUp = desk.openedOn(FRIDAY);
        UUID child = desk.childWithConsent("facebook");
        List<UUID> photos = desk.cleared("Sports day", "facebook", 1, child);
        roundUps.prepare(LocalDate.parse(FRIDAY), "editor", TEXT, texts(photos), false, 0);
        assertThat(roundUps.faultsOf(roundUps.draft(LocalDate.parse(FRIDAY)))).isEmpty();
        desk.answers(child, "withdrawn", "facebook");

        assertThat(roundUps.faultsOf(roundUps.draft(LocalDate.parse(FRIDAY))))
                .singleElement()
                .asString()
                .contains("one that you chose may not be shown on the page now");
        assertThatThrownBy(() -> desk.completes("editor", roundUp.id(), POST, posted(TEXT, photos.get(0))))
                .hasMessageContaining("may not be shown on the page now");
    }

    @Test
    void the_database_itself_refuses_a_photograph_that_nobody_cleared() {
        RoundUp roundUp = desk.openedOn(FRIDAY);
        List<UUID> elsewhere = desk.cleared("Chess club", "website", 1, desk.childWithConsent("website"));
        desk.completes("editor", roundUp.id(), POST, posted(TEXT));

        assertThatThrownBy(() -> desk.jdbc()
                        .sql("""
                                insert into approvals.round_up_photo (round_up_id, nth, photo_id, publication_id, sha256, title)
                                select :id, 1, photo_id, publication_id, sha256, 'x' from approvals.photo_publication_file
                                where photo_id = :photo
                                """)
                        .param("id", roundUp.id())
                        .param("photo", elsewhere.get(0))
                        .update())
                .hasMessageContaining("Nobody cleared this photograph for the page");
    }

    // Taking photographs out again

    private record Shown(UUID roundUp, UUID child, List<UUID> photos, UUID publication) {}

    /** Two photographs of a child, published by hand, one of them posted with the round-up. */
    private Shown shown() {
        RoundUp roundUp = desk.openedOn(FRIDAY);
        UUID child = desk.childWithConsent("facebook");
        List<UUID> photos = desk.cleared("Sports day", "facebook", 2, child);
        UUID publication = desk.publicationOf(photos.get(0));
        desk.publishedByHand(publication);
        desk.completes("editor", roundUp.id(), POST, posted(TEXT, photos.get(0)));
        return new Shown(roundUp.id(), child, photos, publication);
    }

    @Test
    void a_consent_that_is_withdrawn_has_its_photographs_taken_out_of_the_round_up_within_a_day() {
        Shown shown = shown();
        desk.itIs("2027-05-15T09:00");

        desk.answers(shown.child(), "withdrawn", "facebook");

        UUID takedown = desk.takedowns(shown.roundUp()).get(0);
        Task task = desk.task(takedown, REMOVE);
        assertThat(task.getDueDate()).isEqualTo(RoundUpDesk.instant("2027-05-16T09:00"));
        assertThat(task.getPriority()).isEqualTo(100);
        assertThat(desk.offeredTo(takedown, REMOVE)).containsExactly("social-media");
        assertThat(desk.shown(takedown, REMOVE, "mark")).isEqualTo("Urgent");
        assertThat(takedowns.photosOf(takedown))
                .extracting(PostedPhoto::id)
                .containsExactly(shown.photos().get(0));
        assertThat(desk.stages(takedown)).containsExactly("takedown: open");

        desk.completes("editor", takedown, REMOVE, Map.of("done", true));

        desk.endedAt(takedown, "EndEvent_PhotosRemoved");
        assertThat(desk.stages(takedown)).containsExactly("takedown: done");
    }

    @Test
    void photographs_that_somebody_takes_down_are_taken_out_of_the_round_up_as_well_and_once() {
        Shown shown = shown();

        submissions.takeDown(shown.publication(), "head", "A parent rang.");
        desk.answers(shown.child(), "withdrawn", "facebook");

        assertThat(desk.takedowns(shown.roundUp())).hasSize(1);
    }

    @Test
    void a_round_up_without_these_photographs_stays_as_it_is() {
        Shown shown = shown();
        UUID other = desk.childWithConsent("facebook");
        List<UUID> others = desk.cleared("Choir", "facebook", 1, other);
        desk.publishedByHand(desk.publicationOf(others.get(0)));

        submissions.takeDown(desk.publicationOf(others.get(0)), "head", "A parent rang.");

        assertThat(desk.takedowns(shown.roundUp())).isEmpty();
    }

    @Test
    void photographs_that_are_cleared_but_not_published_yet_are_taken_out_when_their_clearance_is_void() {
        RoundUp roundUp = desk.openedOn(FRIDAY);
        UUID child = desk.childWithConsent("facebook");
        List<UUID> photos = desk.cleared("Sports day", "facebook", 1, child);
        desk.completes("editor", roundUp.id(), POST, posted(TEXT, photos.get(0)));

        desk.answers(child, "refused", "facebook");

        assertThat(desk.takedowns(roundUp.id())).hasSize(1);
    }

    @Test
    void a_takedown_reminds_and_then_lets_the_head_join() {
        Shown shown = shown();
        desk.itIs("2027-05-15T09:00");
        desk.answers(shown.child(), "withdrawn", "facebook");
        UUID takedown = desk.takedowns(shown.roundUp()).get(0);
        assertThatThrownBy(() -> takedowns.done(takedown, "head", true)).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> takedowns.overdue(takedown)).isInstanceOf(RefusedException.class);

        desk.fires(takedown, "BoundaryEvent_RemovalReminder", "2027-05-15T21:00");
        assertThat(desk.told("REMINDER", FRIDAY)).hasSize(1).allMatch(told -> told.startsWith("editor: "));

        desk.fires(takedown, "BoundaryEvent_RemovalOverdue", "2027-05-16T09:00");
        assertThat(desk.offeredTo(takedown, REMOVE)).containsExactlyInAnyOrder("social-media", "head-teacher");
        assertThat(desk.shown(takedown, REMOVE, "mark")).isEqualTo("Overdue");
        assertThatThrownBy(() -> takedowns.done(takedown, "teacher", true)).isInstanceOf(NotAllowedException.class);
        desk.completes("head", takedown, REMOVE, Map.of("done", true));
        desk.endedAt(takedown, "EndEvent_PhotosRemoved");
    }

    @Test
    void an_unticked_confirmation_takes_nothing_out() {
        Shown shown = shown();
        submissions.takeDown(shown.publication(), "editor", "A parent rang.");
        UUID takedown = desk.takedowns(shown.roundUp()).get(0);

        for (Map<String, Object> form : List.<Map<String, Object>>of(Map.of(), Map.of("done", false))) {
            assertThatThrownBy(() -> desk.completes("editor", takedown, REMOVE, form))
                    .hasMessageContaining("Please tick that the photographs can no longer be seen");
        }
        assertThat(takedowns.find(takedown).done()).isEmpty();
        assertThat(desk.isRunning(takedown)).isTrue();
    }

    @Test
    void no_parent_is_told_that_photographs_are_gone_while_a_round_up_still_shows_them() {
        Shown shown = shown();
        desk.answers(shown.child(), "withdrawn", "facebook");
        UUID takedown = desk.takedowns(shown.roundUp()).get(0);
        desk.engine().getManagementService().createJobQuery().messages().active().list().stream()
                .filter(job -> isOf(job.getProcessInstanceId(), shown.publication()))
                .toList()
                .forEach(job -> desk.engine().getManagementService().executeJob(job.getId()));
        desk.completes("editor", shown.publication(), "Task_DoItByHand", Map.of("done", true, "gone", false));
        assertThatThrownBy(() -> desk.completes("office", shown.publication(), "Task_TellParent", Map.of("told", true)))
                .hasMessageContaining("photographs can still be seen in the round-up of Fri 14 May 2027");

        desk.completes("editor", takedown, REMOVE, Map.of("done", true));

        desk.completes("office", shown.publication(), "Task_TellParent", Map.of("told", true));
        assertThat(desk.isRunning(shown.publication())).isFalse();
    }

    private boolean isOf(String processInstance, UUID key) {
        return desk.engine()
                        .getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(processInstance)
                        .processInstanceBusinessKey(key.toString())
                        .count()
                > 0;
    }

    // What is prepared

    @Test
    void what_is_prepared_on_its_page_comes_into_the_open_form_and_goes_with_the_answer() {
        roundUps.prepare(LocalDate.parse(FRIDAY), "editor", "First words.", List.of(), true, 0);
        RoundUp roundUp = desk.openedOn(FRIDAY);
        assertThat(desk.shown(roundUp.id(), POST, "text")).isEqualTo("First words.");
        assertThat(desk.shown(roundUp.id(), POST, "contactsOurs")).isEqualTo(true);
        List<UUID> photos = desk.cleared("Sports day", "facebook", 1, desk.childWithConsent("facebook"));

        roundUps.prepare(LocalDate.parse(FRIDAY), "editor", TEXT, texts(photos), false, 1);

        assertThat(desk.shown(roundUp.id(), POST, "text")).isEqualTo(TEXT);
        assertThat(desk.shown(roundUp.id(), POST, "photos").toString())
                .contains(photos.get(0).toString());
        assertThat(desk.shown(roundUp.id(), POST, "facts").toString()).contains("\"ready\":true");
        desk.completes("editor", roundUp.id(), POST, posted(TEXT, photos.get(0)));
        assertThat(roundUps.draft(LocalDate.parse(FRIDAY)).isEmpty()).isTrue();
    }

    @Test
    void only_the_one_asked_for_and_the_next_are_prepared() {
        desk.openedOn(FRIDAY);
        roundUps.prepare(LocalDate.parse(FRIDAY), "editor", TEXT, List.of(), false, 0);
        roundUps.prepare(LocalDate.parse(NEXT_FRIDAY), "editor", TEXT, List.of(), false, 0);

        for (String other :
                List.of("2027-05-28", "2027-05-07", "2027-05-15", "2027-06-04", "1999-01-01", "9999-12-31")) {
            assertThatThrownBy(() -> roundUps.prepare(LocalDate.parse(other), "editor", TEXT, List.of(), false, 0))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("There is no round-up of");
        }
    }

    @Test
    void who_saves_second_loses_nothing_of_the_first() {
        roundUps.prepare(LocalDate.parse(FRIDAY), "editor", "First words.", List.of(), false, 0);

        for (int version : List.of(0, 2, 7)) {
            assertThatThrownBy(() ->
                            roundUps.prepare(LocalDate.parse(FRIDAY), "editor", "Others.", List.of(), false, version))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("Somebody else saved this round-up meanwhile");
        }
        assertThat(roundUps.draft(LocalDate.parse(FRIDAY)).text()).isEqualTo("First words.");
    }

    @Test
    void nothing_of_a_round_up_stays_in_the_engine() {
        RoundUp roundUp = desk.openedOn(FRIDAY);
        desk.completes("editor", roundUp.id(), POST, posted(TEXT));

        assertThat(Arrays.asList("act_hi_varinst", "act_hi_detail", "act_ru_variable"))
                .allSatisfy(table -> assertThat(desk.jdbc()
                                .sql("select count(*) from " + table + " where text_ like '%planted beans%'")
                                .query(Long.class)
                                .single())
                        .isZero());
    }

    private static Collection<String> texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }
}
