package io.github.keystile.auth;

import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStore.Proof;
import java.time.Instant;
import java.util.Optional;

/**
 * Sets a new password by mailed proof.
 *
 * <ol>
 *   <li>the password rules that do not depend on the account
 *   <li>a permit to hash, before anything is counted
 *   <li>check the proof; find the user and check status and epoch
 *   <li>the other password rules; a refusal leaves the proof usable
 *   <li>hash
 *   <li>consume the proof: one winner
 *   <li>set hash and raise the epoch in one statement, if the epoch still is the proof's: sessions and proofs from
 *       before are dead with it
 *   <li>housekeeping, notice, and a session if the application wants one
 * </ol>
 */
final class FinishResetFlow {
    private final Parts parts;
    private final ResetProofs proofs;
    private final PasswordAftermath aftermath;

    FinishResetFlow(Parts parts, ResetProofs proofs, PasswordAftermath aftermath) {
        this.parts = parts;
        this.proofs = proofs;
        this.aftermath = aftermath;
    }

    PasswordReset run(FinishPasswordReset request) {
        Caller caller = request.caller();
        String password = parts.passwords().checkAlone(request.newPassword());
        Instant now;
        StoredUser after;
        try (HashGate.Permit permit = parts.hashing().enter()) {
            now = parts.now();
            ResetProofs.Right right = proofs.check(request.proof(), caller, now);
            checkFor(right, password);
            StoredUser before = right.user();
            NewPassword set = new NewPassword(permit.hash(password), before.facts(), Proof.MAILBOX);
            parts.codes().consume(right.challenge(), right.otherwise(), caller);
            if (!parts.users().setPassword(before.id(), before.epoch(), set)) {
                throw parts.codes().refuse(right.otherwise(), right.challenge(), caller);
            }
            after = before.afterPassword(set);
        }
        aftermath.settle(AuthEventType.PASSWORD_RESET, after, caller, now);
        Optional<SignedIn> signedIn = parts.settings().signInAfterReset()
                ? Optional.of(parts.signIn().open(after, caller, now))
                : Optional.empty();
        return new PasswordReset(after.user(), signedIn);
    }

    private void checkFor(ResetProofs.Right right, String password) {
        User user = right.user().user();
        try {
            parts.passwords().checkFor(password, user.email(), user.username());
        } catch (AuthException refused) {
            proofs.giveBack(right);
            throw refused;
        }
    }
}
