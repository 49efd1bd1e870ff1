package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.ListSessions;
import io.github.keystile.auth.SessionInfo;
import io.github.keystile.auth.VerifiedSession;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.AuthException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page that everybody ends on: who you are and where you are signed in, or the ways in. */
final class HomePage {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final AuthService auth;
    private final Browser browser;
    private final Layout layout;

    HomePage(AuthService auth, Browser browser, Layout layout) {
        this.auth = auth;
        this.browser = browser;
        this.layout = layout;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/", this::home);
    }

    private void home(Context ctx) {
        String token = browser.accessToken(ctx);
        if (token.isEmpty()) {
            Answer.page(ctx, layout.page("welcome", Map.of("notice", Notices.of(ctx))));
            return;
        }
        try {
            Answer.page(
                    ctx,
                    signedIn(
                            Notices.of(ctx),
                            auth.verifySession(new VerifySession(token, Callers.of(ctx))),
                            auth.account().sessions(new ListSessions(token, Callers.of(ctx)))));
        } catch (AuthException ended) {
            browser.signOut(ctx);
            Answer.page(ctx, layout.page("welcome", Map.of("notice", "Your session has ended. Log in again.")));
        }
    }

    private String signedIn(String notice, VerifiedSession here, List<SessionInfo> sessions) {
        String rows = sessions.stream().map(this::row).collect(Collectors.joining());
        return layout.page(
                "home",
                Map.of(
                        "notice", notice,
                        "email", here.user().email().address(),
                        "since", minutes(here.user().createdAt()),
                        "sinceAt", here.user().createdAt(),
                        "sessions", new Layout.Html(rows)));
    }

    private String row(SessionInfo session) {
        String userAgent = session.device().userAgent();
        String ip = session.device().ip();
        Map<String, Object> values = Map.of(
                "id", session.id(),
                "device", UserAgents.describe(userAgent == null ? "" : userAgent),
                "userAgent", userAgent == null ? "" : userAgent,
                "ip", ip == null ? "" : ip,
                "seen", minutes(session.lastSeenAt()),
                "seenAt", session.lastSeenAt());
        return layout.fragment(session.current() ? "session-here" : "session", values)
                .text();
    }

    private static String minutes(Instant instant) {
        return MINUTES.format(instant);
    }
}
