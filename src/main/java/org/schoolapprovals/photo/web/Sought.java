package org.schoolapprovals.photo.web;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.photo.PhotoFilter;
import org.schoolapprovals.photo.State;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the address of the list asks for; whatever is no such thing counts as left out.
 *
 * @param page counted from 1
 */
record Sought(Part part, Optional<Use> place, int page) {

    private static final int LINES = 50;
    private static final Pattern PAGE = Pattern.compile("[1-9][0-9]{0,4}");

    /** A part of the list. */
    enum Part {
        UNDER_WAY(
                "",
                "Under way",
                EnumSet.of(State.RECEIVED, State.CONSENT_MISSING, State.TO_AMEND, State.TO_CLEAR, State.CLEARED)),
        PUBLISHED("published", "Published", EnumSet.of(State.PUBLISHED)),
        NOT_PUBLISHED("not-published", "Refused or withdrawn", EnumSet.of(State.REFUSED, State.WITHDRAWN)),
        ALL("all", "All", EnumSet.noneOf(State.class));

        private final String value;
        private final String words;
        private final Set<State> states;

        Part(String value, String words, Set<State> states) {
            this.value = value;
            this.words = words;
            this.states = states;
        }

        /** As addresses name it; empty for the first. */
        String value() {
            return value;
        }

        /** As people read it. */
        String words() {
            return words;
        }
    }

    static Sought of(String show, String place, String page) {
        return new Sought(
                Arrays.stream(Part.values())
                        .filter(part -> part.value.equals(show))
                        .findFirst()
                        .orElse(Part.UNDER_WAY),
                Use.of(place),
                PAGE.matcher(page).matches() ? Integer.parseInt(page) : 1);
    }

    PhotoFilter filter() {
        return new PhotoFilter(part.states, place, Optional.empty(), Optional.empty(), page - 1, LINES);
    }

    Sought in(Part other) {
        return new Sought(other, place, 1);
    }

    Sought onPage(int other) {
        return new Sought(part, place, other);
    }

    static int pages(long total) {
        return Math.max(1, (int) ((total + LINES - 1) / LINES));
    }

    String link() {
        UriComponentsBuilder link = UriComponentsBuilder.fromPath("/photos");
        if (part != Part.UNDER_WAY) {
            link.queryParam("show", part.value);
        }
        place.ifPresent(one -> link.queryParam("place", one.value()));
        if (page > 1) {
            link.queryParam("page", page);
        }
        return link.toUriString();
    }
}
