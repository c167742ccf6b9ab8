package org.schoolapprovals.standin;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
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

/** The part of the Graph API that a school needs to agree comments and to publish photographs, with Facebook's own names, codes and ways. */
class StandInGraph {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssZ").withZone(ZoneOffset.UTC);
    private static final int MOST_AT_ONCE = 100;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
    private static final int MOST_PICTURES_IN_A_POST = 100;
    private static final int LARGEST_PICTURE = 4 * 1024 * 1024;
    private static final Pattern MEDIA = Pattern.compile("\\{\\s*\"media_fbid\"\\s*:\\s*\"([0-9]+)\"\\s*}");
    private static final Pattern INNERMOST = Pattern.compile("\\{[^{}]*}");

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
                                .GET("/{id}/published_posts", this::feed)
                                .POST("/{id}/photos", this::upload)
                                .POST("/{id}/feed", this::publish)
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
                .or(() -> page.findPost(id).map(this::post))
                .or(() -> page.photos().stream()
                        .filter(photo -> photo.id().equals(id))
                        .findFirst()
                        .map(this::photo))
                .or(() -> Optional.of(Map.<String, Object>of("id", id, "name", settings.schoolName()))
                        .filter(ourselves -> id.equals(settings.pageId())))
                .map(object -> json(200, only(object, request.param("fields").orElse("id,message,created_time"))))
                .orElseGet(StandInGraph::notThere);
    }

    private ServerResponse feed(ServerRequest request) {
        if (!request.pathVariable("id").equals(settings.pageId())) {
            return notThere();
        }
        return list(
                request,
                "id,message,created_time",
                page.posts().stream()
                        .filter(post -> !post.createdAt().isBefore(since(request)))
                        .map(this::post)
                        .toList());
    }

    private static Instant since(ServerRequest request) {
        return Instant.ofEpochSecond(number(request, "since", 0));
    }

    private ServerResponse comments(ServerRequest request) {
        String id = request.pathVariable("id");
        if (!id.equals(settings.pageId()) && page.findPost(id).isEmpty()) {
            return notThere();
        }
        Instant since = since(request);
        List<StandInComment> found = page.comments().stream()
                .filter(comment ->
                        id.equals(settings.pageId()) || comment.postId().equals(id))
                .filter(comment -> !comment.createdAt().isBefore(since))
                .collect(Collectors.toList());
        if (request.param("order").orElse("").equals("reverse_chronological")) {
            Collections.reverse(found);
        }
        return list(
                request,
                "id,message,from,created_time",
                found.stream().map(this::comment).toList());
    }

    /** As much of a list as was asked for at once, and where it goes on. */
    private ServerResponse list(ServerRequest request, String fieldsByDefault, List<Map<String, Object>> found) {
        if (!Stream.of("since", "limit", "after")
                .flatMap(name -> request.param(name).stream())
                .allMatch(value -> NUMBER.matcher(value).matches())) {
            return refusal(400, 100, 0, "(#100) since, limit and after must be numbers");
        }
        int limit = (int) Math.min(number(request, "limit", 25), MOST_AT_ONCE);
        int from = (int) Math.min(number(request, "after", 0), found.size());
        int to = Math.min(from + limit, found.size());
        String fields = request.param("fields").orElse(fieldsByDefault);
        Map<String, Object> paging = new LinkedHashMap<>();
        paging.put("cursors", Map.of("before", String.valueOf(from), "after", String.valueOf(to)));
        if (to < found.size()) {
            // Like Facebook: with the token in it, for whoever follows it as it is.
            paging.put(
                    "next",
                    UriComponentsBuilder.fromUriString(settings.address() + request.path())
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
                                .map(object -> only(object, fields))
                                .toList(),
                        "paging",
                        paging));
    }

    private ServerResponse upload(ServerRequest request) throws IOException, ServletException {
        if (!request.pathVariable("id").equals(settings.pageId())) {
            return notThere();
        }
        Part source = request.headers()
                        .contentType()
                        .filter(MediaType.MULTIPART_FORM_DATA::isCompatibleWith)
                        .isPresent()
                ? request.multipartData().getFirst("source")
                : null;
        if (source == null) {
            return refusal(400, 324, 0, "(#324) Requires upload file");
        }
        byte[] picture = source.getInputStream().readNBytes(LARGEST_PICTURE + 1);
        if (picture.length > LARGEST_PICTURE || !isPicture(picture)) {
            return refusal(400, 100, 1366046, "Invalid parameter");
        }
        if (!request.param("published").orElse("true").equals("false")) {
            return refusal(400, 100, 0, "(#100) The stand-in takes pictures for posts only: published=false");
        }
        return json(
                200,
                Map.of(
                        "id",
                        page.upload(picture, request.param("alt_text_custom").orElse(""))));
    }

    /** JPEG or PNG, as the first bytes say. */
    private static boolean isPicture(byte[] picture) {
        String start = HexFormat.of().formatHex(picture, 0, Math.min(picture.length, 4));
        return start.startsWith("ffd8ff") || start.equals("89504e47");
    }

    private ServerResponse publish(ServerRequest request) {
        if (!request.pathVariable("id").equals(settings.pageId())) {
            return notThere();
        }
        List<String> photos = new ArrayList<>();
        for (int number = 0; number < MOST_PICTURES_IN_A_POST; number++) {
            Optional<String> media = request.param("attached_media[%d]".formatted(number));
            if (media.isEmpty()) {
                break;
            }
            Matcher id = MEDIA.matcher(media.get());
            if (!id.matches()) {
                return refusal(400, 100, 0, "(#100) Param attached_media[%d] must be a JSON object".formatted(number));
            }
            photos.add(id.group(1));
        }
        String message = request.param("message").orElse("");
        if (message.isBlank() && photos.isEmpty()) {
            return refusal(400, 100, 0, "(#100) You must provide a message, a link or pictures");
        }
        return page.publish(message, photos)
                .map(post -> json(200, Map.of("id", post.id())))
                .orElseGet(() -> refusal(400, 100, 33, "Invalid parameter"));
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
        if (page.find(id).isPresent()) {
            page.remove(id);
        } else if (page.findPost(id).isPresent()) {
            page.removePost(id);
        } else if (page.photos().stream().anyMatch(photo -> photo.id().equals(id))) {
            page.removePhoto(id);
        } else {
            return notThere();
        }
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

    private Map<String, Object> post(StandInPost post) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", post.id());
        object.put("message", post.text());
        object.put("created_time", TIME.format(post.createdAt()));
        object.put("permalink_url", settings.page() + "#post-" + post.id());
        if (!post.photos().isEmpty()) {
            object.put("attachments", Map.of("data", List.of(attachment(post.photos()))));
        }
        return object;
    }

    /** One picture is the attachment itself; several are in an album. */
    private static Map<String, Object> attachment(List<StandInPhoto> photos) {
        List<Map<String, Object>> each = photos.stream()
                .map(photo -> Map.<String, Object>of("target", Map.of("id", photo.id()), "type", "photo"))
                .toList();
        return each.size() == 1 ? each.get(0) : Map.of("type", "album", "subattachments", Map.of("data", each));
    }

    private Map<String, Object> photo(StandInPhoto photo) {
        return Map.of("id", photo.id(), "alt_text_custom", photo.altText(), "link", settings.picture(photo));
    }

    /** The fields that were asked for, and always the id; what is asked of a field itself is all of it here. */
    private static Map<String, Object> only(Map<String, Object> object, String fields) {
        String outer = fields;
        while (INNERMOST.matcher(outer).find()) {
            outer = INNERMOST.matcher(outer).replaceAll("");
        }
        Set<String> asked =
                Stream.concat(Stream.of("id"), Stream.of(outer.split(","))).collect(Collectors.toSet());
        return object.entrySet().stream()
                .filter(field -> asked.contains(field.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static ServerResponse notThere() {
        return refusal(
                400,
                100,
                33,
                "Unsupported request. The object does not exist, or cannot be loaded due to missing permissions.");
    }

    private static ServerResponse refusal(Fault fault) {
        return refusal(fault.status(), fault.code(), 0, fault.message());
    }

    /** @param subcode 0 for none */
    private static ServerResponse refusal(int status, int code, int subcode, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("type", code == 100 ? "GraphMethodException" : "OAuthException");
        error.put("code", code);
        if (subcode != 0) {
            error.put("error_subcode", subcode);
        }
        error.put("fbtrace_id", "StandIn");
        return json(status, Map.of("error", error));
    }

    private static long number(ServerRequest request, String name, long unlessGiven) {
        return request.param(name)
                .filter(value -> NUMBER.matcher(value).matches())
                .map(Long::parseLong)
                .orElse(unlessGiven);
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
