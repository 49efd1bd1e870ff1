package io.github.keystile.examples.storefront;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.error.AuthInfrastructureException;
import io.github.keystile.examples.storefront.Bodies.Message;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever goes wrong into one message, in the words of the API's document where it has some. */
final class Errors {
    static final String MALFORMED = "Send one JSON object of texts.";
    static final String TOO_LARGE = "The request is too large: at most 16 KB.";
    static final String INVALID_OTP = "Invalid or expired OTP.";

    private static final Logger log = Logger.getLogger(Errors.class);

    @ServerExceptionMapper
    Response refused(AuthException refused, UriInfo asked) {
        AuthError code = refused.code();
        String message = switch (code) {
            case EMAIL_TAKEN -> "User with this email already exists.";
            case INVALID_CREDENTIALS -> "Invalid credentials";
            case USER_NOT_FOUND -> "User not found.";
            case INVALID_CODE, CODE_EXPIRED, INVALID_TICKET -> INVALID_OTP;
            default -> refused.getMessage();
        };
        if (code == AuthError.PASSWORD_TOO_SHORT && asked.getPath().endsWith("/reset-password")) {
            message = "New password must be at least 8 characters long.";
        }
        Response.ResponseBuilder response = answer(code.httpStatus(), message);
        refused.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, wait.toSeconds()));
        if (code.httpStatus() == 401 && code != AuthError.INVALID_CREDENTIALS) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.build();
    }

    @ServerExceptionMapper
    Response refused(Refusal refused) {
        return answer(refused.status(), String.valueOf(refused.getMessage())).build();
    }

    /** The second is named because Quarkus has a mapper of its own for it. */
    @ServerExceptionMapper({IOException.class, MismatchedInputException.class})
    Response malformed() {
        return answer(400, MALFORMED).build();
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException refused, UriInfo asked) {
        Response given = refused.getResponse();
        String message = switch (given.getStatus()) {
            case 404 -> "There is no such page.";
            case 405 -> "This address does not take that method.";
            case 406 -> "This address answers in JSON.";
            case 413 -> TOO_LARGE;
            case 415 -> "Send JSON, with Content-Type: application/json.";
            case 400 -> MALFORMED;
            default -> "The request cannot be carried out.";
        };
        Response.ResponseBuilder response = answer(given.getStatus(), message);
        if (given.getStatus() == 405) {
            // Quarkus leaves out the header that HTTP demands here.
            response.allow(asked.getPath().startsWith("/api/") ? "POST" : "GET");
        }
        return response.build();
    }

    @ServerExceptionMapper
    Response broken(AuthInfrastructureException broken) {
        log.errorf("Broken: %s", broken.getMessage());
        return answer(503, "The service is not available. Try again in a moment.")
                .build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable unexpected) {
        // Without its message, which may repeat what was sent.
        StackTraceElement[] trace = unexpected.getStackTrace();
        log.errorf("%s at %s", unexpected.getClass().getName(), trace.length > 0 ? trace[0] : "?");
        return answer(500, "Something went wrong on our side. Try again later.").build();
    }

    private static Response.ResponseBuilder answer(int status, String message) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(new Message(message));
    }
}
