package org.schoolapprovals.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.consent.Answer;
import org.schoolapprovals.consent.ConsentForm;
import org.schoolapprovals.consent.ConsentRegister;
import org.schoolapprovals.consent.Consents;
import org.schoolapprovals.consent.PupilForm;
import org.schoolapprovals.consent.PupilStory;
import org.schoolapprovals.consent.Pupils;
import org.schoolapprovals.consent.RegisterFilter;
import org.schoolapprovals.consent.RegisterLine;
import org.schoolapprovals.consent.Show;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.web.PagesTest;
import org.schoolapprovals.web.SchoolPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.annotation.Transactional;

/** The pages of the register in the whole application. */
@PagesTest
@Transactional
class ConsentPagesTest {

    private static final String WHY = "An invented reason that few may read";
    private static final byte[] PDF = "%PDF-1.7 a page that was signed".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([a-z-]+)\" value=\"([0-9]*)\"");

    @Autowired
    private MockMvc pages;

    @Autowired
    private Pupils pupils;

    @Autowired
    private Consents consents;

    @Autowired
    private ConsentRegister register;

    @Autowired
    private SchoolPeople people;

    @Autowired
    private Clock clock;

    @Autowired
    private JdbcClient jdbc;

    private UUID amelia;
    private UUID ibrahim;
    private long scanned;

    @BeforeEach
    void twoChildren() {
        forgetChildrenOfOtherTests();
        amelia = child("Amelia", "Okafor", "3B");
        consents.record(
                "office",
                amelia,
                new ConsentForm("Ngozi Okafor", Map.of("facebook", "given"), today().toString(), "paper", ""),
                PDF);
        scanned = story(amelia).entries().get(0).entry().number();
        ibrahim = child("Ibrahim", "Hussain", "6K");
        consents.bar("office", ibrahim, WHY);
    }

    /** Other tests share the database, and the register lets nobody delete anything: until this test is rolled back, it does. */
    private void forgetChildrenOfOtherTests() {
        jdbc.sql("set local session_replication_role = replica").update();
        for (String table : List.of("publication_bar", "consent_entry", "consent_scan", "pupil_particulars", "pupil")) {
            jdbc.sql("delete from approvals." + table).update();
        }
        jdbc.sql("set local session_replication_role = origin").update();
    }

    // Who sees what

    @ParameterizedTest
    @ValueSource(strings = {"teacher", "assistant", "editor", "governor", "chair", "admin"})
    void nobody_else_sees_any_of_it(String userId) throws Exception {
        for (String path : everyPage()) {
            pages.perform(get(path).with(people.signedIn(userId)))
                    .andExpect(status().isForbidden())
                    .andExpect(content()
                            .string(allOf(
                                    containsString("<h1>Consents</h1>"),
                                    not(containsString("Amelia")),
                                    not(containsString("Hussain")),
                                    not(containsString(WHY)))));
        }
        pages.perform(get("/").with(people.signedIn(userId)))
                .andExpect(content().string(not(containsString("href=\"/consents\""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"teacher", "assistant", "editor", "governor", "chair", "admin"})
    void nobody_else_changes_any_of_it(String userId) throws Exception {
        long version = story(amelia).line().enrolment().version();
        List<MockHttpServletRequestBuilder> attempts = List.of(
                answering(amelia, Map.of("reply-press", "given"), null),
                post("/consents/pupils/{id}/bar", amelia).param("reason", "Because"),
                post("/consents/pupils/{id}/lift-bar", ibrahim).param("reason", "Because"),
                particulars("/consents/pupils/" + amelia + "/particulars", "Mallory")
                        .param("version", "" + version),
                post("/consents/pupils/{id}/left", amelia),
                post("/consents/pupils/{id}/back", amelia),
                particulars("/consents/new", "Mallory"),
                post("/consents/search").param("name", "Amelia"),
                multipart("/consents/import").file(csv("First name,Last name\nMallory,X")),
                post("/consents/import/{id}", uploaded("office", "Forename,Surname,Class\nMallory,X,3B"))
                        .param("version", "0"));

        for (MockHttpServletRequestBuilder attempt : attempts) {
            pages.perform(attempt.with(people.signedIn(userId)).with(csrf()))
                    .andExpect(status().isForbidden())
                    .andExpect(content().string(not(containsString("Amelia"))));
        }

        assertThat(story(amelia).entries()).hasSize(1);
        assertThat(story(amelia).line().barred()).isFalse();
        assertThat(story(amelia).line().enrolment().version()).isEqualTo(version);
        assertThat(story(ibrahim).line().barred()).isTrue();
        assertThat(everybody()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"office", "head", "deputy"})
    void the_keepers_see_every_page(String userId) throws Exception {
        for (String path : everyPage()) {
            if (!path.endsWith("/scans/" + scanned)) {
                pages.perform(get(path).with(people.signedIn(userId))).andExpect(status().isOk());
            }
        }
        pages.perform(get("/").with(people.signedIn(userId)))
                .andExpect(content().string(containsString("href=\"/consents\"")));
    }

    @Test
    void the_deputy_reads_neither_reasons_nor_signed_pages_and_lifts_no_bar() throws Exception {
        assertThat(read("/consents/pupils/" + ibrahim, "head")).contains(WHY, "Lift the bar");
        assertThat(read("/consents/pupils/" + ibrahim, "deputy"))
                .contains("Not to be published", "Why is for the office and the head teacher only.")
                .doesNotContain(WHY, "Lift the bar");
        assertThat(read("/consents/pupils/" + amelia, "deputy"))
                .contains("A scanned page is kept with it")
                .doesNotContain("/scans/");
        pages.perform(get("/consents/pupils/{id}/scans/{entry}", amelia, scanned)
                        .with(people.signedIn("deputy")))
                .andExpect(status().isForbidden());
        send("deputy", post("/consents/pupils/{id}/lift-bar", ibrahim).param("reason", "Because"))
                .andExpect(status().isForbidden());

        assertThat(story(ibrahim).line().barred()).isTrue();
    }

    @Test
    void ids_that_are_guessed_find_nothing() throws Exception {
        for (String path : List.of(
                "/consents/pupils/" + UUID.randomUUID(),
                "/consents/pupils/x",
                "/consents/pupils/%27--",
                "/consents/pupils/" + UUID.randomUUID() + "/form.pdf",
                "/consents/pupils/" + ibrahim + "/scans/" + scanned,
                "/consents/pupils/" + amelia + "/scans/" + (scanned + 1),
                "/consents/pupils/" + amelia + "/scans/-1",
                "/consents/pupils/" + amelia + "/scans/99999999999999999999",
                "/consents/pupils/" + amelia + "?on=2020-01-01",
                "/consents/import/" + UUID.randomUUID(),
                "/consents/import/x")) {
            pages.perform(get(URI.create(path)).with(people.signedIn("office"))).andExpect(status().isNotFound());
        }
        for (String change : List.of("answers", "bar", "lift-bar", "particulars", "left", "back")) {
            send("office", post("/consents/pupils/{id}/{change}", UUID.randomUUID(), change))
                    .andExpect(status().isNotFound());
        }
    }

    @Test
    void without_its_token_a_form_changes_nothing() throws Exception {
        pages.perform(answering(amelia, Map.of("reply-press", "given"), null).with(people.signedIn("office")))
                .andExpect(status().isForbidden());

        assertThat(story(amelia).entries()).hasSize(1);
    }

    // The list

    @Test
    void signs_and_words_tell_where_each_child_stands() throws Exception {
        assertThat(read("/consents", "office").replaceAll("\\s+", " "))
                .containsPattern("data-label=\"Facebook\"> <span class=\"mark mark-[a-z]+\"><span class=\"sign\""
                        + " aria-hidden=\"true\">✓</span> <span>Yes</span>")
                .contains(">?</span> <span>No answer</span>", ">⊘</span> <span>Not to be published</span>");
    }

    @ParameterizedTest
    @CsvSource({
        "'', true, true",
        "show=no-answer, true, false",
        "show=no-answer&use=facebook, false, false",
        "show=not-to-be-published, false, true",
        "class=3B, true, false",
        "class=6K&show=not-to-be-published&use=press, false, true",
        "class=4P, false, false",
        "show=left, false, false",
        "show=nonsense&use=nonsense, true, true"
    })
    void the_list_holds_whom_the_filter_asks_for(String query, boolean one, boolean other) throws Exception {
        for (String path : List.of("/consents?", "/consents/register.csv?")) {
            assertThat(read(path + query, "office").contains("Amelia")).isEqualTo(one);
            assertThat(read(path + query, "office").contains("Ibrahim")).isEqualTo(other);
        }
    }

    @Test
    void the_register_is_read_as_it_stood() throws Exception {
        String yesterday = today().minusDays(1).toString();

        assertThat(read("/consents?on=" + yesterday + "&time=23:59", "office"))
                .contains("As it stood on " + SchoolTime.format(today().minusDays(1)) + ", 23:59.")
                .doesNotContain("Amelia");
        assertThat(read("/consents?on=" + today().plusDays(1), "office")).contains("Amelia");
        assertThat(read("/consents/pupils/" + amelia + "?on=" + today().plusDays(1), "office"))
                .contains("What stood then")
                .doesNotContain("Record an answer", "Save");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"on=x", "on=2027-02-30", "time=09:00", "on=2027-02-01&time=25:00", "on=%00", "on=99999-01-01"})
    void a_moment_that_is_none_is_told_and_shows_nothing(String query) throws Exception {
        for (String path : List.of("/consents?", "/consents/register.csv?", "/consents/pupils/" + amelia + "?")) {
            pages.perform(get(URI.create(path + query)).with(people.signedIn("office")))
                    .andExpect(status().isUnprocessableEntity())
                    .andExpect(content().string(containsString("As it stood on: please enter a date")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class=%3Cscript%3Ealert(1)%3C/script%3E",
                "class=%27--",
                "class=%00",
                "class=a%26show%3Dleft%7Bx%7D",
                "show=%0d%0aX:1&use=%0d%0a",
                "class=3B&class=6K"
            })
    void an_absurd_address_still_gives_a_page(String query) throws Exception {
        pages.perform(get(URI.create("/consents?" + query)).with(people.signedIn("office")))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("<script"))));
    }

    @Test
    void no_cell_of_the_csv_file_is_a_formula() throws Exception {
        child("=HYPERLINK(\"https://elsewhere.example\")", "@SUM(A1)", "+3B");

        pages.perform(get("/consents/register.csv").with(people.signedIn("office")))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Disposition", "attachment; filename=\"consents.csv\""))
                .andExpect(header().string("Cache-Control", containsString("no-store")))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(content()
                        .string(allOf(
                                containsString("\"'=HYPERLINK(\"\"https://elsewhere.example\"\")\""),
                                containsString("'@SUM(A1)"),
                                containsString("'+3B"),
                                not(containsString("\n=")),
                                not(containsString(",=")),
                                not(containsString(",@")))));
    }

    // Finding a child

    @ParameterizedTest
    @ValueSource(strings = {"amelia", "Okafor", "okáf AMEL", "3b", "  amelia  okafor 3B "})
    void one_child_that_is_found_is_opened_and_no_name_stands_in_an_address(String name) throws Exception {
        send("office", post("/consents/search").param("name", name))
                .andExpect(redirectedUrl("/consents/pupils/" + amelia));
    }

    @ParameterizedTest
    @CsvSource({"a, true", "'', false", "zzz, false", "'<script>', false"})
    void several_or_none_are_listed(String name, boolean found) throws Exception {
        MockHttpSession session = new MockHttpSession();

        send("office", post("/consents/search").session(session).param("name", name))
                .andExpect(redirectedUrl("/consents/search"));
        String page = pages.perform(get("/consents/search").session(session).with(people.signedIn("office")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(page.contains("Amelia")).isEqualTo(found);
        assertThat(page.contains("Ibrahim")).isEqualTo(found);
        assertThat(page).doesNotContain("<script");
    }

    // One child

    @Test
    void an_answer_is_recorded_for_several_uses_at_once_with_its_page() throws Exception {
        Map<String, String> form = new LinkedHashMap<>(Map.of("reply-website", "given", "reply-press", "refused"));
        form.put("carer", "Ngozi Okafor");
        form.put("validUntil", today().plusDays(30).toString());

        send("office", answering(amelia, form, PDF))
                .andExpect(redirectedUrl("/consents/pupils/" + amelia))
                .andExpect(
                        flash().attribute("notice", containsString("given by Ngozi Okafor for the school’s website")));

        RegisterLine line = story(amelia).line();
        assertThat(line.cells().get(Use.WEBSITE).answer()).isEqualTo(Answer.YES);
        assertThat(line.cells().get(Use.WEBSITE).until()).contains(today().plusDays(30));
        assertThat(line.cells().get(Use.PRESS).answer()).isEqualTo(Answer.NO);
        assertThat(line.cells().get(Use.WEDUC).answer()).isEqualTo(Answer.NONE);
        assertThat(read("/consents/pupils/" + amelia, "office"))
                .contains(
                        "Given: Website, until " + SchoolTime.format(today().plusDays(30)),
                        "Refused: Press",
                        "/scans/");
    }

    @Test
    void a_signed_page_is_saved_and_never_opened_here() throws Exception {
        pages.perform(get("/consents/pupils/{id}/scans/{entry}", amelia, scanned)
                        .with(people.signedIn("head")))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/pdf"))
                .andExpect(content().bytes(PDF))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("Cache-Control", containsString("no-store")))
                .andExpect(
                        header().string("Content-Disposition", "attachment; filename=\"consent-" + scanned + ".pdf\""));
    }

    @Test
    void a_refused_answer_comes_back_as_it_was_typed() throws Exception {
        Map<String, String> form = Map.of(
                "carer", "<script>alert(1)</script>",
                "reply-website", "given",
                "answeredOn", today().plusDays(3).toString(),
                "validUntil", today().plusDays(9).toString(),
                "how", "spoken");

        String page = send("office", answering(amelia, form, null))
                .andExpect(status().isUnprocessableEntity())
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(page)
                .contains(
                        "How: consent has to be in writing (S3)",
                        "has not come yet.",
                        "&lt;script&gt;alert(1)&lt;/script&gt;",
                        "value=\"" + today().plusDays(3) + "\"",
                        "value=\"" + today().plusDays(9) + "\"")
                .containsPattern("name=\"reply-website\"\\s+value=\"given\"\\s+checked=\"checked\"")
                .containsPattern("value=\"spoken\"\\s+selected=\"selected\"")
                .doesNotContain("<script");
        assertThat(story(amelia).entries()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'<html><script>', please choose a PDF",
        "MZ, please choose a PDF",
        "'', please add the page that was signed"
    })
    void what_is_no_scanned_page_is_refused(String content, String sentence) throws Exception {
        send("office", answering(amelia, Map.of("reply-press", "given"), content.getBytes(StandardCharsets.UTF_8)))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString(sentence)));

        assertThat(story(amelia).entries()).hasSize(1);
    }

    @Test
    void more_than_10_MB_are_refused_in_a_sentence() throws Exception {
        byte[] huge = Arrays.copyOf(PDF, 10 * 1024 * 1024 + 1);

        send("office", answering(amelia, Map.of("reply-press", "given"), huge))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("larger than 10 MB")));
        send("office", multipart("/consents/import").file(new MockMultipartFile("file", huge)))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("larger than 5 MB")));
    }

    @ParameterizedTest
    @CsvSource({
        "reply-press, nonsense, 'please choose given, refused or withdrawn'",
        "answeredOn, x, Date of the answer: please enter a date",
        "answeredOn, +999999999-01-01, Date of the answer: please enter a date",
        "how, pigeon, How: please choose",
        "carer, '', Parent or carer: please fill it in."
    })
    void an_absurd_answer_is_refused(String field, String value, String sentence) throws Exception {
        Map<String, String> form = new LinkedHashMap<>(Map.of("reply-press", "refused"));
        form.put(field, value);

        send("office", answering(amelia, form, null))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString(sentence)));

        assertThat(story(amelia).entries()).hasSize(1);
    }

    @Test
    void a_hundred_thousand_characters_are_refused_everywhere() throws Exception {
        String huge = "x".repeat(100_000);

        send("office", answering(amelia, Map.of("reply-press", "refused", "carer", huge), null))
                .andExpect(status().isUnprocessableEntity());
        send("office", post("/consents/pupils/{id}/bar", amelia).param("reason", huge))
                .andExpect(status().isUnprocessableEntity());
        send("office", particulars("/consents/new", huge)).andExpect(status().isUnprocessableEntity());
        send("office", post("/consents/search").param("name", huge)).andExpect(redirectedUrl("/consents/search"));

        assertThat(everybody()).hasSize(2);
    }

    @Test
    void a_child_is_barred_with_a_reason_and_the_bar_lifted_again() throws Exception {
        send("deputy", post("/consents/pupils/{id}/bar", amelia).param("reason", "x"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Reason: please say a little more")));
        send("deputy", post("/consents/pupils/{id}/bar", amelia).param("reason", "Asked by the council"))
                .andExpect(redirectedUrl("/consents/pupils/" + amelia))
                .andExpect(flash().attribute("notice", "Amelia Okafor is barred from all publication."));
        assertThat(story(amelia).line().barred()).isTrue();
        assertThat(read("/consents/pupils/" + amelia, "office")).doesNotContain("Text for Weduc");

        send("head", post("/consents/pupils/{id}/lift-bar", amelia).param("reason", "No longer asked"))
                .andExpect(redirectedUrl("/consents/pupils/" + amelia));
        assertThat(story(amelia).line().barred()).isFalse();
    }

    @Test
    void particulars_are_changed_and_a_form_that_somebody_overtook_is_refused() throws Exception {
        String version = "" + story(amelia).line().enrolment().version();
        String path = "/consents/pupils/" + amelia + "/particulars";

        send("office", particulars(path, "Amelie").param("version", version))
                .andExpect(redirectedUrl("/consents/pupils/" + amelia));
        send("head", particulars(path, "Emilia").param("version", version))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("Somebody has changed these particulars"), containsString("Emilia"))));

        assertThat(story(amelia).line().enrolment().pupil().firstName()).isEqualTo("Amelie");
        assertThat(read("/consents/pupils/" + amelia, "head")).contains("Particulars changed", "Name: Amelie Okafor");
    }

    @Test
    void a_child_who_has_left_can_come_back() throws Exception {
        send("office", post("/consents/pupils/{id}/left", amelia)).andExpect(status().is3xxRedirection());
        assertThat(read("/consents?show=left", "office")).contains("Amelia");
        send("office", post("/consents/pupils/{id}/left", amelia)).andExpect(status().isUnprocessableEntity());

        send("office", post("/consents/pupils/{id}/back", amelia)).andExpect(status().is3xxRedirection());
        assertThat(everybody()).hasSize(2);
    }

    @Test
    void a_child_is_entered_by_hand() throws Exception {
        send("office", particulars("/consents/new", "Noah")).andExpect(redirectedUrlPattern("/consents/pupils/*"));
        send("office", particulars("/consents/new", ""))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("First name: please fill it in."),
                                containsString("value=\"Penrose\""))));

        assertThat(everybody()).hasSize(3);
    }

    // Forms and texts

    @Test
    void the_form_of_a_child_asks_for_every_use_in_the_school_s_name() throws Exception {
        byte[] pdf = pages.perform(get("/consents/pupils/{id}/form.pdf", amelia).with(people.signedIn("office")))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/pdf"))
                .andExpect(header().string("Content-Disposition", "inline; filename=\"consent-form.pdf\""))
                .andExpect(header().string("Cache-Control", containsString("no-store")))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();

        String text = textOf(pdf, 1);
        assertThat(text).contains("Willow Lane Primary School", "Amelia Okafor", "class 3B", "Signature", "Date");
        for (Use use : Use.values()) {
            assertThat(text).containsIgnoringCase(use.words());
        }
        assertThat(read("/consents/pupils/" + amelia, "office"))
                .contains("Dear parent or carer of Amelia", "Willow Lane Primary School");
    }

    @Test
    void the_forms_of_a_class_are_printed_together() throws Exception {
        child("Noah", "Pritchard", "3B");

        byte[] pdf = pages.perform(get("/consents/forms.pdf?class=3B").with(people.signedIn("office")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();

        assertThat(textOf(pdf, 2)).contains("Amelia Okafor", "Noah Pritchard");
    }

    @Test
    void where_nobody_is_to_be_asked_there_is_no_form() throws Exception {
        pages.perform(get("/consents/pupils/{id}/form.pdf", ibrahim).with(people.signedIn("office")))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("please ask nobody for consent")));
        for (String query : List.of("", "?class=6K", "?class=nonsense", "?class=3B&show=left")) {
            pages.perform(get("/consents/forms.pdf" + query).with(people.signedIn("office")))
                    .andExpect(status().isUnprocessableEntity());
        }
    }

    // The import

    @Test
    void a_file_is_looked_at_first_and_imported_as_it_was_shown() throws Exception {
        UUID file = uploaded(
                "office",
                "Legal Forename;Family;Reg Group;Leaver Year\nAmelia;Okafor;4B;" + leaving() + "\nZoë;Lindqvist;3B;"
                        + leaving());

        String unmapped = send("office", get("/consents/import/{id}", file))
                .andExpect(status().isUnprocessableEntity())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(unmapped).contains("Last name: please choose the column", "Legal Forename (Amelia)");

        String shown = read("/consents/import/" + file + "?first-name=0&last-name=1&class=2&leaving-year=3", "office");
        assertThat(shown).contains("class 3B becomes 4B", "Zoë Lindqvist", "Ibrahim Hussain, 6K");
        assertThat(everybody()).hasSize(2);

        send("office", shownAgain(file, shown).param("missing", "left"))
                .andExpect(redirectedUrl("/consents"))
                .andExpect(flash().attribute("notice", containsString("1 added, 1 changed")));

        assertThat(everybody())
                .extracting(line -> line.enrolment().pupil().name() + " "
                        + line.enrolment().pupil().className())
                .containsExactlyInAnyOrder("Amelia Okafor 4B", "Zoë Lindqvist 3B");
        send("office", get("/consents/import/{id}", file)).andExpect(status().isNotFound());
    }

    @Test
    void the_same_file_again_changes_nothing() throws Exception {
        UUID file = uploaded(
                "office",
                "First name,Last name,Class,Year of leaving\nAmelia,Okafor,3B," + leaving() + "\nIbrahim,Hussain,6K,"
                        + leaving());

        assertThat(read("/consents/import/" + file, "office"))
                .contains("The register has all of this already.")
                .doesNotContain(">Import</button>");
    }

    @Test
    void a_faulty_line_is_told_and_nothing_is_imported() throws Exception {
        String headings = "First name,Last name,Class,Year of leaving\n";
        String faultless =
                read("/consents/import/" + uploaded("office", headings + "Noah,P,3B," + leaving()), "office");
        UUID file = uploaded("office", headings + "Zoë,<script>,3B,soon\nNoah,P,3B," + leaving());

        assertThat(read("/consents/import/" + file, "office"))
                .contains("Line 2: ")
                .doesNotContain(">Import</button>", "<script");
        send("office", shownAgain(file, faultless))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Some lines cannot be taken")));

        assertThat(everybody()).hasSize(2);
    }

    @Test
    void what_somebody_changed_meanwhile_is_shown_before_anything_is_done() throws Exception {
        UUID file = uploaded("office", "First name,Last name,Class,Year of leaving\nZoë,Lindqvist,3B," + leaving());
        String shown = read("/consents/import/" + file, "office");
        child("Noah", "Pritchard", "3B");

        send("office", shownAgain(file, shown).param("missing", "left"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("Somebody has changed the register"),
                                containsString("Noah Pritchard"))));

        assertThat(everybody()).hasSize(3);
    }

    @Test
    void a_file_is_for_whoever_uploaded_it() throws Exception {
        UUID file = uploaded("office", "First name,Last name,Class,Year of leaving\nZoë,Lindqvist,3B," + leaving());

        send("head", get("/consents/import/{id}", file))
                .andExpect(status().isNotFound())
                .andExpect(content().string(not(containsString("Lindqvist"))));
        send("head", post("/consents/import/{id}", file)).andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"first-name=0&last-name=0&class=0", "first-name=99", "first-name=-1", "class=x", "number=1e9"})
    void columns_that_are_none_are_refused(String query) throws Exception {
        UUID file = uploaded("office", "First name,Last name,Class,Year of leaving\nZoë,Lindqvist,3B," + leaving());

        send("office", get(URI.create("/consents/import/" + file + "?" + query)))
                .andExpect(status().isUnprocessableEntity());
        send("office", post(URI.create("/consents/import/" + file + "?" + query)))
                .andExpect(status().isUnprocessableEntity());
    }

    @ParameterizedTest
    @CsvSource({
        "'', there is nothing in it",
        "'PK\u0003\u0004', this is an Excel workbook",
        "just one line, the headings in the first line"
    })
    void what_is_no_export_is_refused(String content, String sentence) throws Exception {
        send("office", multipart("/consents/import").file(csv(content)))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString(sentence)));
        send("office", post("/consents/import")).andExpect(status().isUnprocessableEntity());
    }

    private List<String> everyPage() {
        return List.of(
                "/consents",
                "/consents?show=no-answer",
                "/consents/register.csv",
                "/consents/forms.pdf?class=3B",
                "/consents/search",
                "/consents/new",
                "/consents/import",
                "/consents/pupils/" + amelia,
                "/consents/pupils/" + ibrahim,
                "/consents/pupils/" + amelia + "/form.pdf",
                "/consents/pupils/" + amelia + "/scans/" + scanned);
    }

    private UUID child(String firstName, String lastName, String className) {
        return pupils.add("office", new PupilForm(firstName, lastName, className, leaving(), "", ""));
    }

    private String leaving() {
        return "" + (today().getYear() + 3);
    }

    private LocalDate today() {
        return SchoolTime.dayOf(clock.instant());
    }

    private PupilStory story(UUID pupil) {
        return register.story("office", pupil, Optional.empty());
    }

    private List<RegisterLine> everybody() {
        return register.list(
                "office", new RegisterFilter(Optional.empty(), Show.EVERYBODY, Optional.empty(), Optional.empty()));
    }

    private ResultActions send(String userId, MockHttpServletRequestBuilder request) throws Exception {
        return pages.perform(request.with(people.signedIn(userId)).with(csrf()));
    }

    private String read(String path, String userId) throws Exception {
        return pages.perform(get(URI.create(path)).with(people.signedIn(userId)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletRequestBuilder answering(UUID pupil, Map<String, String> form, byte[] scan) {
        Map<String, String> whole = new LinkedHashMap<>(
                Map.of("carer", "Ngozi Okafor", "answeredOn", today().toString(), "how", "paper", "validUntil", ""));
        whole.putAll(form);
        MockHttpServletRequestBuilder request = scan == null
                ? post("/consents/pupils/{id}/answers", pupil)
                : multipart("/consents/pupils/{id}/answers", pupil)
                        .file(new MockMultipartFile("scan", "..\\evil.pdf", "text/html", scan));
        whole.forEach(request::param);
        return request;
    }

    private MockHttpServletRequestBuilder particulars(String path, String firstName) {
        return post(path)
                .param("firstName", firstName)
                .param("lastName", firstName.equals("Amelie") || firstName.equals("Emilia") ? "Okafor" : "Penrose")
                .param("class", "3B")
                .param("leavingYear", leaving());
    }

    private static MockMultipartFile csv(String content) {
        return new MockMultipartFile("file", "pupils.csv", "text/csv", content.getBytes(StandardCharsets.UTF_8));
    }

    private UUID uploaded(String userId, String content) throws Exception {
        String next = send(userId, multipart("/consents/import").file(csv(content)))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        return UUID.fromString(next.replace("/consents/import/", ""));
    }

    /** The form under what was shown. */
    private static MockHttpServletRequestBuilder shownAgain(UUID file, String shown) {
        MockHttpServletRequestBuilder request = post("/consents/import/{id}", file);
        Matcher hidden = HIDDEN.matcher(shown);
        while (hidden.find()) {
            request.param(hidden.group(1), hidden.group(2));
        }
        return request;
    }

    private static String textOf(byte[] pdf, int numberOfPages) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(numberOfPages);
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }
}
