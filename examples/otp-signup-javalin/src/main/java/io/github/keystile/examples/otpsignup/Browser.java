package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.ResetTicket;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.web.AuthCookies;
import io.github.keystile.auth.web.ChallengeCookies;
import io.github.keystile.auth.web.CookieKind;
import io.github.keystile.auth.web.CookieSession;
import io.github.keystile.auth.web.CookieSessions;
import io.github.keystile.auth.web.SignedOut;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What the visitor's browser keeps for us, out of reach of scripts. */
final class Browser {
    private static final String ACCESS = "access token of this request";

    private final AuthCookies cookies;
    private final CookieSessions sessions;
    private final ChallengeCookies waiting;

    Browser(AuthCookies cookies, CookieSessions sessions, ChallengeCookies waiting) {
        this.cookies = cookies;
        this.sessions = sessions;
        this.waiting = waiting;
    }

    /** What this browser waits with for the code of an address, or sets its password with. */
    Optional<String> find(Context ctx, CookieKind kind, String email) {
        return waiting.find(kind, email, header(ctx));
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

    void keepChallenge(Context ctx, CookieKind kind, String email, ChallengeStarted started) {
        add(ctx, List.of(waiting.keep(kind, email, started, header(ctx))));
    }

    void keepTicket(Context ctx, String email, ResetTicket ticket) {
        add(ctx, List.of(waiting.keepTicket(email, ticket, header(ctx))));
    }

    void forget(Context ctx, CookieKind kind, String email) {
        add(ctx, List.of(waiting.forget(kind, email, header(ctx))));
    }

    /** Proxies may split the header; a cookie in both halves must count as there twice. */
    private static String header(Context ctx) {
        return String.join("; ", Collections.list(ctx.req().getHeaders("Cookie")));
    }

    private static void add(Context ctx, List<String> setCookies) {
        setCookies.forEach(cookie -> ctx.res().addHeader("Set-Cookie", cookie));
    }
}
