package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.otp.Purpose;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A few digits that a person types. */
public record MailedCode() implements MailedSecret {
    @Override
    public String draw(Secrets secrets, OtpPolicy policy) {
        return secrets.newCode(policy.digits());
    }

    @Override
    public String standIn(OtpPolicy policy) {
        return "0".repeat(policy.digits());
    }

    @Override
    public String hash(Secrets secrets, Purpose purpose, String challengeId, String subject, String secret) {
        return secrets.codeHash(purpose, challengeId, subject, secret);
    }

    @Override
    public boolean isCode(Secrets secrets, Challenge challenge, String typed) {
        return Typed.code(typed)
                .filter(code -> secrets.codeMatches(challenge, code))
                .isPresent();
    }

    @Override
    public boolean isTyped() {
        return true;
    }

    @Override
    public Duration lifetime(OtpPolicy policy) {
        return policy.codeLifetime();
    }

    @Override
    public Shown shown(String secret, @Nullable ResetLink page) {
        return new Shown(secret, null);
    }
}
