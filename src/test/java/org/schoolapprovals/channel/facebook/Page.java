package org.schoolapprovals.channel.facebook;

import java.time.Duration;
import java.time.Instant;

/** The page of the tests. */
final class Page {

    static final String ID = "4711";
    static final String TOKEN = "token-of-the-page";
    static final String SECRET = "secret-of-the-app";
    static final String VERIFY = "word-of-the-handshake";
    static final Instant NOW = Instant.parse("2027-03-01T09:00:00Z");

    private Page() {}

    static FacebookSettings at(String graphUrl) {
        return at(graphUrl, Duration.ofSeconds(15));
    }

    static FacebookSettings at(String graphUrl, Duration patience) {
        return new FacebookSettings(ID, TOKEN, SECRET, VERIFY, graphUrl, "PT5M", patience);
    }
}
