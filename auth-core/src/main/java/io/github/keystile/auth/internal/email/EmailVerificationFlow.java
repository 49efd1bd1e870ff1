package io.github.keystile.auth.internal.email;

import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.FinishEmailVerification;
import io.github.keystile.auth.StartEmailVerification;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.Addressees;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.CodeCheck;
import io.github.keystile.auth.internal.kernel.Errand;
import io.github.keystile.auth.internal.kernel.Events;
import io.github.keystile.auth.internal.kernel.Identifier;
import io.github.keystile.auth.internal.kernel.MailedProofs;
import io.github.keystile.auth.internal.kernel.SessionGuard;
import io.github.keystile.auth.internal.kernel.SignIn;
import io.github.keystile.auth.internal.kernel.UserChanges;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import java.time.Clock;
import java.time.Instant;

/**
 * Proves the address of an existing account.
 *
 * <ol>
 *   <li>start: the strict session check, limits, a challenge with the user's epoch, the code
 *   <li>finish: claim an attempt and compare, consume, mark the address if user and epoch still are the same, and
 *       with the first proof raise the epoch, in one statement, which ends the sessions of whoever registered it
 * </ol>
 */
public final class EmailVerificationFlow {
    private final SessionGuard guard;
    private final Addressees addressees;
    private final MailedProofs proofs;
    private final CodeCheck codes;
    private final UserChanges changes;
    private final Events events;
    private final Clock clock;

    public EmailVerificationFlow(
            SessionGuard guard,
            Addressees addressees,
            MailedProofs proofs,
            CodeCheck codes,
            UserChanges changes,
            Events events,
            Clock clock) {
        this.guard = guard;
        this.addressees = addressees;
        this.proofs = proofs;
        this.codes = codes;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    public ChallengeStarted start(StartEmailVerification request, Call call) {
        StoredUser user = guard.strict(request.accessToken(), call).user();
        MailedProofs.Asked asked = proofs.ask(
                Errand.EMAIL_VERIFICATION,
                addressees.account(user),
                Identifier.of(user.user().email()),
                call,
                clock.instant());
        return proofs.send(proofs.keep(asked, null));
    }

    public User finish(FinishEmailVerification request, Call call) {
        Instant now = clock.instant();
        Challenge challenge = codes.byChallenge(request.proof(), Errand.EMAIL_VERIFICATION, call, now)
                .challenge();
        codes.consume(challenge, AuthError.INVALID_CODE, call);
        StoredUser verified = changes.change(challenge.subject(), user -> {
            if (!SignIn.mayEnter(user) || user.epoch() != challenge.epoch()) {
                throw codes.refuse(AuthError.INVALID_CODE, challenge, call);
            }
            return user.withVerifiedEmail();
        });
        events.tell(AuthEventType.EMAIL_VERIFIED, call.about(verified));
        return verified.user();
    }
}
