package org.schoolapprovals.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Matches requests by their whole path. Spring's own matchers leave out the part that a servlet is mapped to, so that none of
 * their patterns would hold for the engine's API, which lives in servlets of its own.
 */
final class Paths {

    private Paths() {}

    static RequestMatcher any(String... patterns) {
        return new OrRequestMatcher(Stream.of(patterns).map(Paths::matching).toList());
    }

    static RequestMatcher call(HttpMethod method, String pattern) {
        RequestMatcher path = matching(pattern);
        return request -> method.matches(request.getMethod()) && path.matches(request);
    }

    /** A call with these parameters at most: a query that may ask for anything can keep the database busy for minutes. */
    static RequestMatcher call(HttpMethod method, String pattern, String... parameters) {
        RequestMatcher call = call(method, pattern);
        Set<String> known = Set.of(parameters);
        return request -> call.matches(request)
                && known.containsAll(request.getParameterMap().keySet());
    }

    private static RequestMatcher matching(String pattern) {
        PathPattern parsed = PathPatternParser.defaultInstance.parse(pattern);
        return request -> parsed.matches(PathContainer.parsePath(whole(request)));
    }

    private static String whole(HttpServletRequest request) {
        return request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
    }
}
