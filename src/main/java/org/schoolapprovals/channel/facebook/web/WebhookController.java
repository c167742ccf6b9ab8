package org.schoolapprovals.channel.facebook.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.schoolapprovals.channel.facebook.Webhook;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The address that the Facebook page calls. It answers with a status and nothing to read, but for the handshake. */
@RestController
class WebhookController {

    private static final String PATH = "/channels/facebook/webhook";
    private static final int LARGEST = (int) DataSize.ofMegabytes(5).toBytes();
    private static final long MOST_SKIPPED = DataSize.ofMegabytes(20).toBytes();

    private final Webhook webhook;

    WebhookController(Webhook webhook) {
        this.webhook = webhook;
    }

    /** The page asks once whether it is us who subscribed. */
    @GetMapping(PATH)
    ResponseEntity<String> handshake(
            @RequestParam(name = "hub.mode", defaultValue = "") String mode,
            @RequestParam(name = "hub.verify_token", defaultValue = "") String verifyToken,
            @RequestParam(name = "hub.challenge", defaultValue = "") String challenge) {
        if (!webhook.isConnected()) {
            return ResponseEntity.notFound().build();
        }
        return mode.equals("subscribe") && webhook.knows(verifyToken)
                ? ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(challenge)
                : ResponseEntity.status(HttpStatus.FORBIDDEN).build();
    }

    /** What happened on the page. */
    @PostMapping(PATH)
    ResponseEntity<Void> receive(
            @RequestHeader(name = "X-Hub-Signature-256", defaultValue = "") String signature,
            HttpServletRequest request)
            throws IOException {
        if (!webhook.isConnected()) {
            return ResponseEntity.notFound().build();
        }
        InputStream sent = request.getInputStream();
        byte[] body = sent.readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            // Whoever is still sending would not read the answer.
            sent.skip(MOST_SKIPPED);
            return ResponseEntity.status(HttpStatus.PAYLOAD_TOO_LARGE).build();
        }
        return ResponseEntity.status(webhook.receive(body, signature) ? HttpStatus.OK : HttpStatus.FORBIDDEN)
                .build();
    }
}
