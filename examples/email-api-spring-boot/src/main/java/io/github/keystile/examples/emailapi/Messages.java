package io.github.keystile.examples.emailapi;

import io.github.keystile.auth.error.AuthException;

/** What is said when something goes wrong: the document's words, and others where it has none. */
final class Messages {
    private Messages() {}

    static String of(AuthException refused) {
        return switch (refused.code()) {
            case EMAIL_TAKEN -> "User already exists";
            case INVALID_CREDENTIALS -> "Invalid credentials";
            case INVALID_CODE, CODE_EXPIRED -> "Invalid or expired OTP";
            case USER_NOT_FOUND -> "User not found";
            case ACCOUNT_NOT_VERIFIED -> "Account not verified";
            case TOO_MANY_ATTEMPTS -> "Too many failed attempts. Please request a new OTP";
            default -> refused.getMessage();
        };
    }

    static String of(int status) {
        return switch (status) {
            case 404 -> "There is no such route";
            case 405 -> "This route does not take that method";
            case 413 -> "The request is too large: at most 16 KB";
            case 415 -> "Send JSON, with Content-Type: application/json";
            case 503 -> "The service is not available. Try again in a moment";
            case 500 -> "Something went wrong on our side. Try again later";
            default -> "The request cannot be understood";
        };
    }
}
