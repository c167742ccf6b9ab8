package org.schoolapprovals.channel.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.schoolapprovals.channel.facebook.PageChange.Verb;
import org.schoolapprovals.channel.facebook.PollProgress.Mark;
import org.schoolapprovals.comment.OpenOnPage;
import org.schoolapprovals.comment.PageComment;
import org.schoolapprovals.people.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Finds what the webhook missed: comments since the last poll that went well, and what became meanwhile of those that wait here.
 * What it finds is worked off like what the webhook brings.
 *
 * <p>Facebook documents comments as lists of posts, so the page's posts are gone through; a list for the whole page is asked for
 * first, where there is one.
 */
@Component
class PagePoll {

    private static final Logger LOG = LoggerFactory.getLogger(PagePoll.class);

    /** How far back the very first poll looks. */
    private static final Duration FIRST_LOOK = Duration.ofDays(1);

    /** Clocks differ, and a comment may be listed some time after it was written. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    /** A node that began a poll and never ended it has died. */
    private static final Duration LONGEST_POLL = Duration.ofMinutes(30);

    /** Without a good poll for so long, people have to know. */
    private static final Duration LONGEST_SILENCE = Duration.ofHours(6);

    private static final Duration REMEMBERED = Duration.ofDays(30);

    /** As many as Facebook gives at once. */
    private static final String A_PAGE_FULL = "100";

    /** However old their last comment seems to be. */
    private static final int POSTS_ALWAYS_READ = 10;

