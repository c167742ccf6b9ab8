package org.schoolapprovals.policyreview.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.policyreview.CleanSlate;
import org.schoolapprovals.policyreview.PolicyDocument;
import org.schoolapprovals.policyreview.PolicyVersion;
import org.schoolapprovals.policyreview.PolicyVersions;
import org.schoolapprovals.policyreview.Review;
import org.schoolapprovals.policyreview.Reviews;
import org.schoolapprovals.policyreview.State;
import org.schoolapprovals.policyreview.document.Files;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.web.PagesTest;
import org.schoolapprovals.web.SchoolPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

/** The pages of the policy and of its reviews in the whole application, with the processes behind them. */
@PagesTest
class PolicyPagesTest {

    private static final LocalDate SEPTEMBER_2020 = LocalDate.of(2020, 9, 1);
    private static final String OVERDUE =
            "The review of the policy itself is overdue: it was due by Thu 1 Sept 2022 (R1).";
    private static final String SUMMARY = "Eleven round-ups, one of them missed.";
    private static final String CHANGES = "Messages in class groups are answered in Weduc only.";

    @Autowired
    private MockMvc pages;

    @Autowired
    private SchoolPeople people;

    @Autowired
    private PolicyVersions versions;

    @Autowired
    private Reviews reviews;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private Clock clock;

    @BeforeEach
    void aNewSchool() {
        clear();
    }

    /** Other tests look at the same school. */
    @AfterEach
    void clear() {
        engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKeyIn("policy-review", "policy-acknowledgement")
                .list()
                .forEach(running -> engine.getRuntimeService()
                        .deleteProcessInstanceIfExists(running.getId(), "The test is over", true, true, true, false));
        CleanSlate.make(jdbc, transactions);
    }

    private PolicyVersion inHand() {
        return versions.enterInHand(
                "head", "policy.md", Files.text("# Policy\n\nStaff ask the head."), Optional.of(SEPTEMBER_2020));
    }

