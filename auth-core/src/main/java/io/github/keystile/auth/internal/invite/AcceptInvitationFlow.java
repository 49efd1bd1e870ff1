package io.github.keystile.auth.internal.invite;

import io.github.keystile.auth.AcceptInvitation;
import io.github.keystile.auth.CheckInvitationLink;
import io.github.keystile.auth.LiveLink;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.AccountFacts;
import io.github.keystile.auth.internal.kernel.AccountProofs;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.CanonicalPassword;
import io.github.keystile.auth.internal.kernel.CodeCheck;
import io.github.keystile.auth.internal.kernel.Errand;
import io.github.keystile.auth.internal.kernel.Events;
import io.github.keystile.auth.internal.kernel.HashGate;
import io.github.keystile.auth.internal.kernel.PasswordAftermath;
import io.github.keystile.auth.internal.kernel.PasswordRules;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.UserStore.Proof;
import java.time.Clock;
import java.time.Instant;

/**
 * Sets the first password of somebody who was invited.
 *
 * <ol>
 *   <li>the password rules that do not depend on the account
 *   <li>find the invitation and its user; check expiry, status and epoch
 *   <li>the other password rules, then a turn in the queue and hash; whatever they throw leaves the invitation usable
 *   <li>consume the invitation: one winner
 *   <li>set the hash, if the epoch still is the invitation's: it is not once the account got a password another way
 * </ol>
 */
public final class AcceptInvitationFlow {
    private final PasswordRules passwords;
    private final HashGate hashing;
    private final CodeCheck codes;
    private final AccountProofs proofs;
    private final UserStore users;
    private final Errand errand;
    private final PasswordAftermath aftermath;
    private final Events events;
    private final Clock clock;

    public AcceptInvitationFlow(
            PasswordRules passwords,
            HashGate hashing,
            CodeCheck codes,
            AccountProofs proofs,
            UserStore users,
            Errand errand,
            PasswordAftermath aftermath,
            Events events,
            Clock clock) {
        this.passwords = passwords.named("newPassword");
        this.hashing = hashing;
        this.codes = codes;
        this.proofs = proofs;
        this.users = users;
        this.errand = errand;
        this.aftermath = aftermath;
        this.events = events;
        this.clock = clock;
    }

    /** Tells until when the link is good, and consumes nothing: mail scanners open links too. */
    public LiveLink check(CheckInvitationLink request, Call call) {
        Challenge invitation = proofs.liveLink(errand.purpose(), request.token(), clock.instant());
        proofs.holder(invitation, AuthError.INVALID_LINK, call);
        events.tell(AuthEventType.PROOF_ACCEPTED, call, invitation.purpose().name(), null);
        return new LiveLink(invitation.expiresAt());
    }

    public User run(AcceptInvitation request, Call call) {
        CanonicalPassword password = passwords.checkAlone(request.newPassword());
        hashing.checkRoom(call);
        Instant now = clock.instant();
        Challenge invitation = proofs.liveLink(errand.purpose(), request.token(), now);
        StoredUser before = proofs.holder(invitation, AuthError.INVALID_LINK, call);
        passwords.checkFor(password, before.user().email(), before.user().username());
        passwords.checkBreaches(password, before.id(), call, now);
        String hash = hashing.hash(password, call);
        codes.consume(invitation, AuthError.INVALID_LINK, call);
        String facts = AccountFacts.of(before).withMustReset(false).text();
        NewPassword set = new NewPassword(hash, facts, Proof.MAILBOX);
        if (!users.setPassword(before.id(), invitation.epoch(), set)) {
            throw codes.refuse(AuthError.INVALID_LINK, invitation, call);
        }
        StoredUser after = before.afterPassword(set);
        aftermath.settle(AuthEventType.INVITATION_ACCEPTED, after, call, clock.instant());
        return after.user();
    }
}
