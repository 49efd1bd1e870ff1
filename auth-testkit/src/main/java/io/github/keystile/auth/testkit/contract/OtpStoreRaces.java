package io.github.keystile.auth.testkit.contract;

import static io.github.keystile.auth.testkit.contract.Race.assertWinners;
import static io.github.keystile.auth.testkit.contract.Race.assertWon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.OtpStore.Claim;
import io.github.keystile.auth.testkit.internal.Fresh;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link OtpStore} promises under concurrent calls; beside {@link OtpStoreContract}. The package says how to
 * run it.
 */
public abstract class OtpStoreRaces extends Contract {
    private static final int CLAIMS = 4;
    private static final int REPLACEMENTS = 4;

    /** For subclasses. */
    protected OtpStoreRaces() {}

    /**
     * Makes an adapter. Called many times in a test: every adapter must be a new object and all of them must work on
     * the same database, as the processes of one application do. Only an in-memory store may be the same object.
     *
     * @return a fresh adapter on the database under test
     */
    protected abstract OtpStore createOtpStore();

    @Test
    final void oneOfManyInsertsWithOneIdWins() {
        race(this::createOtpStore, race -> {
            Challenge challenge = Challenges.fresh(now);
            List<Boolean> answers = race.run((store, thread) -> inserts(store, challenge));
            assertWinners("insert of one id", 1, answers, true);
            assertEquals(challenge, stored(challenge.id()));
        });
    }

    @Test
    final void oneOfManyConsumesWins() {
        race(this::createOtpStore, race -> {
            Challenge challenge = inserted(Challenges.fresh(now));
            List<Boolean> answers = race.run((store, thread) -> store.consume(challenge.id(), challenge.secretHash()));
            assertWinners("consume", 1, answers, true);
        });
    }

    @Test
    final void attemptsAreClaimedNoMoreThanThereAre() {
        race(this::createOtpStore, race -> {
            Challenge challenge = inserted(Challenges.fresh(now));
            List<Challenge> claimed = claimed(race, challenge, thread -> Claim.WITH_ID);
            assertWon("claimAttempt with the id", Challenges.MAX, claimed.size(), threads() * CLAIMS);
            assertEquals(Challenges.MAX, stored(challenge.id()).attempts(), "attempts stored");
        });
    }

    @Test
    final void attemptsWithoutIdAreClaimedNoMoreThanTheirShare() {
        race(this::createOtpStore, race -> {
            Challenge challenge = inserted(Challenges.fresh(now));
            List<Challenge> claimed = claimed(race, challenge, thread -> Claim.WITHOUT_ID);
            assertWon("claimAttempt without the id", Challenges.MAX_WITHOUT_ID, claimed.size(), threads() * CLAIMS);
            assertEquals(Challenges.MAX_WITHOUT_ID, stored(challenge.id()).attempts(), "attempts stored");
            assertEquals(Challenges.MAX_WITHOUT_ID, stored(challenge.id()).attemptsWithoutId(), "of them without id");
        });
    }

    @Test
    final void bothKindsOfClaimsShareOneCounter() {
        race(this::createOtpStore, race -> {
            Challenge challenge = inserted(Challenges.fresh(now));
            List<Challenge> claimed =
                    claimed(race, challenge, thread -> thread % 2 == 0 ? Claim.WITH_ID : Claim.WITHOUT_ID);
            assertWon("claimAttempt with and without the id", Challenges.MAX, claimed.size(), threads() * CLAIMS);
            Challenge after = stored(challenge.id());
            assertEquals(Challenges.MAX, after.attempts(), "attempts stored");
            assertTrue(after.attemptsWithoutId() <= Challenges.MAX_WITHOUT_ID, "at most the share is without id");
        });
    }

    @Test
    final void noAttemptIsLostInCounting() {
        race(this::createOtpStore, race -> {
            Challenge challenge = inserted(Challenges.withMax(Challenges.fresh(now), 10, 10));
            List<Boolean> answers = race.run((store, thread) -> thread < 10
                    && store.claimAttempt(challenge.id(), Claim.WITHOUT_ID, now).isPresent());
            int claims = Math.min(10, threads());
            assertWinners("claimAttempt, which everybody wins", claims, answers, true);
            assertEquals(claims, stored(challenge.id()).attempts(), "attempts stored");
            assertEquals(claims, stored(challenge.id()).attemptsWithoutId(), "of them without id");
        });
    }

    @Test
    final void whatIsGivenBackIsGivenBackOnce() {
        race(this::createOtpStore, race -> {
            Challenge challenge = inserted(Challenges.fresh(now));
            race.run((store, thread) -> {
                Optional<Challenge> claim = store.claimAttempt(challenge.id(), Claim.WITHOUT_ID, now);
                claim.ifPresent(claimed -> store.giveBackAttempt(
                        claimed.id(), Claim.WITHOUT_ID, claimed.secretHash(), claimed.expiresAt()));
                return claim;
            });
            assertEquals(0, stored(challenge.id()).attempts(), "attempts stored after all were given back");
            assertEquals(0, stored(challenge.id()).attemptsWithoutId(), "of them without id");
        });
    }

