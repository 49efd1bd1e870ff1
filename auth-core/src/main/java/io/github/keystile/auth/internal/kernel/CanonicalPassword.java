package io.github.keystile.auth.internal.kernel;

/** A password in the one form that is hashed. Only {@link PasswordRules} makes it, so that no path can forget to. */
public final class CanonicalPassword {
    private final String text;

    CanonicalPassword(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    @Override
    public String toString() {
        return "CanonicalPassword[]";
    }
}
