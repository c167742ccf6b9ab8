package org.schoolapprovals.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the school what happened on the page, as Facebook does: later, in order, signed, with everything beyond ASCII escaped. */
class StandInEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StandInEvents.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final StandInSettings settings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ExecutorService sender = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "standin-events");
        thread.setDaemon(true);
        return thread;
    });

    StandInEvents(StandInSettings settings) {
        this.settings = settings;
    }

    void tell(String verb, StandInComment comment, Instant at) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("item", "comment");
        value.put("verb", verb);
        value.put("comment_id", comment.id());
        value.put("post_id", comment.postId());
        value.put("parent_id", comment.postId());
        value.put("from", Map.of("id", comment.authorId(), "name", comment.author()));
        value.put("created_time", comment.createdAt().getEpochSecond());
        value.put("post", Map.of("permalink_url", settings.page()));
        if (!verb.equals("remove")) {
            value.put("message", comment.text());
        }
        tell(value, at);
    }

    /** A post of the page itself. */
    void tell(String verb, StandInPost post, Instant at) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("item", post.photos().size() == 1 ? "photo" : "status");
        value.put("verb", verb);
        value.put("post_id", post.id());
        value.put("from", Map.of("id", settings.pageId(), "name", settings.schoolName()));
        value.put("created_time", post.createdAt().getEpochSecond());
        value.put("published", 1);
        if (!verb.equals("remove")) {
            value.put("message", post.text());
            value.put("photos", post.photos().stream().map(settings::picture).toList());
        }
        tell(value, at);
    }

    private void tell(Map<String, Object> value, Instant at) {
        byte[] body = json(Map.of(
                "object",
                "page",
                "entry",
                List.of(Map.of(
                        "id",
                        settings.pageId(),
                        "time",
                        at.getEpochSecond(),
                        "changes",
                        List.of(Map.of("field", "feed", "value", value))))));
        sender.execute(() -> send(body));
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Once: Facebook would try for hours, but the school polls as well. */
    private void send(byte[] body) {
        try {
            int status = http.send(
                            HttpRequest.newBuilder(URI.create(settings.webhook()))
                                    .timeout(PATIENCE)
                                    .header("Content-Type", "application/json")
                                    .header("X-Hub-Signature-256", "sha256=" + signature(body))
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                LOG.warn("The school answered the stand-in's event with {}", status);
            }
        } catch (IOException unreachable) {
            LOG.warn("The school could not be told by the stand-in: {}", unreachable.toString());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(settings.appSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        sender.shutdownNow();
    }
}
