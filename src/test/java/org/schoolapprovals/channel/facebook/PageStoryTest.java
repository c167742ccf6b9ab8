package org.schoolapprovals.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolapprovals.comment.CommentPage.Answer.Done;
import org.schoolapprovals.comment.CommentPage.Answer.Edited;
import org.schoolapprovals.comment.CommentPage.Answer.Gone;
import org.schoolapprovals.comment.CommentPage.Answer.Later;
import org.schoolapprovals.comment.CommentPage.Answer.PermissionLost;
import org.schoolapprovals.comment.CommentPage.Answer.TokenExpired;
import org.schoolapprovals.comment.Comments;
import org.schoolapprovals.standin.Fault;
import org.schoolapprovals.standin.StandIn;
import org.schoolapprovals.standin.StandInComment;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From what parents do on the stand-in to what becomes of it in the school, and back. */
@FacebookTest
class PageStoryTest {

    @Autowired
    private StandIn standIn;

    @Autowired
    private FacebookPage page;

    @Autowired
    private Webhook webhook;

    @Autowired
    private PageWorker worker;

    @Autowired
    private PagePoll poll;

    @Autowired
    private Comments comments;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ManagementService jobs;

    @Autowired
    private RuntimeService processes;

    @Value("${school.standin.address}")
    private String standInAddress;

    @BeforeEach
    void forgetWhatCame() {
        jdbc.sql("truncate approvals.facebook_delivery, approvals.facebook_change, approvals.facebook_poll")
                .update();
    }

    @AfterEach
    void behave() {
        standIn.behave();
        processes
                .createProcessInstanceQuery()
                .rootProcessInstances()
                .list()
                .forEach(instance -> processes.deleteProcessInstance(instance.getId(), "The test is over"));
    }

    /** Waits until the stand-in has told of so many events, and works them off with all that follows at once. */
    private void afterEvents(int events) {
        await().until(() -> jdbc.sql("select count(*) from approvals.facebook_delivery")
                        .query(Integer.class)
                        .single()
                == events);
        workOff();
    }

    private void workOff() {
        worker.run();
        for (List<Job> due = due(); !due.isEmpty(); due = due()) {
            due.forEach(job -> jobs.executeJob(job.getId()));
        }
    }

    private List<Job> due() {
        return jobs.createJobQuery().messages().withRetriesLeft().list();
    }

    private List<Map<String, Object>> requests(String externalId) {
        return jdbc.sql(
                        "select id, state, text, round from approvals.comment where external_id = :id order by received_at")
                .param("id", externalId)
                .query()
                .listOfRows();
    }

    private Map<String, Object> request(String externalId) {
        assertThat(requests(externalId)).hasSize(1);
        return requests(externalId).get(0);
    }

    private void deliver(String verb, String id, String text, Instant at) {
        byte[] body = """
                {"entry": [{"id": "4711", "time": %d, "changes": [{"field": "feed", "value": {"item": "comment",
                "verb": "%s", "comment_id": "%s", "message": "%s", "from": {"id": "7", "name": "A parent"}}}]}]}
                """.formatted(at.getEpochSecond(), verb, id, text).getBytes(StandardCharsets.UTF_8);
        assertThat(webhook.receive(body, "sha256=" + HexFormat.of().formatHex(Hmac.of(Page.SECRET, body))))
                .isTrue();
        worker.run();
    }

    @Test
    void a_parents_comment_is_hidden_and_waits_for_a_person() {
        StandInComment comment = standIn.comment("Zoë", "Schön! 🎉 <b>Well done</b>");
        assertThat(standIn.find(comment.id()))
                .hasValueSatisfying(found -> assertThat(found.hidden()).isFalse());

        afterEvents(1);

        assertThat(standIn.find(comment.id()))
                .hasValueSatisfying(found -> assertThat(found.hidden()).isTrue());
        assertThat(request(comment.id()))
                .containsEntry("state", "WAITING")
                .containsEntry("text", "Schön! 🎉 <b>Well done</b>");
    }

    @Test
    void the_echo_of_what_we_did_ourselves_changes_nothing() {
        StandInComment comment = standIn.comment("Parent", "Echo");
        afterEvents(1);
        Map<String, Object> before = request(comment.id());

        afterEvents(2);

        assertThat(request(comment.id())).isEqualTo(before);
    }

    @Test
    void an_edit_is_a_new_thing_to_agree_and_a_removal_ends_it() {
        StandInComment comment = standIn.comment("Parent", "First");
        afterEvents(1);
        standIn.edit(comment.id(), "Second");
        afterEvents(3);
        assertThat(request(comment.id())).containsEntry("text", "Second").containsEntry("round", 2);

        standIn.remove(comment.id());
        afterEvents(4);
        assertThat(request(comment.id())).containsEntry("state", "GONE");
    }

    @Test
    void an_edit_that_overtakes_its_comment_counts() {
        String id = "1_" + UUID.randomUUID();
        deliver("edited", id, "New", Page.NOW.plusSeconds(60));
        deliver("add", id, "Old", Page.NOW);

        assertThat(request(id)).containsEntry("text", "New").containsEntry("round", 1);
    }

