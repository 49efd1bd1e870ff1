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
        routes.get("/signup", ctx -> show(ctx, "signup"));
        routes.get("/login", ctx -> show(ctx, "login"));
        routes.get("/forgot-password", ctx -> show(ctx, "forgot-password"));
        routes.get("/verify-otp", ctx -> showWith(CookieKind.SIGNUP_CHALLENGE, ctx, "verify-otp", "/signup"));
        routes.get(
                "/verify-reset-otp",
                ctx -> showWith(CookieKind.RESET_CHALLENGE, ctx, "verify-reset-otp", "/forgot-password"));
        routes.get("/update-password", ctx -> showWith(CookieKind.TICKET, ctx, "update-password", "/forgot-password"));
    }

    /** A page that makes no sense without a cookie of an earlier step leads to where that step begins. */
    private void showWith(CookieKind kind, Context ctx, String page, String otherwise) {
        if (browser.read(ctx, kind).isEmpty()) {
            ctx.redirect(otherwise, HttpStatus.SEE_OTHER);
        } else {
            show(ctx, page);
        }
    }

    private void show(Context ctx, String page) {
        String email = ctx.queryParam("email");
        String shown = email == null || email.length() > LONGEST_EMAIL ? "" : email;
        Map<String, Object> values = new HashMap<>();
        values.put("email", shown);
        values.put("emailOrYou", shown.isEmpty() ? "you" : shown);
        // A path must not end in nothing; the server goes by the cookie anyway.
        values.put("emailInPath", shown.isEmpty() ? "-" : inPath(shown));
        putProblem(values, Problems.named(ctx.queryParam("error"), ctx.queryParam("retry")));
        Answer.page(ctx, layout.page(page, values));
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
