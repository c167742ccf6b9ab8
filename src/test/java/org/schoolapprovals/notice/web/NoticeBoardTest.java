package org.schoolapprovals.notice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.notice.Notice;
import org.schoolapprovals.notice.Notice.Kind;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.web.PagesTest;
import org.schoolapprovals.web.SchoolPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Notices on the landing page, in a school without a mail server. */
@PagesTest
class NoticeBoardTest {

    @Autowired
    private MockMvc pages;

    @Autowired
    private SchoolPeople signIn;

    @Autowired
    private Notices notices;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private Clock clock;

    @BeforeEach
    void nobodyWasToldAnything() {
        jdbc.sql("delete from approvals.notice").update();
    }

    private void tell(String person, String subject) {
        tell(Notice.of(Kind.DECISION, Set.of(person), subject, "Something was decided.", "/exceptions/7"));
    }

    private void tell(Notice notice) {
        new TransactionTemplate(transactions).executeWithoutResult(transaction -> notices.tell(notice));
    }

    private Notice ofTask(String id, boolean urgent) {
        return new Notice(
                Kind.TASK,
                Set.of("teacher"),
                "To do: " + id,
                "It waits for you.",
                "/tasks/" + id,
                Optional.of(id),
                Optional.empty(),
                urgent);
    }

    private void markAllRead(String person, Instant until) throws Exception {
        pages.perform(post("/notices/read")
                        .param("until", String.valueOf(until.toEpochMilli()))
                        .with(signIn.signedIn(person))
                        .with(csrf()))
                .andExpect(redirectedUrl("/"));
    }

    @Test
    void everybody_sees_their_own_unread_notices_and_what_they_lead_to() throws Exception {
        tell("teacher", "Approved: Castle");
        tell(ofTask("0b1e-77", true));
        tell("head", "For the head only");

        pages.perform(get("/").with(signIn.signedIn("teacher")))
                .andExpect(content()
                        .string(allOf(
                                stringContainsInOrder(
                                        "Notices",
                                        "(2)",
                                        "/tasks/0b1e-77",
                                        "To do: 0b1e-77",
                                        "Urgent",
                                        "/exceptions/7",
                                        "Approved: Castle",
                                        "Something was decided.",
                                        "Mark all as read"),
                                not(containsString("For the head only")))));
        pages.perform(get("/").with(signIn.signedIn("office")))
                .andExpect(content()
                        .string(allOf(
                                containsString("You have read all your notices."),
                                not(containsString("Mark all as read")))));
    }

    @Test
    void nothing_waits_to_be_mailed_where_there_is_no_mail_server() {
        tell("teacher", "Approved: Castle");

        assertThat(jdbc.sql("select count(*) from approvals.notice where mail_at is not null")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void what_people_type_is_text() throws Exception {
        tell("teacher", "<script>alert(1)</script> ${7*7}");

        pages.perform(get("/").with(signIn.signedIn("teacher")))
                .andExpect(content()
                        .string(allOf(
                                containsString("&lt;script&gt;alert(1)&lt;/script&gt; ${7*7}"),
                                not(containsString("<script")))));
    }

    @Test
    void the_latest_ten_are_shown_and_all_are_counted() throws Exception {
        IntStream.range(0, 13).forEach(number -> tell("teacher", "Approved: Trip no " + number + "!"));

        String page = pages.perform(get("/").with(signIn.signedIn("teacher")))
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(page.split("Approved: Trip no ")).hasSize(11);
        assertThat(page).contains("(13)").contains("The latest 10 of 13 are shown.");
    }

    @Test
    void what_is_settled_or_older_than_thirty_days_is_not_shown() throws Exception {
        tell(ofTask("done", false));
        new TransactionTemplate(transactions).executeWithoutResult(transaction -> notices.settle("done"));
        tell("teacher", "Long ago");
        jdbc.sql("update approvals.notice set told_at = :then where subject = 'Long ago'")
                .param("then", java.sql.Timestamp.from(clock.instant().minus(31, ChronoUnit.DAYS)))
                .update();

        pages.perform(get("/").with(signIn.signedIn("teacher")))
                .andExpect(content().string(containsString("You have read all your notices.")));
    }

    @Test
    void looking_changes_nothing_and_marking_marks_ones_own_only() throws Exception {
        tell("teacher", "Approved: Castle");
        tell("head", "For the head only");
        pages.perform(get("/").with(signIn.signedIn("teacher")));
        pages.perform(get("/tasks/0b1e-77").with(signIn.signedIn("teacher")));
        pages.perform(get("/").with(signIn.signedIn("teacher")))
                .andExpect(content().string(containsString("Approved: Castle")));

        markAllRead("teacher", clock.instant());

        pages.perform(get("/").with(signIn.signedIn("teacher")))
                .andExpect(content().string(containsString("You have read all your notices.")));
        pages.perform(get("/").with(signIn.signedIn("head")))
                .andExpect(content().string(containsString("For the head only")));
    }

    @Test
    void what_came_after_the_page_was_made_stays_unread() throws Exception {
        tell("teacher", "Approved: Castle");

        markAllRead("teacher", clock.instant().minusSeconds(60));

        pages.perform(get("/").with(signIn.signedIn("teacher")))
                .andExpect(content().string(containsString("Approved: Castle")));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE})
    void a_moment_that_never_was_is_none_that_the_page_was_made_at(long until) throws Exception {
        tell("teacher", "Approved: Castle");

        pages.perform(post("/notices/read")
                        .param("until", String.valueOf(until))
                        .with(signIn.signedIn("teacher"))
                        .with(csrf()))
                .andExpect(redirectedUrl("/"));

        pages.perform(get("/").with(signIn.signedIn("teacher")))
                .andExpect(content()
                        .string(containsString(until < 0 ? "Approved: Castle" : "You have read all your notices.")));
    }

    @Test
    void only_a_form_of_ours_marks_anything_as_read() throws Exception {
        tell("teacher", "Approved: Castle");
        String until = String.valueOf(clock.instant().toEpochMilli());

        pages.perform(post("/notices/read").param("until", until).with(signIn.signedIn("teacher")))
                .andExpect(status().isForbidden());
        pages.perform(get("/notices/read").param("until", until).with(signIn.signedIn("teacher")))
                .andExpect(status().isMethodNotAllowed());
        pages.perform(post("/notices/read")
                        .param("until", "soon")
                        .with(signIn.signedIn("teacher"))
                        .with(csrf()))
                .andExpect(status().isBadRequest());
        pages.perform(get("/").with(signIn.signedIn("teacher")))
                .andExpect(content().string(containsString("Approved: Castle")));
    }

    @Test
    void the_link_of_a_mail_opens_the_very_task_after_signing_in() throws Exception {
        MvcResult turnedAway = pages.perform(get("/tasks/0b1e-77").accept(MediaType.TEXT_HTML))
                .andExpect(status().isFound())
                .andReturn();
        assertThat(turnedAway.getResponse().getRedirectedUrl()).endsWith("/login");
        MockHttpSession session = (MockHttpSession) turnedAway.getRequest().getSession(false);

        MvcResult signedIn = pages.perform(post("/login")
                        .param("username", "teacher")
                        .param("password", SchoolPeople.PASSWORD)
                        .session(session)
                        .with(csrf()))
                .andReturn();
        assertThat(signedIn.getResponse().getRedirectedUrl()).endsWith("/tasks/0b1e-77");

        pages.perform(get("/tasks/0b1e-77")
                        .session((MockHttpSession) signedIn.getRequest().getSession(false)))
                .andExpect(redirectedUrl("/camunda/app/tasklist/default/#/?task=0b1e-77"));
    }
}
