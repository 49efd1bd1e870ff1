package io.github.keystile.auth;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.PendingSignup;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.password.PasswordHasher.Match;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pending signups of an address, where signups may be finished by address and code alone.
 *
 * <p>Without a challenge id, the code that a victim types cannot be told from the one that an attacker had mailed to
 * him. So a repeat with the same password renews the one pending signup; another password, seen within two lifetimes
 * of a code, makes the address contested, and a contested address finishes with the id or not at all.
 */
final class PendingSignups {
    private static final String NO_PASSWORD = "!";

    private final Parts parts;
    private final Challenges challenges;

    PendingSignups(Parts parts, Challenges challenges) {
        this.parts = parts;
        this.challenges = challenges;
    }

    /** The recent wishes for an address, and the one among them that this password belongs to. */
    record Recent(List<Challenge> all, @Nullable Challenge same) {
        static Recent unknown() {
            return new Recent(List.of(), null);
        }
    }

    /** Hashes once, whether there is something to compare with or not. */
    Recent recent(EmailAddress email, String password, HashGate.Permit permit, Instant now) {
        if (!parts.settings().finishSignupByEmail()) {
            return Recent.unknown();
        }
        List<Challenge> all = seenRecently(email, now);
        PendingSignup only = all.size() == 1 ? all.get(0).pending() : null;
        Match match = permit.verify(password, only == null ? null : only.passwordHash());
        return new Recent(all, match == Match.MATCHES ? all.get(0) : null);
    }

    /**
     * A wish that was refused counts too: its maker may still receive the code of another wish. One row stands for
     * all of them, as of the last, so that refusals fill no table.
     */
    void contest(EmailAddress email, Recent recent, Instant now) {
        if (!parts.settings().finishSignupByEmail() || recent.same() != null) {
            return;
        }
        Optional<Challenge> refusedBefore =
                recent.all().stream().filter(PendingSignups::isRefused).findFirst();
        if (refusedBefore.isPresent()) {
            challenges.renewCode(refusedBefore.get(), null, now);
            return;
        }
        PendingSignup nobody = new PendingSignup(parts.secrets().newId(), email, null, NO_PASSWORD, Attributes.none());
        Challenges.Subject about = new Challenges.Subject(Purpose.SIGNUP, email.key(), 0, nobody);
        challenges.insertCode(parts.secrets().newId(), about, null, now);
    }

    private static boolean isRefused(Challenge challenge) {
        return challenge.pending() != null && challenge.pending().passwordHash().equals(NO_PASSWORD);
    }

    /**
     * Measured from when the newest code was mailed, not from now: otherwise he who has his own code mailed again
     * waits until the other's wish is out of sight, while the other still looks into the mailbox.
     */
    boolean contested(EmailAddress email, Instant now) {
        Duration twoLifetimes = parts.otp().codeLifetime().multipliedBy(2);
        List<Challenge> newest = newest(email, now.minus(twoLifetimes), 2);
        return newest.size() > 1
                && newest.get(0).issuedAt().isBefore(newest.get(1).issuedAt().plus(twoLifetimes));
    }

    /** The newest pending signup whose code is still good. */
    Optional<PendingSignup> newestLive(EmailAddress email, Instant now) {
        return newest(email, now, 1).stream().findFirst().map(Challenge::pending);
    }

    private List<Challenge> seenRecently(EmailAddress email, Instant now) {
        return newest(email, now.minus(parts.otp().codeLifetime()), 2);
    }

    private List<Challenge> newest(EmailAddress email, Instant expiringAfter, int limit) {
        return parts.challenges().newest(email.key(), Purpose.SIGNUP, expiringAfter, limit);
    }
}
