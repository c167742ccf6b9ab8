package org.schoolapprovals.deviceexception;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody looks for in the register.
 *
 * @param group only this group; empty for all
 * @param firstDay only departures on or after this day at the school; empty for no limit
 * @param lastDay only departures on or before this day at the school; empty for no limit
 * @param requester only what the person with this user name asked for; empty for everybody
 * @param states only these states; no state for all
 * @param page counted from 0
 * @param size lines on a page, 1 to 100
 */
public record RegisterFilter(
        Optional<Group> group,
        Optional<LocalDate> firstDay,
        Optional<LocalDate> lastDay,
        Optional<String> requester,
        Set<State> states,
        int page,
        int size) {

    private static final int MOST_LINES = 100;

    public RegisterFilter {
        states = Set.copyOf(states);
        page = Math.max(page, 0);
        size = Math.min(Math.max(size, 1), MOST_LINES);
    }

    /** The first page of everything. */
    public static RegisterFilter everything(int size) {
        return new RegisterFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), 0, size);
    }

    public RegisterFilter in(Group some) {
        return new RegisterFilter(Optional.of(some), firstDay, lastDay, requester, states, page, size);
    }

    RegisterFilter inAnyGroup() {
        return new RegisterFilter(Optional.empty(), firstDay, lastDay, requester, states, page, size);
    }

    public RegisterFilter by(String userId) {
        return new RegisterFilter(group, firstDay, lastDay, Optional.of(userId), states, page, size);
    }

    public RegisterFilter onPage(int some) {
        return new RegisterFilter(group, firstDay, lastDay, requester, states, some, size);
    }
}
