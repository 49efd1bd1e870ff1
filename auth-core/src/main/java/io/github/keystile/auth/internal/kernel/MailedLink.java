package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.otp.Purpose;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A token in the address of a page. */
public record MailedLink() implements MailedSecret {
    @Override
    public String draw(Secrets secrets, OtpPolicy policy) {
        return secrets.newLinkToken();
    }

    @Override
    public String standIn(OtpPolicy policy) {
        return "0".repeat(Secrets.LINK_TOKEN_LENGTH);
    }

    @Override
    public String hash(Secrets secrets, Purpose purpose, String challengeId, String subject, String secret) {
        return Secrets.linkHash(secret);
    }

    @Override
    public boolean isCode(Secrets secrets, Challenge challenge, String typed) {
        return false;
    }

    @Override
    public boolean isTyped() {
        return false;
    }

    @Override
    public Duration lifetime(OtpPolicy policy) {
        return policy.linkLifetime();
    }

    @Override
    public Shown shown(String secret, @Nullable ResetLink page) {
        if (page == null) {
            throw new IllegalStateException("No page to link to");
        }
        return new Shown(null, page.with(secret));
    }
}
