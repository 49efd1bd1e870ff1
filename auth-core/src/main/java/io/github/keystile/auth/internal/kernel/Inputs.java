package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.OuterBlanks;
import io.github.keystile.auth.user.Username;
import org.jspecify.annotations.Nullable;

/** Names that somebody wishes to have, as opposed to an {@link Identifier} that somebody claims to be. */
public final class Inputs {
    private Inputs() {}

    public static EmailAddress email(String text) {
        return EmailAddress.parse(OuterBlanks.cut(text)).orElseThrow(() -> AuthException.of(AuthError.INVALID_EMAIL));
    }

    public static Username username(String text) {
        return Username.parse(OuterBlanks.cut(text)).orElseThrow(() -> AuthException.of(AuthError.INVALID_USERNAME));
    }

    public static @Nullable Username usernameOrNull(@Nullable String text) {
        return text == null ? null : username(text);
    }
}
