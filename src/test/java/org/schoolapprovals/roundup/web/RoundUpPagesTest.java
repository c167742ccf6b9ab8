package org.schoolapprovals.roundup.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.schoolapprovals.roundup.RoundUpDesk.POST;
import static org.schoolapprovals.roundup.RoundUpDesk.missed;
import static org.schoolapprovals.roundup.RoundUpDesk.posted;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.roundup.Draft;
import org.schoolapprovals.roundup.RoundUp;
import org.schoolapprovals.roundup.RoundUpDesk;
import org.schoolapprovals.roundup.RoundUps;
import org.schoolapprovals.web.PagesTest;
import org.schoolapprovals.web.SchoolPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The pages of the round-ups in the whole application. Where nothing else is said it is Friday 14 May 2027, at eight. */
@PagesTest
class RoundUpPagesTest {

    private static final String FRIDAY = "2027-05-14";
    private static final String TEXT = "What a week: we planted beans, and the choir sang in town.";

    @Autowired
    private MockMvc pages;

    @Autowired
    private SchoolPeople people;

    @Autowired
    private RoundUps roundUps;

    private RoundUpDesk desk;
    private RoundUp roundUp;

    @BeforeEach
    void the_school_opens(@Autowired ApplicationContext school) {
        desk = new RoundUpDesk(school);
        desk.opensAt("2027-05-07T07:00");
        desk.looksAt("2027-05-07T07:00");
        desk.openedOn("2027-05-07");
        roundUp = desk.openedOn(FRIDAY);
    }

