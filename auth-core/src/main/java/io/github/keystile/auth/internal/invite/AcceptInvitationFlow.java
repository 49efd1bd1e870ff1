package io.github.keystile.auth.internal.invite;

import io.github.keystile.auth.AcceptInvitation;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.AccountFacts;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.CanonicalPassword;
import io.github.keystile.auth.internal.kernel.CodeCheck;
import io.github.keystile.auth.internal.kernel.Errand;
import io.github.keystile.auth.internal.kernel.HashGate;
import io.github.keystile.auth.internal.kernel.PasswordAftermath;
import io.github.keystile.auth.internal.kernel.PasswordRules;
import io.github.keystile.auth.internal.kernel.Secrets;
import io.github.keystile.auth.internal.kernel.SignIn;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.UserStore.Proof;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Sets the first password of somebody who was invited.
 *
 * <ol>
 *   <li>the password rules that do not depend on the account
 *   <li>find the invitation and its user; check expiry, status and epoch
 *   <li>the other password rules; hash
 *   <li>consume the invitation: one winner
 *   <li>set the hash, if the epoch still is the invitation's: it is not once the account got a password another way
 * </ol>
 */
public final class AcceptInvitationFlow {
    private final PasswordRules passwords;
    private final HashGate hashing;
    private final CodeCheck codes;
    private final OtpStore store;
    private final UserStore users;
    private final Errand errand;
    private final PasswordAftermath aftermath;
    private final Clock clock;

    public AcceptInvitationFlow(
            PasswordRules passwords,
            HashGate hashing,
            CodeCheck codes,
            OtpStore store,
            UserStore users,
            Errand errand,
            PasswordAftermath aftermath,
            Clock clock) {
        this.passwords = passwords.named("newPassword");
        this.hashing = hashing;
        this.codes = codes;
        this.store = store;
        this.users = users;
        this.errand = errand;
        this.aftermath = aftermath;
        this.clock = clock;
    }

    public User run(AcceptInvitation request, Call call) {
        CanonicalPassword password = passwords.checkAlone(request.newPassword());
        Instant now = clock.instant();
        Challenge invitation = find(request.token(), now);
        StoredUser before = invited(invitation, call);
        passwords.checkFor(password, before.user().email(), before.user().username());
        String hash;
        try (HashGate.Permit permit = hashing.enter()) {
            hash = permit.hash(password);
        }
        codes.consume(invitation, AuthError.INVALID_LINK, call);
        String facts = AccountFacts.of(before).withMustReset(false).text();
        NewPassword set = new NewPassword(hash, facts, Proof.MAILBOX);
        if (!users.setPassword(before.id(), invitation.epoch(), set)) {
            throw codes.refuse(AuthError.INVALID_LINK, invitation, call);
        }
        StoredUser after = before.afterPassword(set);
        aftermath.settle(AuthEventType.INVITATION_ACCEPTED, after, call, now);
        return after.user();
    }

    private Challenge find(String token, Instant now) {
        return (Secrets.isLinkToken(token)
                        ? store.findLink(errand.purpose(), Secrets.linkHash(token))
                        : Optional.<Challenge>empty())
                .filter(challenge -> now.isBefore(challenge.expiresAt()))
                .orElseThrow(() -> codes.refuse(AuthError.INVALID_LINK));
    }

    private StoredUser invited(Challenge invitation, Call call) {
        if (!codes.understands(invitation, call)) {
            throw codes.refuse(AuthError.INVALID_LINK, invitation, call);
        }
        StoredUser user = users.findById(invitation.subject())
                .filter(SignIn::mayEnter)
                .filter(found -> found.epoch() == invitation.epoch())
                .orElseThrow(() -> codes.refuse(AuthError.INVALID_LINK, invitation, call));
        call.about(user);
        return user;
    }
}
