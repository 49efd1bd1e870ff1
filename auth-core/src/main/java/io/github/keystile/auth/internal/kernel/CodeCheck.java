package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.OtpStore.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares codes. An attempt is counted before the compare and given back only by {@link #giveBack}, so that any
 * number of guesses at once costs that number of attempts.
 */
public final class CodeCheck {
    private static final int MOST_LIVE = 20;

    private final OtpStore challenges;
    private final Limits limits;
    private final Secrets secrets;
    private final Events events;
    private final Refusals refusals;
    private final Duration cooldown;

    public CodeCheck(
            OtpStore challenges, Limits limits, Secrets secrets, Events events, Refusals refusals, Duration cooldown) {
        this.challenges = challenges;
        this.limits = limits;
        this.secrets = secrets;
        this.events = events;
        this.refusals = refusals;
        this.cooldown = cooldown;
    }

    /** A challenge whose code was right, with the attempt that it cost still spent. */
    public record Proven(Challenge challenge, Claim claim) {}

    public Proven byChallenge(ChallengeCode proof, Errand errand, Caller caller, Instant now) {
        Optional<Challenge> claimed = Secrets.isId(proof.challengeId())
                ? challenges.claimAttempt(proof.challengeId(), Claim.WITH_ID, now)
                : Optional.empty();
        if (claimed.isEmpty()) {
            throw refuse(whyNotClaimed(proof.challengeId(), now), caller);
        }
        Challenge challenge = claimed.get();
        Limits.Guess guess = guessAt(challenge);
        Limits.Taking taking = counted(challenge, guess, caller, now);
        if (!taking.hadRoom()
                || !challenge.purpose().equals(errand.purpose())
                || !secrets.codeMatches(challenge, proof.code())
                || !understands(challenge, caller)) {
            throw refuse(AuthError.INVALID_CODE, guess.account(), caller);
        }
        limits.clear(taking, now);
        return new Proven(challenge, Claim.WITH_ID);
    }

    /**
     * Spends an attempt of every live challenge of the subject, because it is not known which one is meant. Each
     * compare counts as a guess of its own: one code that is shown to ten challenges has ten chances.
     */
    public Proven bySubject(String subject, Errand errand, String code, Caller caller, Instant now) {
        limits.codeCaller(caller, now);
        List<Challenge> live = challenges.newest(subject, errand.purpose(), now, MOST_LIVE);
        List<Challenge> claimed = live.stream()
                .flatMap(each -> challenges.claimAttempt(each.id(), Claim.WITHOUT_ID, now).stream())
                .toList();
        if (claimed.isEmpty()) {
            throw refuse(live.isEmpty() ? AuthError.CODE_EXPIRED : AuthError.TOO_MANY_ATTEMPTS, caller);
        }
        for (Challenge challenge : claimed) {
            Limits.Taking taking = limits.codeAccount(guessAt(challenge), caller, now);
            if (taking.hadRoom() && secrets.codeMatches(challenge, code) && understands(challenge, caller)) {
                limits.clear(taking, now);
                return new Proven(challenge, Claim.WITHOUT_ID);
            }
        }
        throw refuse(AuthError.INVALID_CODE, account(claimed), caller);
    }

    /**
     * Whether nothing stands in the challenge that this version does not know. What another version wrote beside an
     * account's proof may forbid just what the proof is shown for; a signup's payload is read where the signup is made.
     */
    public boolean understands(Challenge challenge, Caller caller) {
        boolean ofAccount =
                Errand.of(challenge.purpose()).map(Errand::aboutAccount).orElse(false);
        if (!ofAccount || challenge.payload() == null) {
            return true;
        }
        events.because(
                AuthEventType.UNREADABLE_CHALLENGE,
                null,
                caller,
                challenge.purpose().name());
        return false;
    }

    private static @Nullable String account(List<Challenge> claimed) {
        return claimed.stream()
                .map(challenge -> guessAt(challenge).account())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * Nobody guesses a decoy, and a signup has no account yet, nor a link that would help where codes have ended. An
     * identifier without an account has its counter like an account, or else the clock would tell which is which.
     */
    private static Limits.Guess guessAt(Challenge challenge) {
        boolean ofAccount =
                Errand.of(challenge.purpose()).map(Errand::aboutAccount).orElse(false)
                        && !Secrets.isDecoy(challenge.secretHash());
        return new Limits.Guess(challenge.id(), ofAccount ? challenge.subject() : null);
    }

    public void giveBack(Proven proven, Instant expiresAtLeast) {
        Challenge challenge = proven.challenge();
        challenges.giveBackAttempt(challenge.id(), proven.claim(), challenge.secretHash(), expiresAtLeast);
    }

    public void giveBack(Proven proven) {
        giveBack(proven, proven.challenge().expiresAt());
    }

    /** Exactly one caller goes on from here, ever. */
    public void consume(Challenge challenge, AuthError otherwise, Caller caller) {
        if (!challenges.consume(challenge.id(), challenge.secretHash())) {
            throw refuse(otherwise, challenge, caller);
        }
    }

    /** Refuses a proof of which nothing is known. */
    public AuthException refuse(AuthError why, Caller caller) {
        return refuse(why, (String) null, caller);
    }

    public AuthException refuse(AuthError why, Challenge challenge, Caller caller) {
        return refuse(why, guessAt(challenge).account(), caller);
    }

    private AuthException refuse(AuthError why, @Nullable String account, Caller caller) {
        String userId = account == null || Secrets.isPseudonym(account) ? null : account;
        events.because(AuthEventType.PROOF_REFUSED, userId, caller, why.name());
        if (why != AuthError.CODE_EXPIRED && why != AuthError.TOO_MANY_ATTEMPTS) {
            return AuthException.of(why);
        }
        if (!refusals.explicit()) {
            return AuthException.of(AuthError.INVALID_CODE);
        }
        return why == AuthError.TOO_MANY_ATTEMPTS ? AuthException.retryAfter(why, cooldown) : AuthException.of(why);
    }

    /** Nothing was compared when the caller was refused aloud, so nothing was spent. */
    private Limits.Taking counted(Challenge challenge, Limits.Guess guess, Caller caller, Instant now) {
        try {
            return limits.codeCheck(guess, caller, now);
        } catch (AuthException tooMany) {
            giveBack(new Proven(challenge, Claim.WITH_ID));
            throw tooMany;
        }
    }

    private AuthError whyNotClaimed(String challengeId, Instant now) {
        if (!refusals.explicit() || !Secrets.isId(challengeId)) {
            return AuthError.INVALID_CODE;
        }
        return challenges
                .find(challengeId)
                .map(challenge ->
                        now.isBefore(challenge.expiresAt()) ? AuthError.TOO_MANY_ATTEMPTS : AuthError.CODE_EXPIRED)
                .orElse(AuthError.INVALID_CODE);
    }
}
