package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.otp.OtpStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes and renews challenges. Where no code goes out, a decoy is stored: same row, same statement, with a hash that
 * nothing matches.
 */
public final class Challenges {
    private final OtpStore store;
    private final OtpPolicy policy;
    private final Secrets secrets;

    public Challenges(OtpStore store, OtpPolicy policy, Secrets secrets) {
        this.store = store;
        this.policy = policy;
        this.secrets = secrets;
    }

    /**
     * Stores a new challenge.
     *
     * @param secret the code or link token; null for a decoy
     * @param payload what it carries, to be read by whoever finishes it; null for nothing
     */
    public Challenge insert(
            String id, Errand errand, Addressee about, @Nullable String secret, @Nullable String payload, Instant now) {
        Challenge challenge = new Challenge(
                id,
                errand.purpose(),
                about.subject(),
                about.epoch(),
                hash(id, errand, about.subject(), secret),
                0,
                0,
                policy.attempts(),
                policy.attemptsWithoutId(),
                now,
                now.plus(errand.secret().lifetime(policy)),
                payload);
        store.insert(challenge);
        return challenge;
    }

    /** The challenge as renewed; the loser of a race gets it as it was, because the winner has just renewed it. */
    public Challenge renew(Challenge old, Errand errand, @Nullable String secret, Instant now) {
        String hash = hash(old.id(), errand, old.subject(), secret);
        Instant expiresAt = now.plus(errand.secret().lifetime(policy));
        return store.replaceCode(old.id(), old.secretHash(), hash, now, expiresAt)
                ? renewed(old, hash, now, expiresAt)
                : old;
    }

    /**
     * Leaves the code that was mailed good, and costs and answers what renewing does: whether a mailbox has had enough
     * depends on whose it is, and on what else was mailed to it. A reset whose code is dead is renewed by a decoy, or
     * else it would be forgotten sooner than others.
     */
    public Challenge pretendToRenew(Challenge old, Errand errand, Instant now) {
        if (errand.aboutAccount() && !now.isBefore(old.expiresAt())) {
            return renew(old, errand, null, now);
        }
        Instant expiresAt = now.plus(errand.secret().lifetime(policy));
        String nobodysHash = secrets.decoyHash();
        store.replaceCode(old.id(), nobodysHash, nobodysHash, now, expiresAt);
        return renewed(old, old.secretHash(), now, expiresAt);
    }

    private String hash(String id, Errand errand, String subject, @Nullable String secret) {
        return secret == null
                ? secrets.decoyHash()
                : errand.secret().hash(secrets, errand.purpose(), id, subject, secret);
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
                old.payload());
    }
}
