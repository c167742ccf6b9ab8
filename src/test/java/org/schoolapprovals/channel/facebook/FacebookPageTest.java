package org.schoolapprovals.channel.facebook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.schoolapprovals.channel.facebook.Page.NOW;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.comment.CommentPage.Answer;
import org.schoolapprovals.comment.CommentPage.Answer.Done;
import org.schoolapprovals.comment.CommentPage.Answer.Edited;
import org.schoolapprovals.comment.CommentPage.Answer.Gone;
import org.schoolapprovals.comment.CommentPage.Answer.Later;
import org.schoolapprovals.comment.CommentPage.Answer.PermissionLost;
import org.schoolapprovals.comment.CommentPage.Answer.TokenExpired;
import org.schoolapprovals.comment.CommentPage.Snapshot;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The documented contract of the Graph API, and what a page does that does not keep it. */
@ExtendWith(OutputCaptureExtension.class)
class FacebookPageTest {

    private static final String COMMENT = "815_42";
    private static final String HERE = "/v25.0/" + COMMENT;

    @RegisterExtension
    private static final WireMockExtension GRAPH = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final int LONGER = 6_000;

    private final FacebookPage page = page(Page.at(GRAPH.baseUrl() + "/v25.0"));
    private final FacebookPage hasty = page(Page.at(GRAPH.baseUrl() + "/v25.0", SHORT));

