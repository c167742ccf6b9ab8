package org.schoolapprovals.channel.facebook;

import static com.github.tomakehurst.wiremock.client.WireMock.aMultipart;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.binaryEqualTo;
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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.spy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.database.TestDatabase;
import org.schoolapprovals.photo.PhotoChannel.Answer;
import org.schoolapprovals.photo.PhotoChannel.Answer.Done;
import org.schoolapprovals.photo.PhotoChannel.Answer.Gone;
import org.schoolapprovals.photo.PhotoChannel.Answer.Later;
import org.schoolapprovals.photo.PhotoChannel.Answer.PermissionLost;
import org.schoolapprovals.photo.PhotoChannel.Answer.TokenExpired;
import org.schoolapprovals.photo.PhotoChannel.Picture;
import org.schoolapprovals.photo.PhotoChannel.Post;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** The documented contract of the Graph API for posts with photographs, and what a page does that does not keep it. */
@ExtendWith(OutputCaptureExtension.class)
class FacebookPhotosTest {

    private static final String PHOTOS = "/v25.0/4711/photos";
    private static final String FEED = "/v25.0/4711/feed";
    private static final String PUBLISHED = "/v25.0/4711/published_posts";
    private static final String POST_ID = "4711_900";
    private static final String POST = "/v25.0/" + POST_ID;
    private static final String LINK = "https://www.facebook.com/4711/posts/900";

    @RegisterExtension
    private static final WireMockExtension GRAPH = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    private static final HikariDataSource DATABASE = pool(TestDatabase.migrated());
    private static final JdbcTransactionManager TRANSACTIONS = new JdbcTransactionManager(DATABASE);

    private final Ticking clock = new Ticking();
    private final PhotoPosts posts = new PhotoPosts(JdbcClient.create(DATABASE), TRANSACTIONS);
    private final FacebookPhotos photos = photos(Page.at(GRAPH.baseUrl() + "/v25.0"), posts);
    private final FacebookPhotos hasty = photos(Page.at(GRAPH.baseUrl() + "/v25.0", Duration.ofMillis(500)), posts);

    private final Post post = aPost(2, "Planting beans in Year 2");

    /** No larger than what a call needs, so that it fails where a connection is not given back. */
    private static HikariDataSource pool(TestDatabase database) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setMaximumPoolSize(2);
        return pool;
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private FacebookPhotos photos(FacebookSettings settings, PhotoPosts kept) {
        return new FacebookPhotos(settings, new GraphClient(settings, clock), kept, clock);
    }

    @AfterEach
    void the_token_is_in_no_address_and_in_no_log(CapturedOutput console) {
        assertThat(console.getAll()).doesNotContain(Page.TOKEN, Page.SECRET, post.text());
        GRAPH.verify(0, anyRequestedFor(urlMatching(".*(" + Page.TOKEN + "|" + Page.SECRET + ").*")));
    }

    private static Post aPost(int pictures, String text) {
        return new Post(
                UUID.randomUUID(),
                text,
                IntStream.range(0, pictures)
                        .mapToObj(number -> new Picture(UUID.randomUUID(), picture(number)))
                        .toList());
    }

