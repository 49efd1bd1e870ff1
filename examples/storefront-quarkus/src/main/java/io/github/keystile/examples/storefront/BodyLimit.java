package io.github.keystile.examples.storefront;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Refuses bodies that are too large or not there. Quarkus's own limit would answer without a message. */
@Provider
public final class BodyLimit implements ReaderInterceptor {
    private static final int MAX_BYTES = 16 * 1024;

    void addTo(@Observes Filters filters) {
        filters.register(BodyLimit::refuseEarly, Integer.MAX_VALUE);
    }

    private static void refuseEarly(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || (length.matches("[0-9]{1,5}") && Integer.parseInt(length) <= MAX_BYTES)) {
            request.next();
            return;
        }
        request.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end("{\"message\":\"" + Errors.TOO_LARGE + "\"}");
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        byte[] bytes = context.getInputStream().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new Refusal(413, Errors.TOO_LARGE);
        }
        context.setInputStream(new ByteArrayInputStream(bytes));
        @Nullable Object body = context.proceed();
        if (body == null) {
            throw new Refusal(400, Errors.MALFORMED);
        }
        return body;
    }
}
