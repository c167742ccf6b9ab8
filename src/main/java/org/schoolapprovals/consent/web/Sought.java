package org.schoolapprovals.consent.web;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schoolapprovals.consent.RegisterFilter;
import org.schoolapprovals.consent.Show;
import org.schoolapprovals.consent.Use;
import org.springframework.web.util.UriComponentsBuilder;

/** What somebody looks for, as the address says it. Names of children never stand in an address: it is kept in many places. */
record Sought(String className, Show show, Optional<Use> use, Moment moment) {

    /** What is not understood counts as not asked for, except the moment: the wrong one would mislead. */
    static Sought of(String className, String show, String use, String on, String time) {
        return new Sought(className.strip(), Show.of(show).orElse(Show.EVERYBODY), Use.of(use), Moment.of(on, time));
    }

    RegisterFilter filter() {
        return new RegisterFilter(Optional.of(className).filter(name -> !name.isEmpty()), show, use, moment.at());
    }

    public boolean isNarrowed() {
        return !className.isEmpty()
                || show != Show.EVERYBODY
                || use.isPresent()
                || moment.at().isPresent();
    }

    /** Such as {@code , 3B, no answer, Facebook}, after how many were found; empty where nothing is asked for. */
    String words() {
        return Stream.of(
                        Optional.of(className).filter(name -> !name.isEmpty()),
                        Optional.of(show)
                                .filter(asked -> asked != Show.EVERYBODY)
                                .map(asked -> asked.words().toLowerCase(Locale.UK)),
                        use.map(Use::title))
                .flatMap(Optional::stream)
                .map(word -> ", " + word)
                .collect(Collectors.joining());
    }

    /** The same list in another form. */
    String link(String path) {
        UriComponentsBuilder link = UriComponentsBuilder.fromPath(path);
        if (!className.isEmpty()) {
            link.queryParam("class", "{class}");
        }
        if (show != Show.EVERYBODY) {
            link.queryParam("show", show.value());
        }
        use.ifPresent(asked -> link.queryParam("use", asked.value()));
        if (moment.at().isPresent()) {
            link.queryParam("on", moment.on());
            if (!moment.time().isBlank()) {
                link.queryParam("time", moment.time());
            }
        }
        return className.isEmpty()
                ? link.build().toUriString()
                : link.encode().buildAndExpand(className).toUriString();
    }
}
