package io.github.keystile.auth.internal.reset;

import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.PasswordReset;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.AccountFacts;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.CanonicalPassword;
import io.github.keystile.auth.internal.kernel.CodeCheck;
import io.github.keystile.auth.internal.kernel.HashGate;
import io.github.keystile.auth.internal.kernel.PasswordAftermath;
import io.github.keystile.auth.internal.kernel.PasswordRules;
import io.github.keystile.auth.internal.kernel.SignIn;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.UserStore.Proof;
import java.time.Clock;
import java.time.Instant;

/**
 * Sets a new password by mailed proof.
 *
 * <ol>
 *   <li>the password rules that do not depend on the account
 *   <li>check the proof; find the user and check status and epoch
 *   <li>the other password rules; whatever they throw leaves the proof usable
 *   <li>a turn in the queue, then hash; who gets no turn gets back what the proof cost
 *   <li>consume the proof: one winner
 *   <li>set hash and raise the epoch in one statement, if the epoch still is the proof's: sessions and proofs from
 *       before are dead with it
 *   <li>housekeeping, notice, and a session if the application wants one
 * </ol>
 */
public final class FinishResetFlow {
    private final PasswordRules passwords;
    private final HashGate hashing;
    private final CodeCheck codes;
    private final UserStore users;
    private final boolean signInAfterReset;
    private final SignIn signIn;
    private final ResetProofs proofs;
    private final PasswordAftermath aftermath;
    private final Clock clock;

    public FinishResetFlow(
            PasswordRules passwords,
            HashGate hashing,
            CodeCheck codes,
            UserStore users,
            boolean signInAfterReset,
            SignIn signIn,
            ResetProofs proofs,
            PasswordAftermath aftermath,
            Clock clock) {
        this.passwords = passwords.named("newPassword");
        this.hashing = hashing;
        this.clock = clock;
        this.codes = codes;
        this.users = users;
        this.signInAfterReset = signInAfterReset;
        this.signIn = signIn;
        this.proofs = proofs;
        this.aftermath = aftermath;
    }

    public PasswordReset run(FinishPasswordReset request, Call call) {
        CanonicalPassword password = passwords.checkAlone(request.newPassword());
        hashing.checkRoom(call);
        Instant now = clock.instant();
        ResetProofs.Right right = proofs.check(request.proof(), call, now);
        checkFor(right, password, call, now);
        StoredUser before = right.user();
        NewPassword set = new NewPassword(
                hashing.hash(password, call),
                AccountFacts.of(before).withMustReset(false).text(),
                Proof.MAILBOX);
        codes.consume(right.challenge(), right.otherwise(), call);
        if (!users.setPassword(before.id(), before.epoch(), set)) {
            throw codes.refuse(right.otherwise(), right.challenge(), call);
        }
        StoredUser after = before.afterPassword(set);
        Instant done = clock.instant();
        aftermath.settle(AuthEventType.PASSWORD_RESET, after, call, done);
        return new PasswordReset(after.user(), signInAfterReset ? signIn.admit(after, call, done) : null);
    }

    private void checkFor(ResetProofs.Right right, CanonicalPassword password, Call call, Instant now) {
        User user = right.user().user();
        try {
            passwords.checkFor(password, user.email(), user.username());
            passwords.checkBreaches(password, user.id(), call, now);
        } catch (Throwable refused) {
            proofs.giveBack(right);
            throw refused;
        }
    }
}
