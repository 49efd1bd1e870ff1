package io.github.keystile.auth.internal.kernel;

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
    /** Why a right code is refused, or none is mailed: for events only. */
    static final String STOPPED = "CODES_STOPPED";

    private static final int MOST_LIVE = 20;

    private final OtpStore challenges;
    private final Limits limits;
    private final Secrets secrets;
    private final Events events;
    private final Refusals refusals;
    private final Duration cooldown;
    private final Errands errands;
    private final SeenExpiries seen = new SeenExpiries();

    public CodeCheck(
            OtpStore challenges,
            Limits limits,
            Secrets secrets,
            Events events,
            Refusals refusals,
            Duration cooldown,
            Errands errands) {
        this.challenges = challenges;
        this.limits = limits;
        this.secrets = secrets;
        this.events = events;
        this.refusals = refusals;
        this.cooldown = cooldown;
        this.errands = errands;
    }

    /** A challenge whose code was right, with the attempt that it cost still spent. */
    public record Proven(Challenge challenge, Claim claim) {}

    public Proven byChallenge(ChallengeCode proof, Errand errand, Call call, Instant now) {
        Optional<Challenge> claimed = Secrets.isId(proof.challengeId())
                ? challenges.claimAttempt(proof.challengeId(), Claim.WITH_ID, now)
                : Optional.empty();
        if (claimed.isEmpty()) {
            if (Secrets.isId(proof.challengeId())) {
                seen.refusedAt(proof.challengeId(), now);
            }
            throw refuse(whyNotClaimed(proof.challengeId(), now));
        }
        Challenge challenge = claimed.get();
        if (seen.hasSeenTheEndOf(challenge)) {
            throw refuse(AuthError.CODE_EXPIRED, challenge, call);
        }
        Limits.Guess guess = guessAt(challenge);
        Taking taking = counted(challenge, guess, call, now);
        if (!taking.hadRoom()) {
            throw refuse(STOPPED, AuthError.INVALID_CODE, guess.account(), call);
        }
        if (!challenge.purpose().equals(errand.purpose())
                || !errand.secret().isCode(secrets, challenge, proof.code())
                || !understands(challenge, call)) {
            wrong(taking, guess.account(), call, now);
            throw refuse(AuthError.INVALID_CODE, guess.account(), call);
        }
        limits.clear(taking);
        call.attempted(() -> giveBack(challenge, Claim.WITH_ID, challenge.expiresAt()));
        return new Proven(challenge, Claim.WITH_ID);
    }

    /**
     * Spends an attempt of every live challenge of the subject, because it is not known which one is meant. Each
     * compare counts as a guess of its own: one code that is shown to ten challenges has ten chances.
     *
     * @param typed what the subject was found by, or not: how often it is asked about is limited, whoever it belongs to
     */
    public Proven bySubject(Identifier typed, String subject, Errand errand, String code, Call call, Instant now) {
        limits.codeWithoutId(errand.purpose(), typed, call, now);
        List<Challenge> live = challenges.newest(subject, errand.purpose(), now, MOST_LIVE).stream()
                .filter(challenge -> !seen.hasSeenTheEndOf(challenge))
                .toList();
        List<Challenge> claimed = live.stream()
                .flatMap(each -> challenges.claimAttempt(each.id(), Claim.WITHOUT_ID, now).stream())
                .toList();
        if (claimed.isEmpty()) {
            seen.refusedAt(subject, now);
            throw refuse(live.isEmpty() ? AuthError.CODE_EXPIRED : AuthError.TOO_MANY_ATTEMPTS);
        }
        claimed.forEach(each -> call.attempted(() -> giveBack(each, Claim.WITHOUT_ID, each.expiresAt())));
        boolean stopped = false;
        for (Challenge challenge : claimed) {
            Limits.Guess guess = guessAt(challenge);
            Taking taking = limits.codeAccount(guess, call, now);
            if (taking.hadRoom() && errand.secret().isCode(secrets, challenge, code) && understands(challenge, call)) {
                limits.clear(taking);
                return new Proven(challenge, Claim.WITHOUT_ID);
            }
            wrong(taking, guess.account(), call, now);
            stopped |= !taking.hadRoom();
        }
        String why = stopped ? STOPPED : AuthError.INVALID_CODE.name();
        throw refuse(why, AuthError.INVALID_CODE, account(claimed), call);
    }

    private void wrong(Taking taking, @Nullable String account, Call call, Instant now) {
        if (account != null && taking.lock(now).isPresent()) {
            events.tell(AuthEventType.CODES_STOPPED, about(account, call));
        }
    }

    /**
     * Whether nothing stands in the challenge that this version does not know. What another version wrote beside a
     * proof may forbid just what it is shown for.
     */
    public boolean understands(Challenge challenge, Call call) {
        boolean carries = errands.of(challenge.purpose())
                .map(known -> known.errand().carriesPayload())
                .orElse(false);
        if (carries || challenge.payload() == null) {
            return true;
        }
        events.tell(
                AuthEventType.UNREADABLE_CHALLENGE, call, challenge.purpose().name(), null);
        return false;
    }

    private @Nullable String account(List<Challenge> claimed) {
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
    private Limits.Guess guessAt(Challenge challenge) {
        boolean ofAccount = errands.of(challenge.purpose())
                        .filter(known -> known.errand().aboutAccount())
                        .isPresent()
                && !Secrets.isDecoy(challenge.secretHash());
        return new Limits.Guess(challenge.id(), ofAccount ? challenge.subject() : null);
    }

    public void giveBack(Proven proven, Instant expiresAtLeast) {
        giveBack(proven.challenge(), proven.claim(), expiresAtLeast);
    }

    public void giveBack(Proven proven) {
        giveBack(proven, proven.challenge().expiresAt());
    }

    private void giveBack(Challenge challenge, Claim claim, Instant expiresAtLeast) {
        challenges.giveBackAttempt(challenge.id(), claim, challenge.secretHash(), expiresAtLeast);
    }

    /** Exactly one caller goes on from here, ever. */
    public void consume(Challenge challenge, AuthError otherwise, Call call) {
        if (!challenges.consume(challenge.id(), challenge.secretHash())) {
            throw refuse(otherwise, challenge, call);
        }
    }

    /** Refuses a proof of which nothing is known. */
    public Refused refuse(AuthError why) {
        return new Refused(AuthEventType.PROOF_REFUSED, why.name(), told(why));
    }

    public Refused refuse(AuthError why, Challenge challenge, Call call) {
        return refuse(why, guessAt(challenge).account(), call);
    }

    private Refused refuse(AuthError why, @Nullable String account, Call call) {
        return refuse(why.name(), why, account, call);
    }

    private Refused refuse(String why, AuthError told, @Nullable String account, Call call) {
        if (account != null) {
            about(account, call);
        }
        return new Refused(AuthEventType.PROOF_REFUSED, why, told(told));
    }

    private static Call about(String account, Call call) {
        return Secrets.isPseudonym(account) ? call : call.about(account);
    }

    private AuthException told(AuthError why) {
        if (why != AuthError.CODE_EXPIRED && why != AuthError.TOO_MANY_ATTEMPTS) {
            return AuthException.of(why);
        }
        if (!refusals.explicit()) {
            return AuthException.of(AuthError.INVALID_CODE);
        }
        return why == AuthError.TOO_MANY_ATTEMPTS ? AuthException.retryAfter(why, cooldown) : AuthException.of(why);
    }

    /** Nothing was compared when the caller was refused aloud, so nothing was spent. */
    private Taking counted(Challenge challenge, Limits.Guess guess, Call call, Instant now) {
        try {
            return limits.codeCheck(guess, call, now);
        } catch (Refused tooMany) {
            giveBack(challenge, Claim.WITH_ID, challenge.expiresAt());
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
