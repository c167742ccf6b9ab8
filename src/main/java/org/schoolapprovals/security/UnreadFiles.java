package org.schoolapprovals.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Looks for the token of a form with files in the header only, where scripts send it, where nobody is signed in and where the form is
 * too large for any of our pages: to look for it in the form, the server would write the files to its disk first, whoever sent them.
 */
class UnreadFiles implements CsrfTokenRequestHandler {

    private final CsrfTokenRequestHandler usual = new XorCsrfTokenRequestAttributeHandler();
    private final RequestMatcher scripts;
    private final long largestFile;

    /** @param largestFile in bytes; the server takes no larger one */
    UnreadFiles(RequestMatcher scripts, long largestFile) {
        this.scripts = scripts;
        this.largestFile = largestFile;
    }

    boolean isTooLarge(HttpServletRequest request) {
        return hasFiles(request) && request.getContentLengthLong() > largestFile;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
        usual.handle(request, response, token);
    }

    @Override
    public String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
        boolean unread = hasFiles(request)
                && (scripts.matches(request)
                        || isTooLarge(request)
                        || SecurityContextHolder.getContext().getAuthentication() == null);
        return usual.resolveCsrfTokenValue(unread ? withoutForm(request) : request, token);
    }

    private static boolean hasFiles(HttpServletRequest request) {
        return Optional.ofNullable(request.getContentType())
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE))
                .isPresent();
    }

    private static HttpServletRequest withoutForm(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getParameter(String name) {
                return null;
            }
        };
    }
}
