package org.schoolapprovals.channel.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.schoolapprovals.comment.PageComment;

/** Comments as the page writes them, in what it answers and in what it sends. Nothing in there is believed to be well formed. */
final class PageJson {

    /** What is asked of a comment. */
    static final String FIELDS =
            "id,message,from,created_time,parent,permalink_url,attachment,is_hidden,can_hide,can_remove";

    private static final Pattern ID = Pattern.compile("[0-9A-Za-z:_-]{1,200}");
    private static final String NAMELESS = "Somebody on Facebook";
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_LINK = 2_000;

    /** The page writes {@code 2027-05-12T09:00:00+0000}. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSS][XXX][XX]");

    private static final Instant EARLIEST = Instant.parse("2004-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final long MILLIS_FROM = 100_000_000_000L;

    private PageJson() {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static boolean isWebAddress(String text) {
        try {
            URI uri = URI.create(text);
            return List.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /** A comment as the page answers it; empty for anything else. */
    static Optional<PageComment> answered(JsonNode comment, String pageId, Instant at) {
        return id(comment.path("id"))
                .map(id -> new PageComment(
                        id,
                        postOf(id, pageId),
                        id(comment.path("parent").path("id")),
                        id(comment.path("from").path("id")),
                        authorName(comment),
                        text(comment.path("message")),
                        time(comment.path("created_time")).orElse(at),
                        link(comment.path("permalink_url")),
                        attachment(comment)));
    }

    /** The comment in a change that the page sends; empty for anything else. */
    static Optional<PageComment> sent(JsonNode value, Instant at) {
        Optional<String> post = id(value.path("post_id"));
        return id(value.path("comment_id"))
                .map(id -> new PageComment(
                        id,
                        post,
                        id(value.path("parent_id")).filter(parent -> !post.equals(Optional.of(parent))),
                        id(value.path("from").path("id")),
                        authorName(value),
                        text(value.path("message")),
                        time(value.path("created_time")).orElse(at),
                        first(value.path("permalink_url"), value.path("post").path("permalink_url")),
                        first(value.path("photo"), value.path("video"))));
    }

    /** The text as it is, but for what no database can keep: null characters and halves of characters. */
    static String text(JsonNode text) {
        return text.isTextual()
                ? new String(text.asText().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace("\0", "")
                : "";
    }

    /** A moment, as seconds or milliseconds since 1970 or as a date; empty for one that cannot be. */
    static Optional<Instant> time(JsonNode time) {
        try {
            return Optional.of(time.asText())
                    .filter(text -> !text.isEmpty())
                    .map(text -> text.matches("[0-9]{1,15}")
                            ? ofNumber(Long.parseLong(text))
                            : OffsetDateTime.parse(text, TIME).toInstant())
                    .filter(moment -> moment.isAfter(EARLIEST) && moment.isBefore(LATEST));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Instant ofNumber(long number) {
        return number < MILLIS_FROM ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
    }

    static Optional<String> attachment(JsonNode comment) {
        JsonNode media = comment.path("attachment").path("media");
        return first(media.path("source"), media.path("image").path("src"));
    }

    /** The post of a comment: ids of comments begin with it. */
    static Optional<String> postOf(String commentId, String pageId) {
        return Optional.of(commentId.substring(0, Math.max(commentId.lastIndexOf('_'), 0)))
                .filter(post -> !post.isEmpty())
                .map(post -> post.contains("_") ? post : pageId + "_" + post);
    }

    static Optional<String> id(JsonNode id) {
        return Optional.of(id.asText("")).filter(PageJson::isId);
    }

    /** An address that a browser may open. */
    static Optional<String> link(JsonNode link) {
        return Optional.of(link.asText(""))
                .filter(text -> text.length() <= LONGEST_LINK)
                .filter(PageJson::isWebAddress);
    }

    private static Optional<String> first(JsonNode... links) {
        return Stream.of(links).map(PageJson::link).flatMap(Optional::stream).findFirst();
    }

    private static String authorName(JsonNode comment) {
        String name = text(comment.path("from").path("name")).strip();
        return name.isEmpty() ? NAMELESS : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }
}
