package org.schoolapprovals.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Lets Tasklist, Cockpit and Admin start however many people are at work. Their page names its scripts by a nonce that the header
 * has to name too; the engine keeps the latest nonce of the whole application in one place, so that a call made by anybody at the
 * same moment would part the two, and the browser would run none of the scripts.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class OneNonceAPage extends OncePerRequestFilter {

    static final RequestMatcher PAGES = Paths.any("/camunda/app/*/", "/camunda/app/*/*/");

    private static final String POLICY = "Content-Security-Policy";
    private static final Pattern IN_PAGE = Pattern.compile("nonce=\"([\\w-]+)\"");
    private static final Pattern IN_POLICY = Pattern.compile("'nonce-[\\w-]+'");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !PAGES.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper page = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, page);
        Matcher nonce = IN_PAGE.matcher(new String(page.getContentAsByteArray(), StandardCharsets.ISO_8859_1));
        String policy = page.getHeader(POLICY);
        if (policy != null && nonce.find()) {
            page.setHeader(POLICY, IN_POLICY.matcher(policy).replaceAll("'nonce-" + nonce.group(1) + "'"));
        }
        page.copyBodyToResponse();
    }
}
