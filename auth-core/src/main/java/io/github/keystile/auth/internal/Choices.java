package io.github.keystile.auth.internal;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Disclosure;
import io.github.keystile.auth.InvitePolicy;
import io.github.keystile.auth.ResetPolicy;
import io.github.keystile.auth.SignupPolicy;
import io.github.keystile.auth.event.AuthEventListener;
import io.github.keystile.auth.internal.kernel.ResetLink;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.mail.MailPolicy;
import io.github.keystile.auth.mail.MailTexts;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.otp.CodeSource;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.password.BreachChecker;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.auth.password.PasswordHasher;
import io.github.keystile.auth.password.PasswordPolicy;
import io.github.keystile.auth.token.TokenIssuer;
import io.github.keystile.auth.token.TokenPolicy;
import io.github.keystile.auth.user.UserIds;
import java.time.Clock;
import java.util.List;

/** Everything that the builder was told, handed to {@link Assembly} once. No flow sees it. */
public record Choices(
        RootSecret secret,
        AuthStores stores,
        Mailer mailer,
        String appName,
        Disclosure disclosure,
        OtpPolicy otp,
        LimitPolicy limits,
        PasswordPolicy passwords,
        PasswordHasher hasher,
        HashingPolicy hashing,
        BreachChecker breaches,
        TokenPolicy tokens,
        TokenIssuer issuer,
        MailPolicy mails,
        MailTexts texts,
        List<AuthEventListener> listeners,
        CodeSource codes,
        UserIds userIds,
        Clock clock,
        SignupPolicy signup,
        ResetPolicy reset,
        ResetLink resetLink,
        InvitePolicy invite,
        ResetLink inviteLink,
        boolean housekeeping) {
    @Override
    public String toString() {
        return "Choices[]";
    }
}
