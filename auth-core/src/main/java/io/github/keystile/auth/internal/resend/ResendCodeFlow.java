package io.github.keystile.auth.internal.resend;

import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.internal.kernel.Addressee;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.Errands;
import io.github.keystile.auth.internal.kernel.MailedProofs;
import io.github.keystile.auth.internal.kernel.Secrets;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpStore;
import java.time.Clock;
import java.util.Optional;

/**
 * Mails a new code for a challenge, whatever it is for.
 *
 * <ol>
 *   <li>find the challenge, live or expired
 *   <li>find whom it is about; a decoy is about nobody
 *   <li>limits; over those of the mailbox, the code that was mailed stays good and the answer is the same
 *   <li>replace the code, by a decoy if none goes out
 *   <li>mail it
 * </ol>
 */
public final class ResendCodeFlow {
    private final OtpStore store;
    private final Errands errands;
    private final MailedProofs proofs;
    private final Clock clock;

    public ResendCodeFlow(OtpStore store, Errands errands, MailedProofs proofs, Clock clock) {
        this.store = store;
        this.errands = errands;
        this.proofs = proofs;
        this.clock = clock;
    }

    public ChallengeStarted run(ResendCode request, Call call) {
        Challenge old = (Secrets.isId(request.challengeId())
                        ? store.find(request.challengeId())
                        : Optional.<Challenge>empty())
                .orElseThrow(ResendCodeFlow::notFound);
        Errands.Known known = errands.of(old.purpose()).orElseThrow(ResendCodeFlow::notFound);
        Addressee to = known.again().find(old, call).orElseThrow(ResendCodeFlow::notFound);
        MailedProofs.Asked asked = proofs.askAgain(known.errand(), to, old, call, clock.instant());
        return proofs.send(proofs.renew(asked, old));
    }

    private static AuthException notFound() {
        return AuthException.of(AuthError.CHALLENGE_NOT_FOUND);
    }
}