    @AfterEach
    void the_school_closes() {
        desk.closes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"editor", "head", "deputy", "governor", "chair"})
    void those_concerned_see_all_weeks_and_what_became_of_them(String userId) throws Exception {
        desk.completes("editor", roundUp.id(), POST, missed("The page was locked all day."));

        assertThat(read("/roundups", userId))
                .contains(
                        "Fri 14 May 2027",
                        "Said to be missed",
                        "Fri 7 May 2027",
                        "Nobody said whether it was posted",
                        "School year 2026/27: 0 posted, 2 missed",
                        "Next: ",
                        "Fri 21 May 2027, due Fri 21 May 2027, 16:00")
                .doesNotContain("The page was locked all day.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"teacher", "office", "admin"})
    void nobody_else_sees_them_or_a_way_to_them(String userId) throws Exception {
        pages.perform(get("/roundups").with(people.signedIn(userId)))
                .andExpect(status().isForbidden())
                .andExpect(
                        content().string(containsString("The round-ups are for those responsible for the accounts")));
        for (String path :
                List.of("/roundups/" + FRIDAY, "/roundups/" + FRIDAY + "/files", "/roundups/" + FRIDAY + "/task")) {
            pages.perform(get(path).with(people.signedIn(userId))).andExpect(status().isNotFound());
        }
        assertThat(read("/", userId)).doesNotContain("href=\"/roundups\"");
    }

    @Test
    void a_friday_that_is_no_school_day_is_said_to_be_free_and_why() throws Exception {
        desk.opensAt("2027-03-19T07:00");
        desk.looksAt("2027-03-19T07:00");
        desk.openedOn("2027-03-19");
        desk.itIs("2027-03-23T09:00");

        assertThat(read("/roundups", "editor"))
                .contains(
                        "Fri 26 Mar 2027",
                        "Nothing due",
                        "Friday is no school day: Good Friday.",
                        "Fri 2 Apr 2027, due");
    }

    @Test
    void where_the_calendar_ends_the_page_says_so() throws Exception {
        desk.opensAt("2028-07-21T07:00");
        desk.looksAt("2028-07-21T07:00");
        desk.openedOn("2028-07-21");

        assertThat(read("/roundups", "head")).contains("The school calendar does not reach to another school Friday");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026", "1999", "9999", "x", "-1", "99999999999", "%00", "2026 or 1=1"})
    void whatever_year_is_asked_for_there_is_a_page(String year) throws Exception {
        pages.perform(get("/roundups").param("year", year).with(people.signedIn("head")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("School year 2026/27")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2027-05-15",
                "2027-05-28",
                "2027-04-30",
                "2027-03-26",
                "1999-01-01",
                "9999-12-31",
                "2027-13-01",
                "today",
                "-999999999-01-01"
            })
    void there_is_nothing_at_any_other_date(String date) throws Exception {
        pages.perform(get("/roundups/" + date).with(people.signedIn("editor"))).andExpect(status().isNotFound());
        pages.perform(post("/roundups/" + date)
                        .param("text", TEXT)
                        .with(people.signedIn("editor"))
                        .with(csrf()))
                .andExpect(status().isNotFound());
    }

    @Test
    void the_reason_of_a_miss_is_for_those_inside() throws Exception {
        desk.completes("editor", roundUp.id(), POST, missed("The page was locked <b>all</b> day."));

        for (String inside : List.of("editor", "head", "deputy")) {
            assertThat(read("/roundups/" + FRIDAY, inside)).contains("The page was locked &lt;b&gt;all&lt;/b&gt; day.");
        }
        for (String governor : List.of("governor", "chair")) {
            assertThat(read("/roundups/" + FRIDAY, governor))
                    .contains("Said to be missed by Social Media Editor")
                    .doesNotContain("locked");
        }
    }

    @Test
    void what_was_posted_is_read_by_all_and_its_photographs_seen_by_those_inside() throws Exception {
        List<UUID> photos = desk.cleared("Sports day", "facebook", 1, desk.childWithConsent("facebook"));
        Map<String, Object> form = new HashMap<>(posted(TEXT, photos.get(0)));
        form.put("link", "https://www.facebook.com/1_2");
        desk.completes("editor", roundUp.id(), POST, form);

        assertThat(read("/roundups/" + FRIDAY, "deputy"))
                .contains(TEXT, "https://www.facebook.com/1_2", "src=\"/photos/" + photos.get(0));
        assertThat(read("/roundups/" + FRIDAY, "governor"))
                .contains(TEXT, "Sports day", "Photographs (1)")
                .doesNotContain("/photos/");
    }

    // Preparing

    @Test
    void what_is_prepared_is_checked_and_once_it_is_fine_made_ready_to_copy_and_to_download() throws Exception {
        List<UUID> photos = desk.cleared("Sports day", "facebook", 2, desk.childWithConsent("facebook"));
        saves("editor", FRIDAY, "0", "See https://elsewhere.example/fair\nand ring 07700 900123.", photos.get(1))
                .andExpect(redirectedUrl("/roundups/" + FRIDAY));
        assertThat(read("/roundups/" + FRIDAY, "editor"))
                .contains(
                        "Not yet:",
                        "it links to elsewhere.example",
                        "there is a phone number in it",
                        "Saved by Social Media Editor")
                .doesNotContain("/files");
        pages.perform(get("/roundups/" + FRIDAY + "/files").with(people.signedIn("editor")))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("it links to elsewhere.example")));

        saves("editor", FRIDAY, "1", TEXT, photos.get(1)).andExpect(redirectedUrl("/roundups/" + FRIDAY));

        assertThat(read("/roundups/" + FRIDAY, "editor"))
                .contains("Nothing stands against it.", "/roundups/" + FRIDAY + "/files", "Confirm it in Tasklist");
        byte[] zip = pages.perform(get("/roundups/" + FRIDAY + "/files").with(people.signedIn("editor")))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Type", "application/zip"))
                .andExpect(header().string("Cache-Control", containsString("no-store")))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        Map<String, byte[]> files = unzip(zip);
        assertThat(files.keySet()).containsExactly("round-up-2027-05-14-01.jpg", "round-up-2027-05-14.txt");
        assertThat(new String(files.get("round-up-2027-05-14.txt"), StandardCharsets.UTF_8))
                .isEqualTo(TEXT);
    }

    @Test
    void the_next_one_is_prepared_before_its_friday() throws Exception {
        saves("editor", "2027-05-21", "0", TEXT).andExpect(redirectedUrl("/roundups/2027-05-21"));

        assertThat(read("/roundups/2027-05-21", "editor"))
                .contains("Coming", "the task comes on Fri 21 May 2027, 08:00", "Nothing stands against it.");
    }

    @Test
    void a_draft_is_read_by_head_and_deputy_changed_by_editors_only_and_hidden_from_governors() throws Exception {
        saves("editor", FRIDAY, "0", TEXT).andExpect(status().isFound());

        for (String reader : List.of("head", "deputy")) {
            assertThat(read("/roundups/" + FRIDAY, reader)).contains(TEXT).doesNotContain("Save and check", "/files");
            saves(reader, FRIDAY, "1", "Mine.")
                    .andExpect(status().isForbidden())
                    .andExpect(content()
                            .string(containsString("Only those responsible for the accounts post the round-up")));
            pages.perform(get("/roundups/" + FRIDAY + "/files").with(people.signedIn(reader)))
                    .andExpect(status().isNotFound());
        }
        for (String governor : List.of("governor", "chair")) {
            assertThat(read("/roundups/" + FRIDAY, governor)).doesNotContain(TEXT, "Save and check");
            saves(governor, FRIDAY, "1", "Mine.").andExpect(status().isForbidden());
        }
        assertThat(draft().text()).isEqualTo(TEXT);
    }

    @Test
    void hostile_and_huge_input_is_refused_with_the_form_filled_in_and_nothing_saved() throws Exception {
        saves("editor", FRIDAY, "0", "a".repeat(3001))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("please shorten it to 3,000 characters"), containsString("aaaa"))));
        saves("editor", FRIDAY, "0", "</textarea><script>alert(1)</script>\u0000")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("control characters"),
                                containsString("&lt;/textarea&gt;&lt;script&gt;"),
                                not(containsString("<script>")))));
        for (String photo : List.of("x", "'; drop table approvals.round_up", "a".repeat(100_000))) {
            send("editor", FRIDAY, "0", TEXT, photo)
                    .andExpect(status().isUnprocessableEntity())
                    .andExpect(
                            content().string(containsString("Photographs: please choose them from the list again.")));
        }
        pages.perform(post("/roundups/" + FRIDAY).param("text", TEXT).with(people.signedIn("editor")))
                .andExpect(status().isForbidden());
        assertThat(draft()).isEqualTo(Draft.NONE);
    }

    @ParameterizedTest
    @CsvSource({"0", "2", "-1", "x", "99999999999", "''"})
    void whoever_saves_over_somebody_elses_words_is_told_and_keeps_their_own_on_the_screen(String version)
            throws Exception {
        saves("editor", FRIDAY, "0", TEXT).andExpect(status().isFound());

        saves("editor", FRIDAY, version, "Other words.")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("Somebody else saved this round-up meanwhile"),
                                containsString("Other words.</textarea>"))));
        assertThat(draft().text()).isEqualTo(TEXT);
    }

    @Test
    void an_ended_round_up_is_not_prepared_any_more() throws Exception {
        desk.completes("editor", roundUp.id(), POST, posted(TEXT));

        assertThat(read("/roundups/" + FRIDAY, "editor")).doesNotContain("Save and check");
        saves("editor", FRIDAY, "0", "More words.")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("it has ended, or none is due then")));
    }

    @Test
    void the_page_leads_to_the_very_task_and_the_home_page_to_both() throws Exception {
        String task = desk.task(roundUp.id(), POST).getId();

        pages.perform(get("/roundups/" + FRIDAY + "/task").with(people.signedIn("editor")))
                .andExpect(redirectedUrl("/tasks/" + task));
        pages.perform(get("/roundups/" + FRIDAY + "/task").with(people.signedIn("head")))
                .andExpect(redirectedUrl("/roundups/" + FRIDAY));
        assertThat(read("/", "editor")).contains("href=\"/roundups\"", "/tasks/" + task, "Fri 14 May 2027");
    }

    private Draft draft() {
        return roundUps.draft(LocalDate.parse(FRIDAY));
    }

    private ResultActions saves(String userId, String friday, String version, String text, UUID... photos)
            throws Exception {
        return send(
                userId,
                friday,
                version,
                text,
                List.of(photos).stream().map(UUID::toString).toArray(String[]::new));
    }

    private ResultActions send(String userId, String friday, String version, String text, String... photos)
            throws Exception {
        MockHttpServletRequestBuilder request = post("/roundups/" + friday)
                .param("version", version)
                .param("text", text)
                .with(people.signedIn(userId))
                .with(csrf());
        if (photos.length > 0) {
            request.param("photos", photos);
        }
        return pages.perform(request);
    }

    private static Map<String, byte[]> unzip(byte[] zipped) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private String read(String path, String userId) throws Exception {
        return pages.perform(get(path).with(people.signedIn(userId)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
