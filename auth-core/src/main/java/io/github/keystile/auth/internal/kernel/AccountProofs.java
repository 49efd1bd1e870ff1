package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore;
import java.time.Instant;
import java.util.Optional;

/** Finds the link that was mailed for an account, and the account that a right proof is about. */
public final class AccountProofs {
    private final OtpStore store;
    private final UserStore users;
    private final CodeCheck codes;

    public AccountProofs(OtpStore store, UserStore users, CodeCheck codes) {
        this.store = store;
        this.users = users;
        this.codes = codes;
    }

    public Challenge liveLink(Purpose purpose, String token, Instant now) {
        return (Secrets.isLinkToken(token)
                        ? store.findLink(purpose, Secrets.linkHash(token))
                        : Optional.<Challenge>empty())
                .filter(challenge -> now.isBefore(challenge.expiresAt()))
                .orElseThrow(() -> codes.refuse(AuthError.INVALID_LINK));
    }

    /** A proof from before the last change of hash, e-mail or status is dead: its epoch tells. */
    public StoredUser holder(Challenge challenge, AuthError otherwise, Call call) {
        if (!codes.understands(challenge, call)) {
            throw codes.refuse(otherwise, challenge, call);
        }
        StoredUser user = users.findById(challenge.subject())
                .filter(SignIn::mayEnter)
                .filter(found -> found.epoch() == challenge.epoch())
                .orElseThrow(() -> codes.refuse(otherwise, challenge, call));
        call.about(user);
        return user;
    }
}
