package io.github.keystile.examples.emailapi;

import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.error.AuthInfrastructureException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever goes wrong into the document's one shape: {@code {"success": false, "message": "…"}}. */
@RestControllerAdvice
final class Errors extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Errors.class);

    record Failure(boolean success, String message) {}

    @ExceptionHandler
    ResponseEntity<Object> refused(AuthException refused) {
        int status = refused.code().httpStatus();
        HttpHeaders headers = new HttpHeaders();
        if (status == 401) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        refused.retryAfter().ifPresent(wait -> headers.set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds())));
        return answer(status, headers, Messages.of(refused));
    }

    @ExceptionHandler
    ResponseEntity<Object> broken(AuthInfrastructureException broken) {
        log.error("Broken: {}", broken.getMessage());
        return answer(503, new HttpHeaders(), Messages.of(503));
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception e) {
        // Without its message, which may repeat what was sent.
        log.error("{} at {}", e.getClass().getName(), e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "?");
        return answer(500, new HttpHeaders(), Messages.of(500));
    }

    /** What Spring itself refuses comes through here, and what this application refuses in Spring's words. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (e instanceof ResponseStatusException own && own.getReason() != null) {
            return answer(status.value(), headers, own.getReason());
        }
        if (e instanceof HttpMessageNotReadableException) {
            return answer(400, headers, "The body is not the JSON object that this route takes");
        }
        return answer(status.value(), headers, Messages.of(status.value()));
    }

    private static ResponseEntity<Object> answer(int status, HttpHeaders headers, String message) {
        return ResponseEntity.status(status).headers(headers).body(new Failure(false, message));
    }
}
