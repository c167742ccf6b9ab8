package org.schoolapprovals.comment;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CommentStore {
    CommentStore(JdbcClient jdbc) {}

    String nextReference(int year) {
        throw new UnsupportedOperationException();
    }

    void add(Comment c) {
        throw new UnsupportedOperationException();
    }

    void save(Comment c) {
        throw new UnsupportedOperationException();
    }

    Optional<Comment> find(UUID id) {
        throw new UnsupportedOperationException();
    }

    Optional<Comment> lock(UUID id) {
        throw new UnsupportedOperationException();
    }

    Optional<Comment> lockLatest(String externalId) {
        throw new UnsupportedOperationException();
    }

    PageMemory rememberPage(String externalId) {
        throw new UnsupportedOperationException();
    }

    void rememberText(String externalId, Instant at) {
        throw new UnsupportedOperationException();
    }

    void rememberRemoval(String externalId, Instant at) {
        throw new UnsupportedOperationException();
    }

    boolean rememberMail(String messageId, Instant at) {
        throw new UnsupportedOperationException();
    }

    AuthorHistory authorHistory(Comment c) {
        throw new UnsupportedOperationException();
    }
}