    private static final int MOST_PAGES = 1_000;
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_]{1,50}");
    private static final Set<String> OURS_TO_ADD = Set.of("access_token", "appsecret_proof");

    private static final String TOKEN_TROUBLE = "token";
    private static final String PERMISSION_TROUBLE = "permission";
    private static final String SILENCE_TROUBLE = "silence";

    private final FacebookSettings settings;
    private final GraphClient graph;
    private final PollProgress progress;
    private final Inbox inbox;
    private final OpenOnPage open;
    private final PageNotices notices;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PagePoll(
            FacebookSettings settings,
            GraphClient graph,
            PollProgress progress,
            Inbox inbox,
            OpenOnPage open,
            PageNotices notices,
            TransactionTemplate transaction,
            Clock clock) {
        this.settings = settings;
        this.graph = graph;
        this.progress = progress;
        this.inbox = inbox;
        this.open = open;
        this.notices = notices;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Polls once, unless another node is at it or the page asked us to wait. */
    void run() {
        // In whole seconds, like the page's events: an edit in this very second is later news than what is found now.
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        transaction
                .execute(
                        status -> progress.begin(settings.pageId(), now.minus(FIRST_LOOK), now, now.plus(LONGEST_POLL)))
                .ifPresent(mark -> poll(mark, now));
    }

    private void poll(Mark mark, Instant now) {
        try {
            Set<String> seen = newComments(mark.seenUntil().minus(OVERLAP), now);
            openComments(seen, now);
            transaction.executeWithoutResult(status -> {
                inbox.forget(now.minus(REMEMBERED));
                progress.end(settings.pageId(), new Mark(now, ""), now);
            });
        } catch (GraphFault fault) {
            LOG.warn("The poll of the Facebook page failed: {}", fault.getMessage());
            transaction.executeWithoutResult(status -> progress.end(
                    settings.pageId(),
                    new Mark(mark.seenUntil(), tell(fault, mark, now)),
                    fault.notBefore().orElse(now)));
        }
    }

    /** @return the ids of the comments that were found */
    private Set<String> newComments(Instant since, Instant now) {
        Set<String> seen = new HashSet<>();
        boolean wholePage = isThere(() -> comments(settings.pageId(), since, now, seen));
        boolean posts = isThere(() -> posts(since).forEach(post -> isThere(() -> comments(post, since, now, seen))));
        if (!wholePage && !posts) {
            throw GraphFault.later("the page lists no comments", "nothing is listed");
        }
        return seen;
    }

    private static boolean isThere(Runnable list) {
        try {
            list.run();
            return true;
        } catch (GraphFault fault) {
            if (fault.isAboutNothingThere()) {
                return false;
            }
            throw fault;
        }
    }

    /** The posts that may have new comments. */
    private List<String> posts(Instant since) {
        List<String> posts = new ArrayList<>();
        int number = 0;
        for (JsonNode post : graph.get(
                        Map.of("fields", "id,updated_time", "limit", A_PAGE_FULL), settings.pageId(), "feed")
                .path("data")) {
            boolean quiet = PageJson.time(post.path("updated_time"))
                    .filter(updated -> updated.isBefore(since))
                    .isPresent();
            if (number++ < POSTS_ALWAYS_READ || !quiet) {
                PageJson.id(post.path("id")).ifPresent(posts::add);
            }
        }
        return posts;
    }

    private void comments(String objectId, Instant since, Instant now, Set<String> seen) {
        Map<String, String> query = Map.of(
                "fields",
                PageJson.FIELDS,
                "filter",
                "stream",
                "order",
                "chronological",
                "since",
                String.valueOf(since.getEpochSecond()),
                "limit",
                A_PAGE_FULL);
        Set<Map<String, String>> asked = new HashSet<>();
        while (asked.add(query) && asked.size() <= MOST_PAGES) {
            JsonNode answer = graph.get(query, objectId, "comments");
            note(answer.path("data"), since, now, seen);
            query = next(answer.path("paging").path("next").asText(), query);
        }
    }

    /** A page of comments; where the page does not keep to {@code since}, what is older is not taken in here either. */
    private void note(JsonNode data, Instant since, Instant now, Set<String> seen) {
        transaction.executeWithoutResult(status -> {
            for (JsonNode one : data) {
                PageJson.answered(one, settings.pageId(), now)
                        .filter(comment -> !comment.authorId().equals(Optional.of(settings.pageId())))
                        .filter(comment -> !comment.createdAt().isBefore(since.truncatedTo(ChronoUnit.SECONDS)))
                        .filter(comment -> seen.add(comment.externalId()))
                        .ifPresent(comment -> inbox.add(new PageChange(Verb.ADDED, comment, now), now));
            }
        });
    }

    /** The next page by its parameters only: the address itself could lead anywhere. Without a next page, the same as before. */
    private static Map<String, String> next(String address, Map<String, String> query) {
        Map<String, String> next = new LinkedHashMap<>(query);
        try {
            UriComponentsBuilder.fromUriString(address)
                    .build()
                    .getQueryParams()
                    .toSingleValueMap()
                    .forEach((name, value) -> {
                        if (value != null && PARAMETER.matcher(name).matches() && !OURS_TO_ADD.contains(name)) {
                            next.put(name, UriUtils.decode(value, StandardCharsets.UTF_8));
                        }
                    });
        } catch (IllegalArgumentException noAddress) {
            LOG.warn("The Facebook page names a next page that is none");
        }
        return next;
    }

    /** The listing tells neither of removals nor of edits of what is older: so whatever waits here is looked at, one by one. */
    private void openComments(Set<String> seen, Instant now) {
        for (String id : open.ids()) {
            if (!seen.contains(id)) {
                PageChange change = look(id, now);
                transaction.executeWithoutResult(status -> inbox.add(change, now));
            }
        }
    }

    private PageChange look(String id, Instant now) {
        try {
            Optional<PageComment> comment =
                    PageJson.answered(graph.get(Map.of("fields", PageJson.FIELDS), id), settings.pageId(), now);
            return new PageChange(
                    Verb.ADDED,
                    comment.orElseThrow(() -> GraphFault.later("the page answered with something else", "no comment")),
                    now);
        } catch (GraphFault fault) {
            if (fault.isGone()) {
                return PageChange.removed(id, now);
            }
            throw fault;
        }
    }

    /** Tells people once, when a trouble begins. */
    private String tell(GraphFault fault, Mark mark, Instant now) {
        String trouble = mark.trouble();
        if (fault.kind() == GraphFault.Kind.TOKEN_EXPIRED) {
            trouble = TOKEN_TROUBLE;
        } else if (fault.kind() == GraphFault.Kind.PERMISSION_LOST) {
            trouble = PERMISSION_TROUBLE;
        } else if (trouble.isEmpty() && mark.seenUntil().isBefore(now.minus(LONGEST_SILENCE))) {
            trouble = SILENCE_TROUBLE;
        }
        if (!trouble.equals(mark.trouble())) {
            switch (trouble) {
                case TOKEN_TROUBLE ->
                    notices.tell(
                            "The token for the Facebook page has run out",
                            "The school’s Facebook page does not accept the token of this application any more: new comments"
                                    + " come in late or not at all, and have to be hidden and shown by hand until the"
                                    + " administrator sets a new token.",
                            Role.SOCIAL_MEDIA,
                            Role.ADMINISTRATOR);
                case PERMISSION_TROUBLE ->
                    notices.tell(
                            "The Facebook page has withdrawn its permission",
                            "This application may not read or moderate comments on the school’s Facebook page any more."
                                    + " Please look in the page’s settings who may, and until then look after the page by hand.",
                            Role.SOCIAL_MEDIA,
                            Role.HEAD_TEACHER);
                default ->
                    notices.tell(
                            "The Facebook page has not answered for hours",
                            "The school’s Facebook page has not answered this application for hours. Please look at the"
                                    + " page’s newest comments by hand until it does.",
                            Role.SOCIAL_MEDIA,
                            Role.ADMINISTRATOR);
            }
        }
        return trouble;
    }
}
