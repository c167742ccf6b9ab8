package org.schoolapprovals.standin;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;

/** The part of the Graph API that a school needs to agree comments, with Facebook's own names, codes and ways. */
class StandInGraph {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssZ").withZone(ZoneOffset.UTC);
    private static final int MOST_AT_ONCE = 100;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    private final StandInSettings settings;
    private final StandIn page;

    StandInGraph(StandInSettings settings, StandIn page) {
        this.settings = settings;
        this.page = page;
    }

    RouterFunction<ServerResponse> routes() {
        return route().path(
                        "/standin/graph",
                        graph -> graph.GET("/{id}", this::read)
                                .GET("/{id}/feed", this::feed)
                                .GET("/{id}/comments", this::comments)
                                .POST("/{id}", this::change)
                                .DELETE("/{id}", this::delete)
                                .filter(this::guard))
                .build();
    }

    /** Lets in who has the token, unless a test wants it otherwise. */
    private ServerResponse guard(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        Optional<Fault> fault = page.nextFault();
        if (fault.isPresent() && fault.get() == Fault.SLOW) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(6));
        } else if (fault.isPresent() && fault.get() == Fault.ANSWER_LOST) {
            next.handle(request);
            return ServerResponse.status(fault.get().status()).build();
        } else if (fault.isPresent()) {
            return refusal(fault.get());
        }
        boolean known = Stream.concat(
                        request.headers().header(HttpHeaders.AUTHORIZATION).stream()
                                .map(header -> header.replaceFirst("^(Bearer|OAuth) ", "")),
                        request.param("access_token").stream())
                .anyMatch(settings.pageToken()::equals);
        return known ? next.handle(request) : refusal(Fault.TOKEN_EXPIRED);
    }

    private ServerResponse read(ServerRequest request) {
        String id = request.pathVariable("id");
        return page.find(id)
                .map(this::comment)
                .or(() -> post(id))
                .or(() -> Optional.of(Map.<String, Object>of("id", id, "name", settings.schoolName()))
                        .filter(ourselves -> id.equals(settings.pageId())))
                .map(object -> json(200, only(object, request.param("fields").orElse("id,message,created_time"))))
                .orElseGet(StandInGraph::notThere);
    }

    private ServerResponse feed(ServerRequest request) {
        if (!request.pathVariable("id").equals(settings.pageId())) {
            return notThere();
        }
        String fields = request.param("fields").orElse("id,message,created_time");
        return json(
                200,
                Map.of(
                        "data",
                        page.posts().stream()
                                .flatMap(post -> post(post.id()).stream())
                                .map(post -> only(post, fields))
                                .toList()));
    }

    private ServerResponse comments(ServerRequest request) {
        String id = request.pathVariable("id");
        if (!id.equals(settings.pageId()) && post(id).isEmpty()) {
            return notThere();
        }
        if (!Stream.of("since", "limit", "after")
                .flatMap(name -> request.param(name).stream())
                .allMatch(value -> NUMBER.matcher(value).matches())) {
            return error(400, "(#100) since, limit and after must be numbers", "OAuthException", 100);
        }
        Instant since = Instant.ofEpochSecond(number(request, "since", 0));
        List<StandInComment> found = page.comments().stream()
                .filter(comment ->
                        id.equals(settings.pageId()) || comment.postId().equals(id))
                .filter(comment -> !comment.createdAt().isBefore(since))
                .collect(Collectors.toList());
        if (request.param("order").orElse("").equals("reverse_chronological")) {
            Collections.reverse(found);
        }
        int limit = (int) Math.min(number(request, "limit", 25), MOST_AT_ONCE);
        int from = (int) Math.min(number(request, "after", 0), found.size());
        int to = Math.min(from + limit, found.size());
        String fields = request.param("fields").orElse("id,message,from,created_time");
        Map<String, Object> paging = new LinkedHashMap<>();
        paging.put("cursors", Map.of("before", String.valueOf(from), "after", String.valueOf(to)));
        if (to < found.size()) {
            // Like Facebook: with the token in it, for whoever follows it as it is.
            paging.put(
                    "next",
                    UriComponentsBuilder.fromUriString(settings.graph() + "/" + id + "/comments")
                            .queryParams(request.params())
                            .replaceQueryParam("after", to)
                            .replaceQueryParam("access_token", settings.pageToken())
                            .encode()
                            .toUriString());
        }
        return json(
                200,
                Map.of(
                        "data",
                        found.subList(from, to).stream()
                                .map(this::comment)
                                .map(comment -> only(comment, fields))
                                .toList(),
                        "paging",
                        paging));
    }

    private ServerResponse change(ServerRequest request) {
        String id = request.pathVariable("id");
        Optional<String> hidden = request.param("is_hidden");
        if (page.find(id).isEmpty() || hidden.isEmpty()) {
            return notThere();
        }
        page.hide(id, Boolean.parseBoolean(hidden.get()));
        return json(200, Map.of("success", true));
    }

    private ServerResponse delete(ServerRequest request) {
        String id = request.pathVariable("id");
        if (page.find(id).isEmpty()) {
            return notThere();
        }
        page.remove(id);
        return json(200, Map.of("success", true));
    }

    private Map<String, Object> comment(StandInComment comment) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", comment.id());
        object.put("message", comment.text());
        object.put("from", Map.of("id", comment.authorId(), "name", comment.author()));
        object.put("created_time", TIME.format(comment.createdAt()));
        object.put("permalink_url", settings.page() + "#comment-" + comment.id());
        object.put("is_hidden", comment.hidden());
        object.put("can_hide", true);
        object.put("can_remove", true);
        return object;
    }

    private Optional<Map<String, Object>> post(String id) {
        return page.posts().stream()
                .filter(post -> post.id().equals(id))
                .map(post -> Map.<String, Object>of(
                        "id",
                        post.id(),
                        "message",
                        post.text(),
                        "created_time",
                        TIME.format(post.createdAt()),
                        "permalink_url",
                        settings.page()))
                .findFirst();
    }

    /** The fields that were asked for, and always the id; what is asked of a field itself is all of it here. */
    private static Map<String, Object> only(Map<String, Object> object, String fields) {
        Set<String> asked = Set.copyOf(Stream.concat(
                        Stream.of("id"),
                        Stream.of(fields.replaceAll("\\{[^}]*}", "").split(",")))
                .distinct()
                .toList());
        return object.entrySet().stream()
                .filter(field -> asked.contains(field.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static ServerResponse notThere() {
        return json(
                400,
                Map.of(
                        "error",
                        Map.of(
                                "message",
                                "Unsupported request. The object does not exist, or cannot be loaded due to missing"
                                        + " permissions.",
                                "type",
                                "GraphMethodException",
                                "code",
                                100,
                                "error_subcode",
                                33,
                                "fbtrace_id",
                                "StandIn")));
    }

    private static ServerResponse refusal(Fault fault) {
        return error(fault.status(), fault.message(), "OAuthException", fault.code());
    }

    private static ServerResponse error(int status, String message, String type, int code) {
        return json(
                status,
                Map.of("error", Map.of("message", message, "type", type, "code", code, "fbtrace_id", "StandIn")));
    }

    private static long number(ServerRequest request, String name, long unlessGiven) {
        return request.param(name).map(Long::parseLong).orElse(unlessGiven);
    }

    private static ServerResponse json(int status, Object body) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    if (status == 403) {
                        headers.set(HttpHeaders.RETRY_AFTER, "60");
                    }
                })
                .body(body);
    }
}
