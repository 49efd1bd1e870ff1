package io.github.keystile.examples.otpsignup;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One answer for programs, in JSON, and for people whose browser posted a form: a redirect. */
final class Answer {
    private static final String PAGE = "page of the form";
    private static final String EMAIL = "e-mail address of the form";

    private Answer() {}

    /** Names the page that a form is on, so that a refused form leads back to it. */
    static Handler formOn(String page, Handler handler) {
        return ctx -> {
            ctx.attribute(PAGE, page);
            handler.handle(ctx);
        };
    }

    static boolean isOfForm(Context ctx) {
        return ctx.attribute(PAGE) != null;
    }

    /** Remembers what was typed, for the way back. */
    static void typed(Context ctx, String email) {
        ctx.attribute(EMAIL, email);
    }

    static void done(Context ctx, String message, String next) {
        done(ctx, message, next, Map.of());
    }

    static void done(Context ctx, String message, String next, Map<String, ?> more) {
        if (wantsPage(ctx)) {
            Object wait = more.get("resendInSeconds");
            ctx.redirect(wait == null ? next : next + "&wait=" + wait, HttpStatus.SEE_OTHER);
            return;
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("message", message);
        answer.put("next", next);
        answer.putAll(more);
        ctx.json(answer);
    }

    /** Leads back to the page that the form is on. */
    static void backOnPage(Context ctx, String message, Map<String, ?> more) {
        String page = ctx.attribute(PAGE);
        done(ctx, message, withQuery(page == null ? "/" : page, ctx.attribute(EMAIL)), more);
    }

    static void problem(Context ctx, Problem problem) {
        String page = ctx.attribute(PAGE);
        if (problem.retryAfter() != null) {
            ctx.header("Retry-After", problem.retryAfter().toString());
        }
        String next = problem.next() == null ? null : withProblem(problem.next(), problem);
        if (page != null && wantsPage(ctx)) {
            ctx.redirect(
                    next == null ? withProblem(withQuery(page, ctx.attribute(EMAIL)), problem) : next,
                    HttpStatus.SEE_OTHER);
            return;
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("error", problem.error());
        answer.put("message", problem.message());
        if (problem.field() != null) {
            answer.put("field", problem.field());
        }
        if (next != null) {
            answer.put("next", next);
        }
        ctx.status(problem.status()).json(answer);
    }

    static void page(Context ctx, String html) {
        ctx.html(html).contentType("text/html; charset=utf-8");
    }

    static boolean wantsPage(Context ctx) {
        String accept = ctx.header("Accept");
        return accept != null && accept.contains("text/html");
    }

    /** A page that knows which address it is about. */
    static String withQuery(String page, @Nullable String email) {
        return email == null ? page : page + "?email=" + URLEncoder.encode(email, StandardCharsets.UTF_8);
    }

    private static String withProblem(String page, Problem problem) {
        return page + (page.contains("?") ? "&" : "?") + "error=" + problem.error() + retry(problem);
    }

    private static String retry(Problem problem) {
        return problem.retryAfter() == null ? "" : "&retry=" + problem.retryAfter();
    }
}
