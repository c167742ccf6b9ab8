package org.schoolapprovals.channel.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.schoolapprovals.comment.CommentPage;
import org.schoolapprovals.comment.CommentPage.Answer.Done;
import org.schoolapprovals.comment.CommentPage.Answer.Edited;
import org.schoolapprovals.comment.CommentPage.Answer.Gone;
import org.schoolapprovals.comment.CommentPage.Answer.Later;
import org.schoolapprovals.comment.CommentPage.Answer.PermissionLost;
import org.schoolapprovals.comment.CommentPage.Answer.TokenExpired;
import org.schoolapprovals.comment.PageComment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.StreamUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Does on the school's Facebook page what was decided here. Each call looks first how the comment stands, so that doing it twice
 * does it once.
 */
@Component
class FacebookPage implements CommentPage {

    private static final Logger LOG = LoggerFactory.getLogger(FacebookPage.class);

    private static final long LARGEST_ATTACHMENT = 50L * 1024 * 1024;

    private final FacebookSettings settings;
    private final GraphClient graph;
    private final RestClient attachments;
    private final Clock clock;

    FacebookPage(FacebookSettings settings, GraphClient graph, Clock clock) {
        this.settings = settings;
        this.graph = graph;
        this.clock = clock;
        // Without the token: attachments lie on other servers.
        this.attachments = RestClient.builder()
                .requestFactory(GraphClient.requests(settings.patience()))
                .build();
    }

    @Override
    public boolean isConnected() {
        return settings.connected();
    }

    @Override
    public Answer hide(String externalId) {
        return carryOut("hide", externalId, () -> {
            JsonNode comment = read(externalId);
            if (comment.path("is_hidden").asBoolean(false)) {
                return new Done();
            }
            if (!comment.path("can_hide").asBoolean(true)) {
                return new PermissionLost();
            }
            graph.post(externalId, "is_hidden", "true");
            return new Done();
        });
    }

    @Override
    public Answer show(String externalId, String agreedText) {
        return carryOut("show", externalId, () -> {
            JsonNode comment = read(externalId);
            Optional<PageComment> now = PageJson.answered(comment, settings.pageId(), clock.instant());
            if (now.isPresent() && !now.get().keptText().equals(agreedText)) {
                return new Edited(now.get());
            }
            if (comment.path("is_hidden").asBoolean(true)) {
                graph.post(externalId, "is_hidden", "false");
            }
            return new Done();
        });
    }

    @Override
    public Answer remove(String externalId) {
        return carryOut("remove", externalId, () -> {
            if (!read(externalId).path("can_remove").asBoolean(true)) {
                return new PermissionLost();
            }
            graph.delete(externalId);
            return new Done();
        });
    }

    @Override
    public Optional<Snapshot> snapshot(String externalId) {
        try {
            JsonNode comment = graph.get(
                    Map.of("fields", "id,parent{id,message,permalink_url},permalink_url,attachment"), externalId);
            JsonNode parent = comment.path("parent").isObject() ? comment.path("parent") : post(externalId);
            return Optional.of(new Snapshot(
                    PageJson.text(parent.path("message")),
                    PageJson.link(parent.path("permalink_url"))
                            .or(() -> PageJson.link(comment.path("permalink_url")))
                            .orElse(""),
                    PageJson.attachment(comment).flatMap(this::sha256)));
        } catch (GraphFault fault) {
            LOG.warn("No snapshot of what is around comment {}: {}", externalId, fault.getMessage());
            return Optional.empty();
        }
    }

    /** The post that a comment stands under; missing if it cannot be read, for then the rest is still worth keeping. */
    private JsonNode post(String commentId) {
        try {
            return graph.get(
                    Map.of("fields", "id,message,permalink_url"),
                    PageJson.postOf(commentId, settings.pageId()).orElse(settings.pageId()));
        } catch (GraphFault fault) {
            LOG.warn("The post of comment {} could not be read: {}", commentId, fault.getMessage());
            return MissingNode.getInstance();
        }
    }

    private JsonNode read(String commentId) {
        return graph.get(Map.of("fields", PageJson.FIELDS), commentId);
    }

    private static Answer carryOut(String what, String externalId, Supplier<Answer> calls) {
        try {
            return calls.get();
        } catch (GraphFault fault) {
            LOG.warn("The Facebook page did not {} comment {}: {}", what, externalId, fault.getMessage());
            return answer(fault);
        }
    }

    private static Answer answer(GraphFault fault) {
        return switch (fault.kind()) {
            case GONE -> new Gone();
            case TOKEN_EXPIRED -> new TokenExpired();
            case PERMISSION_LOST -> new PermissionLost();
            case LATER -> new Later(fault.notBefore(), fault.why());
        };
    }

    private Optional<String> sha256(String address) {
        try {
            return attachments
                    .get()
                    .uri(URI.create(address))
                    .exchange((request, response) -> response.getStatusCode().is2xxSuccessful()
                            ? sha256(response.getBody())
                            : Optional.<String>empty());
        } catch (RestClientException notToBeHad) {
            LOG.warn("The attachment of a comment could not be read");
            return Optional.empty();
        }
    }

    /** Empty for more than can be waited for. */
    private static Optional<String> sha256(InputStream attachment) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            StreamUtils.copyRange(
                    attachment,
                    new DigestOutputStream(OutputStream.nullOutputStream(), digest),
                    0,
                    LARGEST_ATTACHMENT - 1);
            return attachment.read() < 0 ? Optional.of(HexFormat.of().formatHex(digest.digest())) : Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
