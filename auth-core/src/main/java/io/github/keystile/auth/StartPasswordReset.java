package io.github.keystile.auth;

import java.util.Objects;

/**
 * A forgotten password.
 *
 * @param identifier e-mail address or username; any text is taken. Mail goes to the stored address only
 * @param by what is mailed
 * @param caller who asks
 */
public record StartPasswordReset(String identifier, ResetBy by, Caller caller) {
    public StartPasswordReset {
        Objects.requireNonNull(identifier, "identifier");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "StartPasswordReset[by=" + by + "]";
    }
}
