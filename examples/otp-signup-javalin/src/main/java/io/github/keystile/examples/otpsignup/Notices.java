package io.github.keystile.examples.otpsignup;

import io.javalin.http.Context;

/** What went well, for the page that follows; its query names it. */
final class Notices {
    private Notices() {}

    static String of(Context ctx) {
        String name = ctx.queryParam("notice");
        return switch (name == null ? "" : name) {
            case "LOGGED_OUT" -> "You are logged out.";
            case "ALREADY_DONE" -> "That is done already: you are logged in.";
            case "PASSWORD_CHANGED" -> "Your password is changed, and you are logged out everywhere else.";
            case "OTHERS_ENDED" -> "You are logged out everywhere else.";
            case "ACCOUNT_DELETED" -> "Your account is deleted.";
            default -> "";
        };
    }
}
