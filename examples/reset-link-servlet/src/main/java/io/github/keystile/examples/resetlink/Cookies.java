package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.Tokens;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.web.AuthCookies;
import io.github.keystile.auth.web.CookieKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;

/** Both tokens in HttpOnly cookies, refreshed when the access token has run out. */
final class Cookies {
    private final AuthService auth;
    private final AuthCookies cookies;
    private final Clock clock;

    Cookies(AuthService auth, AuthCookies cookies, Clock clock) {
        this.auth = auth;
        this.cookies = cookies;
        this.clock = clock;
    }

    void signIn(HttpServletResponse response, Tokens tokens) {
        keep(response, CookieKind.ACCESS, tokens.accessToken(), tokens.accessExpiresAt());
        keep(response, CookieKind.REFRESH, tokens.refreshToken(), tokens.refreshExpiresAt());
    }

    Optional<Visitor> resume(HttpServletRequest request, HttpServletResponse response) {
        // HTTP/2 proxies may split the header; a cookie in both halves must count as there twice.
        String header = String.join("; ", Collections.list(request.getHeaders("Cookie")));
        String access = cookies.read(CookieKind.ACCESS, header).orElse("");
        String refresh = cookies.read(CookieKind.REFRESH, header).orElse("");
        Optional<Visitor> visitor = verified(access);
        if (visitor.isPresent() || refresh.isEmpty()) {
            return visitor;
        }
        try {
            SignedIn signedIn = auth.refresh(new Refresh(refresh, Callers.of(request)));
            signIn(response, signedIn.tokens());
            return verified(signedIn.tokens().accessToken());
        } catch (AuthException e) {
            if (e.code() != AuthError.INVALID_TOKEN && e.code() != AuthError.TOKEN_EXPIRED) {
                throw e;
            }
            response.addHeader("Set-Cookie", cookies.clear(CookieKind.ACCESS));
            response.addHeader("Set-Cookie", cookies.clear(CookieKind.REFRESH));
            return Optional.empty();
        }
    }

    private Optional<Visitor> verified(String accessToken) {
        try {
            return Optional.of(new Visitor(auth.verifyAccessToken(accessToken), accessToken));
        } catch (AuthException e) {
            return Optional.empty();
        }
    }

    private void keep(HttpServletResponse response, CookieKind kind, String token, Instant until) {
        response.addHeader("Set-Cookie", cookies.set(kind, token, Duration.between(clock.instant(), until)));
    }
}