    private UUID opened() {
        engine.getIdentityService()
                .setAuthentication("head", List.of(Role.HEAD_TEACHER.groupId(), Role.STAFF.groupId()));
        try {
            return UUID.fromString(engine.getFormService()
                    .submitStartForm(
                            engine.getRepositoryService()
                                    .createProcessDefinitionQuery()
                                    .processDefinitionKey("policy-review")
                                    .latestVersion()
                                    .singleResult()
                                    .getId(),
                            Map.of())
                    .getBusinessKey());
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    private UUID toBeWritten() {
        UUID id = opened();
        reviews.prepare(id, "editor", SUMMARY, "minor-change");
        reviews.headReview(id, "head", "minor-change", null);
        return id;
    }

    private Review withGovernors() {
        UUID id = toBeWritten();
        PolicyDocument draft =
                versions.upload("head", id, "policy.md", Files.text("# Policy\n\nStaff ask the deputy <b>head</b>."));
        return reviews.draft(id, "head", draft.id().toString(), CHANGES, true, today());
    }

    private Review published() {
        Review review = withGovernors();
        reviews.governorsAsked(review.id())
                .forEach(governor -> reviews.view(review.id(), governor, "agree", "Clear & short."));
        reviews.closeViews(review.id());
        return reviews.chairDecide(review.id(), "chair", "approve", null);
    }

    private String today() {
        return SchoolTime.dayOf(clock.instant()).toString();
    }

    private ResultActions as(String user, MockHttpServletRequestBuilder request) throws Exception {
        return pages.perform(request.with(people.signedIn(user)).with(csrf()));
    }

    private static String page(Review review) {
        return "/policy/reviews/" + review.id();
    }

    // Reading the policy

    @ParameterizedTest
    @ValueSource(strings = {"teacher", "head", "governor", "admin"})
    void everybody_reads_the_version_in_force_and_that_its_review_is_overdue(String user) throws Exception {
        inHand();

        as(user, get("/policy"))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("<h3>Policy</h3>"),
                                containsString("Staff ask the head."),
                                containsString("Tue 1 Sept 2020"),
                                containsString(OVERDUE))));
    }

    @ParameterizedTest
    @CsvSource({"head, true", "deputy, true", "governor, true", "chair, true", "teacher, false", "office, false"})
    void those_who_see_to_it_are_told_on_their_home_page_that_it_is_overdue(String user, boolean told)
            throws Exception {
        inHand();

        as(user, get("/")).andExpect(content().string(told ? containsString(OVERDUE) : not(containsString(OVERDUE))));
    }

    @Test
    void before_there_is_a_version_the_head_enters_the_one_in_hand() throws Exception {
        as("teacher", get("/policy")).andExpect(content().string(not(containsString("Enter the version in hand"))));
        as("head", get("/policy")).andExpect(content().string(containsString("Enter the version in hand")));

        as("head", multipart("/policy/in-hand").file(file("policy.md", "")).param("inForceFrom", "2020-09-01"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(allOf(containsString("File: it is empty"), containsString("2020-09-01"))));
        as(
                        "head",
                        multipart("/policy/in-hand")
                                .file(file("policy.md", "# Policy"))
                                .param("inForceFrom", "31/02/2020"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("In force from: please enter the day")));
        as(
                        "teacher",
                        multipart("/policy/in-hand")
                                .file(file("policy.md", "# Policy"))
                                .param("inForceFrom", "2020-09-01"))
                .andExpect(status().isForbidden());
        as(
                        "head",
                        multipart("/policy/in-hand")
                                .file(file("../../policy<b>.exe", "# Policy"))
                                .param("inForceFrom", "2020-09-01"))
                .andExpect(redirectedUrl("/policy"));

        assertThat(versions.all()).hasSize(1);
        assertThat(versions.all().get(0).document().fileName()).isEqualTo("policyb.md");
    }

    private static MockMultipartFile file(String name, String text) {
        return new MockMultipartFile("file", name, "text/html", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_file_is_saved_as_what_it_is_and_never_shown_in_the_place_of_a_page() throws Exception {
        PolicyVersion version = inHand();

        as("teacher", get("/policy/versions/" + version.id() + "/file"))
                .andExpect(status().isOk())
                .andExpect(header().string(
                                "Content-Disposition", allOf(startsWith("attachment;"), containsString("policy.md"))))
                .andExpect(header().string("Content-Type", "text/markdown;charset=UTF-8"))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(content().string("# Policy\n\nStaff ask the head."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/policy/versions/00000000-0000-0000-0000-000000000000",
                "/policy/versions/00000000-0000-0000-0000-000000000000/file",
                "/policy/versions/00000000-0000-0000-0000-000000000000/changes",
                "/policy/versions/x",
                "/policy/reviews/x",
                "/policy/reviews/x/reports/1",
            })
    void there_is_no_page_where_there_is_nothing(String address) throws Exception {
        as("head", get(address)).andExpect(status().isNotFound());
    }

    // Confirming it

    @Test
    void staff_confirm_on_the_page_once_and_others_cannot() throws Exception {
        inHand();
        Review review = published();
        String version = "/policy/versions/" + review.published().orElseThrow();

        as("teacher", get("/policy")).andExpect(content().string(containsString("I have read version 2")));
        as("teacher", get(version)).andExpect(content().string(containsString("To be confirmed by you")));
        as("governor", get(version)).andExpect(content().string(not(containsString("To be confirmed by you"))));
        as("governor", post(version + "/confirmation"))
                .andExpect(status().isForbidden())
                .andExpect(content().string(containsString("You were not asked to confirm")));

        as("teacher", post(version + "/confirmation"))
                .andExpect(redirectedUrl(version))
                .andExpect(flash().attribute("notice", containsString("you have read version 2")));
        as("teacher", post(version + "/confirmation"))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("already.")));
        as("teacher", get(version)).andExpect(content().string(containsString("You confirmed on")));
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskDefinitionKey("Task_AcknowledgePolicy")
                        .taskAssignee("teacher")
                        .count())
                .isZero();
    }

    @Test
    void head_and_deputy_see_who_has_confirmed_governors_how_many_and_nobody_else_anything() throws Exception {
        inHand();
        Review review = published();
        as("teacher", post("/policy/versions/" + review.published().orElseThrow() + "/confirmation"));

        as("head", get("/policy/acknowledgements"))
                .andExpect(content().string(allOf(containsString("1 of 6 (16%)"), containsString("Class Teacher"))));
        as("governor", get("/policy/acknowledgements"))
                .andExpect(
                        content().string(allOf(containsString("1 of 6 (16%)"), not(containsString("Class Teacher")))));
        as("teacher", get("/policy/acknowledgements")).andExpect(status().isForbidden());
    }

    // Reviews

    @Test
    void the_story_of_a_review_is_for_those_who_work_on_it() throws Exception {
        inHand();
        Review review = published();

        for (String user : List.of("head", "deputy", "governor", "chair", "editor")) {
            as(user, get(page(review)))
                    .andExpect(status().isOk())
                    .andExpect(content()
                            .string(allOf(
                                    containsString(SUMMARY),
                                    containsString("2 of 2 gave a view; a quorum is 1, which is reached."),
                                    containsString("Clear &amp; short."),
                                    containsString("Signed off"),
                                    containsString("Fingerprint"))));
        }
        for (String user : List.of("teacher", "office", "assistant", "admin")) {
            as(user, get("/policy/reviews")).andExpect(status().isForbidden());
            as(user, get(page(review))).andExpect(status().isForbidden());
            as(user, get(page(review) + "/reports/1")).andExpect(status().isForbidden());
            as(user, post(page(review) + "/cancel").param("reason", "Why not").param("confirm", "yes"))
                    .andExpect(status().isForbidden());
        }
        as("governor", get(page(review) + "/reports/2"))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Type", "application/pdf"));
        as("governor", get(page(review) + "/reports/9")).andExpect(status().isForbidden());
        as("governor", get(page(review) + "/reports/one")).andExpect(status().isNotFound());
    }

    @Test
    void a_draft_is_read_and_compared_with_the_version_in_force() throws Exception {
        inHand();
        Review review = withGovernors();
        String draft = page(review) + "/drafts/"
                + review.round().orElseThrow().draft().orElseThrow().document();

        as("governor", get(draft + "/changes"))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString(CHANGES),
                                containsString("1 changed, 0 added, 0 removed; 1 stay as they were."))));
        as("governor", get(draft + "/file"))
                .andExpect(header().string("Content-Disposition", containsString("attachment")));
        as("teacher", get(draft + "/file")).andExpect(status().isForbidden());
        as("governor", get(page(review) + "/drafts/" + UUID.randomUUID() + "/file"))
                .andExpect(status().isForbidden());
    }

    @Test
    void the_head_uploads_a_draft_and_is_told_what_is_wrong_in_one_sentence() throws Exception {
        inHand();
        UUID id = toBeWritten();
        String address = "/policy/reviews/" + id + "/draft";

        as("head", get(address))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.largest").value(10 * 1024 * 1024))
                .andExpect(jsonPath("$.csrf.header").value("X-CSRF-TOKEN"));
        upload("head", address, new MockMultipartFile("file", "policy.docx", "text/plain", Files.docx("Policy")))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.name").value("policy.docx"))
                .andExpect(jsonPath("$.readable").value(true));
        upload("head", address, new MockMultipartFile("file", "policy.md", "text/plain", new byte[] {0, 1}))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.message").value(containsString("neither a text in Markdown")));
        upload("head", address, new MockMultipartFile("other", "policy.md", "text/plain", new byte[] {'a'}))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.message").value("Please send the new version as one file."));
        upload("head", address, new MockMultipartFile("file", "p.md", "text/plain", new byte[11 * 1024 * 1024]))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.message").value(containsString("larger than 10 MB")));
        upload("editor", address, new MockMultipartFile("file", "policy.md", "text/plain", new byte[] {'a'}))
                .andExpect(status().isForbidden());
        upload("teacher", address, new MockMultipartFile("file", "policy.md", "text/plain", new byte[] {'a'}))
                .andExpect(status().isForbidden());
        as("teacher", get(address)).andExpect(status().isForbidden());
        upload("head", "/policy/reviews/x/draft", new MockMultipartFile("file", "p.md", "text/plain", new byte[] {'a'}))
                .andExpect(status().isNotFound());
    }

    /** As a script sends it: with the token in the header. */
    private ResultActions upload(String user, String address, MockMultipartFile file) throws Exception {
        return pages.perform(
                multipart(address).file(file).with(people.signedIn(user)).with(csrf().asHeader()));
    }

    @Test
    void nothing_is_uploaded_once_the_draft_is_with_the_governors() throws Exception {
        inHand();
        Review review = withGovernors();

        upload("head", page(review) + "/draft", new MockMultipartFile("file", "p.md", "text/plain", new byte[] {'a'}))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.message").value(containsString("With the governors")));
    }

    @Test
    void head_and_chair_cancel_a_review_with_a_reason() throws Exception {
        UUID id = opened();
        String cancel = "/policy/reviews/" + id + "/cancel";

        as("governor", post(cancel).param("reason", "Too early.").param("confirm", "yes"))
                .andExpect(status().isForbidden())
                .andExpect(content().string(containsString("Only the head teacher and the chair")));
        as("head", post(cancel).param("reason", "Too early."))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(
                        content().string(allOf(containsString("Confirm: please tick"), containsString("Too early."))));
        as("head", post(cancel).param("confirm", "yes"))
                .andExpect(content().string(containsString("Reason: please fill it in.")));
        as("head", post(cancel).param("reason", "Too early.").param("confirm", "yes"))
                .andExpect(redirectedUrl("/policy/reviews/" + id));

        assertThat(reviews.find(id).state()).isEqualTo(State.CANCELLED);
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(id.toString())
                        .count())
                .isZero();
        as("head", post(cancel).param("reason", "Again.").param("confirm", "yes"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("cannot be cancelled now")));
    }

    @Test
    void whoever_has_a_task_is_led_to_it_and_nobody_else() throws Exception {
        UUID id = opened();

        as("editor", get("/policy/reviews/" + id))
                .andExpect(content().string(containsString("Open your task in Tasklist")));
        as("editor", get("/policy/reviews/" + id + "/task"))
                .andExpect(status().is3xxRedirection())
                .andExpect(header().string("Location", containsString("/tasks/")));
        as("governor", get("/policy/reviews/" + id + "/task"))
                .andExpect(redirectedUrl("/policy/reviews/" + id))
                .andExpect(flash().attribute("notice", containsString("No task waits for you here")));
    }

    @Test
    void a_review_that_the_head_opened_is_on_their_home_page() throws Exception {
        UUID id = opened();

        as("head", get("/")).andExpect(content().string(containsString("/policy/reviews/" + id)));
        as("deputy", get("/")).andExpect(content().string(not(containsString("/policy/reviews/" + id + "\""))));
    }

    // The days

    @Test
    void the_head_chooses_the_day_of_a_term_and_others_only_read_it() throws Exception {
        String term = SchoolTime.dayOf(clock.instant()).plusYears(50).toString();

        as("governor", get("/policy/reviews"))
                .andExpect(content()
                        .string(allOf(containsString("When reviews open"), not(containsString("Choose this day")))));
        as("governor", post("/policy/reviews/days").param("term", term).param("day", term))
                .andExpect(status().isForbidden());
        as("teacher", post("/policy/reviews/days").param("term", term).param("day", term))
                .andExpect(status().isForbidden());
        as("head", post("/policy/reviews/days").param("term", term).param("day", term))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Term: please choose a term")));
        as("head", post("/policy/reviews/days")).andExpect(status().isUnprocessableEntity());
        as("head", post("/policy/reviews/days/rule").param("term", "'; drop table"))
                .andExpect(status().isUnprocessableEntity());
    }

    @Test
    void nothing_is_changed_without_the_token_of_a_form() throws Exception {
        inHand();
        UUID id = opened();

        for (String address : List.of("/policy/reviews/" + id + "/cancel", "/policy/reviews/days", "/policy/in-hand")) {
            pages.perform(post(address).with(people.signedIn("head"))).andExpect(status().isForbidden());
        }
    }
}
