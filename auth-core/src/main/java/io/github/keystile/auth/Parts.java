package io.github.keystile.auth;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.password.PasswordPolicy;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.user.UserStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** What the flows work with, put together once by the builder. */
record Parts(
        AuthStores stores,
        HashGate hashing,
        PasswordRules passwords,
        OtpPolicy otp,
        Limits limits,
        Secrets secrets,
        NewUserIds userIds,
        SignIn signIn,
        CodeCheck codes,
        Mails mails,
        Events events,
        Clock clock,
        Settings settings) {

    UserStore users() {
        return stores.users();
    }

    OtpStore challenges() {
        return stores.challenges();
    }

    SessionStore sessions() {
        return stores.sessions();
    }

    PasswordPolicy passwordPolicy() {
        return passwords.policy();
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    boolean explicit() {
        return settings.disclosure() == Disclosure.EXPLICIT;
    }

    /** The refusal that tells the truth only where the application has chosen to. */
    AuthException refusal(AuthError uniform, AuthError explicit) {
        return AuthException.of(explicit() ? explicit : uniform);
    }

    /** The application's choices that are no policy of their own. */
    record Settings(
            Disclosure disclosure,
            boolean finishSignupByEmail,
            boolean signInAfterReset,
            Set<String> signupRoles,
            ResetLink resetLink) {}
}
