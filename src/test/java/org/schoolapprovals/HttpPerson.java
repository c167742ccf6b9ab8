package org.schoolapprovals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who signed in at the sign-in page and calls what Tasklist calls, over real HTTP. */
public final class HttpPerson {

    private static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String baseUrl;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    private HttpPerson(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Signs in with the password of the demo. */
    public static HttpPerson signIn(String baseUrl, String userId) {
        HttpPerson person = new HttpPerson(baseUrl);
        Matcher token = CSRF.matcher(person.send("GET", "/login", null, null).body());
        if (!token.find()) {
            throw new IllegalStateException("The sign-in page has no form");
        }
        String form = "username=" + userId + "&password=school&_csrf="
                + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
        person.send("POST", "/login", form, "application/x-www-form-urlencoded");
        person.send("GET", "/camunda/app/tasklist/default/", null, null);
        return person;
    }

    /** A page of our own. */
    public HttpResponse<String> page(String path) {
        return send("GET", path, null, null);
    }

    /** A call of the engine's API; the answer as JSON, or a missing node where there is none. */
    public JsonNode engine(String method, String path, String json) {
        HttpResponse<String> answer = send(method, ENGINE + path, json, "application/json");
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(String method, String path, String body, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
