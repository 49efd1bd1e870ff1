package io.github.keystile.auth;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.password.BreachChecker;
import io.github.keystile.auth.password.PasswordPolicy;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.Username;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one set of rules on every path that sets a password. */
record PasswordRules(PasswordPolicy policy, BreachChecker breaches, String appName) {
    /** The rules that do not depend on the account: they come before any proof. */
    String checkAlone(String raw) {
        policy.check(raw);
        return canonical(raw);
    }

    /** The others: they come after the proof, because their answer is about the account. */
    void checkFor(String canonical, EmailAddress email, @Nullable Username username) {
        List<String> identities = new ArrayList<>(List.of(email.address(), email.localPart(), appName));
        if (username != null) {
            identities.add(username.name());
        }
        policy.checkAgainst(canonical, identities);
        if (breaches.isBreached(canonical)) {
            throw AuthException.of(AuthError.PASSWORD_BREACHED);
        }
    }

    private String canonical(String raw) {
        return policy.canonical(raw).orElseThrow(() -> AuthException.of(AuthError.PASSWORD_INVALID));
    }
}
