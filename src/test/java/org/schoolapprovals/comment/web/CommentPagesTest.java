package org.schoolapprovals.comment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.comment.Comment;
import org.schoolapprovals.comment.Comments;
import org.schoolapprovals.comment.PageComment;
import org.schoolapprovals.comment.State;
import org.schoolapprovals.decision.Decision;
import org.schoolapprovals.decision.DecisionRecord;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.web.PagesTest;
import org.schoolapprovals.web.SchoolPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The pages of the comments in the whole application, with the process behind them. */
@PagesTest
class CommentPagesTest {

    private static final String NOT_YOURS = "There is nothing at this address, or it is not yours to see.";
    private static final String HARMLESS = "What a lovely day at the fair";
    private static final String FLAGGED = "What a stupid idea";

    @Autowired
    private MockMvc pages;

    @Autowired
    private Comments comments;

    @Autowired
    private DecisionRecord decisions;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private People accounts;

    @Autowired
    private SchoolPeople people;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private final List<String> onPage = new ArrayList<>();

    /** Other tests look at the same school. */
    @AfterEach
    void takeThemOffThePage() {
        onPage.forEach(externalId -> comments.removed(externalId, clock.instant()));
    }

    // Who sees what

    @ParameterizedTest
    @ValueSource(strings = {"teacher", "assistant", "office", "governor", "admin"})
    void the_comments_are_for_those_who_decide_them(String userId) throws Exception {
        UUID id = onPage(HARMLESS);

        pages.perform(get("/comments").with(people.signedIn(userId)))
                .andExpect(status().isForbidden())
                .andExpect(content()
                        .string(allOf(
                                containsString("This page is for those who decide comments"),
                                not(containsString(HARMLESS)))));
        publish(userId, tick(id)).andExpect(status().isForbidden());
        pages.perform(get("/").with(people.signedIn(userId)))
                .andExpect(content().string(not(containsString("href=\"/comments\""))));

        assertThat(comments.find(id).state()).isEqualTo(State.WAITING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"editor", "head", "deputy", "chair"})
    void those_who_decide_find_them_in_the_navigation(String userId) throws Exception {
        pages.perform(get("/").with(people.signedIn(userId)))
                .andExpect(content().string(containsString("href=\"/comments\"")));
        for (String part : List.of("", "?show=decided", "?show=all")) {
            pages.perform(get("/comments" + part).with(people.signedIn(userId))).andExpect(status().isOk());
        }
    }