    private static FacebookPage page(FacebookSettings settings) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new FacebookPage(settings, new GraphClient(settings, clock), clock);
    }

    @AfterEach
    void the_token_is_in_no_address_and_in_no_log(CapturedOutput console) {
        assertThat(console.getAll()).doesNotContain(Page.TOKEN, Page.SECRET);
        GRAPH.verify(0, anyRequestedFor(urlMatching(".*(" + Page.TOKEN + "|" + Page.SECRET + ").*")));
    }

    private static void comment(String fields) {
        GRAPH.stubFor(get(urlPathEqualTo(HERE)).willReturn(okJson("{\"id\": \"" + COMMENT + "\", " + fields + "}")));
    }

    private static ResponseDefinitionBuilder error(int status, int code) {
        return error(status, code, "Something is wrong");
    }

    private static ResponseDefinitionBuilder error(int status, int code, String message) {
        return aResponse().withStatus(status).withBody("""
                {"error": {"message": "%s", "type": "OAuthException", "code": %d, "fbtrace_id": "AbC"}}
                """.formatted(message, code));
    }

    private static void changed(ResponseDefinitionBuilder answer) {
        GRAPH.stubFor(post(urlPathEqualTo(HERE)).willReturn(answer));
        GRAPH.stubFor(delete(urlPathEqualTo(HERE)).willReturn(answer));
    }

    private static void changed() {
        changed(okJson("{\"success\": true}"));
    }

    @Test
    void hides_a_comment_with_the_token_in_a_header() {
        comment("\"is_hidden\": false, \"can_hide\": true");
        changed();

        assertThat(page.hide(COMMENT)).isEqualTo(new Done());

        GRAPH.verify(postRequestedFor(urlPathEqualTo(HERE))
                .withHeader("Authorization", equalTo("Bearer " + Page.TOKEN))
                .withQueryParam("appsecret_proof", matching("[0-9a-f]{64}"))
                .withRequestBody(equalTo("is_hidden=true")));
    }

    @Test
    void a_comment_that_is_hidden_already_is_left_alone() {
        comment("\"is_hidden\": true, \"can_hide\": false");

        assertThat(page.hide(COMMENT)).isEqualTo(new Done());

        GRAPH.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void what_may_not_be_hidden_or_removed_is_not_tried() {
        comment("\"is_hidden\": false, \"can_hide\": false, \"can_remove\": false");

        assertThat(page.hide(COMMENT)).isEqualTo(new PermissionLost());
        assertThat(page.remove(COMMENT)).isEqualTo(new PermissionLost());

        GRAPH.verify(0, postRequestedFor(anyUrl()));
        GRAPH.verify(0, deleteRequestedFor(anyUrl()));
    }

    @Test
    void shows_a_comment_with_the_text_that_was_agreed() {
        comment("\"is_hidden\": true, \"message\": \"Ol\\u00e9 \\ud83c\\udf89\"");
        changed();

        assertThat(page.show(COMMENT, "Olé 🎉")).isEqualTo(new Done());

        GRAPH.verify(postRequestedFor(urlPathEqualTo(HERE)).withRequestBody(equalTo("is_hidden=false")));
    }

    @Test
    void shows_nothing_but_the_text_that_was_agreed() {
        comment(
                "\"is_hidden\": true, \"message\": \"Another text\", \"from\": {\"id\": \"7\", \"name\": \"A parent\"}");

        assertThat(page.show(COMMENT, "The agreed text"))
                .isInstanceOfSatisfying(
                        Edited.class, edited -> assertThat(edited.now().text()).isEqualTo("Another text"));

        GRAPH.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void a_comment_that_is_shown_already_with_the_agreed_text_is_left_alone() {
        comment("\"is_hidden\": false, \"message\": \"Fine\"");

        assertThat(page.show(COMMENT, "Fine")).isEqualTo(new Done());

        GRAPH.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void the_part_that_could_be_kept_of_an_endless_text_stands_for_it() {
        comment("\"is_hidden\": true, \"message\": \"" + "a".repeat(30_000) + "\"");
        changed();

        assertThat(page.show(COMMENT, "a".repeat(20_000))).isEqualTo(new Done());
        assertThat(page.show(COMMENT, "a".repeat(19_999))).isInstanceOf(Edited.class);
    }

    @Test
    void removes_a_comment() {
        comment("\"can_remove\": true");
        changed();

        assertThat(page.remove(COMMENT)).isEqualTo(new Done());

        GRAPH.verify(
                deleteRequestedFor(urlPathEqualTo(HERE)).withHeader("Authorization", equalTo("Bearer " + Page.TOKEN)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hide", "show", "remove"})
    void a_comment_that_is_not_there_any_more_is_gone(String what) {
        GRAPH.stubFor(any(urlPathEqualTo(HERE))
                .willReturn(error(400, 100, "Unsupported get request. Object with ID '815_42' does not exist")));

        assertThat(call(what)).isEqualTo(new Gone());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invalid appsecret_proof provided in the API argument",
                "(#100) Tried accessing nonexisting field (can_hide) on node type (Comment)",
                "(#100) Param is_hidden must be a boolean"
            })
    void a_call_that_the_page_does_not_understand_says_nothing_about_the_comment(String message) {
        GRAPH.stubFor(any(urlPathEqualTo(HERE)).willReturn(error(400, 100, message)));

        assertThat(page.hide(COMMENT)).isInstanceOf(Later.class);
    }

    @ParameterizedTest
    @CsvSource({"hide, 400", "show, 401", "remove, 400"})
    void a_token_that_has_run_out_is_an_answer_of_its_own(String what, int status) {
        comment("\"is_hidden\": " + what.equals("show") + ", \"message\": \"Fine\"");
        changed(error(status, 190));

        assertThat(call(what)).isEqualTo(new TokenExpired());
    }

    @ParameterizedTest
    @CsvSource({"hide, 10", "show, 200", "remove, 283"})
    void a_permission_that_is_lost_is_an_answer_of_its_own(String what, int code) {
        comment("\"is_hidden\": " + what.equals("show") + ", \"message\": \"Fine\"");
        changed(error(403, code));

        assertThat(call(what)).isEqualTo(new PermissionLost());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 17, 32, 613, 80001})
    void a_rate_limit_means_later_at_the_time_that_the_page_names(int code) {
        GRAPH.stubFor(get(urlPathEqualTo(HERE)).willReturn(error(403, code).withHeader("Retry-After", "120")));

        assertThat(page.hide(COMMENT))
                .isEqualTo(new Later(Optional.of(NOW.plusSeconds(120)), "the page asks us to wait"));
    }

    static Stream<Arguments> namedTimes() {
        return Stream.of(
                named("Retry-After", "Mon, 01 Mar 2027 09:05:00 GMT", NOW.plusSeconds(300)),
                named("Retry-After", "864000", NOW.plus(Duration.ofDays(1))),
                named("Retry-After", "0", null),
                named("Retry-After", "soon", null),
                named("Retry-After", "Sun, 28 Feb 2027 09:05:00 GMT", null),
                named("X-Business-Use-Case-Usage", """
                        {"99": [{"type": "pages", "call_count": 100, "estimated_time_to_regain_access": 7}], \
                        "98": [{"estimated_time_to_regain_access": 3}]}""", NOW.plus(Duration.ofMinutes(7))),
                named("X-Business-Use-Case-Usage", "{\"99\": [{\"estimated_time_to_regain_access\": 0}]}", null),
                named("X-Business-Use-Case-Usage", "much", null));
    }

    private static Arguments named(String header, String value, Instant time) {
        return Arguments.of(header, value, Optional.ofNullable(time));
    }

    @ParameterizedTest
    @MethodSource("namedTimes")
    void the_time_is_read_from_either_header_and_never_further_than_a_day(
            String header, String value, Optional<Instant> time) {
        GRAPH.stubFor(
                get(urlPathEqualTo(HERE)).willReturn(aResponse().withStatus(429).withHeader(header, value)));

        assertThat(page.hide(COMMENT))
                .isInstanceOfSatisfying(
                        Later.class, later -> assertThat(later.notBefore()).isEqualTo(time));
    }

    static Stream<ResponseDefinitionBuilder> troubles() {
        return Stream.of(
                error(500, 2),
                error(400, 1),
                error(400, 368),
                aResponse().withStatus(500).withBody("<html>Sorry</html>"),
                aResponse().withStatus(502),
                aResponse().withStatus(404),
                okJson("{\"id\": "),
                okJson("[]"),
                okJson("\"fine\""),
                okJson("{\"error\": {}}"),
                okJson("[".repeat(50_000)),
                okJson("{\"id\": \"" + "x".repeat(6_000_000) + "\"}"),
                aResponse().withStatus(200),
                aResponse().withStatus(302).withHeader("Location", "/elsewhere"),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
                aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE),
                okJson("{}").withFixedDelay(LONGER),
                okJson("{\"is_hidden\": true}").withChunkedDribbleDelay(10, LONGER));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void every_other_trouble_means_later_and_soon(ResponseDefinitionBuilder trouble) {
        GRAPH.stubFor(get(urlPathEqualTo(HERE)).willReturn(trouble));

        assertThat(hasty.hide(COMMENT)).isInstanceOf(Later.class);

        GRAPH.verify(0, getRequestedFor(urlPathEqualTo("/elsewhere")));
        GRAPH.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void a_page_that_nobody_answers_for_means_later() {
        assertThat(page(Page.at("http://localhost:1/v25.0")).hide(COMMENT))
                .isEqualTo(new Later(Optional.empty(), "the page did not answer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"success\": false}", "true", ""})
    void what_the_page_does_not_confirm_is_not_done(String answer) {
        comment("\"is_hidden\": false");
        changed(aResponse().withStatus(200).withBody(answer));

        assertThat(page.hide(COMMENT)).isInstanceOf(Later.class);
        assertThat(page.remove(COMMENT)).isInstanceOf(Later.class);
    }

    @Test
    void the_snapshot_has_the_post_and_the_attachment_by_its_hash() {
        comment("\"permalink_url\": \"https://page.example/c\", \"attachment\": {\"media\": {\"image\": {\"src\": \""
                + GRAPH.baseUrl() + "/picture.jpg\"}}}");
        GRAPH.stubFor(get(urlPathEqualTo("/v25.0/4711_815"))
                .willReturn(okJson("{\"id\": \"4711_815\", \"message\": \"Our week\", \"permalink_url\":"
                        + " \"https://page.example/p\"}")));
        GRAPH.stubFor(get(urlPathEqualTo("/picture.jpg"))
                .willReturn(aResponse().withStatus(200).withBody("abc")));

        assertThat(page.snapshot(COMMENT))
                .contains(new Snapshot(
                        "Our week",
                        "https://page.example/p",
                        Optional.of("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")));

        GRAPH.verify(getRequestedFor(urlPathEqualTo("/picture.jpg")).withoutHeader("Authorization"));
        GRAPH.verify(getRequestedFor(urlPathEqualTo(HERE)).withQueryParam("fields", containing("parent{")));
    }

    @Test
    void the_snapshot_of_a_reply_has_the_comment_above_it() {
        comment("\"parent\": {\"id\": \"815_41\", \"message\": \"The first word\", \"permalink_url\":"
                + " \"https://page.example/41\"}");

        assertThat(page.snapshot(COMMENT))
                .contains(new Snapshot("The first word", "https://page.example/41", Optional.empty()));
    }

    @Test
    void the_snapshot_goes_without_what_cannot_be_had() {
        comment("\"permalink_url\": \"javascript:alert(1)\", \"attachment\": {\"media\": {\"source\": \""
                + GRAPH.baseUrl() + "/film.mp4\"}}");
        GRAPH.stubFor(get(urlPathEqualTo("/v25.0/4711_815")).willReturn(error(500, 2)));
        GRAPH.stubFor(get(urlPathEqualTo("/film.mp4"))
                .willReturn(aResponse().withBody("x".repeat(1000)).withChunkedDribbleDelay(10, LONGER)));

        assertThat(hasty.snapshot(COMMENT)).contains(new Snapshot("", "", Optional.empty()));
    }

    @Test
    void there_is_no_snapshot_of_what_is_gone() {
        GRAPH.stubFor(get(urlPathEqualTo(HERE)).willReturn(error(400, 100)));

        assertThat(page.snapshot(COMMENT)).isEmpty();
    }

    private Answer call(String what) {
        return switch (what) {
            case "hide" -> page.hide(COMMENT);
            case "show" -> page.show(COMMENT, "Fine");
            default -> page.remove(COMMENT);
        };
    }
}