    @Test
    final void oneOfManyReplacedCodesWins() {
        race(this::createOtpStore, race -> {
            Challenge challenge = inserted(Challenges.fresh(now));
            List<String> hashes = race.run((store, thread) -> Fresh.hash());
            List<Boolean> answers = race.run((store, thread) -> store.replaceCode(
                    challenge.id(), challenge.secretHash(), hashes.get(thread), now, challenge.expiresAt()));
            assertWinners("replaceCode of one hash", 1, answers, true);
            assertEquals(
                    hashes.get(answers.indexOf(true)),
                    stored(challenge.id()).secretHash(),
                    "the winner's hash is the stored one");
        });
    }

    @Test
    final void aClaimIsCountedOnTheCodeItReturns() {
        race(this::createOtpStore, race -> {
            Challenge challenge = inserted(Challenges.fresh(now));
            List<String> hashes = Stream.concat(Stream.of(challenge.secretHash()), Stream.generate(Fresh::hash))
                    .limit(1 + REPLACEMENTS)
                    .toList();
            List<Challenge> claims = race
                    .run((store, thread) -> thread == middleThread()
                            ? replaceInTurn(store, challenge, hashes)
                            : claim(store, challenge, Claim.WITH_ID))
                    .stream()
                    .flatMap(List::stream)
                    .toList();
            for (String hash : hashes) {
                assertTrue(
                        countOn(hash, claims) <= Challenges.MAX,
                        () -> countOn(hash, claims) + " claims returned one code, at most " + Challenges.MAX + " may");
            }
            assertTrue(
                    claims.stream().allMatch(claim -> claim.attempts() > 0),
                    "a claim returned a code on which nothing was counted: it was read after it was replaced");
            Challenge after = stored(challenge.id());
            assertEquals(hashes.get(REPLACEMENTS), after.secretHash());
            assertEquals(
                    countOn(after.secretHash(), claims),
                    after.attempts(),
                    "every claim that returned the last code, and no other, is counted on it");
        });
    }

    @Test
    final void consumeAndReplaceCodeExcludeOneAnother() {
        race(this::createOtpStore, race -> {
            Challenge challenge = inserted(Challenges.fresh(now));
            int first = challenge.id().charAt(0) % 2;
            List<Boolean> answers = race.run((store, thread) -> thread % 2 == first
                    ? store.consume(challenge.id(), challenge.secretHash())
                    : store.replaceCode(
                            challenge.id(), challenge.secretHash(), Fresh.hash(), now, challenge.expiresAt()));
            assertWinners("consume and replaceCode of one hash", 1, answers, true);
            boolean consumed = answers.indexOf(true) % 2 == first;
            assertEquals(!consumed, createOtpStore().find(challenge.id()).isPresent(), "is there after the race");
        });
    }

    @Test
    final void purgeAndConsumeTakeAChallengeOnce() {
        Challenges.drain(createOtpStore(), longAgo);
        race(this::createOtpStore, race -> {
            Challenge challenge = inserted(Challenges.fresh(longAgo));
            List<Integer> answers = race.run((store, thread) -> thread % 2 == 0
                    ? store.consume(challenge.id(), challenge.secretHash()) ? 1 : 0
                    : store.purge(longAgo.plus(Challenges.LIFETIME).plusMillis(1), Challenges.PURGE_LIMIT));
            assertWinners("consume and purge of one challenge", 1, answers, 1);
            assertEquals(Optional.empty(), createOtpStore().find(challenge.id()), "gone is gone");
        });
    }

    @Test
    final void nothingBringsAConsumedChallengeBack() {
        race(this::createOtpStore, race -> {
            Challenge challenge = inserted(Challenges.fresh(now));
            String id = challenge.id();
            String hash = challenge.secretHash();
            race.run((store, thread) -> {
                if (thread == middleThread()) {
                    return store.consume(id, hash);
                }
                if (thread % 2 == 0) {
                    store.giveBackAttempt(id, Claim.WITH_ID, hash, challenge.expiresAt());
                    return false;
                }
                return store.claimAttempt(id, Claim.WITH_ID, now).isPresent();
            });
            assertEquals(Optional.empty(), createOtpStore().find(id), "gone is gone");
        });
    }

    private Challenge inserted(Challenge challenge) {
        createOtpStore().insert(challenge);
        return challenge;
    }

    private Challenge stored(String id) {
        return createOtpStore().find(id).orElseThrow(() -> new AssertionError("The stored challenge is not found"));
    }

    private static boolean inserts(OtpStore store, Challenge challenge) {
        try {
            store.insert(challenge);
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    private interface ClaimOf {
        Claim of(int thread);
    }

    private List<Challenge> claimed(Race<OtpStore> race, Challenge challenge, ClaimOf kind) {
        return race.run((store, thread) -> claim(store, challenge, kind.of(thread))).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Challenge> claim(OtpStore store, Challenge challenge, Claim kind) {
        return IntStream.range(0, CLAIMS)
                .mapToObj(i -> store.claimAttempt(challenge.id(), kind, now))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<Challenge> replaceInTurn(OtpStore store, Challenge challenge, List<String> hashes) {
        for (int i = 0; i < REPLACEMENTS; i++) {
            assertTrue(store.replaceCode(challenge.id(), hashes.get(i), hashes.get(i + 1), now, challenge.expiresAt()));
        }
        return List.of();
    }

    private static long countOn(String hash, List<Challenge> claims) {
        return claims.stream()
                .filter(challenge -> challenge.secretHash().equals(hash))
                .count();
    }
}
