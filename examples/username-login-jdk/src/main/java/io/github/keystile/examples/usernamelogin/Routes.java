package io.github.keystile.examples.usernamelogin;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.user.User;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The five routes of the API's document, and {@code /me}. */
final class Routes {
    private final AuthService auth;

    Routes(AuthService auth) {
        this.auth = auth;
    }

    /** By path, then method. */
    Map<String, Map<String, Function<Visit, Reply>>> all() {
        return Map.of(
                "/signup", Map.of("POST", this::signup),
                "/login", Map.of("POST", this::login),
                "/getOtp", Map.of("POST", this::getOtp),
                "/verifyOtpChangePassword", Map.of("PUT", this::changePassword),
                "/logout", Map.of("DELETE", this::logout),
                "/me", Map.of("GET", this::me));
    }

    private Reply signup(Visit visit) {
        Body body = visit.body();
        auth.registerUnverified(new RegisterUnverified(
                body.text("email"), body.text("pwd"), SignupProfile.named(body.text("user")), visit.caller()));
        return Reply.msg("signup successful");
    }

    private Reply login(Visit visit) {
        Body body = visit.body();
        String userId = body.text("userId");
        String password = body.text("pwd");
        return about(userId, () -> {
            visit.signIn(auth.login(new Login(userId, password, visit.caller())));
            return Reply.msg("Device verified");
        });
    }

    private Reply getOtp(Visit visit) {
        String userId = visit.body().text("userId");
        return about(userId, () -> {
            auth.startPasswordReset(new StartPasswordReset(userId, ResetBy.CODE, visit.caller()));
            return Reply.msg("Otp sent to the registered email id");
        });
    }

    private Reply changePassword(Visit visit) {
        Body body = visit.body();
        String userId = body.text("userId");
        IdentifierCode proof = new IdentifierCode(userId, body.text("otp"));
        String password = body.text("pwd");
        return about(userId, () -> {
            auth.finishPasswordReset(new FinishPasswordReset(proof, password, visit.caller()));
            return Reply.msg("password changed successfully");
        });
    }

    private Reply logout(Visit visit) {
        visit.signOut();
        return Reply.json(200, Map.of("message", "User signed out successfully"));
    }

    private Reply me(Visit visit) {
        User user = auth.verifySession(new VerifySession(visit.accessToken(), visit.caller()))
                .user();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", user.id());
        if (user.username() != null) {
            answer.put("user", user.username().name());
        }
        answer.put("email", user.email().address());
        return Reply.json(200, answer);
    }

    private static Reply about(String userId, Supplier<Reply> verb) {
        try {
            return verb.get();
        } catch (AuthException e) {
            if (e.code() == AuthError.USER_NOT_FOUND) {
                return Messages.unknown(e, userId);
            }
            throw e;
        }
    }
}
