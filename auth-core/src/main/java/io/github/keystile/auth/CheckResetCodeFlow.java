package io.github.keystile.auth;

import io.github.keystile.auth.otp.OtpPolicy;
import java.time.Instant;

/**
 * Exchanges a right reset code for a ticket.
 *
 * <ol>
 *   <li>claim an attempt and compare
 *   <li>give the attempt back; the challenge lives at least as long as the ticket, so that the code may be shown
 *       again in the last step
 *   <li>make the ticket, for which nothing is stored
 * </ol>
 */
final class CheckResetCodeFlow {
    private final Parts parts;
    private final ResetProofs proofs;

    CheckResetCodeFlow(Parts parts, ResetProofs proofs) {
        this.parts = parts;
        this.proofs = proofs;
    }

    ResetTicket run(CheckPasswordResetCode request) {
        Instant now = parts.now();
        ResetProofs.Right right = proofs.byCode(request.proof(), request.caller(), now);
        Instant expiresAt = ticketExpiry(right, now);
        if (right.proven() != null) {
            parts.codes().giveBack(right.proven(), expiresAt);
        }
        String mac = parts.secrets().ticketMac(right.challenge(), expiresAt);
        return new ResetTicket(new Ticket(right.challenge().id(), expiresAt, mac).text(), expiresAt);
    }

    /** Bounded by when the code was made, so that checking again and again keeps nothing alive for ever. */
    private Instant ticketExpiry(ResetProofs.Right right, Instant now) {
        OtpPolicy otp = parts.otp();
        Instant wished = now.plus(otp.ticketLifetime());
        Instant latest = right.challenge().issuedAt().plus(otp.codeLifetime()).plus(otp.ticketLifetime());
        return wished.isBefore(latest) ? wished : latest;
    }
}
