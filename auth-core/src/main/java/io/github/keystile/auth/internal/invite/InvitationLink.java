package io.github.keystile.auth.internal.invite;

import io.github.keystile.auth.internal.kernel.MailedLink;
import io.github.keystile.auth.internal.kernel.MailedSecret;
import io.github.keystile.auth.internal.kernel.ResetLink;
import io.github.keystile.auth.internal.kernel.Secrets;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.otp.Purpose;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A link like any other, but for days: whoever is invited did not ask, and is not waiting for it. */
final class InvitationLink implements MailedSecret {
    private final MailedSecret link = new MailedLink();
    private final Duration lifetime;

    InvitationLink(Duration lifetime) {
        this.lifetime = lifetime;
    }

    @Override
    public String draw(Secrets secrets, OtpPolicy policy) {
        return link.draw(secrets, policy);
    }

    @Override
    public String standIn(OtpPolicy policy) {
        return link.standIn(policy);
    }

    @Override
    public String hash(Secrets secrets, Purpose purpose, String challengeId, String subject, String secret) {
        return link.hash(secrets, purpose, challengeId, subject, secret);
    }

    @Override
    public boolean isCode(Secrets secrets, Challenge challenge, String typed) {
        return link.isCode(secrets, challenge, typed);
    }

    @Override
    public boolean isTyped() {
        return link.isTyped();
    }

    @Override
    public Duration lifetime(OtpPolicy policy) {
        return lifetime;
    }

    @Override
    public Shown shown(String secret, @Nullable ResetLink page) {
        return link.shown(secret, page);
    }
}
