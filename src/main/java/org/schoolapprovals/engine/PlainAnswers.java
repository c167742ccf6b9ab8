package org.schoolapprovals.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers every failed call of the engine's API with one sentence, in the shape that Tasklist shows. A refusal is answered with 403
 * or 422, in its own words; of anything else people learn no ids, class names or rights, which go to the log instead. Whoever may
 * open Admin works with the engine itself and is told what it says.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class PlainAnswers extends OncePerRequestFilter {

    static final String FAILURE = PlainAnswers.class.getName() + ".failure";

    private static final Logger LOG = LoggerFactory.getLogger(PlainAnswers.class);
    private static final String NO_SUCH_TASK = "Cannot find task";

    private final ObjectMapper json;

    PlainAnswers(ObjectMapper json) {
        this.json = json;
    }

    /** The shape of the engine's own answers. */
    private record Answer(String type, String message, Integer code) {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(request.getContextPath() + "/camunda/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new WithoutErrorPages(response);
        try {
            chain.doFilter(request, answer);
        } catch (ServletException | RuntimeException failure) {
            LOG.error("A call of the engine's API failed", failure);
            answer.setStatus(HttpStatus.INTERNAL_SERVER_ERROR.value());
        }
        if (answer.getStatus() >= HttpStatus.BAD_REQUEST.value()) {
            rewrite(request, answer);
        }
        answer.copyBodyToResponse();
    }

    private void rewrite(HttpServletRequest request, ContentCachingResponseWrapper answer) throws IOException {
        String detail = new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
        Object failure = request.getAttribute(FAILURE);
        HttpStatus status;
        String sentence;
        if (failure instanceof RefusedException refused) {
            status = refused instanceof NotAllowedException ? HttpStatus.FORBIDDEN : HttpStatus.UNPROCESSABLE_ENTITY;
            sentence = refused.getMessage();
        } else {
            status = detail.contains(NO_SUCH_TASK) ? HttpStatus.NOT_FOUND : HttpStatus.valueOf(answer.getStatus());
            log(request, status, detail, failure);
            if (isAdministrators(answer)) {
                return;
            }
            sentence = sentence(status);
        }
        answer.resetBuffer();
        answer.setStatus(status.value());
        answer.setContentType(MediaType.APPLICATION_JSON_VALUE);
        answer.setCharacterEncoding(StandardCharsets.UTF_8.name());
        answer.getOutputStream().write(json.writeValueAsBytes(new Answer(status.getReasonPhrase(), sentence, null)));
    }

    private static void log(HttpServletRequest request, HttpStatus status, String detail, Object failure) {
        String call =
                "%s %s: %d %s".formatted(request.getMethod(), request.getRequestURI(), status.value(), oneLine(detail));
        if (status.is5xxServerError()) {
            LOG.error(call, failure);
        } else if (status != HttpStatus.UNAUTHORIZED) {
            LOG.info(call);
        }
    }

    private static boolean isAdministrators(HttpServletResponse answer) {
        String applications = answer.getHeader("X-Authorized-Apps");
        return applications != null && List.of(applications.split(",")).contains("admin");
    }

    private static String sentence(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> "Please sign in first.";
            case FORBIDDEN -> "Your account has no right to do or see this.";
            case NOT_FOUND -> "There is nothing like that here, or it is no longer yours: please refresh the list.";
            case PAYLOAD_TOO_LARGE -> "That is more than can be taken in at once: please shorten it.";
            default ->
                status.is4xxClientError()
                        ? "This was not understood, so nothing was saved: please open the form afresh and try again."
                        : "Something went wrong on our side and nothing was saved: please try again in a few minutes, and tell the office if it goes on.";
        };
    }

    /** Nobody writes lines of their own into the log. */
    private static String oneLine(String detail) {
        String line = detail.replaceAll("\\p{Cntrl}", " ");
        return line.substring(0, Math.min(line.length(), 1000));
    }

    /** Keeps the answer until it is known how it ended, whoever has it sent. */
    private static final class WithoutErrorPages extends ContentCachingResponseWrapper {

        WithoutErrorPages(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendError(int status) {
            setStatus(status);
        }

        @Override
        public void sendError(int status, String message) {
            setStatus(status);
        }
    }
}
