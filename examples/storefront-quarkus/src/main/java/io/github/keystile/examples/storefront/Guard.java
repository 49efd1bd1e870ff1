package io.github.keystile.examples.storefront;

import io.github.keystile.auth.web.Loopback;
import io.github.keystile.auth.web.OriginCheck;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

/** Other sites' pages may not act here, nor, by a name of theirs that leads to loopback, read the inbox. */
@Provider
@PreMatching
public final class Guard implements ContainerRequestFilter, ContainerResponseFilter {
    private final Settings settings;
    private final HttpServerRequest connection;

    Guard(Settings settings, HttpServerRequest connection) {
        this.settings = settings;
        this.connection = connection;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!origins()
                .allows(
                        request.getMethod(),
                        request.getHeaderString("Origin"),
                        request.getHeaderString("Sec-Fetch-Site"))) {
            throw new Refusal(403, "This request came from another web site.");
        }
        // Not the Host header, which HTTP/2 does not have.
        HostAndPort asked = connection.authority();
        if (settings.smtp().isEmpty() && (asked == null || !Loopback.isLoopback(asked.host()))) {
            throw new Refusal(421, "Ask for this by a name of this machine, such as localhost.");
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("X-Content-Type-Options", "nosniff");
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private OriginCheck origins() {
        int port = connection.localAddress().port();
        return settings.appUrl().map(OriginCheck::allowing).orElseGet(() -> OriginCheck.onLoopback(port));
    }
}
