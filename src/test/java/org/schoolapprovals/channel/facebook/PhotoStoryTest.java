package org.schoolapprovals.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.photo.PhotoChannel.Answer.Done;
import org.schoolapprovals.photo.PhotoChannel.Answer.Gone;
import org.schoolapprovals.photo.PhotoChannel.Answer.Later;
import org.schoolapprovals.photo.PhotoChannel.Answer.PermissionLost;
import org.schoolapprovals.photo.PhotoChannel.Answer.TokenExpired;
import org.schoolapprovals.photo.PhotoChannel.Picture;
import org.schoolapprovals.photo.PhotoChannel.Post;
import org.schoolapprovals.standin.Fault;
import org.schoolapprovals.standin.StandIn;
import org.schoolapprovals.standin.StandInComment;
import org.schoolapprovals.standin.StandInPhoto;
import org.schoolapprovals.standin.StandInPost;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

/** Photographs on the stand-in: put there and taken down by the channel, seen by parents; and the contract that both keep. */
@FacebookTest
class PhotoStoryTest {

    @Autowired
    private StandIn standIn;

    @Autowired
    private FacebookPhotos photos;

    @Autowired
    private PageWorker worker;

    @Autowired
    private PagePoll poll;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ManagementService jobs;

    @Autowired
    private RuntimeService processes;

    @Value("${school.standin.address}")
    private String address;

    private final List<String> postsBefore = new ArrayList<>();

    @BeforeEach
    void forgetWhatCame() {
        jdbc.sql("truncate approvals.facebook_delivery, approvals.facebook_change, approvals.facebook_poll,"
                        + " approvals.facebook_post, approvals.facebook_media")
                .update();
        standIn.posts().forEach(post -> postsBefore.add(post.id()));
    }

    @AfterEach
    void leaveThePageAsItWas() {
        standIn.behave();
        ClockUtil.reset();
        standIn.posts().stream()
                .map(StandInPost::id)
                .filter(id -> !postsBefore.contains(id))
                .forEach(standIn::removePost);
        standIn.photos().forEach(photo -> standIn.removePhoto(photo.id()));
        processes
                .createProcessInstanceQuery()
                .rootProcessInstances()
                .list()
                .forEach(instance -> processes.deleteProcessInstance(instance.getId(), "The test is over"));
    }

    private static byte[] jpeg(int width) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(width, 40, BufferedImage.TYPE_INT_RGB), "jpeg", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Post aPost(int pictures, String text) {
        return new Post(
                UUID.randomUUID(),
                text,
                IntStream.range(0, pictures)
                        .mapToObj(number -> new Picture(UUID.randomUUID(), jpeg(40 + number)))
                        .toList());
    }

    private List<StandInPost> newPosts() {
        return standIn.posts().stream()
                .filter(post -> !postsBefore.contains(post.id()))
                .toList();
    }

    private Done publish(Post post) {
        return (Done) photos.publish(post);
    }

    private void awaitEvents(int events) {
        await().until(() -> jdbc.sql("select count(*) from approvals.facebook_delivery")
                        .query(Integer.class)
                        .single()
                == events);
    }

    private static void pass(Duration time) {
        ClockUtil.offset(time.toMillis());
    }

    private String page() {
        return RestClient.create().get().uri(address + "/standin").retrieve().body(String.class);
    }

    private ResponseEntity<byte[]> picture(String id) {
        return RestClient.create()
                .get()
                .uri(address + "/standin/photos/" + id)
                .retrieve()
                .onStatus(status -> true, (request, response) -> {})
                .toEntity(byte[].class);
    }

    private int commentsKept() {
        return jdbc.sql("select count(*) from approvals.comment")
                .query(Integer.class)
                .single();
    }

