package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Says what to do about a refusal, and beside which field. */
final class Problems {
    static final String PASSWORDS_DIFFER = "The passwords differ. Type the same password twice.";

    private Problems() {}

    static Problem of(AuthException e) {
        Long seconds = e.retryAfter().map(Duration::toSeconds).orElse(null);
        return of(e.code(), e.getMessage(), seconds);
    }

    /** The problem that a page was opened with, from its query; a name that nobody knows is nothing. */
    static @Nullable Problem named(@Nullable String error, @Nullable String seconds) {
        if (error == null) {
            return null;
        }
        if (error.equals("PASSWORDS_DIFFER")) {
            return new Problem(422, error, PASSWORDS_DIFFER, "confirmPassword", null);
        }
        Long wait = seconds != null && seconds.matches("[0-9]{1,6}") ? Long.valueOf(seconds) : null;
        return Arrays.stream(AuthError.values())
                .filter(code -> code.name().equals(error))
                .findAny()
                .map(code -> of(code, code.message(), wait))
                .orElse(new Problem(400, "BAD_REQUEST", "Check what you entered and try again.", null, null));
    }

    private static Problem of(AuthError code, String what, @Nullable Long seconds) {
        String text = seconds == null
                ? (what + " " + advice(code)).strip()
                : what.replace("later", "in " + seconds + (seconds == 1 ? " second" : " seconds"));
        return new Problem(code.httpStatus(), code.name(), text, field(code), seconds);
    }

    private static String advice(AuthError code) {
        return switch (code) {
            case INVALID_CODE -> "Check the newest mail, or send a new code.";
            case INVALID_EMAIL -> "It looks like name@example.com.";
            case INVALID_CREDENTIALS -> "Check e-mail address and password, or reset your password.";
            case PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG -> "A few words in a row make a good password.";
            case PASSWORD_INVALID -> "Use letters, digits, signs and spaces.";
            default -> "";
        };
    }

    private static @Nullable String field(AuthError code) {
        return switch (code) {
            case INVALID_EMAIL, EMAIL_TAKEN -> "email";
            case INVALID_CODE, CODE_EXPIRED, TOO_MANY_ATTEMPTS -> "otp";
            case INVALID_CREDENTIALS -> "password";
            case PASSWORD_TOO_SHORT,
                    PASSWORD_TOO_LONG,
                    PASSWORD_INVALID,
                    PASSWORD_TOO_COMMON,
                    PASSWORD_MATCHES_IDENTITY,
                    PASSWORD_BREACHED -> "newPassword";
            default -> null;
        };
    }
}
