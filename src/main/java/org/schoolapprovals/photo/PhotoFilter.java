package org.schoolapprovals.photo;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.schoolapprovals.consent.Use;

/**
 * What a viewer looks for among the photographs.
 *
 * @param states any of these; empty for all
 * @param channel empty for all
 * @param firstDay submitted on this day of the school's clock or later
 * @param lastDay submitted on this day or earlier
 * @param page counted from 0
 * @param size lines on a page, at least 1
 */
public record PhotoFilter(
        Set<State> states,
        Optional<Use> channel,
        Optional<LocalDate> firstDay,
        Optional<LocalDate> lastDay,
        int page,
        int size) {

    public PhotoFilter {
        states = Set.copyOf(states);
        if (page < 0 || size < 1) {
            throw new IllegalArgumentException("Page " + page + " of " + size + " lines");
        }
    }
}
