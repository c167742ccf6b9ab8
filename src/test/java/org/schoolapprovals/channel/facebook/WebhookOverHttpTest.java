package org.schoolapprovals.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What whoever calls the address gets to see. */
@FacebookTest
class WebhookOverHttpTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int FIVE_MEGABYTES = 5 * 1024 * 1024;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private HttpResponse<String> send(String method, String query, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/channels/facebook/webhook" + query))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> handshake(String mode, String word, String challenge) {
        return send(
                "GET",
                "?hub.mode=" + mode + "&hub.verify_token=" + URLEncoder.encode(word, StandardCharsets.UTF_8)
                        + "&hub.challenge=" + URLEncoder.encode(challenge, StandardCharsets.UTF_8),
                BodyPublishers.noBody());
    }

    private HttpResponse<String> deliver(byte[] body, String... more) {
        return send("POST", "", BodyPublishers.ofByteArray(body), headers(body, more));
    }

    private static String[] headers(byte[] body, String... more) {
        String[] headers = new String[more.length + 2];
        headers[0] = "X-Hub-Signature-256";
        headers[1] = "sha256=" + HexFormat.of().formatHex(Hmac.of(Page.SECRET, body));
        System.arraycopy(more, 0, headers, 2, more.length);
        return headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private long deliveries() {
        return jdbc.sql("select count(*) from approvals.facebook_delivery")
                .query(Long.class)
                .single();
    }

    @Test
    void the_handshake_is_answered_with_the_challenge_as_plain_text() {
        HttpResponse<String> answer = handshake("subscribe", Page.VERIFY, "<b>1158201444</b>");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("<b>1158201444</b>");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @CsvSource({"subscribe, another word", "subscribe, ''", "unsubscribe, word-of-the-handshake", "'', ''"})
    void any_other_handshake_is_refused(String mode, String word) {
        HttpResponse<String> answer = handshake(mode, word, "1158201444");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void what_is_signed_is_taken_without_a_session_and_without_the_token_of_a_form() {
        long before = deliveries();

        HttpResponse<String> answer =
                deliver(bytes("{\"message\": \"Caf\\u00e9\"}"), "Content-Type", "application/json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(deliveries()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "text/plain; charset=utf-16",
                "nonsense"
            })
    void the_very_bytes_count_whatever_they_are_called(String type) {
        byte[] body = bytes("a=1&b=\u00e9 " + type);
        long before = deliveries();

        assertThat(deliver(body, "Content-Type", type).statusCode()).isEqualTo(200);
        assertThat(deliveries()).isEqualTo(before + 1);
    }

    @Test
    void what_is_not_signed_or_not_so_is_refused() {
        long before = deliveries();
        byte[] body = bytes("{\"entry\": []}");

        assertThat(send("POST", "", BodyPublishers.ofByteArray(body)).statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "", BodyPublishers.ofByteArray(bytes("{}")), headers(body))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "", BodyPublishers.ofByteArray(body), "X-Hub-Signature", "sha1=00")
                        .statusCode())
                .isEqualTo(403);
        assertThat(deliveries()).isEqualTo(before);
    }

    @Test
    void five_megabytes_are_taken_and_not_a_byte_more_however_they_are_sent() {
        byte[] largest = bytes("x".repeat(FIVE_MEGABYTES));
        byte[] larger = bytes("x".repeat(FIVE_MEGABYTES + 1));
        long before = deliveries();

        assertThat(deliver(largest).statusCode()).isEqualTo(200);
        assertThat(deliver(larger).statusCode()).isEqualTo(413);
        assertThat(send(
                                "POST",
                                "",
                                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(larger)),
                                headers(larger))
                        .statusCode())
                .isEqualTo(413);
        assertThat(deliver(bytes("x".repeat(3 * FIVE_MEGABYTES))).statusCode()).isEqualTo(413);
        assertThat(deliveries()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void other_methods_are_not_allowed(String method) {
        assertThat(send(method, "", BodyPublishers.ofString("{}")).statusCode()).isEqualTo(405);
    }

    @Test
    void nothing_else_is_open_beside_it() throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/channels/facebook"))
                        .header("Accept", "text/html")
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith("/login"));
    }
}
