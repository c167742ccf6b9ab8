package org.schoolapprovals.channel.facebook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.schoolapprovals.comment.OpenOnPage;
import org.schoolapprovals.database.TestDatabase;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.schoolcalendar.SchoolStaff;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What the poll finds, against a page that lists comments as a whole and one that lists them by post. */
class PagePollTest {

    private static final String WHOLE_PAGE = "/4711/comments";
    private static final String POSTS = "/4711/feed";

    @RegisterExtension
    private static final WireMockExtension GRAPH = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    private static final SingleConnectionDataSource DATABASE =
            new SingleConnectionDataSource(TestDatabase.migrated().jdbcUrl(), true);

    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final OpenOnPage open = mock(OpenOnPage.class);
    private final Notices notices = mock(Notices.class);
    private Instant now = Page.NOW;

    @BeforeEach
    void begin() {
        jdbc.sql("truncate approvals.facebook_change, approvals.facebook_poll").update();
        knowsNothing();
    }

    private static void knowsNothing() {
        GRAPH.resetMappings();
        GRAPH.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(400).withBody("""
                {"error": {"code": 100, "message": "(#100) Tried accessing nonexisting field (comments)"}}
                """)));
    }

    private void poll() {
        FacebookSettings settings = Page.at(GRAPH.baseUrl());
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        new PagePoll(
                        settings,
                        new GraphClient(settings, clock),
                        new PollProgress(jdbc),
                        new Inbox(jdbc),
                        open,
                        new PageNotices(notices, new SchoolStaff()),
                        new TransactionTemplate(new DataSourceTransactionManager(DATABASE)),
                        clock)
                .run();
    }

    private static String comment(String id, String written) {
        return """
                {"id": "%s", "message": "Text of %s", "from": {"id": "7", "name": "A parent"}, "created_time": "%s"}
                """.formatted(id, id, written);
    }

    private static String recent(String id) {
        return comment(id, "2027-03-01T08:30:00+0000");
    }

    private static void listed(String path, String... comments) {
        GRAPH.stubFor(get(urlPathEqualTo(path))
                .willReturn(okJson("{\"data\": [" + String.join(",", comments) + "], \"paging\": {\"cursors\":"
                        + " {\"after\": \"x\"}}}")));
    }

    private static void refused(String path, int status, int code, String... header) {
        var answer = aResponse().withStatus(status).withBody("{\"error\": {\"code\": " + code + "}}");
        GRAPH.stubFor(get(urlPathMatching(path))
                .willReturn(header.length == 0 ? answer : answer.withHeader(header[0], header[1])));
    }

    private List<String> found() {
        return jdbc.sql("select verb || ' ' || external_id from approvals.facebook_change order by id")
                .query(String.class)
                .list();
    }

    private static String since(String moment) {
        return String.valueOf(Instant.parse(moment).getEpochSecond());
    }

    @Test
    void finds_what_a_page_lists_as_a_whole() {
        listed(WHOLE_PAGE, recent("1_1"), recent("1_2"));

        poll();

        assertThat(found()).containsExactly("ADDED 1_1", "ADDED 1_2");
        GRAPH.verify(getRequestedFor(urlPathEqualTo(WHOLE_PAGE))
                .withQueryParam("filter", equalTo("stream"))
                .withQueryParam("order", equalTo("chronological")));
    }

    @Test
    void finds_what_a_page_lists_by_post_as_facebook_documents_it() {
        GRAPH.stubFor(get(urlPathEqualTo(POSTS)).willReturn(okJson("""
                {"data": [{"id": "4711_1", "updated_time": "2027-03-01T08:59:00+0000"}, {"id": "4711_2"}, {"id": "../x"}]}
                """)));
        listed("/4711_1/comments", recent("1_1"));
        listed("/4711_2/comments", recent("2_1"));

        poll();

        assertThat(found()).containsExactly("ADDED 1_1", "ADDED 2_1");
    }

    @Test
    void a_page_that_lists_both_ways_brings_each_comment_once() {
        listed(WHOLE_PAGE, recent("1_1"));
        listed(POSTS, "{\"id\": \"4711_1\"}");
        listed("/4711_1/comments", recent("1_1"), recent("1_2"));

        poll();

        assertThat(found()).containsExactly("ADDED 1_1", "ADDED 1_2");
    }

    @Test
    void older_posts_are_read_only_if_something_happened_there() {
        StringBuilder posts = new StringBuilder();
        for (int number = 1; number <= 10; number++) {
            posts.append("{\"id\": \"4711_%d\", \"updated_time\": \"2026-12-01T09:00:00+0000\"},".formatted(number));
        }
        posts.append("{\"id\": \"4711_11\", \"updated_time\": \"2026-12-01T09:00:00+0000\"},")
                .append("{\"id\": \"4711_12\", \"updated_time\": \"2027-03-01T08:00:00+0000\"}");
        GRAPH.stubFor(get(urlPathEqualTo(POSTS)).willReturn(okJson("{\"data\": [" + posts + "]}")));

        poll();

        GRAPH.verify(1, getRequestedFor(urlPathEqualTo("/4711_10/comments")));
        GRAPH.verify(0, getRequestedFor(urlPathEqualTo("/4711_11/comments")));
        GRAPH.verify(1, getRequestedFor(urlPathEqualTo("/4711_12/comments")));
    }

    @Test
    void the_first_poll_looks_back_a_day_and_each_other_to_the_last_good_one_and_an_hour() {
        listed(WHOLE_PAGE);
        poll();
        GRAPH.verify(getRequestedFor(urlPathEqualTo(WHOLE_PAGE))
                .withQueryParam("since", equalTo(since("2027-02-28T08:00:00Z"))));

        now = now.plus(Duration.ofMinutes(5));
        refused(WHOLE_PAGE, 500, 2);
        poll();
        now = now.plus(Duration.ofMinutes(5));
        listed(WHOLE_PAGE);
        poll();

        GRAPH.verify(
                2,
                getRequestedFor(urlPathEqualTo(WHOLE_PAGE))
                        .withQueryParam("since", equalTo(since("2027-03-01T08:00:00Z"))));
    }

    @Test
    void what_is_older_stays_as_it_is_even_if_the_page_lists_it() {
        listed(WHOLE_PAGE, comment("1_1", "2025-03-01T08:30:00+0000"), recent("1_2"));

        poll();

        assertThat(found()).containsExactly("ADDED 1_2");
    }

    @Test
    void the_pages_own_comments_and_nonsense_are_left_out() {
        listed(
                WHOLE_PAGE,
                "{\"id\": \"1_1\", \"from\": {\"id\": \"4711\"}, \"created_time\": \"2027-03-01T08:30:00+0000\"}",
                "7",
                "{}",
                "null",
                recent("1_2"));

        poll();

        assertThat(found()).containsExactly("ADDED 1_2");
    }

    @Test
    void every_page_of_a_list_is_read_at_our_own_address_whatever_the_page_names() {
        GRAPH.stubFor(
                get(urlPathEqualTo(WHOLE_PAGE))
                        .willReturn(
                                okJson(
                                        "{\"data\": [" + recent("1_1")
                                                + "], \"paging\": {\"next\": \"https://elsewhere.example/steal?access_token=X&after=Mg%3D%3D&limit=1\"}}")));
        GRAPH.stubFor(get(urlPathEqualTo(WHOLE_PAGE))
                .withQueryParam("after", equalTo("Mg=="))
                .withQueryParam("filter", equalTo("stream"))
                .willReturn(okJson("{\"data\": [" + recent("1_2") + "]}")));

        poll();

        assertThat(found()).containsExactly("ADDED 1_1", "ADDED 1_2");
        GRAPH.verify(0, getRequestedFor(anyUrl()).withQueryParam("access_token", equalTo("X")));
    }

    @Test
    void a_list_that_leads_back_to_itself_ends() {
        GRAPH.stubFor(get(urlPathEqualTo(WHOLE_PAGE))
                .willReturn(okJson("{\"data\": [" + recent("1_1") + "], \"paging\": {\"next\": \"" + GRAPH.baseUrl()
                        + WHOLE_PAGE + "?after=1\"}}")));

        poll();

        assertThat(found()).containsExactly("ADDED 1_1");
    }

    @Test
    void what_is_found_is_no_later_news_than_an_edit_in_the_same_second() {
        now = Page.NOW.plusMillis(900);
        when(open.ids()).thenReturn(List.of("1_2"));
        listed(WHOLE_PAGE, recent("1_1"));
        GRAPH.stubFor(get(urlPathEqualTo("/1_2")).willReturn(okJson(recent("1_2"))));

        poll();

        assertThat(jdbc.sql("select distinct at from approvals.facebook_change")
                        .query(Timestamp.class)
                        .list())
                .containsExactly(Timestamp.from(Page.NOW));
    }

    @Test
    void a_comment_that_waits_here_and_is_gone_there_is_noticed() {
        when(open.ids()).thenReturn(List.of("1_1", "1_2", "1_3"));
        listed(WHOLE_PAGE, recent("1_1"));
        GRAPH.stubFor(get(urlPathEqualTo("/1_3")).willReturn(okJson(comment("1_3", "2026-03-01T08:30:00+0000"))));
        refused("/1_2", 400, 100);

        poll();

        assertThat(found()).containsExactly("ADDED 1_1", "REMOVED 1_2", "ADDED 1_3");
        GRAPH.verify(0, getRequestedFor(urlPathEqualTo("/1_1")));
    }

    @Test
    void nothing_counts_as_gone_where_the_page_lists_nothing_at_all() {
        when(open.ids()).thenReturn(List.of("1_2"));
        refused(".*", 400, 100);

        poll();

        assertThat(found()).isEmpty();
    }

    @Test
    void a_rate_limit_is_kept_until_the_time_that_the_page_named() {
        refused(WHOLE_PAGE, 403, 32, "Retry-After", "600");
        poll();

        listed(WHOLE_PAGE, recent("1_1"));
        now = now.plusSeconds(599);
        poll();
        assertThat(found()).isEmpty();

        now = now.plusSeconds(1);
        poll();
        assertThat(found()).containsExactly("ADDED 1_1");
    }

    @Test
    void while_another_node_polls_this_one_does_not() {
        listed(WHOLE_PAGE, recent("1_1"));
        new PollProgress(jdbc).begin(Page.ID, now, now, now.plusSeconds(60));

        poll();
        assertThat(found()).isEmpty();

        now = now.plusSeconds(60);
        poll();
        assertThat(found()).containsExactly("ADDED 1_1");
    }

    @Test
    void people_are_told_once_that_the_token_has_run_out_and_again_the_next_time() {
        refused(".*", 400, 190);
        poll();
        poll();

        verify(notices, times(1))
                .tell(argThat(notice -> notice.people().equals(Set.of("social-media", "camunda-admin"))
                        && notice.subject().contains("token")));

        knowsNothing();
        listed(WHOLE_PAGE);
        poll();
        refused(".*", 400, 190);
        poll();
        verify(notices, times(2)).tell(any());
    }

    @Test
    void people_are_told_that_a_permission_is_lost() {
        refused(".*", 403, 200);

        poll();

        verify(notices)
                .tell(argThat(notice -> notice.people().equals(Set.of("social-media", "head-teacher"))
                        && notice.subject().contains("permission")));
    }

    @Test
    void people_are_told_of_a_silence_of_hours_and_not_before() {
        listed(WHOLE_PAGE);
        poll();
        refused(".*", 500, 2);
        now = now.plus(Duration.ofHours(6));
        poll();
        verify(notices, never()).tell(any());

        now = now.plusSeconds(1);
        poll();
        poll();
        verify(notices, times(1)).tell(argThat(notice -> notice.subject().contains("hours")));
    }
}
