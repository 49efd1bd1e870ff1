package io.github.keystile.auth;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.Username;
import org.jspecify.annotations.Nullable;

/** Names that somebody wishes to have, as opposed to an {@link Identifier} that somebody claims to be. */
final class Inputs {
    private Inputs() {}

    static EmailAddress email(String text) {
        return EmailAddress.parse(text).orElseThrow(() -> AuthException.of(AuthError.INVALID_EMAIL));
    }

    static Username username(String text) {
        return Username.parse(text).orElseThrow(() -> AuthException.of(AuthError.INVALID_USERNAME));
    }

    static @Nullable Username usernameOrNull(@Nullable String text) {
        return text == null ? null : username(text);
    }
}
