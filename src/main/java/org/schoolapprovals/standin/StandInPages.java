package org.schoolapprovals.standin;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriUtils;

/** The page as parents see it. Nobody signs in: whoever tries it out is each of the parents. */
class StandInPages {

    private static final int LONGEST_NAME = 100;

    /** As on Facebook. */
    private static final int LONGEST_TEXT = 8_000;

    private static final byte JPEG = (byte) 0xFF;

    private final StandIn page;

    StandInPages(StandIn page) {
        this.page = page;
    }

    /** A comment in words. */
    record Line(String id, String author, String text, String at, boolean hidden) {

        static Line of(StandInComment comment) {
            return new Line(
                    comment.id(),
                    comment.author(),
                    comment.text(),
                    SchoolTime.format(comment.createdAt()),
                    comment.hidden());
        }
    }

    /** A picture, if it is still kept. */
    record Shown(String id, String altText, boolean kept) {}

    /** A post in words and pictures, with the comments under it, the latest first. */
    record Card(String id, String text, String at, List<Shown> photos, List<Line> comments) {}

    RouterFunction<ServerResponse> routes() {
        return route().path(
                        "/standin",
                        pages -> pages.GET("/photos/{id}", this::picture)
                                .GET(request -> show(Map.of()))
                                .POST("/comments", this::comment)
                                .POST("/comments/{id}/edit", this::edit)
                                .POST("/comments/{id}/remove", this::remove))
                .build();
    }

    private ServerResponse picture(ServerRequest request) {
        return page.picture(request.pathVariable("id"))
                .map(picture -> ServerResponse.ok()
                        .contentType(picture[0] == JPEG ? MediaType.IMAGE_JPEG : MediaType.IMAGE_PNG)
                        .body(picture))
                .orElseGet(() -> ServerResponse.notFound().build());
    }

    /** Under the post that it was written under; without one, under the latest. */
    private ServerResponse comment(ServerRequest request) {
        String post = request.param("post").orElseGet(() -> page.posts().get(0).id());
        String author = typed(request, "author").strip();
        String text = typed(request, "text");
        if (page.findPost(post).isEmpty()) {
            return show(Map.of("fault", "The school has removed that post."));
        }
        if (author.isEmpty() || author.length() > LONGEST_NAME || !isText(text)) {
            return show(Map.of(
                    "under",
                    post,
                    "author",
                    author,
                    "text",
                    text,
                    "fault",
                    "Please type a name of at most 100 characters and a comment of at most 8,000."));
        }
        return back(page.comment(post, author, text).id());
    }

    private ServerResponse edit(ServerRequest request) {
        String text = typed(request, "text");
        if (!isText(text)) {
            return show(Map.of("fault", "Please type a comment of at most 8,000 characters, or remove it."));
        }
        page.edit(request.pathVariable("id"), text);
        return back(request.pathVariable("id"));
    }

    private ServerResponse remove(ServerRequest request) {
        page.remove(request.pathVariable("id"));
        return ServerResponse.seeOther(URI.create("/standin")).build();
    }

    private static String typed(ServerRequest request, String field) {
        return request.param(field).orElse("").replace("\r\n", "\n").replace("\0", "");
    }

    private static boolean isText(String text) {
        return !text.isBlank() && text.length() <= LONGEST_TEXT;
    }

    private static ServerResponse back(String id) {
        return ServerResponse.seeOther(
                        URI.create("/standin#comment-" + UriUtils.encodeFragment(id, StandardCharsets.UTF_8)))
                .build();
    }

    private ServerResponse show(Map<String, ?> typed) {
        Map<String, Object> model = new HashMap<>(Map.of("under", "", "author", "", "text", "", "fault", ""));
        model.putAll(typed);
        List<StandInComment> comments = page.comments();
        model.put(
                "posts", page.posts().stream().map(post -> card(post, comments)).toList());
        return ServerResponse.status(typed.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                .render("standin", model);
    }

    private Card card(StandInPost post, List<StandInComment> comments) {
        List<Line> lines = comments.stream()
                .filter(comment -> comment.postId().equals(post.id()))
                .map(Line::of)
                .collect(Collectors.toList());
        Collections.reverse(lines);
        return new Card(
                post.id(),
                post.text(),
                SchoolTime.format(post.createdAt()),
                post.photos().stream()
                        .map(photo -> new Shown(
                                photo.id(),
                                photo.altText(),
                                page.picture(photo.id()).isPresent()))
                        .toList(),
                lines);
    }
}
