package org.schoolapprovals.photo;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Why a publication has to be taken down.
 *
 * @param asked since when
 * @param by user name of whoever decided it; empty where consents did
 * @param reason why, in a sentence
 * @param children whose consent was withdrawn or who are barred: their parents and carers are told once it is gone; may be empty
 */
public record Takedown(Instant asked, Optional<String> by, String reason, Set<UUID> children) {

    public Takedown {
        children = Set.copyOf(children);
    }
}
