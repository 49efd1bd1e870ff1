package io.github.keystile.auth.fuzz;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.key.RootSecret;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A text is taken for a reset ticket exactly if it is the one that was handed out. Its parts have names ($C challenge,
 * $E expiry, $M MAC), because they differ in each run. The new password equals the address, which is refused only after
 * the proof was right and consumes nothing.
 */
public final class TicketFuzz {
    private static final String ADDRESS = "ann@example.com";
    private static final Caller CALLER = Caller.unknown();
    private static final AuthService AUTH = AuthService.builder(
                    RootSecret.ofText("k7Jd0/qPz3+Wm1xV9sYtR5uB2nE8aLgHk7Jd0/qPz3+Wm1xV9sYtR5uB2nE8aLgH"),
                    AuthStores.inMemory(),
                    mail -> {})
            .clock(Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC))
            .codes(digits -> "1".repeat(digits))
            .withoutHousekeeping()
            .build();
    private static final String TICKET = ticket();

    private TicketFuzz() {}

    public static List<String> seeds() {
        return List.of("$C.$E.$M", "$C.0$E.$M", "$C.$E.", "$C.999999999999999.$M", "$C.$E.$M.", "$M", TICKET);
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        String[] parts = TICKET.split("\\.", -1);
        String text = FuzzText.of(bytes)
                .replace("$C", parts[0])
                .replace("$E", parts[1])
                .replace("$M", parts[2]);
        FuzzText.require(isRight(new TicketProof(text)) == text.equals(TICKET), "another ticket", text);
        FuzzText.require(!isRight(new LinkProof(text)), "a link that nobody sent", text);
        FuzzText.require(!isRight(new TicketProof(FuzzText.inflated(text))), "a huge ticket", text);
    }

    private static boolean isRight(ResetProof proof) {
        try {
            AUTH.finishPasswordReset(new FinishPasswordReset(proof, ADDRESS, CALLER));
            throw new AssertionError("The password may not equal the address");
        } catch (AuthException refused) {
            AuthError error = refused.code();
            if (error != AuthError.PASSWORD_MATCHES_IDENTITY
                    && error != AuthError.INVALID_TICKET
                    && error != AuthError.INVALID_LINK) {
                throw refused;
            }
            return error == AuthError.PASSWORD_MATCHES_IDENTITY;
        }
    }

    private static String ticket() {
        AUTH.registerUnverified(new RegisterUnverified(ADDRESS, "correct horse", SignupProfile.none(), CALLER));
        ChallengeStarted started = AUTH.startPasswordReset(new StartPasswordReset(ADDRESS, ResetBy.CODE, CALLER));
        return AUTH.checkPasswordResetCode(
                        new CheckPasswordResetCode(new ChallengeCode(started.challengeId(), "111111"), CALLER))
                .ticket();
    }
}
