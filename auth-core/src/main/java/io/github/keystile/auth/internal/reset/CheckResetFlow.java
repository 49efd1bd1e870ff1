package io.github.keystile.auth.internal.reset;

import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CheckPasswordResetLink;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.LiveLink;
import io.github.keystile.auth.ResetTicket;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.CodeCheck;
import io.github.keystile.auth.internal.kernel.Events;
import io.github.keystile.auth.internal.kernel.Secrets;
import io.github.keystile.auth.otp.OtpPolicy;
import java.time.Clock;
import java.time.Instant;

/**
 * Looks at a reset code or link before the new password is known; a right code is exchanged for a ticket.
 *
 * <ol>
 *   <li>claim an attempt and compare
 *   <li>give the attempt back; the challenge lives at least as long as the ticket, so that the code may be shown
 *       again in the last step
 *   <li>make the ticket, for which nothing is stored
 * </ol>
 */
public final class CheckResetFlow {
    private final CodeCheck codes;
    private final Secrets secrets;
    private final OtpPolicy policy;
    private final ResetProofs proofs;
    private final Events events;
    private final Clock clock;

    public CheckResetFlow(
            CodeCheck codes, Secrets secrets, OtpPolicy policy, ResetProofs proofs, Events events, Clock clock) {
        this.clock = clock;
        this.codes = codes;
        this.secrets = secrets;
        this.policy = policy;
        this.proofs = proofs;
        this.events = events;
    }

    public ResetTicket code(CheckPasswordResetCode request, Call call) {
        Instant now = clock.instant();
        ResetProofs.Right right = proofs.byCode(request.proof(), call, now);
        Instant expiresAt = ticketExpiry(right, now);
        if (right.proven() != null) {
            codes.giveBack(right.proven(), expiresAt);
        }
        accepted(right, call);
        String mac = secrets.ticketMac(right.challenge(), expiresAt);
        return new ResetTicket(new Ticket(right.challenge().id(), expiresAt, mac).text(), expiresAt);
    }

    /** Tells until when a link is good, and consumes nothing: mail scanners open links too. */
    public LiveLink link(CheckPasswordResetLink request, Call call) {
        ResetProofs.Right right = proofs.byLink(new LinkProof(request.token()), call, clock.instant());
        accepted(right, call);
        return new LiveLink(right.challenge().expiresAt());
    }

    private void accepted(ResetProofs.Right right, Call call) {
        events.tell(
                AuthEventType.PROOF_ACCEPTED, call, right.challenge().purpose().name(), null);
    }

    /** Bounded by when the code was made, so that checking again and again keeps nothing alive for ever. */
    private Instant ticketExpiry(ResetProofs.Right right, Instant now) {
        OtpPolicy otp = policy;
        Instant wished = now.plus(otp.ticketLifetime());
        Instant latest = right.challenge().issuedAt().plus(otp.codeLifetime()).plus(otp.ticketLifetime());
        return wished.isBefore(latest) ? wished : latest;
    }
}
