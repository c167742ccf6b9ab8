package org.schoolapprovals.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Somebody with a tool of their own instead of a browser: sends what they like, and sees what really comes back. */
final class Visitor {

    static final String ENGINE = "/camunda/api/engine/engine/default";
    static final String PASSWORD = "correct horse battery";

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port;
    private final Map<String, String> cookies = new HashMap<>();

    Visitor(int port) {
        this.port = port;
    }

    /** An answer as it came over the wire. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        List<String> headers(String name) {
            return response.headers().allValues(name);
        }

        /** Where it leads to, without the server. */
        String location() {
            return header("Location").replaceFirst("^https?://[^/]+", "");
        }

        JsonNode json() {
            try {
                return JSON.readTree(body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The sentence that Tasklist would show. */
        String message() {
            return json().path("message").asText();
        }
    }

    /** Signs in at the sign-in page, and opens Tasklist, which hands out the token for calls of its API. */
    Visitor signIn(String userId) {
        Answer answer = trySignIn(userId, PASSWORD);
        if (!answer.location().equals("/")) {
            throw new IllegalStateException(userId + " was sent to " + answer.location());
        }
        page("/camunda/app/tasklist/default/");
        return this;
    }

    Answer trySignIn(String userId, String password) {
        return post("/login", "username", userId, "password", password);
    }

    /** Sends a form of one of our own pages, with the token that the page bears. */
    Answer post(String path, String... fields) {
        return postAsIs(
                path,
                Stream.concat(
                                Arrays.stream(fields),
                                Stream.of("_csrf", token(path.equals("/login") ? "/login" : "/account")))
                        .toArray(String[]::new));
    }

    /** The token that a page of our own bears. */
    String token(String page) {
        Matcher token = CSRF.matcher(page(page).body());
        if (!token.find()) {
            throw new IllegalStateException("No form on " + page);
        }
        return token.group(1);
    }

    /** Sends a form without a token, but for one among the fields. */
    Answer postAsIs(String path, String... fields) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return send("POST", path, form.toString(), "Content-Type", "application/x-www-form-urlencoded");
    }

    Answer page(String path) {
        return send("GET", path, null, "Accept", "text/html");
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    /** A call of the engine's API, as Tasklist makes it. */
    Answer engine(String method, String path, String json) {
        return send(method, ENGINE + path, json, "Content-Type", "application/json");
    }

    Answer send(String method, String path, String body, String... headers) {
        return sendBody(method, path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body), headers);
    }

    /** Posts JSON piece by piece, without saying beforehand how long it is. */
    Answer stream(String path, String json) {
        InputStream body = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
        return sendBody("POST", path, BodyPublishers.ofInputStream(() -> body), "Content-Type", "application/json");
    }

    Answer sendBody(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (cookies.containsKey("XSRF-TOKEN") && !Arrays.asList(headers).contains("X-XSRF-TOKEN")) {
            request.header("X-XSRF-TOKEN", cookies.get("XSRF-TOKEN"));
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String setCookie) {
        String[] pair = setCookie.split(";", 2)[0].split("=", 2);
        cookies.put(pair[0], pair[1]);
    }

    String session() {
        return cookies.get("JSESSIONID");
    }

    /** Somebody else who got hold of a session's id. */
    Visitor withSession(String id) {
        cookies.put("JSESSIONID", id);
        return this;
    }

    /** Somebody else with everything that this one's browser remembers. */
    Visitor copy() {
        Visitor copy = new Visitor(port);
        copy.cookies.putAll(cookies);
        return copy;
    }
}