    @Test
    void what_waits_is_told_with_what_was_found_and_only_the_harmless_can_be_ticked() throws Exception {
        UUID harmless = onPage(HARMLESS);
        UUID flagged = onPage(FLAGGED);

        pages.perform(get("/comments").with(people.signedIn("editor")))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("value=\"" + tick(harmless) + "\""),
                                not(containsString("value=\"" + flagged)),
                                containsString("Abusive words"),
                                containsString("/comments/" + flagged + "/task"),
                                containsString("Urgent"),
                                containsString("href=\"/lists\""))));
        pages.perform(get("/comments").with(people.signedIn("deputy")))
                .andExpect(content().string(containsString("Nothing waits for you to decide.")));
    }

    @Test
    void all_the_harmless_are_ticked_by_one_link() throws Exception {
        UUID harmless = onPage(HARMLESS);

        String page = read("/comments?tick=all", "editor");

        assertThat(page).containsPattern("value=\"" + tick(harmless) + "\"[^>]*checked");
        assertThat(read("/comments", "editor")).doesNotContain("checked=");
    }

    @Test
    void what_outsiders_wrote_is_text_and_nothing_hides_in_it() throws Exception {
        UUID id = onPage("<script>alert(1)</script> {{7*7}} safe\u202Etxt " + "long words ".repeat(100));

        for (String path : List.of("/comments", "/comments?show=all", "/comments/" + id)) {
            assertThat(read(path, "editor"))
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}} safe[hidden mark]txt", "dir=\"auto\"")
                    .doesNotContain("<script")
                    .doesNotContain("\u202E");
        }
        assertThat(read("/comments/" + id, "editor")).contains("<summary>The whole text, 1,1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show=nonsense",
                "show=decided&page=0",
                "show=decided&page=-1",
                "show=all&page=99999",
                "page=99999999999999999999",
                "page=1e3",
                "tick=%00",
                "show=%27--",
                "show=decided&show=all"
            })
    void an_absurd_address_still_gives_a_page(String query) throws Exception {
        pages.perform(get(URI.create("/comments?" + query)).with(people.signedIn("editor")))
                .andExpect(status().isOk());
    }

    @Test
    void fifty_are_shown_at_once() throws Exception {
        for (int number = 0; number < 51; number++) {
            onPage(HARMLESS);
        }

        for (String part : List.of("/comments?", "/comments?show=all&")) {
            assertThat(read(part + "page=1", "editor").split("href=\"/comments/[0-9a-f-]{36}\""))
                    .hasSize(51);
            assertThat(read(part + "page=2", "editor")).contains("Page 2 of ", "Previous page");
            assertThat(read(part + "page=99999", "editor"))
                    .contains("Previous page")
                    .doesNotContain("Next page");
        }
    }

    // Publishing together

    @Test
    void ticked_comments_are_published_together_each_with_its_own_decision() throws Exception {
        UUID one = onPage(HARMLESS);
        UUID other = onPage(HARMLESS);

        ResultActions done = publish("editor", tick(one), tick(other)).andExpect(redirectedUrl("/comments"));

        assertThat(flashed(done).published()).hasSize(2);
        assertThat(flashed(done).leftOut()).isEmpty();
        for (UUID id : List.of(one, other)) {
            assertThat(comments.find(id).state()).isEqualTo(State.AGREED);
            assertThat(decisions.of(id))
                    .extracting(Decision::decidedBy, Decision::outcome)
                    .containsExactly(tuple("editor", "publish"));
        }
    }

    @Test
    void the_result_says_what_was_left_out_and_why() throws Exception {
        UUID harmless = onPage(HARMLESS);
        UUID flagged = onPage(FLAGGED);
        UUID edited = onPage(HARMLESS);
        String seenBefore = tick(edited);
        edit(edited, "Something else altogether");
        UUID own = asked("editor", HARMLESS);
        UUID unknown = UUID.randomUUID();

        CommentsController.Result result = flashed(publish(
                "editor",
                tick(harmless),
                tick(flagged),
                seenBefore,
                tick(own),
                unknown + ":1",
                "nonsense",
                tick(harmless)));

        assertThat(result.published())
                .singleElement()
                .satisfies(one -> assertThat(one.link()).isEqualTo("/comments/" + harmless));
        assertThat(result.leftOut())
                .hasSize(5)
                .allSatisfy(sentence -> assertThat(sentence).endsWith(".").doesNotContain(unknown.toString()));
        for (UUID id : List.of(flagged, edited, own)) {
            assertThat(comments.find(id).state()).isEqualTo(State.WAITING);
            assertThat(decisions.of(id)).isEmpty();
        }
    }

    @Test
    void nothing_is_published_twice() throws Exception {
        UUID id = onPage(HARMLESS);
        publish("editor", tick(id));

        assertThat(flashed(publish("editor", tick(id))).leftOut()).hasSize(1);
        assertThat(decisions.of(id)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", "deputy", "chair"})
    void whoever_has_not_joined_publishes_nothing(String userId) throws Exception {
        UUID id = onPage(HARMLESS);

        assertThat(flashed(publish(userId, tick(id))).published()).isEmpty();
        assertThat(comments.find(id).state()).isEqualTo(State.WAITING);
    }

    @Test
    void without_its_token_the_form_publishes_nothing() throws Exception {
        UUID id = onPage(HARMLESS);

        pages.perform(post("/comments/publish").param("seen", tick(id)).with(people.signedIn("editor")))
                .andExpect(status().isForbidden());

        assertThat(comments.find(id).state()).isEqualTo(State.WAITING);
    }

    @Test
    void neither_none_nor_thousands_are_published_at_once() throws Exception {
        UUID id = onPage(HARMLESS);
        String[] thousands = IntStream.range(0, 5_000).mapToObj(any -> tick(id)).toArray(String[]::new);

        publish("editor")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Please tick the comments that you want to publish.")));
        publish("editor", thousands)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("No more than 50 comments are published at once")));

        assertThat(comments.find(id).state()).isEqualTo(State.WAITING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                "1:1",
                "%00",
                "00000000-0000-0000-0000-000000000000:0",
                "00000000-0000-0000-0000-000000000000:99999999999"
            })
    void a_tick_that_is_none_is_left_out(String tick) throws Exception {
        assertThat(flashed(publish("editor", tick)).leftOut())
                .containsExactly(
                        "Some of the ticks could not be read: please open this page afresh and tick them again.");
    }

    // One comment

    @Test
    void its_task_is_opened_whichever_it_is_by_now() throws Exception {
        UUID id = onPage(FLAGGED);
        Task review = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(id.toString())
                .taskDefinitionKey("Task_ReviewComment")
                .singleResult();

        String link = pages.perform(get("/comments/{id}/task", id).with(people.signedIn("editor")))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();

        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(id.toString())
                        .list())
                .extracting(task -> "/tasks/" + task.getId())
                .contains(link)
                .contains("/tasks/" + review.getId());
        pages.perform(get("/comments/{id}/task", id).with(people.signedIn("head")))
                .andExpect(redirectedUrl("/comments/" + id));
    }

    @Test
    void a_stranger_cannot_tell_a_comment_from_none() throws Exception {
        UUID id = onPage(HARMLESS);
        for (String person : List.of("teacher", "governor", "chair", "admin")) {
            for (Object path : List.of(id, UUID.randomUUID(), "not-an-id", "1-1-1-1-1")) {
                for (MockHttpServletRequestBuilder request : List.of(
                        get("/comments/{id}", path),
                        get("/comments/{id}/task", path),
                        post("/comments/{id}/evidence", path).with(csrf()))) {
                    pages.perform(request.with(people.signedIn(person)))
                            .andExpect(status().isNotFound())
                            .andExpect(content().string(containsString(NOT_YOURS)));
                }
            }
        }
    }

    @Test
    void whoever_brought_it_sees_where_it_stands_but_not_what_was_found() throws Exception {
        UUID id = asked("teacher", FLAGGED);
        String reference = comments.find(id).reference();

        assertThat(read("/", "teacher")).contains(reference, "/comments/" + id, "Waiting for a review");
        assertThat(read("/", "assistant")).doesNotContain(reference);
        assertThat(read("/comments/" + id, "teacher"))
                .contains(FLAGGED, "Awaiting review")
                .doesNotContain("Abusive words", "What was found", "Looked through", "Urgent", "other comments");
        assertThat(read("/comments/" + id, "editor")).contains("Abusive words", "Looked through", "Urgent");

        decide(id, "editor", Map.of("decision", "decline", "reason", "Not kind enough.", "clause", "S2"));

        assertThat(read("/comments/" + id, "teacher"))
                .contains("Not kind enough.", "Social Media Editor, social media", "S2");
        assertThat(read("/", "teacher")).contains("Not published");
    }

    @Test
    void the_evidence_of_a_report_is_for_head_and_deputy_and_it_is_written_down_who_read_it() throws Exception {
        UUID id = onPage(FLAGGED);
        decide(id, "editor", Map.of("decision", "remove-and-report", "reason", "Abuse of a child.", "clause", "S6"));

        assertThat(read("/comments/" + id, "editor")).doesNotContain("Read the evidence");
        assertThat(read("/comments/" + id, "head")).contains("Read the evidence");
        evidence(id, "editor").andExpect(status().isNotFound());
        evidence(id, "deputy").andExpect(status().isOk()).andExpect(content().string(containsString(FLAGGED)));
        evidence(id, "head")
                .andExpect(content()
                        .string(allOf(
                                containsString("Deputy Head, "),
                                containsString("Head Teacher, "),
                                containsString("Social Media Editor, "))));
        pages.perform(get("/comments/{id}/evidence", id).with(people.signedIn("head")))
                .andExpect(status().isMethodNotAllowed());
        pages.perform(post("/comments/{id}/evidence", id).with(people.signedIn("head")))
                .andExpect(status().isForbidden());
        assertThat(jdbc.sql("select count(*) from approvals.comment_evidence_reading where comment_id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void what_is_about_the_head_is_not_for_the_head() throws Exception {
        UUID id = onPage("The headteacher is useless");

        pages.perform(get("/comments/{id}", id).with(people.signedIn("head"))).andExpect(status().isNotFound());
        assertThat(read("/comments?show=all", "head")).doesNotContain("/comments/" + id);
        assertThat(read("/comments?show=all", "chair")).contains("/comments/" + id);
        assertThat(read("/comments/" + id, "chair")).contains("The headteacher is useless");
    }

    @Test
    void what_was_decided_is_told_with_its_outcome_and_how_long_it_was_in_public() throws Exception {
        UUID id = onPage(HARMLESS);
        decide(id, "editor", Map.of("decision", "decline", "reason", "Said before.", "clause", "P6"));

        assertThat(read("/comments?show=decided", "deputy"))
                .containsPattern("(?s)/comments/" + id
                        + "\".*?Declined.*?In public before it was agreed\">(\\d+ seconds|less than a second)");
        assertThat(read("/comments?show=decided", "deputy")).doesNotContain("name=\"seen\"");
    }

    // The story

    private UUID onPage(String text) {
        String externalId = "1_" + UUID.randomUUID();
        onPage.add(externalId);
        Instant now = clock.instant();
        comments.arrived(
                new PageComment(
                        externalId,
                        Optional.of("1"),
                        Optional.empty(),
                        Optional.empty(),
                        "Parent " + externalId,
                        text,
                        now,
                        Optional.of("https://www.facebook.com/1"),
                        Optional.empty()),
                now);
        return jdbc.sql("select id from approvals.comment where external_id = :id")
                .param("id", externalId)
                .query(UUID.class)
                .single();
    }

    private void edit(UUID id, String text) {
        Comment comment = comments.find(id);
        Instant now = clock.instant();
        comments.edited(
                new PageComment(
                        comment.origin().externalId().orElseThrow(),
                        Optional.of("1"),
                        Optional.empty(),
                        Optional.empty(),
                        comment.authorName(),
                        text,
                        now,
                        Optional.empty(),
                        Optional.empty()),
                now);
    }

    private UUID asked(String userId, String text) {
        return as(
                userId,
                () -> UUID.fromString(engine.getFormService()
                        .submitStartForm(
                                engine.getRepositoryService()
                                        .createProcessDefinitionQuery()
                                        .processDefinitionKey(Comment.PROCESS)
                                        .latestVersion()
                                        .singleResult()
                                        .getId(),
                                Map.of(
                                        "channel",
                                        "website",
                                        "authorName",
                                        "A parent",
                                        "commentText",
                                        text,
                                        "ourOwn",
                                        false,
                                        "inPublic",
                                        false))
                        .getBusinessKey()));
    }

    private void decide(UUID id, String userId, Map<String, Object> form) {
        as(userId, () -> {
            Task review = engine.getTaskService()
                    .createTaskQuery()
                    .processInstanceBusinessKey(id.toString())
                    .taskDefinitionKey("Task_ReviewComment")
                    .singleResult();
            engine.getTaskService().claim(review.getId(), userId);
            engine.getFormService().submitTaskForm(review.getId(), form);
            return null;
        });
    }

    private <T> T as(String userId, Supplier<T> action) {
        engine.getIdentityService()
                .setAuthentication(
                        userId,
                        accounts.find(userId).orElseThrow().roles().stream()
                                .map(Role::groupId)
                                .toList());
        try {
            return action.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    private String tick(UUID id) {
        return id + ":" + comments.find(id).round();
    }

    private ResultActions publish(String userId, String... ticks) throws Exception {
        MockHttpServletRequestBuilder request =
                post("/comments/publish").with(people.signedIn(userId)).with(csrf());
        return pages.perform(ticks.length == 0 ? request : request.param("seen", ticks));
    }

    private ResultActions evidence(UUID id, String userId) throws Exception {
        return pages.perform(post("/comments/{id}/evidence", id)
                .with(people.signedIn(userId))
                .with(csrf()));
    }

    private static CommentsController.Result flashed(ResultActions done) {
        return (CommentsController.Result) done.andReturn().getFlashMap().get("result");
    }

    private String read(String path, String userId) throws Exception {
        return pages.perform(get(path).with(people.signedIn(userId)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
