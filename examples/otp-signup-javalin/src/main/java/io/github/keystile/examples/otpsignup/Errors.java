package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.error.AuthInfrastructureException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever goes wrong into one clear answer. */
final class Errors {
    private static final long MOST_SKIPPED = 1 << 20;
    private static final Logger log = LoggerFactory.getLogger(Errors.class);

    private final Layout layout;

    Errors(Layout layout) {
        this.layout = layout;
    }

    void addTo(RoutesConfig routes) {
        routes.exception(AuthException.class, (e, ctx) -> refuse(ctx, Problems.of(e)));
        routes.exception(Refusal.class, (e, ctx) -> refuse(ctx, e.problem()));
        routes.exception(HttpResponseException.class, (e, ctx) -> framework(ctx, e.getStatus()));
        // A body that ends too early, or whose chunks nobody can read, is the client's fault.
        routes.exception(EOFException.class, (e, ctx) -> framework(ctx, 400));
        routes.exception(AuthInfrastructureException.class, (e, ctx) -> {
            log.error("Broken: {}", e.getMessage());
            tell(ctx, 503, "UNAVAILABLE", "The service is not available. Try again in a moment.");
        });
        routes.exception(Exception.class, (e, ctx) -> {
            // Without its message, which may repeat what was sent.
            String place = Arrays.stream(e.getStackTrace())
                    .findFirst()
                    .map(Object::toString)
                    .orElse("an unknown place");
            log.error("{} at {}", e.getClass().getName(), place);
            tell(ctx, 500, "INTERNAL", "Something went wrong on our side. Try again later.");
        });
    }

    private void refuse(Context ctx, Problem problem) {
        if (Answer.wantsPage(ctx) && !Answer.isOfForm(ctx)) {
            Answer.page(ctx.status(problem.status()), layout.page("error", Map.of("message", problem.message())));
        } else {
            Answer.problem(ctx, problem);
        }
    }

    private void framework(Context ctx, int status) {
        switch (status) {
            case 404 -> tell(ctx, 404, "NOT_FOUND", "There is no such page.");
            case 405 -> tell(ctx, 405, "METHOD_NOT_ALLOWED", "This address does not take that method.");
            case 413 -> {
                skipBody(ctx);
                tell(ctx, 413, "TOO_LARGE", "The request is too large: at most 16 KB.");
            }
            default -> tell(ctx, status, "BAD_REQUEST", "The request cannot be understood.");
        }
    }

    /** Whoever is still sending when the connection is closed may not get to read why. */
    private static void skipBody(Context ctx) {
        try {
            ctx.req().getInputStream().skipNBytes(MOST_SKIPPED);
        } catch (IOException e) {
            // That was the whole body, or the client has gone.
        }
    }

    private void tell(Context ctx, int status, String error, String message) {
        if (Answer.wantsPage(ctx)) {
            Answer.page(ctx.status(status), layout.page("error", Map.of("message", message)));
        } else {
            Answer.problem(ctx, new Problem(status, error, message, null, null));
        }
    }
}
