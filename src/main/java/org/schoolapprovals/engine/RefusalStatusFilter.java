package org.schoolapprovals.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.schoolapprovals.refusal.NotAllowedException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers a refusal over the engine's API with 403 or 422: it is the person's input that is at fault, not the server. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class RefusalStatusFilter extends OncePerRequestFilter {

    static final String REFUSED = RefusalStatusFilter.class.getName() + ".refused";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(request.getContextPath() + "/camunda/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public void setStatus(int status) {
                super.setStatus(status == HttpStatus.INTERNAL_SERVER_ERROR.value() ? statusOf(request) : status);
            }
        });
    }

    private static int statusOf(HttpServletRequest request) {
        Object refused = request.getAttribute(REFUSED);
        if (refused instanceof NotAllowedException) {
            return HttpStatus.FORBIDDEN.value();
        }
        return (refused == null ? HttpStatus.INTERNAL_SERVER_ERROR : HttpStatus.UNPROCESSABLE_ENTITY).value();
    }
}
