package org.schoolapprovals.channel.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.schoolapprovals.channel.facebook.PhotoPosts.Begun;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.photo.PhotoChannel;
import org.schoolapprovals.photo.PhotoChannel.Answer.Done;
import org.schoolapprovals.photo.PhotoChannel.Answer.Gone;
import org.schoolapprovals.photo.PhotoChannel.Answer.Later;
import org.schoolapprovals.photo.PhotoChannel.Answer.PermissionLost;
import org.schoolapprovals.photo.PhotoChannel.Answer.TokenExpired;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Puts photographs on the school's Facebook page, one post a publication, and takes them down. Each picture is uploaded first,
 * seen by nobody, and the post then shows them all at once.
 *
 * <p>Where it is not known what became of a post, the page is looked through for one with our pictures before anything is posted
 * again. Calls for one publication come in turn; whoever calls sees to that.
 */
@Component
class FacebookPhotos implements PhotoChannel {

    private static final Logger LOG = LoggerFactory.getLogger(FacebookPhotos.class);

    /** Facebook deletes a temporary picture that is in no post after a day. */
    private static final Duration UPLOADS_LAST = Duration.ofHours(20);

    /** A post may be made, and be listed, some time after the page was asked for it. */
    private static final Duration UNTIL_LISTED = Duration.ofMinutes(1);

    /** Clocks differ. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    /** What is not uploaded by then goes on at the next attempt: whoever calls cannot wait for ever. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(1);

    /** With more of them, all their pictures asked for at once, Facebook finds the answer too long. */
    private static final String POSTS_AT_ONCE = "25";

    private static final int MOST_PAGES = 100;
    private static final int LONGEST_ALT_TEXT = 400;

    private final FacebookSettings settings;
    private final GraphClient graph;
    private final PhotoPosts posts;
    private final Clock clock;

    FacebookPhotos(FacebookSettings settings, GraphClient graph, PhotoPosts posts, Clock clock) {
        this.settings = settings;
        this.graph = graph;
        this.posts = posts;
        this.clock = clock;
    }

    @Override
    public boolean isConnected(Use use) {
        return use == Use.FACEBOOK && settings.connected();
    }

    @Override
    public Answer publish(Post post) {
        return carryOut("publish", post.publication(), () -> {
            Optional<Begun> begun = posts.find(post.publication());
            Optional<String> there = begun.flatMap(asked -> there(post.publication(), asked));
            if (there.isPresent()) {
                posts.keepPosted(post.publication(), there.get());
                return done(there.get());
            }
            if (begun.flatMap(Begun::postId).isPresent()) {
                return new Gone();
            }
            List<String> media = upload(post);
            posts.begin(post.publication(), clock.instant());
            String postId = post(post, media);
            posts.keepPosted(post.publication(), postId);
            return done(postId);
        });
    }

    @Override
    public Answer remove(UUID publication, Optional<String> externalId) {
        return carryOut("remove", publication, () -> {
            if (externalId.isPresent() && !PageJson.isId(externalId.get())) {
                throw GraphFault.later("it is not known which post it is", "no id of a post");
            }
            Optional<String> postId =
                    externalId.or(() -> posts.find(publication).flatMap(begun -> there(publication, begun)));
            boolean wasThere = postId.isPresent() && delete(postId.get());
            // Pictures can be seen without the post that they came with.
            posts.media(publication).forEach(this::delete);
            posts.forget(publication);
            return wasThere ? new Done(postId.get(), Optional.empty()) : new Gone();
        });
    }

    /** The post that was begun, if it is on the page now. */
    private Optional<String> there(UUID publication, Begun begun) {
        if (begun.postId().isPresent()) {
            return begun.postId().filter(this::isThere);
        }
        Optional<String> found =
                find(Set.copyOf(posts.media(publication)), begun.at().minus(OVERLAP));
        Instant listed = begun.at().plus(UNTIL_LISTED);
        if (found.isEmpty() && clock.instant().isBefore(listed)) {
            throw new GraphFault(
                    GraphFault.Meaning.later(Optional.of(listed), "the page may still be working on the post"),
                    "the post is too young to be missing");
        }
        return found;
    }

