package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Says what to do about a refusal, and beside which field. */
final class Problems {
    static final String NOT_ASKED_HERE = "This browser did not ask for that code. Enter it in the browser that did, or"
            + " ask for a new one here. If you have finished already, log in.";
    static final String WRONG_PASSWORD = "That is not your password.";
    static final String ALREADY_DONE = "That is done already. Log in to go on.";
    static final String PASSWORDS_DIFFER = "The passwords differ. Type the same password twice.";

    private Problems() {}

    static String codeOnItsWay(@Nullable Long seconds) {
        return "We have sent you a code already: enter it here."
                + (seconds == null ? "" : " You can have a new one in " + inWords(seconds) + ".");
    }

    static Problem of(AuthException e) {
        Long seconds = e.retryAfter().map(Duration::toSeconds).orElse(null);
        return of(e.code(), e.getMessage(), seconds);
    }

    /** The problem that a page was opened with, from its query; a name that nobody knows is nothing. */
    static @Nullable Problem named(@Nullable String error, @Nullable String seconds) {
        if (error == null) {
            return null;
        }
        Long wait = seconds != null && seconds.matches("[0-9]{1,6}") ? Long.valueOf(seconds) : null;
        return switch (error) {
            case "PASSWORDS_DIFFER" -> new Problem(422, error, PASSWORDS_DIFFER, "confirmPassword", null);
            case "WRONG_PASSWORD" -> new Problem(401, error, WRONG_PASSWORD, "currentPassword", null);
            case "NOT_ASKED_HERE" -> new Problem(400, error, NOT_ASKED_HERE, null, null);
            case "ALREADY_DONE" -> new Problem(409, error, ALREADY_DONE, null, null);
            case "CODE_ON_ITS_WAY" -> new Problem(429, error, codeOnItsWay(wait), null, wait);
            default -> ofLibrary(error, wait);
        };
    }

    private static Problem ofLibrary(String error, @Nullable Long wait) {
        return Arrays.stream(AuthError.values())
                .filter(code -> code.name().equals(error))
                .findAny()
                .map(code -> of(code, code.message(), wait))
                .orElse(new Problem(400, "BAD_REQUEST", "Check what you entered and try again.", null, null));
    }

    private static Problem of(AuthError code, String what, @Nullable Long seconds) {
        String text = seconds == null
                ? (words(code, what) + " " + advice(code)).strip()
                : what.replace("later", "in " + inWords(seconds));
        return new Problem(code.httpStatus(), code.name(), text, field(code), seconds);
    }

    private static String inWords(long seconds) {
        return seconds + (seconds == 1 ? " second" : " seconds");
    }

    /** The library speaks to every kind of client; these are for people. */
    private static String words(AuthError code, String what) {
        return switch (code) {
            case INVALID_CREDENTIALS -> "Wrong e-mail address or password.";
            case INVALID_CODE -> "That code is not right, or too old.";
            case INVALID_TICKET -> "The time for setting the password is over, or it is set already.";
            case INVALID_TOKEN, TOKEN_EXPIRED -> "You are not logged in.";
            default -> what;
        };
    }

    private static String advice(AuthError code) {
        return switch (code) {
            case INVALID_CODE -> "Check the newest mail, or send a new code.";
            case INVALID_EMAIL -> "It looks like name@example.com.";
            case INVALID_CREDENTIALS -> "Check both, or reset your password.";
            case INVALID_TICKET -> "Ask for a new code, or log in with the new password.";
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
