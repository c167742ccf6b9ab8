package org.schoolapprovals.channel.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** What the page sends by itself. It is believed for its signature, kept as it came, and looked at afterwards. */
@Service
public class Webhook {

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final String SIGNED_BY = "sha256=";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FacebookSettings settings;
    private final Inbox inbox;
    private final Clock clock;

    Webhook(FacebookSettings settings, Inbox inbox, Clock clock) {
        this.settings = settings;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** Whether the school has a page to listen to. */
    public boolean isConnected() {
        return settings.connected();
    }

    /** Whether this is the word that was agreed with the page for the first handshake. */
    public boolean knows(String verifyToken) {
        return MessageDigest.isEqual(
                verifyToken.getBytes(StandardCharsets.UTF_8),
                settings.verifyToken().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Keeps what the page sent, to be worked off soon; the same once more changes nothing.
     *
     * @param body as it came, byte for byte
     * @param signature the header {@code X-Hub-Signature-256}
     * @return false if it is not signed by the page: nothing is kept then
     */
    public boolean receive(byte[] body, String signature) {
        if (!MessageDigest.isEqual(signed(signature), Hmac.of(settings.appSecret(), body))) {
            return false;
        }
        inbox.keep(sha256(body), body, clock.instant());
        return true;
    }

    private static byte[] signed(String signature) {
        try {
            return signature.startsWith(SIGNED_BY)
                    ? HexFormat.of().parseHex(signature, SIGNED_BY.length(), signature.length())
                    : new byte[0];
        } catch (IllegalArgumentException noHex) {
            return new byte[0];
        }
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What happened to comments of our page, by others than the page itself; whatever else was sent is left out. */
    List<PageChange> changes(byte[] body, Instant receivedAt) {
        List<PageChange> changes = new ArrayList<>();
        for (JsonNode entry : parse(body).path("entry")) {
            if (entry.path("id").asText().equals(settings.pageId())) {
                Optional<Instant> at = PageJson.time(entry.path("time"));
                for (JsonNode change : entry.path("changes")) {
                    if (change.path("field").asText().equals("feed")) {
                        change(change.path("value"), at, receivedAt).ifPresent(changes::add);
                    }
                }
            }
        }
        return changes;
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException noJson) {
            LOG.warn("The Facebook page sent something that is no JSON");
            return JSON.missingNode();
        }
    }

    private Optional<PageChange> change(JsonNode value, Optional<Instant> sentAt, Instant receivedAt) {
        if (!value.path("item").asText().equals("comment")
                || value.path("from").path("id").asText().equals(settings.pageId())) {
            return Optional.empty();
        }
        // An event says when it was sent, some say when it happened as well; a new comment is as old as it says.
        Optional<Instant> created = PageJson.time(value.path("created_time"));
        Instant at = sentAt.isPresent() && created.isPresent()
                ? Collections.max(List.of(sentAt.get(), created.get()))
                : sentAt.or(() -> created).orElse(receivedAt);
        return verb(value.path("verb").asText())
                .flatMap(verb -> PageJson.sent(value, at).map(comment -> new PageChange(verb, comment, at)));
    }

    /** Hiding and showing is done by us, and comes back as an echo. */
    private static Optional<PageChange.Verb> verb(String verb) {
        return Optional.ofNullable(
                switch (verb) {
                    case "add" -> PageChange.Verb.ADDED;
                    case "edited", "edit" -> PageChange.Verb.EDITED;
                    case "remove" -> PageChange.Verb.REMOVED;
                    default -> null;
                });
    }
}
