package org.schoolapprovals.comment;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * What a viewer looks for among the comments.
 *
 * @param states any of these; empty for all
 * @param channel empty for all
 * @param firstDay received on this day of the school's clock or later
 * @param lastDay received on this day or earlier
 * @param page counted from 0
 * @param size lines on a page, at least 1
 */
public record CommentFilter(
        Set<State> states,
        Optional<Channel> channel,
        Optional<LocalDate> firstDay,
        Optional<LocalDate> lastDay,
        int page,
        int size) {

    public CommentFilter {
        states = Set.copyOf(states);
        if (page < 0 || size < 1) {
            throw new IllegalArgumentException("Page " + page + " of " + size + " lines");
        }
    }
}