    @Test
    void an_older_edit_that_comes_late_changes_nothing() {
        String id = "1_" + UUID.randomUUID();
        deliver("add", id, "First", Page.NOW);
        deliver("edited", id, "Third", Page.NOW.plusSeconds(120));
        deliver("edited", id, "Second", Page.NOW.plusSeconds(60));

        assertThat(request(id)).containsEntry("text", "Third");
    }

    @Test
    void a_removal_that_overtakes_its_comment_leaves_no_request() {
        String id = "1_" + UUID.randomUUID();
        deliver("remove", id, "", Page.NOW.plusSeconds(60));
        deliver("add", id, "Never mind", Page.NOW);

        assertThat(requests(id)).isEmpty();
    }

    @Test
    void what_the_webhook_missed_is_found_by_the_poll_once() {
        StandInComment comment = standIn.comment("Parent", "Unheard");
        await().until(() -> jdbc.sql("delete from approvals.facebook_delivery").update() == 1);
        workOff();
        assertThat(requests(comment.id())).isEmpty();

        poll.run();
        workOff();
        poll.run();
        workOff();

        assertThat(request(comment.id())).containsEntry("state", "WAITING");
        assertThat(standIn.find(comment.id()))
                .hasValueSatisfying(found -> assertThat(found.hidden()).isTrue());
    }

    @Test
    void a_removal_and_an_edit_that_the_webhook_missed_are_found_by_the_poll() {
        StandInComment edited = standIn.comment("Parent", "Before");
        StandInComment removed = standIn.comment("Parent", "To be removed");
        afterEvents(2);
        standIn.edit(edited.id(), "After");
        standIn.remove(removed.id());
        await().until(() -> jdbc.sql("select count(*) from approvals.facebook_delivery")
                        .query(Integer.class)
                        .single()
                == 6);
        jdbc.sql("delete from approvals.facebook_delivery").update();

        // What the webhook told of a second is the latest word of that second: a poll within it is none yet.
        await().untilAsserted(() -> {
            poll.run();
            workOff();
            assertThat(request(edited.id())).containsEntry("text", "After");
        });
        assertThat(request(removed.id())).containsEntry("state", "GONE");
    }

    @Test
    void the_channel_and_the_stand_in_keep_the_same_contract() {
        String id = standIn.comment("Parent", "Contract").id();

        assertThat(page.hide(id)).isEqualTo(new Done());
        assertThat(page.hide(id)).isEqualTo(new Done());
        assertThat(page.show(id, "Something else")).isInstanceOf(Edited.class);
        assertThat(standIn.find(id).orElseThrow().hidden()).isTrue();
        assertThat(page.show(id, "Contract")).isEqualTo(new Done());
        assertThat(standIn.find(id).orElseThrow().hidden()).isFalse();
        assertThat(page.snapshot(id))
                .hasValueSatisfying(
                        snapshot -> assertThat(snapshot.parentText()).startsWith("Our weekly round-up"));
        assertThat(page.remove(id)).isEqualTo(new Done());
        assertThat(standIn.find(id)).isEmpty();
        assertThat(page.remove(id)).isEqualTo(new Gone());
        assertThat(page.hide(id)).isEqualTo(new Gone());
        assertThat(page.show(id, "Contract")).isEqualTo(new Gone());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /graph/4711/comments?access_token=token-of-the-page&since=yesterday, '', 400",
        "GET,  /graph/4711/comments?access_token=token-of-the-page&limit=-1,        '', 400",
        "GET,  /graph/4711/comments?access_token=token-of-the-page&after=99999999999999, '', 400",
        "GET,  /graph/4711/comments?access_token=token-of-the-page&after=9999999999, '', 200",
        "POST, /comments,                       author=A%00B&text=A%00B, 303",
        "POST, /comments,                       author=%00&text=%00,     422",
        "POST, /comments/%3Ca%3E%20%22b/edit,   text=A,                  303",
    })
    void the_stand_in_has_an_answer_to_the_absurd(String method, String path, String form, int status)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(standInAddress + "/standin" + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(form))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void the_faults_of_the_stand_in_are_those_of_facebook() {
        String id = standIn.comment("Parent", "Faults").id();
        standIn.order(Fault.TOKEN_EXPIRED, Fault.PERMISSION_LOST, Fault.RATE_LIMIT, Fault.BROKEN, Fault.SLOW);

        assertThat(page.hide(id)).isEqualTo(new TokenExpired());
        assertThat(page.hide(id)).isEqualTo(new PermissionLost());
        assertThat(page.hide(id))
                .isInstanceOfSatisfying(
                        Later.class, later -> assertThat(later.notBefore()).isPresent());
        assertThat(page.hide(id)).isInstanceOf(Later.class);
        assertThat(page.hide(id)).isInstanceOf(Later.class);
        assertThat(standIn.find(id).orElseThrow().hidden()).isFalse();
        assertThat(page.hide(id)).isEqualTo(new Done());
    }

    @Test
    void an_answer_that_is_lost_on_the_way_is_made_good_without_doing_it_twice() {
        String id = standIn.comment("Parent", "Lost").id();
        standIn.orderAfter(1, Fault.ANSWER_LOST);

        assertThat(page.hide(id)).isInstanceOf(Later.class);
        assertThat(standIn.find(id).orElseThrow().hidden()).isTrue();
        assertThat(page.hide(id)).isEqualTo(new Done());
    }
}
