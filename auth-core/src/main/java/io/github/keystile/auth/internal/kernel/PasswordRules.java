package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.password.BreachChecker;
import io.github.keystile.auth.password.PasswordPolicy;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.Username;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one set of rules on every path that sets a password, and the one place that makes the form that is hashed. */
public final class PasswordRules {
    private final PasswordPolicy policy;
    private final @Nullable BreachChecker breaches;
    private final Limits limits;
    private final String appName;
    private final String field;

    private PasswordRules(
            PasswordPolicy policy, @Nullable BreachChecker breaches, Limits limits, String appName, String field) {
        this.policy = policy;
        this.breaches = breaches;
        this.limits = limits;
        this.appName = appName;
        this.field = field;
    }

    public PasswordRules(PasswordPolicy policy, @Nullable BreachChecker breaches, Limits limits, String appName) {
        this(policy, breaches, limits, appName, "password");
    }

    /** The same rules for requests in which the password that is set has another name. */
    public PasswordRules named(String field) {
        return new PasswordRules(policy, breaches, limits, appName, field);
    }

    /** What somebody typed to prove themselves; empty if it can be nobody's password. */
    public Optional<CanonicalPassword> shown(String raw) {
        return policy.canonical(raw).map(CanonicalPassword::new);
    }

    /** A new password by the rules that do not depend on the account: they come before any proof. */
    public CanonicalPassword checkAlone(String raw) {
        try {
            policy.check(raw);
        } catch (AuthException refused) {
            throw refused.withField(field);
        }
        return shown(raw)
                .orElseThrow(() -> AuthException.of(AuthError.PASSWORD_INVALID).withField(field));
    }

    /** The others: they come after the proof, because their answer is about the account. */
    public void checkFor(CanonicalPassword password, EmailAddress email, @Nullable Username username) {
        List<String> identities = new ArrayList<>(List.of(email.address(), email.localPart(), appName));
        if (username != null) {
            identities.add(username.name());
        }
        try {
            policy.checkAgainst(password.text(), identities);
        } catch (AuthException refused) {
            throw refused.withField(field);
        }
    }

    /**
     * Asks whether the password is known from a breach, which may be a request to somebody else's server: so it is
     * charged, and whoever may ask has been proven or counted before.
     *
     * @param about whose password it is to be: a user, or the address of a newcomer
     */
    public void checkBreaches(CanonicalPassword password, String about, Call call, Instant now) {
        if (breaches == null) {
            return;
        }
        limits.breachCheck(about, call, now);
        if (breaches.isBreached(password.text())) {
            throw AuthException.of(AuthError.PASSWORD_BREACHED).withField(field);
        }
    }
}
