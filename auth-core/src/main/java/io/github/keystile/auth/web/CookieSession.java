package io.github.keystile.auth.web;

import io.github.keystile.auth.token.AccessClaims;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who a request with cookies is from.
 *
 * @param claims what the access token says; empty if nobody is signed in
 * @param accessToken for the verbs that ask for one; empty text if nobody is signed in, which every verb refuses as it
 *     refuses a forged one. {@link #toString()} does not show it
 * @param setCookies {@code Set-Cookie} header values that the answer must carry, whatever else it says; often none
 */
public record CookieSession(Optional<AccessClaims> claims, String accessToken, List<String> setCookies) {
    public CookieSession {
        Objects.requireNonNull(claims, "claims");
        Objects.requireNonNull(accessToken, "accessToken");
        setCookies = List.copyOf(setCookies);
    }

    @Override
    public String toString() {
        return "CookieSession[" + claims.map(AccessClaims::userId).orElse("nobody") + "]";
    }
}