    /** A post with one of these pictures. */
    private Optional<String> find(Set<String> media, Instant since) {
        Map<String, String> query = new LinkedHashMap<>(Map.of(
                "fields",
                "id,created_time,permalink_url,attachments{subattachments{target{id}},target{id}}",
                "since",
                String.valueOf(since.getEpochSecond()),
                "limit",
                POSTS_AT_ONCE));
        Set<String> asked = new HashSet<>();
        while (asked.add(query.get("after")) && asked.size() <= MOST_PAGES) {
            JsonNode answer = graph.get(query, settings.pageId(), "published_posts");
            for (JsonNode post : answer.path("data")) {
                Optional<String> id = PageJson.id(post.path("id"));
                if (id.isPresent() && shows(post, media)) {
                    return id;
                }
            }
            JsonNode after = answer.path("paging").path("cursors").path("after");
            if (!answer.path("paging").has("next") || !after.isTextual()) {
                return Optional.empty();
            }
            query.put("after", after.asText());
        }
        throw GraphFault.later("the page lists its posts without end", "endless list");
    }

    private static boolean shows(JsonNode post, Set<String> media) {
        return post.path("attachments").findValues("target").stream()
                .map(target -> target.path("id").asText())
                .anyMatch(media::contains);
    }

    /** @return Facebook's ids of the pictures, in their order */
    private List<String> upload(Post post) {
        Instant began = clock.instant();
        Map<UUID, String> uploaded = posts.uploaded(post.publication(), began.minus(UPLOADS_LAST));
        List<String> media = new ArrayList<>();
        for (Picture picture : post.pictures()) {
            String known = uploaded.get(picture.id());
            if (known == null) {
                if (clock.instant().isAfter(began.plus(LONGEST_CALL))) {
                    throw GraphFault.later("the pictures are still on their way to the page", "the upload takes long");
                }
                known = graph.upload(
                        picture.jpeg(),
                        Map.of(
                                "published",
                                "false",
                                "temporary",
                                "true",
                                "alt_text_custom",
                                altText(post, media.size() + 1)),
                        settings.pageId(),
                        "photos");
                posts.keepUploaded(post.publication(), picture.id(), known, clock.instant());
            }
            media.add(known);
        }
        return media;
    }

    /** Without one, Facebook would make up a text of its own about who and what is in the picture. */
    private static String altText(Post post, int number) {
        return "Photograph %d of %d. %s"
                .formatted(number, post.pictures().size(), post.text())
                .codePoints()
                .limit(LONGEST_ALT_TEXT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String post(Post post, List<String> media) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("message", post.text());
        for (int number = 0; number < media.size(); number++) {
            fields.put("attached_media[%d]".formatted(number), "{\"media_fbid\":\"%s\"}".formatted(media.get(number)));
        }
        try {
            return graph.create(fields, settings.pageId(), "feed");
        } catch (GraphFault fault) {
            if (fault.isAboutNothingThere()) {
                posts.forget(post.publication());
                throw GraphFault.later("the page no longer knew the pictures", fault.getMessage());
            }
            throw fault;
        }
    }

    /** It is on the page, even if nobody can say now where. */
    private Done done(String postId) {
        try {
            return new Done(
                    postId,
                    PageJson.link(
                            graph.get(Map.of("fields", "permalink_url"), postId).path("permalink_url")));
        } catch (GraphFault fault) {
            LOG.warn("No link of post {} was to be had: {}", postId, fault.getMessage());
            return new Done(postId, Optional.empty());
        }
    }

    /** @return false if there was nothing to delete */
    private boolean delete(String id) {
        try {
            graph.delete(id);
            return true;
        } catch (GraphFault fault) {
            if (!fault.isGone()) {
                throw fault;
            }
            if (isThere(id)) {
                throw new GraphFault(
                        GraphFault.Meaning.of(GraphFault.Kind.PERMISSION_LOST), "it is there, but not to be deleted");
            }
            return false;
        }
    }

    /** The page says the same of what is not there and of what we may not see: believed only if it shows us its posts at all. */
    private boolean isThere(String id) {
        try {
            graph.get(Map.of("fields", "id"), id);
            return true;
        } catch (GraphFault fault) {
            if (!fault.isGone()) {
                throw fault;
            }
            graph.get(Map.of("fields", "id", "limit", "1"), settings.pageId(), "published_posts");
            return false;
        }
    }

    private static Answer carryOut(String what, UUID publication, Supplier<Answer> calls) {
        try {
            return calls.get();
        } catch (GraphFault fault) {
            LOG.warn("The Facebook page did not {} the photographs of {}: {}", what, publication, fault.getMessage());
            return answer(fault);
        }
    }

    private static Answer answer(GraphFault fault) {
        return switch (fault.kind()) {
            // What is gone is looked after above: this is about the page itself.
            case GONE -> new Later(Optional.empty(), "the page did not know what it was asked about");
            case TOKEN_EXPIRED -> new TokenExpired();
            case PERMISSION_LOST -> new PermissionLost();
            case LATER -> new Later(fault.notBefore(), fault.why());
        };
    }
}
