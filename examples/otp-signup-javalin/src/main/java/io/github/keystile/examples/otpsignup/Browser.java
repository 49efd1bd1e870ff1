package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.ResetTicket;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.Tokens;
import io.github.keystile.auth.web.AuthCookies;
import io.github.keystile.auth.web.CookieKind;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What the visitor's browser keeps for us, out of reach of scripts. */
final class Browser {
    /** A challenge can still be sent a new code for an hour after its code has expired. */
    private static final Duration RESEND_WINDOW = Duration.ofHours(1);

    private static final String ACCESS = "access token of this request";

    private final AuthCookies cookies;
    private final Clock clock;

    Browser(AuthCookies cookies, Clock clock) {
        this.cookies = cookies;
        this.clock = clock;
    }

    /** The cookie, or an empty text, which every verb refuses as it refuses a forged one. */
    String read(Context ctx, CookieKind kind) {
        return cookies.read(kind, ctx.header("Cookie")).orElse("");
    }

    /** The access token, fresh from {@link RefreshFilter} if need be; empty if nobody is signed in. */
    String accessToken(Context ctx) {
        String fresh = ctx.attribute(ACCESS);
        return fresh != null ? fresh : read(ctx, CookieKind.ACCESS);
    }

    void signIn(Context ctx, SignedIn signedIn) {
        Tokens tokens = signedIn.tokens();
        keep(ctx, CookieKind.ACCESS, tokens.accessToken(), tokens.accessExpiresAt());
        keep(ctx, CookieKind.REFRESH, tokens.refreshToken(), tokens.refreshExpiresAt());
        ctx.attribute(ACCESS, tokens.accessToken());
    }

    void signOut(Context ctx) {
        forget(ctx, CookieKind.ACCESS);
        forget(ctx, CookieKind.REFRESH);
        ctx.attribute(ACCESS, "");
    }

    void keepChallenge(Context ctx, ChallengeStarted started) {
        keep(
                ctx,
                CookieKind.CHALLENGE,
                started.challengeId(),
                started.expiresAt().plus(RESEND_WINDOW));
    }

    void keepTicket(Context ctx, ResetTicket ticket) {
        keep(ctx, CookieKind.TICKET, ticket.ticket(), ticket.expiresAt());
    }

    void forget(Context ctx, CookieKind kind) {
        ctx.res().addHeader("Set-Cookie", cookies.clear(kind));
    }

    private void keep(Context ctx, CookieKind kind, String value, Instant until) {
        Duration left = Duration.between(clock.instant(), until);
        if (left.toSeconds() >= 1) {
            ctx.res().addHeader("Set-Cookie", cookies.set(kind, value, left));
        }
    }
}
