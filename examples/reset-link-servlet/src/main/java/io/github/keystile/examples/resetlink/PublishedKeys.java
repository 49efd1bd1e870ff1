package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.token.TokenPolicy;
import io.github.keystile.auth.token.TokenVerifier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public keys. Fetched at the start, when a token names a key that is not among them, and when they are ten
 * minutes old, so that a key that was taken back is noticed; but never twice in a minute, whatever strangers send. While
 * the issuer does not answer, the earlier keys go on.
 */
final class PublishedKeys {
    private static final Logger log = LoggerFactory.getLogger(PublishedKeys.class);
    private static final Duration OLD = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI url;
    private final TokenNames names;
    private final Clock clock;
    private volatile Document document;
    private Instant tried;

    private PublishedKeys(URI url, TokenNames names, Clock clock) throws IOException {
        this.url = url;
        this.names = names;
        this.clock = clock;
        this.tried = clock.instant();
        this.document = load(client, url, names, clock);
    }

    static PublishedKeys fetch(URI url, TokenNames names, Clock clock) {
        try {
            return new PublishedKeys(url, names, clock);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartUpRefused("JWKS_URL answers with no keys: start the issuer first, with SIGNING_KEYSTORE");
        }
    }

    AccessClaims verify(String token) {
        Document current = document;
        return (current.serves(token, clock.instant()) ? current : renewed(token))
                .verifier()
                .verify(token);
    }

    /** One caller at a time, so that whoever else shows a new key's token waits for the same answer. */
    private synchronized Document renewed(String token) {
        Instant now = clock.instant();
        if (!document.serves(token, now) && !now.isBefore(tried.plus(PAUSE))) {
            tried = now;
            try {
                document = load(client, url, names, clock);
            } catch (IOException | IllegalArgumentException e) {
                log.warn("No keys from JWKS_URL: {}", e.getClass().getName());
            }
        }
        return document;
    }

    private static Document load(HttpClient client, URI url, TokenNames names, Clock clock) throws IOException {
        // A request's own timeout ends with the headers: an answer that stops after them would hold everybody up for
        // good.
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
        try {
            HttpResponse<String> response = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("Status " + response.statusCode());
            }
            return new Document(
                    TokenVerifier.of(response.body(), names.on(TokenPolicy.ofDefaults()), clock), clock.instant());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("No answer", e);
        } finally {
            answer.cancel(true);
        }
    }

    private record Document(TokenVerifier verifier, Instant since) {
        boolean serves(String token, Instant now) {
            return !verifier.lacksKeyOf(token) && now.isBefore(since.plus(OLD));
        }
    }
}