    @Test
    void parents_see_the_pictures_and_the_text() {
        Done done = publish(aPost(3, "Planting <beans> & more 🎉"));

        StandInPost post = newPosts().get(0);
        assertThat(done.externalId()).isEqualTo(post.id());
        assertThat(done.link()).contains(address + "/standin#post-" + post.id());
        assertThat(post.text()).isEqualTo("Planting <beans> & more 🎉");
        assertThat(post.photos())
                .extracting(StandInPhoto::altText)
                .containsExactly(
                        "Photograph 1 of 3. Planting <beans> & more 🎉",
                        "Photograph 2 of 3. Planting <beans> & more 🎉",
                        "Photograph 3 of 3. Planting <beans> & more 🎉");
        assertThat(page())
                .contains(
                        "Planting &lt;beans&gt; &amp; more 🎉",
                        "/standin/photos/" + post.photos().get(2).id());
        assertThat(picture(post.photos().get(2).id())).satisfies(shown -> {
            assertThat(shown.getHeaders().getContentType()).isEqualTo(MediaType.IMAGE_JPEG);
            assertThat(shown.getBody()).isEqualTo(jpeg(42));
        });
    }

    @Test
    void twenty_pictures_make_one_post() {
        publish(aPost(20, "The whole trip"));

        assertThat(newPosts())
                .singleElement()
                .satisfies(post -> assertThat(post.photos()).hasSize(20));
    }

