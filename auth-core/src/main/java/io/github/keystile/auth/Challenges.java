package io.github.keystile.auth;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.PendingSignup;
import io.github.keystile.auth.otp.Purpose;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes and renews challenges. Where no code goes out, a decoy is stored: same row, same statement, with a hash that
 * nothing matches.
 */
final class Challenges {
    private final OtpStore store;
    private final OtpPolicy policy;
    private final Secrets secrets;

    Challenges(OtpStore store, OtpPolicy policy, Secrets secrets) {
        this.store = store;
        this.policy = policy;
        this.secrets = secrets;
    }

    /** Whom a challenge is about. */
    record Subject(
            Purpose purpose,
            String subject,
            long epoch,
            @Nullable PendingSignup pending) {
        @Override
        public String toString() {
            return "Subject[purpose=" + purpose + "]";
        }
    }

    Challenge insertCode(String id, Subject about, @Nullable String code, Instant now) {
        String hash = code == null ? secrets.decoyHash() : secrets.codeHash(about.purpose(), id, about.subject(), code);
        return insert(id, about, hash, now, now.plus(policy.codeLifetime()));
    }

    Challenge insertLink(String id, Subject about, @Nullable String token, Instant now) {
        String hash = token == null ? secrets.decoyHash() : Secrets.linkHash(token);
        return insert(id, about, hash, now, now.plus(policy.linkLifetime()));
    }

    /** The challenge as renewed; the loser of a race gets it as it was, because the winner has just renewed it. */
    Challenge renewCode(Challenge old, @Nullable String code, Instant now) {
        String hash =
                code == null ? secrets.decoyHash() : secrets.codeHash(old.purpose(), old.id(), old.subject(), code);
        return renew(old, hash, now, now.plus(policy.codeLifetime()));
    }

    /** The same for a link. */
    Challenge renewLink(Challenge old, @Nullable String token, Instant now) {
        String hash = token == null ? secrets.decoyHash() : Secrets.linkHash(token);
        return renew(old, hash, now, now.plus(policy.linkLifetime()));
    }

    /**
     * Leaves the code that was mailed good, and costs and answers what renewing does: whether a mailbox has had enough
     * depends on whose it is, and on what else was mailed to it. A reset whose code is dead is renewed by a decoy, or
     * else it would be forgotten sooner than others.
     */
    Challenge pretendToRenew(Challenge old, Instant now) {
        if (old.pending() == null && !now.isBefore(old.expiresAt())) {
            return old.purpose() == Purpose.PASSWORD_RESET_LINK ? renewLink(old, null, now) : renewCode(old, null, now);
        }
        Instant expiresAt =
                now.plus(old.purpose() == Purpose.PASSWORD_RESET_LINK ? policy.linkLifetime() : policy.codeLifetime());
        String nobodysHash = secrets.decoyHash();
        store.replaceCode(old.id(), nobodysHash, nobodysHash, now, expiresAt);
        return renewed(old, old.secretHash(), now, expiresAt);
    }

    ChallengeStarted started(Challenge challenge) {
        return new ChallengeStarted(
                challenge.id(), challenge.expiresAt(), challenge.issuedAt().plus(policy.cooldown()));
    }

    private Challenge insert(String id, Subject about, String hash, Instant now, Instant expiresAt) {
        Challenge challenge = new Challenge(
                id,
                about.purpose(),
                about.subject(),
                about.epoch(),
                hash,
                0,
                0,
                policy.attempts(),
                policy.attemptsWithoutId(),
                now,
                expiresAt,
                about.pending());
        store.insert(challenge);
        return challenge;
    }

    private Challenge renew(Challenge old, String hash, Instant now, Instant expiresAt) {
        if (!store.replaceCode(old.id(), old.secretHash(), hash, now, expiresAt)) {
            return old;
        }
        return renewed(old, hash, now, expiresAt);
    }

    private static Challenge renewed(Challenge old, String hash, Instant now, Instant expiresAt) {
        return new Challenge(
                old.id(),
                old.purpose(),
                old.subject(),
                old.epoch(),
                hash,
                0,
                0,
                old.maxAttempts(),
                old.maxAttemptsWithoutId(),
                now,
                expiresAt,
                old.pending());
    }
}
