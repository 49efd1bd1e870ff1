package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.password.PasswordHasher.Match;
import io.github.keystile.auth.user.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The pending signups of an address, where signups may be finished by address and code alone.
 *
 * <p>Without a challenge id, the code that a victim types cannot be told from the one that an attacker had mailed to
 * them. So a repeat with the same password renews the one pending signup; another password, seen within two lifetimes
 * of a code, makes the address contested, and a contested address finishes with the id or not at all.
 */
public final class PendingSignups {
    private final HashGate hashing;
    private final OtpStore store;
    private final Challenges challenges;
    private final Secrets secrets;
    private final Events events;
    private final OtpPolicy policy;
    private final boolean finishByEmail;

    public PendingSignups(
            HashGate hashing,
            OtpStore store,
            Challenges challenges,
            Secrets secrets,
            Events events,
            OtpPolicy policy,
            boolean finishByEmail) {
        this.hashing = hashing;
        this.store = store;
        this.challenges = challenges;
        this.secrets = secrets;
        this.events = events;
        this.policy = policy;
        this.finishByEmail = finishByEmail;
    }

    public boolean finishByEmail() {
        return finishByEmail;
    }

    /**
     * What a signup's challenge carries. Empty for a challenge that is no signup's, and for one that another version of
     * this library wrote in a way that this one cannot tell the meaning of: it proves nothing, and the event says so.
     */
    public Optional<PendingSignup> of(Challenge challenge, Call call) {
        if (!challenge.purpose().equals(Purpose.SIGNUP)) {
            return Optional.empty();
        }
        String payload = challenge.payload();
        Optional<PendingSignup> pending = payload == null ? Optional.empty() : PendingSignup.fromPayload(payload);
        if (pending.isEmpty()) {
            events.tell(
                    AuthEventType.UNREADABLE_CHALLENGE,
                    call,
                    challenge.purpose().name(),
                    null);
        }
        return pending;
    }

    /** The recent wishes for an address; none where nobody asks. */
    public List<Challenge> recent(EmailAddress email, Instant now) {
        return finishByEmail ? newest(email, now.minus(policy.codeLifetime()), 2) : List.of();
    }

    /** The one among recent wishes that a password belongs to. Hashes once, whether there is one to compare with or not. */
    public Optional<Challenge> same(List<Challenge> recent, CanonicalPassword password, Call call) {
        if (!finishByEmail) {
            return Optional.empty();
        }
        Optional<Challenge> only = recent.size() == 1 ? Optional.of(recent.get(0)) : Optional.empty();
        String hash = only.flatMap(challenge -> of(challenge, call))
                .map(PendingSignup::passwordHash)
                .orElse(null);
        Match match = hashing.verifyForSignup(password, hash, call);
        return match == Match.MATCHES ? only : Optional.empty();
    }

    /**
     * A wish that was refused counts too: its maker may still receive the code of another wish. One row stands for
     * all of them, as of the last, so that refusals fill no table.
     */
    public void contest(EmailAddress email, List<Challenge> recent, Call call, Instant now) {
        if (!finishByEmail) {
            return;
        }
        Optional<Challenge> refusedBefore = recent.stream()
                .filter(challenge ->
                        of(challenge, call).filter(PendingSignup::isRefused).isPresent())
                .findFirst();
        if (refusedBefore.isPresent()) {
            challenges.renew(refusedBefore.get(), Errand.SIGNUP, null, now);
            return;
        }
        Addressee about = new Addressee(Addressee.Kind.OWNER, email.key(), 0, secrets.mailbox(email), email);
        PendingSignup nobody = PendingSignup.refused(secrets.newId(), email);
        challenges.insert(secrets.newId(), Errand.SIGNUP, about, null, nobody.toPayload(), now);
    }

    /**
     * Measured from when the newest code was mailed, not from now: otherwise whoever has their own code mailed again
     * waits until the other's wish is out of sight, while the other still looks into the mailbox.
     */
    public boolean contested(EmailAddress email, Instant now) {
        Duration twoLifetimes = policy.codeLifetime().multipliedBy(2);
        List<Challenge> newest = newest(email, now.minus(twoLifetimes), 2);
        return newest.size() > 1
                && newest.get(0).issuedAt().isBefore(newest.get(1).issuedAt().plus(twoLifetimes));
    }

    /** The newest pending signup whose code is still good. */
    public Optional<PendingSignup> newestLive(EmailAddress email, Call call, Instant now) {
        return newest(email, now, 1).stream().findFirst().flatMap(challenge -> of(challenge, call));
    }

    private List<Challenge> newest(EmailAddress email, Instant expiringAfter, int limit) {
        return store.newest(email.key(), Purpose.SIGNUP, expiringAfter, limit);
    }
}
