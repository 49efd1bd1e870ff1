package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.ResetTicket;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.web.AuthCookies;
import io.github.keystile.auth.web.CookieKind;
import io.github.keystile.auth.web.CookieSession;
import io.github.keystile.auth.web.CookieSessions;
import io.github.keystile.auth.web.SignedOut;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;

/** What the visitor's browser keeps for us, out of reach of scripts. */
final class Browser {
    private static final String ACCESS = "access token of this request";

    private final AuthCookies cookies;
    private final CookieSessions sessions;

    Browser(AuthCookies cookies, CookieSessions sessions) {
        this.cookies = cookies;
        this.sessions = sessions;
    }

    /** The cookie, or an empty text, which every verb refuses as it refuses a forged one. */
    String read(Context ctx, CookieKind kind) {
        return cookies.read(kind, header(ctx)).orElse("");
    }

    /** Signs a visitor on whose access token has run out, before the request is looked at. */
    void resume(Context ctx, Caller caller) {
        CookieSession visitor = sessions.resume(header(ctx), caller);
        add(ctx, visitor.setCookies());
        ctx.attribute(ACCESS, visitor.accessToken());
    }

    /** Empty if nobody is signed in. */
    String accessToken(Context ctx) {
        String token = ctx.attribute(ACCESS);
        return token == null ? "" : token;
    }

    void signIn(Context ctx, SignedIn signedIn) {
        add(ctx, cookies.signIn(signedIn.tokens()));
        ctx.attribute(ACCESS, signedIn.tokens().accessToken());
    }

    /** Ends the session too, so that a copied cookie is worth nothing. The browser forgets it even if that fails. */
    SignedOut signOut(Context ctx) {
        SignedOut out = sessions.signOut(header(ctx), Callers.of(ctx));
        add(ctx, out.setCookies());
        ctx.attribute(ACCESS, "");
        return out;
    }

    void keepChallenge(Context ctx, CookieKind kind, ChallengeStarted started) {
        add(ctx, List.of(cookies.challenge(kind, started)));
    }

    void keepTicket(Context ctx, ResetTicket ticket) {
        add(ctx, List.of(cookies.ticket(ticket)));
    }

    void forget(Context ctx, CookieKind kind) {
        add(ctx, List.of(cookies.clear(kind)));
    }

    /** Proxies may split the header; a cookie in both halves must count as there twice. */
    private static String header(Context ctx) {
        return String.join("; ", Collections.list(ctx.req().getHeaders("Cookie")));
    }

    private static void add(Context ctx, List<String> setCookies) {
        setCookies.forEach(cookie -> ctx.res().addHeader("Set-Cookie", cookie));
    }
}