    @Test
    void nothing_of_it_is_left_after_its_removal() {
        Post post = aPost(2, "To be taken down");
        Done done = publish(post);
        String picture = newPosts().get(0).photos().get(0).id();

        assertThat(photos.remove(post.publication(), Optional.of(done.externalId())))
                .isEqualTo(new Done(done.externalId(), Optional.empty()));

        assertThat(newPosts()).isEmpty();
        assertThat(standIn.photos()).isEmpty();
        assertThat(picture(picture).getStatusCode().value()).isEqualTo(404);
        assertThat(page()).doesNotContain("To be taken down");
        assertThat(photos.remove(post.publication(), Optional.of(done.externalId())))
                .isEqualTo(new Gone());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void an_answer_that_is_lost_on_the_way_is_made_good_without_posting_twice(int goodCalls) {
        Post post = aPost(2, "Lost");
        standIn.orderAfter(goodCalls, Fault.ANSWER_LOST);

        assertThat(photos.publish(post)).isInstanceOf(Later.class);
        pass(Duration.ofMinutes(2));
        assertThat(photos.publish(post)).isInstanceOf(Done.class);
        assertThat(photos.publish(post)).isInstanceOf(Done.class);

        assertThat(newPosts())
                .singleElement()
                .satisfies(found -> assertThat(found.photos()).hasSize(2));
    }

    @Test
    void a_post_whose_answer_was_lost_can_be_taken_down() {
        Post post = aPost(1, "Lost");
        standIn.orderAfter(1, Fault.ANSWER_LOST);
        assertThat(photos.publish(post)).isInstanceOf(Later.class);
        assertThat(newPosts()).hasSize(1);

        assertThat(photos.remove(post.publication(), Optional.empty())).isInstanceOf(Done.class);

        assertThat(newPosts()).isEmpty();
        assertThat(standIn.photos()).isEmpty();
    }

    @Test
    void pictures_that_the_page_threw_away_are_uploaded_anew() {
        Post post = aPost(1, "Later");
        standIn.orderAfter(1, Fault.BROKEN);
        assertThat(photos.publish(post)).isInstanceOf(Later.class);
        standIn.photos().forEach(photo -> standIn.removePhoto(photo.id()));
        pass(Duration.ofMinutes(2));

        assertThat(photos.publish(post)).isInstanceOf(Later.class);
        assertThat(photos.publish(post)).isInstanceOf(Done.class);

        assertThat(newPosts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void the_faults_of_the_stand_in_are_those_of_facebook(int goodCalls) {
        standIn.orderAfter(goodCalls, Fault.TOKEN_EXPIRED);
        assertThat(photos.publish(aPost(1, "Token"))).isEqualTo(new TokenExpired());
        standIn.orderAfter(goodCalls, Fault.PERMISSION_LOST);
        assertThat(photos.publish(aPost(1, "Permission"))).isEqualTo(new PermissionLost());
        standIn.orderAfter(goodCalls, Fault.RATE_LIMIT);
        assertThat(photos.publish(aPost(1, "Rate")))
                .isInstanceOfSatisfying(
                        Later.class, later -> assertThat(later.notBefore()).isPresent());
        standIn.orderAfter(goodCalls, Fault.BROKEN);
        assertThat(photos.publish(aPost(1, "Broken"))).isInstanceOf(Later.class);

        assertThat(newPosts()).isEmpty();
    }

    @Test
    void our_own_posts_come_back_as_events_and_are_left_alone() {
        poll.run();
        worker.run();
        int before = commentsKept();
        Post single = aPost(1, "One picture");
        Post several = aPost(2, "Two pictures");
        photos.remove(single.publication(), Optional.of(publish(single).externalId()));
        publish(several);
        awaitEvents(3);

        worker.run();
        poll.run();
        worker.run();

        assertThat(jdbc.sql("select count(*) from approvals.facebook_delivery where due is null and body is null")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
        assertThat(commentsKept()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void a_comment_under_photographs_waits_to_be_agreed(boolean webhook) {
        String post = publish(aPost(2, "Comment on this")).externalId();
        StandInComment comment = standIn.comment(post, "Zoë", "Lovely pictures");
        awaitEvents(2);
        if (!webhook) {
            jdbc.sql("delete from approvals.facebook_delivery").update();
            poll.run();
        }

        worker.run();
        jobs.createJobQuery().messages().withRetriesLeft().list().forEach(job -> jobs.executeJob(job.getId()));

        assertThat(jdbc.sql("select state, post_id from approvals.comment where external_id = :id")
                        .param("id", comment.id())
                        .query()
                        .listOfRows())
                .containsExactly(Map.of("state", "WAITING", "post_id", post));
        assertThat(standIn.find(comment.id()).orElseThrow().hidden()).isTrue();
    }

    private String call(HttpMethod method, String path, String token, MultiValueMap<String, Object> form) {
        RestClient.RequestBodySpec request = RestClient.create()
                .method(method)
                .uri(URI.create(address + "/standin/graph" + path))
                .header("Authorization", "Bearer " + token);
        if (!form.isEmpty()) {
            request.contentType(MediaType.MULTIPART_FORM_DATA).body(form);
        }
        return request.exchange((sent, response) -> response.getStatusCode().value() + " "
                + new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    private String upload(byte[] source, String published) {
        MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
        form.add("published", published);
        form.add("source", new ByteArrayResource(source) {
            @Override
            public String getFilename() {
                return "picture.jpg";
            }
        });
        return call(HttpMethod.POST, "/4711/photos", Page.TOKEN, form);
    }

    @Test
    void the_stand_in_refuses_what_facebook_refuses_in_its_own_form() {
        MultiValueMap<String, Object> nothing = new LinkedMultiValueMap<>();
        MultiValueMap<String, Object> unknown = new LinkedMultiValueMap<>();
        unknown.add("attached_media[0]", "{\"media_fbid\":\"1\"}");
        MultiValueMap<String, Object> malformed = new LinkedMultiValueMap<>();
        malformed.add("attached_media[0]", "1");

        assertThat(call(HttpMethod.POST, "/4711/photos", "another", nothing)).contains("400", "\"code\":190");
        assertThat(call(HttpMethod.POST, "/4712/photos", Page.TOKEN, nothing)).contains("400", "\"code\":100");
        assertThat(call(HttpMethod.POST, "/4712/feed", Page.TOKEN, unknown)).contains("400", "\"code\":100");
        assertThat(call(HttpMethod.GET, "/4712/published_posts", Page.TOKEN, nothing))
                .contains("400", "\"code\":100");
        assertThat(call(HttpMethod.POST, "/4711/photos", Page.TOKEN, nothing)).contains("400", "\"code\":324");
        assertThat(call(HttpMethod.POST, "/4711/photos", Page.TOKEN, unknown)).contains("400", "\"code\":324");
        assertThat(call(HttpMethod.POST, "/4711/feed", Page.TOKEN, nothing)).contains("400", "\"code\":100");
        assertThat(call(HttpMethod.POST, "/4711/feed", Page.TOKEN, unknown)).contains("400", "\"code\":100");
        assertThat(call(HttpMethod.POST, "/4711/feed", Page.TOKEN, malformed)).contains("400", "\"code\":100");
        assertThat(call(HttpMethod.DELETE, "/4711_99999", Page.TOKEN, nothing))
                .contains("400", "\"code\":100", "\"error_subcode\":33");
        assertThat(upload("no picture".getBytes(StandardCharsets.UTF_8), "false"))
                .contains("400", "\"code\":100", "1366046");
        assertThat(upload(jpeg(40), "true")).contains("400", "\"code\":100");
        assertThat(newPosts()).isEmpty();
        assertThat(standIn.photos()).isEmpty();
    }

    @Test
    void the_stand_in_takes_a_picture_into_one_post_only_and_for_a_day() {
        String first = upload(jpeg(40), "false").replaceAll("\\D*200\\D+|\\D+$", "");
        String second = upload(jpeg(40), "false").replaceAll("\\D*200\\D+|\\D+$", "");
        MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
        form.add("attached_media[0]", "{\"media_fbid\":\"" + first + "\"}");

        assertThat(call(HttpMethod.POST, "/4711/feed", Page.TOKEN, form)).startsWith("200");
        assertThat(call(HttpMethod.POST, "/4711/feed", Page.TOKEN, form)).startsWith("400");
        pass(Duration.ofHours(25));
        form.set("attached_media[0]", "{\"media_fbid\":\"" + second + "\"}");
        assertThat(call(HttpMethod.POST, "/4711/feed", Page.TOKEN, form)).startsWith("400");
        assertThat(newPosts()).hasSize(1);
    }

    @Test
    void the_stand_in_lists_posts_with_the_ids_of_their_pictures() {
        String one = publish(aPost(1, "One")).externalId();
        String two = publish(aPost(2, "Two")).externalId();
        List<StandInPost> posts = newPosts();

        assertThat(call(
                        HttpMethod.GET,
                        "/4711/published_posts?limit=2&since=0&fields=id,attachments%7Bsubattachments%7Btarget%7Bid%7D%7D,target%7Bid%7D%7D",
                        Page.TOKEN,
                        new LinkedMultiValueMap<>()))
                .contains(one, two, "subattachments", "\"next\"")
                .contains(
                        posts.get(0).photos().get(1).id(),
                        posts.get(1).photos().get(0).id())
                .doesNotContain("message", "round-up");
    }

    @Test
    void a_comment_on_the_stand_in_stands_under_its_own_post() {
        String post = publish(aPost(1, "Comment here")).externalId();
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("author", "Zoë");
        form.add("text", "Under the picture");
        form.add("post", post);

        assertThat(comment(form)).isEqualTo(303);
        form.set("post", "4711_99999");
        assertThat(comment(form)).isEqualTo(422);
        form.set("post", post);
        form.set("text", " ");
        assertThat(comment(form)).isEqualTo(422);

        assertThat(standIn.comments())
                .filteredOn(comment -> comment.postId().equals(post))
                .extracting(StandInComment::text)
                .containsExactly("Under the picture");
        assertThat(newPosts()).hasSize(1);
    }

    private int comment(MultiValueMap<String, String> form) {
        return RestClient.create()
                .post()
                .uri(address + "/standin/comments")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .exchange((request, response) -> response.getStatusCode().value());
    }
}
