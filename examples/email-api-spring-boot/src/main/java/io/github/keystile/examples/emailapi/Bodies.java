package io.github.keystile.examples.emailapi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What clients send. A field that they leave out is null; toString() shows none of them, since Spring logs bodies. */
final class Bodies {
    private Bodies() {}

    record Address(@Nullable String email) {
        @Override
        public String toString() {
            return "Address[]";
        }
    }

    record Credentials(@Nullable String email, @Nullable String password) {
        @Override
        public String toString() {
            return "Credentials[]";
        }
    }

    record Verification(
            @Nullable String email,
            @Nullable String otp,
            @Nullable String username,
            @Nullable List<@Nullable String> preferences) {
        @Override
        public String toString() {
            return "Verification[]";
        }
    }

    record Code(@Nullable String email, @Nullable String otp) {
        @Override
        public String toString() {
            return "Code[]";
        }
    }

    record NewPassword(
            @Nullable String email,
            @Nullable String otp,
            @Nullable String newPassword) {
        @Override
        public String toString() {
            return "NewPassword[]";
        }
    }

    record Token(@Nullable String token) {
        @Override
        public String toString() {
            return "Token[]";
        }
    }

    static String email(@Nullable String value) {
        return given(value, "Email required").strip();
    }

    /** Not stripped: blanks belong to the password. */
    static String password(@Nullable String value) {
        return given(value, "Password required");
    }

    /** As people paste it, with blanks around. */
    static String otp(@Nullable String value) {
        return given(value, "OTP required");
    }

    static String token(@Nullable String value) {
        return given(value, "Token required");
    }

    private static String given(@Nullable String value, String otherwise) {
        if (value == null || value.isBlank()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, otherwise);
        }
        return value;
    }
}
