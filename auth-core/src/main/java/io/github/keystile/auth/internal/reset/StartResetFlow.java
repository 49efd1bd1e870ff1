package io.github.keystile.auth.internal.reset;

import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.internal.kernel.Addressee;
import io.github.keystile.auth.internal.kernel.Addressees;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.Errand;
import io.github.keystile.auth.internal.kernel.Identifier;
import io.github.keystile.auth.internal.kernel.MailedProofs;
import io.github.keystile.auth.internal.kernel.Refusals;
import io.github.keystile.auth.internal.kernel.ResetLink;
import java.time.Clock;

/**
 * Mails a code or link that allows a new password.
 *
 * <ol>
 *   <li>find the user; a disabled one counts as unknown
 *   <li>limits
 *   <li>store a challenge, as a decoy if nothing goes out; for nobody, with a secret that nobody gets
 *   <li>mail to the stored address, never to what was submitted
 * </ol>
 */
public final class StartResetFlow {
    private final Addressees addressees;
    private final MailedProofs proofs;
    private final Refusals refusals;
    private final ResetLink link;
    private final Clock clock;

    public StartResetFlow(Addressees addressees, MailedProofs proofs, Refusals refusals, ResetLink link, Clock clock) {
        this.addressees = addressees;
        this.proofs = proofs;
        this.refusals = refusals;
        this.link = link;
        this.clock = clock;
    }

    public ChallengeStarted run(StartPasswordReset request, Call call) {
        Errand errand = request.by() == ResetBy.LINK ? Errand.RESET_BY_LINK : Errand.RESET_BY_CODE;
        if (request.by() == ResetBy.LINK) {
            link.requirePage();
        }
        Identifier identifier = Identifier.parse(request.identifier());
        Addressee to = addressees.named(identifier);
        MailedProofs.Asked asked = proofs.ask(errand, to, identifier, call, clock.instant());
        if (to.kind() == Addressee.Kind.NOBODY && refusals.explicit()) {
            throw Refusals.unknownIdentifier();
        }
        return proofs.send(proofs.keep(asked, null));
    }
}
