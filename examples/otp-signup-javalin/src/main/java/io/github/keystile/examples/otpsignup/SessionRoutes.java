package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.EndSession;
import io.github.keystile.auth.ListSessions;
import io.github.keystile.auth.SessionInfo;
import io.github.keystile.auth.VerifiedSession;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.user.User;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is signed in, and where. */
final class SessionRoutes {
    private final AuthService auth;
    private final Browser browser;

    SessionRoutes(AuthService auth, Browser browser) {
        this.auth = auth;
        this.browser = browser;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/me", this::me);
        routes.get("/sessions", this::sessions);
        routes.post("/sessions/{id}/end", Answer.formOn("/", this::end));
    }

    private void me(Context ctx) {
        User user = auth.verifySession(new VerifySession(browser.accessToken(ctx), Callers.of(ctx)))
                .user();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", user.id());
        answer.put("email", user.email().address());
        answer.put("emailVerified", user.emailVerified());
        answer.put("createdAt", user.createdAt().toString());
        ctx.json(answer);
    }

    private void sessions(Context ctx) {
        List<Map<String, Object>> sessions =
                auth.account().sessions(new ListSessions(browser.accessToken(ctx), Callers.of(ctx))).stream()
                        .map(SessionRoutes::describe)
                        .toList();
        ctx.json(Map.of("sessions", sessions));
    }

    private static Map<String, Object> describe(SessionInfo session) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", session.id());
        answer.put("current", session.current());
        answer.put("userAgent", session.device().userAgent());
        answer.put("ip", session.device().ip());
        answer.put("createdAt", session.createdAt().toString());
        answer.put("lastSeenAt", session.lastSeenAt().toString());
        answer.put("expiresAt", session.expiresAt().toString());
        return answer;
    }

    private void end(Context ctx) {
        String token = browser.accessToken(ctx);
        VerifiedSession here = auth.verifySession(new VerifySession(token, Callers.of(ctx)));
        String id = ctx.pathParam("id");
        auth.account().endSession(new EndSession(token, id, Callers.of(ctx)));
        boolean itself = here.session().id().equals(id);
        if (itself) {
            browser.signOut(ctx);
        }
        Answer.done(ctx, "The session has ended.", itself ? "/login" : "/");
    }
}
