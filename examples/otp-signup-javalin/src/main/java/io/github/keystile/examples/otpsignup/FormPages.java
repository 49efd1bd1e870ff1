package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.web.CookieKind;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages that hold a form. What a refused form left in the query is shown beside its field. */
final class FormPages {
    private static final int LONGEST_EMAIL = 254;

    private final Browser browser;
    private final Layout layout;

    FormPages(Browser browser, Layout layout) {
        this.browser = browser;
        this.layout = layout;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/signup", ctx -> showToStranger(ctx, "signup"));
        routes.get("/login", ctx -> showToStranger(ctx, "login"));
        routes.get("/forgot-password", ctx -> show(ctx, "forgot-password"));
        routes.get("/verify-otp", ctx -> showWaiting(CookieKind.SIGNUP_CHALLENGE, ctx, "verify-otp", "/signup"));
        routes.get(
                "/verify-reset-otp",
                ctx -> showWaiting(CookieKind.RESET_CHALLENGE, ctx, "verify-reset-otp", "/forgot-password"));
        routes.get("/update-password", this::showNewPassword);
        routes.get("/change-password", ctx -> showToOwner(ctx, "change-password"));
        routes.get("/delete-account", ctx -> showToOwner(ctx, "delete-account"));
    }

    private void showToOwner(Context ctx, String page) {
        if (browser.accessToken(ctx).isEmpty()) {
            ctx.redirect("/login", HttpStatus.SEE_OTHER);
        } else {
            show(ctx, page);
        }
    }

    private void showToStranger(Context ctx, String page) {
        if (browser.accessToken(ctx).isEmpty()) {
            show(ctx, page);
        } else {
            ctx.redirect("/", HttpStatus.SEE_OTHER);
        }
    }

    /** Codes are opened where mails are read, which may be another browser than the one that waits for them. */
    private void showWaiting(CookieKind kind, Context ctx, String page, String start) {
        if (browser.find(ctx, kind, email(ctx)).isPresent()) {
            show(ctx, page);
        } else if (!browser.accessToken(ctx).isEmpty()) {
            ctx.redirect("/", HttpStatus.SEE_OTHER);
        } else if (email(ctx).isEmpty()) {
            ctx.redirect(start, HttpStatus.SEE_OTHER);
        } else {
            Map<String, Object> values = values(ctx);
            values.put("start", Answer.withQuery(start, email(ctx)));
            Answer.page(ctx, layout.page("not-asked-here", values));
        }
    }

    /** Without a ticket, a new code is due; the reason, if there is one, goes along. */
    private void showNewPassword(Context ctx) {
        if (browser.find(ctx, CookieKind.TICKET, email(ctx)).isPresent()) {
            show(ctx, "update-password");
        } else {
            String query = ctx.queryString();
            ctx.redirect("/forgot-password" + (query == null ? "" : "?" + query), HttpStatus.SEE_OTHER);
        }
    }

    private void show(Context ctx, String page) {
        Answer.page(ctx, layout.page(page, values(ctx)));
    }

    private static Map<String, Object> values(Context ctx) {
        String email = email(ctx);
        Map<String, Object> values = new HashMap<>();
        values.put("form", SameForm.name());
        values.put("notice", Notices.of(ctx));
        values.put("email", email);
        values.put("emailInPath", inPath(email));
        values.put("emailInQuery", email.isEmpty() ? "" : "?email=" + inPath(email));
        values.put(email.isEmpty() ? "focus-email" : "focus-password", "autofocus");
        values.put("wait", wait(ctx));
        putProblem(values, Problems.named(ctx.queryParam("error"), ctx.queryParam("retry")));
        return values;
    }

    private static String email(Context ctx) {
        String email = ctx.queryParam("email");
        return email == null || email.length() > LONGEST_EMAIL ? "" : email;
    }

    /** For browsers without script, where nothing counts the seconds down. */
    private static String wait(Context ctx) {
        String retry = ctx.queryParam("retry");
        String seconds = retry == null ? ctx.queryParam("wait") : retry;
        return seconds == null || !seconds.matches("[1-9][0-9]{0,5}") ? "" : " (in " + seconds + " s)";
    }

    private static void putProblem(Map<String, Object> values, @Nullable Problem problem) {
        String field = problem == null || problem.field() == null ? "form" : problem.field();
        if (problem != null) {
            values.put("error-" + field, problem.message());
            values.put("invalid-" + field, "true");
        }
        // The same refusal stands beside "password" at signup and beside "newPassword" at reset.
        if (field.equals("newPassword") && problem != null) {
            values.put("error-password", problem.message());
            values.put("invalid-password", "true");
        }
    }

    private static String inPath(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
