package org.schoolapprovals.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes no more than 256 KB in one call of the engine's API, which reads a whole body before it looks at any of it; a long form is a
 * tenth of that. What is sent has to say beforehand how long it is. The server itself sets the limits for our own pages.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class LargestBody extends OncePerRequestFilter {

    private static final long LARGEST = DataSize.ofKilobytes(256).toBytes();

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !SignIn.isApi(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > LARGEST) {
            response.sendError(HttpStatus.PAYLOAD_TOO_LARGE.value());
        } else if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            response.sendError(HttpStatus.LENGTH_REQUIRED.value());
        } else {
            chain.doFilter(request, response);
        }
    }
}
