package org.schoolapprovals.channel.facebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.schoolapprovals.channel.facebook.GraphFault.Kind;
import org.schoolapprovals.channel.facebook.GraphFault.Meaning;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriBuilder;

/**
 * Calls of the Graph API. The token goes in a header, never in an address, so that no log or error shows it; redirects are not
 * followed, and an answer may be slow or long only within limits. Whatever goes wrong is a {@link GraphFault}.
 */
@Component
class GraphClient {

    private static final int LARGEST_ANSWER = 5 * 1024 * 1024;
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    /** A picture takes longer on its way than a line of text, and a post with many of them longer to be made. */
    private static final int MORE_PATIENCE = 4;

    private static final String NOT_UNDERSTOOD = "the page answered something that could not be understood";

    private static final int TOKEN_EXPIRED = 190;
    private static final int PERMISSION_DENIED = 10;
    private static final Set<Integer> RATE_LIMITS = Set.of(4, 17, 32, 613, 80001);

    /** The same code as for a missing object also says that the call itself was wrong: that tells nothing about the object. */
    private static final Pattern WRONG_CALL = Pattern.compile("appsecret_proof|nonexisting field|\\(#100\\) Param ");

    private static final Pattern TRACE = Pattern.compile("[\\w-]{1,64}");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RestClient http;
    private final RestClient patient;
    private final String proof;
    private final Clock clock;

    GraphClient(FacebookSettings settings, Clock clock) {
        this.http = client(settings, settings.patience()).build();
        this.patient = client(settings, settings.patience().multipliedBy(MORE_PATIENCE))
                // What is intercepted is sent with its length, not in chunks, which not every server takes in a
                // form.
                .requestInterceptor((request, body, next) -> next.execute(request, body))
                .build();
        // Facebook asks for it where the app is set to "Require app secret", and checks it wherever it is there.
        this.proof = settings.connected()
                ? HexFormat.of()
                        .formatHex(Hmac.of(
                                settings.appSecret(), settings.pageToken().getBytes(StandardCharsets.UTF_8)))
                : "";
        this.clock = clock;
    }

