package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.error.AuthInfrastructureException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One answer whatever goes wrong: {@code {"message": …}}. */
final class ErrorFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(ErrorFilter.class);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (Refusal e) {
            refuse(response, e.status(), e.message());
        } catch (AuthException e) {
            e.retryAfter().ifPresent(wait -> response.setHeader("Retry-After", Long.toString(wait.toSeconds())));
            refuse(response, e.code().httpStatus(), e.getMessage());
        } catch (AuthInfrastructureException e) {
            log.error("Broken: {}", e.getMessage());
            refuse(response, 503, "The service is not available. Try again in a moment.");
        } catch (RuntimeException e) {
            // Without its message, which may repeat what was sent.
            log.error("{} at {}", e.getClass().getName(), e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "?");
            refuse(response, 500, "Something went wrong on our side. Try again later.");
        }
    }

    private static void refuse(HttpServletResponse response, int status, String message) throws IOException {
        if (status == 401) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        Answer.message(response, status, message);
    }
}
