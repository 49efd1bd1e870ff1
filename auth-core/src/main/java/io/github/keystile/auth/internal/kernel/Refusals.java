package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.Disclosure;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;

/** The one place that decides whether a refusal may say who has an account. */
public final class Refusals {
    private final Disclosure disclosure;

    public Refusals(Disclosure disclosure) {
        this.disclosure = disclosure;
    }

    /** Whether the application has chosen to tell strangers who has an account. */
    public boolean explicit() {
        return disclosure == Disclosure.EXPLICIT;
    }

    /** The code that tells the truth only where the application has chosen to. */
    public AuthError code(AuthError uniform, AuthError explicit) {
        return explicit() ? explicit : uniform;
    }

    /** The refusal with that code. */
    public AuthException of(AuthError uniform, AuthError explicit) {
        AuthError code = code(uniform, explicit);
        return code == AuthError.USER_NOT_FOUND ? unknownIdentifier() : AuthException.of(code);
    }

    /** For a person who typed an identifier without an account, where that may be told. */
    public static AuthException unknownIdentifier() {
        return AuthException.of(AuthError.USER_NOT_FOUND).withField("identifier");
    }
}
