package io.github.keystile.auth.otp;

import io.github.keystile.auth.error.StoreException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Challenges in the memory of this one process: for demos and tests. A restart loses every code that is under way,
 * and a second process knows nothing of the first one's.
 *
 * <p>Safe for use by many threads: one lock guards everything.
 */
public final class InMemoryOtpStore implements OtpStore {
    private static final Comparator<Challenge> LATEST_FIRST = Comparator.comparing(Challenge::issuedAt)
            .thenComparing(Challenge::id)
            .reversed();

    private final Map<String, Challenge> challenges = new HashMap<>();

    /** An empty store. */
    public InMemoryOtpStore() {}

    @Override
    public synchronized void insert(Challenge challenge) {
        if (challenges.putIfAbsent(challenge.id(), challenge) != null) {
            throw new StoreException("insert a challenge: its id is in use", null);
        }
    }

    @Override
    public synchronized Optional<Challenge> find(String id) {
        return Optional.ofNullable(challenges.get(id));
    }

    @Override
    public synchronized Optional<Challenge> findLink(Purpose purpose, String secretHash) {
        return select(challenge -> challenge.purpose().equals(purpose)
                        && challenge.secretHash().equals(secretHash))
                .findFirst();
    }

    @Override
    public synchronized List<Challenge> newest(String subject, Purpose purpose, Instant expiringAfter, int limit) {
        return select(challenge -> challenge.purpose().equals(purpose)
                        && challenge.subject().equals(subject)
                        && challenge.expiresAt().isAfter(expiringAfter))
                .sorted(LATEST_FIRST)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Challenge> claimAttempt(String id, Claim claim, Instant now) {
        Challenge found = challenges.get(id);
        if (found == null || !now.isBefore(found.expiresAt()) || !hasAttemptLeft(found, claim)) {
            return Optional.empty();
        }
        Challenge counted = new Edit(found).withCounters(1, claim).toChallenge();
        challenges.put(id, counted);
        return Optional.of(counted);
    }

    @Override
    public synchronized void giveBackAttempt(String id, Claim claim, String secretHash, Instant expiresAtLeast) {
        Challenge found = withHash(id, secretHash);
        if (found != null) {
            challenges.put(
                    id,
                    new Edit(found)
                            .withCounters(-1, claim)
                            .withExpiryAtLeast(expiresAtLeast)
                            .toChallenge());
        }
    }

    @Override
    public synchronized boolean replaceCode(
            String id, String oldHash, String newHash, Instant issuedAt, Instant expiresAt) {
        Challenge found = withHash(id, oldHash);
        if (found == null) {
            return false;
        }
        challenges.put(
                id, new Edit(found).withCode(newHash, issuedAt, expiresAt).toChallenge());
        return true;
    }

    @Override
    public synchronized boolean consume(String id, String secretHash) {
        return withHash(id, secretHash) != null && challenges.remove(id) != null;
    }

    @Override
    public synchronized void deleteAll(String subject) {
        challenges.values().removeIf(challenge -> challenge.subject().equals(subject));
    }

    @Override
    public synchronized int purge(Instant expiredBefore, int limit) {
        List<String> expired = select(challenge -> challenge.expiresAt().isBefore(expiredBefore))
                .limit(limit)
                .map(Challenge::id)
                .toList();
        expired.forEach(challenges::remove);
        return expired.size();
    }

    private Stream<Challenge> select(Predicate<Challenge> condition) {
        return challenges.values().stream().filter(condition);
    }

    private @Nullable Challenge withHash(String id, String secretHash) {
        Challenge found = challenges.get(id);
        return found != null && found.secretHash().equals(secretHash) ? found : null;
    }

    private static boolean hasAttemptLeft(Challenge challenge, Claim claim) {
        return challenge.attempts() < challenge.maxAttempts()
                && (claim == Claim.WITH_ID || challenge.attemptsWithoutId() < challenge.maxAttemptsWithoutId());
    }
}