    private static RestClient.Builder client(FacebookSettings settings, Duration patience) {
        return RestClient.builder()
                .requestFactory(requests(patience))
                .baseUrl(settings.graphUrl())
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + settings.pageToken());
    }

    /** Requests that end: neither a connection nor an answer that drips in takes longer than this. */
    static JdkClientHttpRequestFactory requests(Duration patience) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TO_CONNECT)
                .build());
        requests.setReadTimeout(patience);
        return requests;
    }

    /** Reads an object or, with a second segment, one of its lists. */
    JsonNode get(Map<String, String> query, String... path) {
        return ask(http.get().uri(builder -> uri(builder, query, path)));
    }

    void post(String id, String field, String value) {
        confirm(ask(http.method(HttpMethod.POST)
                .uri(builder -> uri(builder, Map.of(), id))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(MultiValueMap.fromSingleValue(Map.of(field, value)))));
    }

    /** Adds something to one of the object's lists. @return the id that the page gave it */
    String create(Map<String, String> fields, String... path) {
        return created(ask(patient.method(HttpMethod.POST)
                .uri(builder -> uri(builder, Map.of(), path))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(MultiValueMap.fromSingleValue(fields))));
    }

    /** As {@link #create}, with a picture in the field {@code source}. */
    String upload(byte[] jpeg, Map<String, String> fields, String... path) {
        MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
        fields.forEach(form::add);
        // Without a name it would count as text; its type follows from the name.
        form.add("source", new ByteArrayResource(jpeg) {
            @Override
            public String getFilename() {
                return "photograph.jpg";
            }
        });
        return created(ask(patient.method(HttpMethod.POST)
                .uri(builder -> uri(builder, Map.of(), path))
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(form)));
    }

    void delete(String id) {
        confirm(ask(http.delete().uri(builder -> uri(builder, Map.of(), id))));
    }

    private URI uri(UriBuilder builder, Map<String, String> query, String... path) {
        builder.pathSegment(path).queryParam("appsecret_proof", proof);
        query.keySet().forEach(name -> builder.queryParam(name, "{" + name + "}"));
        return builder.build(query);
    }

    private static void confirm(JsonNode answer) {
        if (!answer.path("success").asBoolean(false)) {
            throw GraphFault.later("the page did not say that it was done", "no confirmation");
        }
    }

    private static String created(JsonNode answer) {
        return PageJson.id(answer.path("id")).orElseThrow(() -> GraphFault.later(NOT_UNDERSTOOD, "no id"));
    }

    private JsonNode ask(RestClient.RequestHeadersSpec<?> request) {
        try {
            return request.accept(MediaType.APPLICATION_JSON).exchange((sent, response) -> read(response));
        } catch (RestClientException noAnswer) {
            throw GraphFault.later(
                    "the page did not answer",
                    "no answer, " + noAnswer.getMostSpecificCause().getClass().getSimpleName());
        }
    }

    private JsonNode read(ClientHttpResponse response) throws IOException {
        HttpStatusCode status = response.getStatusCode();
        byte[] body = response.getBody().readNBytes(LARGEST_ANSWER + 1);
        JsonNode json = body.length > LARGEST_ANSWER ? JSON.missingNode() : parse(body);
        JsonNode error = json.path("error");
        if (error.isObject() || status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS)) {
            throw refused(error, status, response.getHeaders());
        }
        if (!status.is2xxSuccessful() || !json.isObject()) {
            throw GraphFault.of(Meaning.later(pause(response.getHeaders()), NOT_UNDERSTOOD), status, 0, "");
        }
        return json;
    }

    /** Missing for what is no JSON. */
    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException broken) {
            return JSON.missingNode();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private GraphFault refused(JsonNode error, HttpStatusCode status, HttpHeaders headers) {
        int code = error.path("code").asInt();
        String trace = error.path("fbtrace_id").asText();
        return GraphFault.of(
                meaning(code, error.path("message").asText(), status, headers),
                status,
                code,
                ", subcode %d, trace %s"
                        .formatted(
                                error.path("error_subcode").asInt(),
                                TRACE.matcher(trace).matches() ? trace : "none"));
    }

    private Meaning meaning(int code, String message, HttpStatusCode status, HttpHeaders headers) {
        if (code == TOKEN_EXPIRED) {
            return Meaning.of(Kind.TOKEN_EXPIRED);
        }
        if (code == PERMISSION_DENIED || code >= 200 && code < 300) {
            return Meaning.of(Kind.PERMISSION_LOST);
        }
        if (code == GraphFault.NOT_THERE && !WRONG_CALL.matcher(message).find()) {
            return Meaning.of(Kind.GONE);
        }
        if (RATE_LIMITS.contains(code) || status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS)) {
            return Meaning.later(pause(headers), "the page asks us to wait");
        }
        return Meaning.later(pause(headers), "the page could not do it just now, code " + code);
    }

    /** When the page wants to be asked again, if it says so. */
    private Optional<Instant> pause(HttpHeaders headers) {
        Instant now = clock.instant();
        return Optional.ofNullable(headers.getFirst(HttpHeaders.RETRY_AFTER))
                .flatMap(value -> retryAfter(value, now))
                .or(() -> Optional.ofNullable(headers.getFirst("X-Business-Use-Case-Usage"))
                        .flatMap(GraphClient::waitingTime)
                        .map(now::plus))
                .filter(named -> named.isAfter(now))
                .map(named -> Collections.min(List.of(named, now.plus(LONGEST_PAUSE))));
    }

    /** Seconds, or a date. */
    private static Optional<Instant> retryAfter(String value, Instant now) {
        try {
            return Optional.of(
                    value.matches("[0-9]{1,9}")
                            ? now.plusSeconds(Long.parseLong(value))
                            : ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Facebook's own header: for each business a list of uses, each with the minutes until calls are let through again. */
    private static Optional<Duration> waitingTime(String usage) {
        return parse(usage.getBytes(StandardCharsets.UTF_8)).findValues("estimated_time_to_regain_access").stream()
                .map(JsonNode::asInt)
                .max(Comparator.naturalOrder())
                .map(Duration::ofMinutes);
    }
}