    private static byte[] picture(int number) {
        return new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 13, 10, 0, (byte) number};
    }

    private static ResponseDefinitionBuilder error(int status, int code) {
        return error(status, code, 0, "Something is wrong");
    }

    private static ResponseDefinitionBuilder error(int status, int code, int subcode, String message) {
        return aResponse().withStatus(status).withBody("""
                {"error": {"message": "%s", "type": "OAuthException", "code": %d, "error_subcode": %d, "fbtrace_id": "AbC"}}
                """.formatted(message, code, subcode));
    }

    private static ResponseDefinitionBuilder notThere() {
        return error(
                400,
                100,
                33,
                "Unsupported get request. Object with ID '4711_900' does not exist, cannot be loaded"
                        + " due to missing permissions, or does not support this operation");
    }

    /** The page gives its pictures the numbers 1, 2, 3 and so on. */
    private static void takesPictures(int number) {
        for (int picture = 0; picture < number; picture++) {
            GRAPH.stubFor(post(urlPathEqualTo(PHOTOS))
                    .inScenario("upload")
                    .whenScenarioStateIs(picture == 0 ? Scenario.STARTED : String.valueOf(picture))
                    .willReturn(okJson("{\"id\": \"%d\"}".formatted(picture + 1)))
                    .willSetStateTo(String.valueOf(picture + 1)));
        }
    }

    private static void takesPosts() {
        GRAPH.stubFor(post(urlPathEqualTo(FEED)).willReturn(okJson("{\"id\": \"" + POST_ID + "\"}")));
    }

    private static void showsThePost() {
        GRAPH.stubFor(get(urlPathEqualTo(POST))
                .willReturn(okJson("{\"id\": \"" + POST_ID + "\", \"permalink_url\": \"" + LINK + "\"}")));
    }

    private static void lists(String posts) {
        GRAPH.stubFor(get(urlPathEqualTo(PUBLISHED)).willReturn(okJson("{\"data\": [" + posts + "]}")));
    }

    private static String listed(String postId, String... media) {
        return """
                {"id": "%s", "created_time": "2027-03-01T09:00:00+0000", "permalink_url": "%s", "attachments": {"data":
                [{"type": "album", "target": {"id": "4711"}, "subattachments": {"data": [%s]}}]}}
                """.formatted(
                        postId,
                        LINK,
                        String.join(
                                ",",
                                Stream.of(media)
                                        .map(id -> "{\"type\": \"photo\", \"target\": {\"id\": \"" + id + "\"}}")
                                        .toList()));
    }

    private static void posted(int times) {
        GRAPH.verify(times, postRequestedFor(urlPathEqualTo(FEED)));
    }

    private static void uploaded(int times) {
        GRAPH.verify(times, postRequestedFor(urlPathEqualTo(PHOTOS)));
    }

    /** The fields of the form that asked for the post. */
    private static Map<String, String> form() {
        String body =
                GRAPH.findAll(postRequestedFor(urlPathEqualTo(FEED))).get(0).getBodyAsString();
        Map<String, String> fields = new LinkedHashMap<>();
        UriComponentsBuilder.newInstance()
                .query(body.replace("+", "%20"))
                .build()
                .getQueryParams()
                .toSingleValueMap()
                .forEach((name, value) -> fields.put(
                        UriUtils.decode(name, StandardCharsets.UTF_8), UriUtils.decode(value, StandardCharsets.UTF_8)));
        return fields;
    }

    /** It was asked for the post, and nobody knows what became of it. */
    private void publishWithoutAnAnswer() {
        takesPictures(post.pictures().size());
        GRAPH.stubFor(post(urlPathEqualTo(FEED)).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        assertThat(photos.publish(post)).isInstanceOf(Later.class);
        GRAPH.resetRequests();
        takesPosts();
        showsThePost();
        clock.pass(Duration.ofMinutes(2));
    }

    private void publish() {
        takesPictures(2);
        takesPosts();
        showsThePost();
        assertThat(photos.publish(post)).isEqualTo(new Done(POST_ID, Optional.of(LINK)));
    }

    private void publishBeforehand() {
        publish();
        GRAPH.resetRequests();
    }

    @Test
    void only_facebook_is_published_on_and_only_where_it_is_connected() {
        FacebookSettings none = new FacebookSettings("", "", "", "", "https://graph.example", "PT5M", Duration.ZERO);

        assertThat(Stream.of(Use.values()).filter(photos::isConnected)).containsExactly(Use.FACEBOOK);
        assertThat(photos(none, posts).isConnected(Use.FACEBOOK)).isFalse();
    }

    @Test
    void uploads_each_picture_seen_by_nobody_and_shows_them_all_in_one_post() {
        publish();

        GRAPH.verify(
                1,
                postRequestedFor(urlPathEqualTo(PHOTOS))
                        .withHeader("Authorization", equalTo("Bearer " + Page.TOKEN))
                        .withHeader("Content-Length", matching("[0-9]+"))
                        .withoutHeader("Transfer-Encoding")
                        .withQueryParam("appsecret_proof", matching("[0-9a-f]{64}"))
                        .withRequestBodyPart(aMultipart("source")
                                .withHeader("Content-Type", equalTo("image/jpeg"))
                                .withHeader("Content-Disposition", containing("filename="))
                                .withBody(binaryEqualTo(picture(1)))
                                .build())
                        .withRequestBodyPart(aMultipart("published")
                                .withBody(equalTo("false"))
                                .build())
                        .withRequestBodyPart(aMultipart("temporary")
                                .withBody(equalTo("true"))
                                .build())
                        .withRequestBodyPart(aMultipart("alt_text_custom")
                                .withBody(equalTo("Photograph 2 of 2. Planting beans in Year 2"))
                                .build()));
        GRAPH.verify(postRequestedFor(urlPathEqualTo(FEED))
                .withHeader("Authorization", equalTo("Bearer " + Page.TOKEN))
                .withQueryParam("appsecret_proof", matching("[0-9a-f]{64}")));
        assertThat(form())
                .containsExactly(
                        Map.entry("message", "Planting beans in Year 2"),
                        Map.entry("attached_media[0]", "{\"media_fbid\":\"1\"}"),
                        Map.entry("attached_media[1]", "{\"media_fbid\":\"2\"}"));
    }

    @Test
    void twenty_pictures_keep_their_order() {
        takesPictures(20);
        takesPosts();
        showsThePost();

        assertThat(photos.publish(aPost(20, "The whole trip"))).isInstanceOf(Done.class);

        uploaded(20);
        posted(1);
        assertThat(form()).hasSize(21).containsEntry("attached_media[19]", "{\"media_fbid\":\"20\"}");
    }

    @Test
    void a_hostile_caption_stays_a_caption() {
        String hostile = "\"}&attached_media[0]={\"media_fbid\":\"666\"}&published=false+%26\r\n--boundary\r\n"
                + "Content-Disposition: form-data; name=\"published\"\r\n\r\ntrue <b>é 🎉</b> {message}";
        takesPictures(1);
        takesPosts();
        showsThePost();

        assertThat(photos.publish(aPost(1, hostile))).isInstanceOf(Done.class);

        assertThat(form())
                .containsExactly(
                        Map.entry("message", hostile), Map.entry("attached_media[0]", "{\"media_fbid\":\"1\"}"));
        GRAPH.verify(postRequestedFor(urlPathEqualTo(PHOTOS))
                .withRequestBodyPart(
                        aMultipart("published").withBody(equalTo("false")).build())
                .withRequestBodyPart(aMultipart("alt_text_custom")
                        .withBody(equalTo("Photograph 1 of 1. " + hostile))
                        .build()));
    }

    @Test
    void an_endless_caption_makes_no_endless_alternative_text() {
        takesPictures(1);
        takesPosts();
        showsThePost();

        photos.publish(aPost(1, "🎉".repeat(1_000)));

        GRAPH.verify(postRequestedFor(urlPathEqualTo(PHOTOS))
                .withRequestBodyPart(aMultipart("alt_text_custom")
                        .withBody(equalTo("Photograph 1 of 1. " + "🎉".repeat(381)))
                        .build()));
    }

    @Test
    void what_is_published_already_is_not_published_again() {
        publishBeforehand();

        assertThat(photos.publish(post)).isEqualTo(new Done(POST_ID, Optional.of(LINK)));

        uploaded(0);
        posted(0);
    }

    @Test
    void another_publication_is_another_post() {
        publishBeforehand();
        GRAPH.resetScenarios();

        assertThat(photos.publish(aPost(2, "Another"))).isInstanceOf(Done.class);

        posted(1);
    }

    @Test
    void a_post_whose_answer_was_lost_is_found_by_its_pictures() {
        publishWithoutAnAnswer();
        lists(listed("4711_1", "77") + "," + listed(POST_ID, "1", "2"));

        assertThat(photos.publish(post)).isEqualTo(new Done(POST_ID, Optional.of(LINK)));
        assertThat(photos.publish(post)).isEqualTo(new Done(POST_ID, Optional.of(LINK)));

        uploaded(0);
        posted(0);
        GRAPH.verify(
                1,
                getRequestedFor(urlPathEqualTo(PUBLISHED))
                        .withQueryParam(
                                "since",
                                equalTo(String.valueOf(
                                        Page.NOW.minus(Duration.ofHours(1)).getEpochSecond())))
                        .withQueryParam(
                                "fields",
                                equalTo("id,created_time,permalink_url,attachments{subattachments{target{id}},"
                                        + "target{id}}")));
    }

    @Test
    void the_post_of_a_single_picture_is_found_as_well() {
        publishWithoutAnAnswer();
        lists("{\"id\": \"" + POST_ID + "\", \"attachments\": {\"data\": [{\"target\": {\"id\": \"2\"}}]}}");

        assertThat(photos.publish(post)).isInstanceOf(Done.class);

        posted(0);
    }

    @Test
    void a_post_that_is_listed_further_down_is_found_as_well() {
        publishWithoutAnAnswer();
        GRAPH.stubFor(get(urlPathEqualTo(PUBLISHED))
                .willReturn(okJson("{\"data\": [], \"paging\": {\"cursors\": {\"after\": \"B b\"}, \"next\":"
                        + " \"https://elsewhere.example/x\"}}")));
        GRAPH.stubFor(get(urlPathEqualTo(PUBLISHED))
                .withQueryParam("after", equalTo("B b"))
                .willReturn(okJson("{\"data\": [" + listed(POST_ID, "2") + "]}")));

        assertThat(photos.publish(post)).isInstanceOf(Done.class);

        posted(0);
    }

    @Test
    void a_list_without_end_means_later_and_no_second_post() {
        publishWithoutAnAnswer();
        GRAPH.stubFor(get(urlPathEqualTo(PUBLISHED))
                .willReturn(okJson("{\"data\": [], \"paging\": {\"cursors\": {\"after\": \"B\"}, \"next\": \"x\"}}")));

        assertThat(photos.publish(post)).isInstanceOf(Later.class);

        posted(0);
    }

    @Test
    void a_post_that_did_not_come_about_is_made_with_the_pictures_that_are_there() {
        publishWithoutAnAnswer();
        lists(listed("4711_1", "77"));

        assertThat(photos.publish(post)).isEqualTo(new Done(POST_ID, Optional.of(LINK)));

        uploaded(0);
        posted(1);
    }

    @Test
    void a_post_that_was_asked_for_just_now_is_waited_for() {
        publishWithoutAnAnswer();
        clock.pass(Duration.ofSeconds(-90));
        lists("");

        assertThat(photos.publish(post))
                .isEqualTo(new Later(
                        Optional.of(Page.NOW.plus(Duration.ofMinutes(1))),
                        "the page may still be working on the post"));

        posted(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 190, 500})
    void nothing_is_posted_again_while_the_page_does_not_say_what_is_there(int code) {
        publishWithoutAnAnswer();
        GRAPH.stubFor(get(urlPathEqualTo(PUBLISHED)).willReturn(error(400, code)));

        assertThat(photos.publish(post)).isNotInstanceOf(Done.class);

        posted(0);
    }

    @Test
    void pictures_that_were_uploaded_before_something_went_wrong_are_not_uploaded_again() {
        GRAPH.stubFor(post(urlPathEqualTo(PHOTOS))
                .inScenario("upload")
                .whenScenarioStateIs("1")
                .willReturn(error(500, 2))
                .willSetStateTo("again"));
        GRAPH.stubFor(post(urlPathEqualTo(PHOTOS))
                .inScenario("upload")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(okJson("{\"id\": \"1\"}"))
                .willSetStateTo("1"));
        GRAPH.stubFor(post(urlPathEqualTo(PHOTOS))
                .inScenario("upload")
                .whenScenarioStateIs("again")
                .willReturn(okJson("{\"id\": \"5\"}")));
        takesPosts();
        showsThePost();

        assertThat(photos.publish(post)).isInstanceOf(Later.class);
        posted(0);
        assertThat(photos.publish(post)).isInstanceOf(Done.class);

        uploaded(3);
        assertThat(form())
                .containsEntry("attached_media[0]", "{\"media_fbid\":\"1\"}")
                .containsEntry("attached_media[1]", "{\"media_fbid\":\"5\"}");
    }

    @Test
    void a_caller_that_is_killed_and_rolled_back_posts_nothing_twice() {
        PhotoPosts killed = spy(posts);
        doThrow(new OutOfMemoryError("killed")).when(killed).keepPosted(any(), any());
        takesPictures(2);
        takesPosts();
        showsThePost();
        FacebookPhotos dying = photos(Page.at(GRAPH.baseUrl() + "/v25.0"), killed);

        assertThatThrownBy(
                        () -> new TransactionTemplate(TRANSACTIONS).executeWithoutResult(status -> dying.publish(post)))
                .isInstanceOf(OutOfMemoryError.class);
        clock.pass(Duration.ofMinutes(2));
        lists(listed(POST_ID, "1", "2"));

        assertThat(photos.publish(post)).isEqualTo(new Done(POST_ID, Optional.of(LINK)));
        uploaded(2);
        posted(1);
    }

    @Test
    void temporary_pictures_that_have_expired_are_uploaded_anew() {
        publishWithoutAnAnswer();
        clock.pass(Duration.ofHours(20));
        lists("");
        GRAPH.stubFor(post(urlPathEqualTo(PHOTOS)).willReturn(okJson("{\"id\": \"31\"}")));

        assertThat(photos.publish(post)).isInstanceOf(Done.class);

        uploaded(2);
        assertThat(form()).containsEntry("attached_media[0]", "{\"media_fbid\":\"31\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Invalid parameter", "(#100) Param attached_media[0] must be a valid photo"})
    void pictures_that_the_page_no_longer_knows_are_uploaded_anew(String message) {
        takesPictures(4);
        showsThePost();
        GRAPH.stubFor(post(urlPathEqualTo(FEED)).willReturn(error(400, 100, 0, message)));

        assertThat(photos.publish(post)).isEqualTo(new Later(Optional.empty(), "the page no longer knew the pictures"));
        takesPosts();
        GRAPH.resetRequests();

        assertThat(photos.publish(post)).isInstanceOf(Done.class);
        assertThat(form()).containsEntry("attached_media[0]", "{\"media_fbid\":\"3\"}");
    }

    @Test
    void a_post_that_somebody_removed_since_is_gone_and_stays_so() {
        publishBeforehand();
        GRAPH.stubFor(get(urlPathEqualTo(POST)).willReturn(notThere()));
        lists("");

        assertThat(photos.publish(post)).isEqualTo(new Gone());

        posted(0);
    }

    @Test
    void a_post_that_we_may_not_see_any_more_does_not_count_as_gone() {
        publishBeforehand();
        GRAPH.stubFor(get(urlPathEqualTo(POST)).willReturn(notThere()));
        GRAPH.stubFor(get(urlPathEqualTo(PUBLISHED)).willReturn(error(403, 200)));

        assertThat(photos.publish(post)).isEqualTo(new PermissionLost());
        assertThat(photos.remove(post.publication(), Optional.of(POST_ID))).isNotInstanceOf(Gone.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"javascript:alert(1)\"", "7", "null", "\"\""})
    void a_link_that_is_none_is_left_out(String link) {
        takesPictures(2);
        takesPosts();
        GRAPH.stubFor(get(urlPathEqualTo(POST)).willReturn(okJson("{\"permalink_url\": " + link + "}")));

        assertThat(photos.publish(post)).isEqualTo(new Done(POST_ID, Optional.empty()));
    }

    @Test
    void what_is_published_is_done_even_if_its_link_is_not_to_be_had() {
        takesPictures(2);
        takesPosts();
        GRAPH.stubFor(get(urlPathEqualTo(POST)).willReturn(error(500, 2)));

        assertThat(photos.publish(post)).isEqualTo(new Done(POST_ID, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {PHOTOS, FEED})
    void a_token_that_has_run_out_is_an_answer_of_its_own(String where) {
        takesPictures(2);
        GRAPH.stubFor(post(urlPathEqualTo(where)).willReturn(error(401, 190)));

        assertThat(photos.publish(post)).isEqualTo(new TokenExpired());
    }

    @ParameterizedTest
    @CsvSource({PHOTOS + ", 10", PHOTOS + ", 200", FEED + ", 10", FEED + ", 283"})
    void a_permission_that_is_lost_is_an_answer_of_its_own(String where, int code) {
        takesPictures(2);
        GRAPH.stubFor(post(urlPathEqualTo(where)).willReturn(error(403, code)));

        assertThat(photos.publish(post)).isEqualTo(new PermissionLost());
    }

    @ParameterizedTest
    @CsvSource({PHOTOS + ", 4", PHOTOS + ", 17", FEED + ", 32", FEED + ", 613"})
    void a_rate_limit_means_later_at_the_time_that_the_page_names(String where, int code) {
        takesPictures(2);
        GRAPH.stubFor(post(urlPathEqualTo(where)).willReturn(error(403, code).withHeader("Retry-After", "120")));

        assertThat(photos.publish(post))
                .isEqualTo(new Later(Optional.of(Page.NOW.plusSeconds(120)), "the page asks us to wait"));
    }

    static Stream<ResponseDefinitionBuilder> refusedPictures() {
        return Stream.of(
                error(400, 100, 1366046, "Invalid parameter"),
                error(400, 324, 0, "(#324) Requires upload file"),
                notThere(),
                aResponse().withStatus(413),
                aResponse().withStatus(404));
    }

    @ParameterizedTest
    @MethodSource("refusedPictures")
    void a_picture_that_the_page_does_not_take_means_later_and_no_post(ResponseDefinitionBuilder refusal) {
        GRAPH.stubFor(post(urlPathEqualTo(PHOTOS)).willReturn(refusal));

        assertThat(photos.publish(post)).isInstanceOf(Later.class);

        posted(0);
    }

    static Stream<ResponseDefinitionBuilder> troubles() {
        return Stream.of(
                error(500, 2),
                error(400, 1),
                error(400, 506),
                aResponse().withStatus(502),
                aResponse().withStatus(200),
                okJson("{}"),
                okJson("{\"id\": \"../me\"}"),
                okJson("{\"id\": {\"a\": 1}}"),
                okJson("[]"),
                okJson("{\"id\": "),
                okJson("[".repeat(50_000)),
                okJson("{\"id\": \"" + "x".repeat(6_000_000) + "\"}"),
                aResponse().withStatus(302).withHeader("Location", "/elsewhere"),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE),
                okJson("{\"id\": \"1\"}").withFixedDelay(4_000),
                okJson("{\"id\": \"1\"}").withChunkedDribbleDelay(10, 4_000));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void every_other_trouble_with_a_picture_means_later_and_no_post(ResponseDefinitionBuilder trouble) {
        GRAPH.stubFor(post(urlPathEqualTo(PHOTOS)).willReturn(trouble));

        assertThat(hasty.publish(post)).isInstanceOf(Later.class);

        posted(0);
        GRAPH.verify(0, anyRequestedFor(urlPathEqualTo("/elsewhere")));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void every_other_trouble_with_the_post_means_later_and_a_look_before_the_next(ResponseDefinitionBuilder trouble) {
        takesPictures(2);
        GRAPH.stubFor(post(urlPathEqualTo(FEED)).willReturn(trouble));

        assertThat(hasty.publish(post)).isInstanceOf(Later.class);
        clock.pass(Duration.ofMinutes(2));
        lists(listed(POST_ID, "1", "2"));
        showsThePost();

        assertThat(photos.publish(post)).isInstanceOf(Done.class);
        posted(1);
    }

    @Test
    void a_page_that_nobody_answers_for_means_later() {
        FacebookPhotos nowhere = photos(Page.at("http://localhost:1/v25.0"), posts);

        assertThat(nowhere.publish(post)).isEqualTo(new Later(Optional.empty(), "the page did not answer"));
        assertThat(nowhere.remove(post.publication(), Optional.of(POST_ID)))
                .isEqualTo(new Later(Optional.empty(), "the page did not answer"));
    }

    @Test
    void a_slow_upload_goes_on_at_the_next_attempt() {
        takesPictures(2);
        takesPosts();
        showsThePost();
        PhotoPosts slow = new PhotoPosts(JdbcClient.create(DATABASE), TRANSACTIONS) {
            @Override
            void keepUploaded(UUID publication, UUID photo, String mediaId, Instant at) {
                super.keepUploaded(publication, photo, mediaId, at);
                clock.pass(Duration.ofSeconds(61));
            }
        };
        FacebookPhotos slowly = photos(Page.at(GRAPH.baseUrl() + "/v25.0"), slow);

        assertThat(slowly.publish(post))
                .isEqualTo(new Later(Optional.empty(), "the pictures are still on their way to the page"));
        assertThat(slowly.publish(post)).isInstanceOf(Done.class);

        uploaded(2);
    }

    private static void deletes(String id, ResponseDefinitionBuilder answer) {
        GRAPH.stubFor(delete(urlPathEqualTo("/v25.0/" + id)).willReturn(answer));
    }

    private static void deletesAll() {
        Stream.of(POST_ID, "1", "2").forEach(id -> deletes(id, okJson("{\"success\": true}")));
    }

    private Answer remove() {
        return photos.remove(post.publication(), Optional.of(POST_ID));
    }

    @Test
    void removes_the_post_and_then_its_pictures() {
        publishBeforehand();
        deletesAll();

        assertThat(remove()).isEqualTo(new Done(POST_ID, Optional.empty()));

        assertThat(GRAPH.findAll(deleteRequestedFor(anyUrl())))
                .extracting(request -> request.getUrl().replaceAll(".*/|\\?.*", ""))
                .containsExactly(POST_ID, "1", "2");
        assertThat(posts.find(post.publication())).isEmpty();
        assertThat(posts.media(post.publication())).isEmpty();
    }

    @Test
    void pictures_that_went_with_their_post_are_fine() {
        publishBeforehand();
        deletesAll();
        Stream.of("1", "2").forEach(id -> {
            deletes(id, notThere());
            GRAPH.stubFor(get(urlPathEqualTo("/v25.0/" + id)).willReturn(notThere()));
        });
        lists("");

        assertThat(remove()).isInstanceOf(Done.class);
    }

    @Test
    void what_is_not_there_any_more_is_gone() {
        publishBeforehand();
        deletesAll();
        deletes(POST_ID, notThere());
        GRAPH.stubFor(get(urlPathEqualTo(POST)).willReturn(notThere()));
        lists("");

        assertThat(remove()).isEqualTo(new Gone());
        GRAPH.verify(deleteRequestedFor(urlPathEqualTo("/v25.0/2")));
    }

    @Test
    void what_can_be_seen_but_not_deleted_is_not_gone() {
        publishBeforehand();
        deletes(POST_ID, notThere());

        assertThat(remove()).isEqualTo(new PermissionLost());
        assertThat(posts.media(post.publication())).hasSize(2);
    }

    @Test
    void a_picture_that_outlives_its_post_is_not_forgotten() {
        publishBeforehand();
        deletesAll();
        deletes("2", error(500, 2));

        assertThat(remove()).isInstanceOf(Later.class);

        deletesAll();
        deletes(POST_ID, notThere());
        GRAPH.stubFor(get(urlPathEqualTo(POST)).willReturn(notThere()));
        lists("");
        assertThat(remove()).isEqualTo(new Gone());
        GRAPH.verify(2, deleteRequestedFor(urlPathEqualTo("/v25.0/2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"success\": false}", "true", ""})
    void what_the_page_does_not_confirm_is_not_removed(String answer) {
        publishBeforehand();
        deletes(POST_ID, aResponse().withStatus(200).withBody(answer));

        assertThat(remove()).isInstanceOf(Later.class);
    }

    @Test
    void a_token_and_a_permission_may_be_missing_for_a_removal_as_well() {
        publishBeforehand();

        deletes(POST_ID, error(400, 190));
        assertThat(remove()).isEqualTo(new TokenExpired());
        deletes(POST_ID, error(403, 200));
        assertThat(remove()).isEqualTo(new PermissionLost());
        deletes(POST_ID, error(403, 32).withHeader("Retry-After", "60"));
        assertThat(remove()).isEqualTo(new Later(Optional.of(Page.NOW.plusSeconds(60)), "the page asks us to wait"));
    }

    @Test
    void a_post_whose_answer_was_lost_is_found_and_removed() {
        publishWithoutAnAnswer();
        lists(listed(POST_ID, "1"));
        deletesAll();

        assertThat(photos.remove(post.publication(), Optional.empty())).isInstanceOf(Done.class);

        GRAPH.verify(deleteRequestedFor(urlPathEqualTo(POST)));
    }

    @Test
    void a_post_that_may_still_come_about_is_not_gone_yet() {
        publishWithoutAnAnswer();
        clock.pass(Duration.ofSeconds(-90));
        lists("");

        assertThat(photos.remove(post.publication(), Optional.empty())).isInstanceOf(Later.class);
    }

    @Test
    void nothing_that_was_never_published_is_there() {
        assertThat(photos.remove(UUID.randomUUID(), Optional.empty())).isEqualTo(new Gone());

        GRAPH.verify(0, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://www.facebook.com/4711/posts/900", "../me/accounts", "4711/photos"})
    void nothing_is_deleted_by_what_is_no_id(String id) {
        assertThat(photos.remove(post.publication(), Optional.of(id))).isInstanceOf(Later.class);

        GRAPH.verify(0, anyRequestedFor(anyUrl()));
    }

    /** A clock that stands still until it is set. */
    private static final class Ticking extends Clock {

        private Instant now = Page.NOW;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
