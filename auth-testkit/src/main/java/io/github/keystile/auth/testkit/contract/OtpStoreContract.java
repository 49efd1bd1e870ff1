package io.github.keystile.auth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.OtpStore.Claim;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.testkit.internal.Fresh;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link OtpStore} must keep, count, replace and forget. {@link OtpStoreLookUps} says by what it finds,
 * {@link OtpStoreRaces} what it promises under concurrent calls, and the package how to run all three.
 */
public abstract class OtpStoreContract extends Contract {
    /** For subclasses. */
    protected OtpStoreContract() {}

    /**
     * Makes an adapter. Called many times in a test: every adapter must be a new object and all of them must work on
     * the same database, as the processes of one application do. Only an in-memory store may be the same object.
     *
     * @return a fresh adapter on the database under test
     */
    protected abstract OtpStore createOtpStore();

    @Test
    final void keepsEveryField() {
        for (Purpose purpose : Challenges.purposes()) {
            Challenge challenge = new Challenge(
                    Fresh.id(),
                    purpose,
                    Fresh.id() + "-Az_%'\"\\".repeat(27),
                    (1L << 40) + 1,
                    Fresh.id() + "+/=Az{}:".repeat(8),
                    4,
                    2,
                    10,
                    3,
                    now,
                    now.plus(Challenges.LIFETIME),
                    null);
            Challenges.assertSame(
                    challenge, createOtpStore().find(inserted(challenge).id()));
        }
    }

    @Test
    final void keepsEveryPayload() {
        for (Optional<String> payload : Challenges.payloads()) {
            Challenge challenge = inserted(Challenges.withPayload(Challenges.fresh(now), payload.orElse(null)));
            Challenges.assertSame(challenge, createOtpStore().find(challenge.id()));
        }
    }

    @Test
    final void keepsInstantsToTheMillisecond() {
        for (Instant instant : difficultInstants()) {
            Challenge challenge = inserted(Challenges.withCode(
                    Challenges.fresh(now), Fresh.hash(), instant, instant.plus(Challenges.LIFETIME)));
            assertEquals(instant, stored(challenge.id()).issuedAt());
            assertEquals(
                    instant.plus(Challenges.LIFETIME), stored(challenge.id()).expiresAt());
        }
    }

    @Test
    final void aClaimIsCountedAndStored() {
        Challenge challenge =
                inserted(Challenges.of(Purpose.SIGNUP, Fresh.email().key(), now));
        Challenges.assertSame(Challenges.withAttempts(challenge, 1, 0), claim(challenge, Claim.WITH_ID));
        Challenges.assertSame(
                Challenges.withAttempts(challenge, 1, 0), createOtpStore().find(challenge.id()));
        Challenges.assertSame(Challenges.withAttempts(challenge, 2, 1), claim(challenge, Claim.WITHOUT_ID));
        Challenges.assertSame(
                Challenges.withAttempts(challenge, 2, 1), createOtpStore().find(challenge.id()));
    }

    @Test
    final void whoDoesNotHoldTheIdCannotBurnAllAttempts() {
        Challenge challenge = inserted(Challenges.fresh(now));
        for (int i = 0; i < Challenges.MAX_WITHOUT_ID; i++) {
            assertTrue(claim(challenge, Claim.WITHOUT_ID).isPresent());
        }
        assertEquals(Optional.empty(), claim(challenge, Claim.WITHOUT_ID));
        assertTrue(claim(challenge, Claim.WITH_ID).isPresent());
        assertTrue(claim(challenge, Claim.WITH_ID).isPresent());
        assertEquals(Optional.empty(), claim(challenge, Claim.WITH_ID));
        assertEquals(Optional.empty(), claim(challenge, Claim.WITHOUT_ID));
        Challenges.assertSame(
                Challenges.withAttempts(challenge, 5, 3), createOtpStore().find(challenge.id()));
        Challenge withId = inserted(Challenges.withMax(Challenges.fresh(now), 1, 0));
        assertEquals(Optional.empty(), claim(withId, Claim.WITHOUT_ID));
        assertTrue(claim(withId, Claim.WITH_ID).isPresent());
    }

    @Test
    final void nothingIsClaimedFromExpiryOn() {
        Challenge challenge = inserted(Challenges.fresh(now));
        Instant expiry = challenge.expiresAt();
        OtpStore store = createOtpStore();
        assertEquals(Optional.empty(), store.claimAttempt(challenge.id(), Claim.WITH_ID, expiry));
        assertEquals(Optional.empty(), store.claimAttempt(challenge.id(), Claim.WITH_ID, expiry.plusSeconds(99)));
        Challenges.assertSame(challenge, store.find(challenge.id()));
        assertTrue(store.claimAttempt(challenge.id(), Claim.WITH_ID, expiry.minusMillis(1))
                .isPresent());
    }

    @Test
    final void givesBackWhatWasClaimed() {
        Challenge challenge = inserted(Challenges.fresh(now));
        Challenge two = Challenges.withAttempts(challenge, 2, 1);
        claim(challenge, Claim.WITH_ID);
        claim(challenge, Claim.WITHOUT_ID);
        OtpStore store = createOtpStore();
        Instant expiry = challenge.expiresAt();
        store.giveBackAttempt(challenge.id(), Claim.WITH_ID, Fresh.hash(), expiry.plusSeconds(9));
        Challenges.assertSame(two, store.find(challenge.id()));
        store.giveBackAttempt(challenge.id(), Claim.WITHOUT_ID, challenge.secretHash(), now);
        Challenges.assertSame(Challenges.withAttempts(challenge, 1, 0), store.find(challenge.id()));
        store.giveBackAttempt(challenge.id(), Claim.WITH_ID, challenge.secretHash(), expiry.plusMillis(1));
        Challenge longer = Challenges.withCode(challenge, challenge.secretHash(), now, expiry.plusMillis(1));
        Challenges.assertSame(longer, store.find(challenge.id()));
        store.giveBackAttempt(challenge.id(), Claim.WITHOUT_ID, challenge.secretHash(), expiry);
        Challenges.assertSame(longer, store.find(challenge.id()));
    }

    @Test
    final void replaceCodeStartsAnewAndKeepsTheRest() {
        Challenge challenge =
                inserted(Challenges.of(Purpose.SIGNUP, Fresh.email().key(), now.minusSeconds(3600)));
        OtpStore store = createOtpStore();
        store.claimAttempt(challenge.id(), Claim.WITHOUT_ID, challenge.issuedAt());
        String hash = Fresh.hash();
        Instant expiry = now.plus(Challenges.LIFETIME);
        assertFalse(store.replaceCode(challenge.id(), hash, Fresh.hash(), now, expiry));
        assertTrue(store.replaceCode(challenge.id(), challenge.secretHash(), hash, now, expiry));
        assertFalse(store.replaceCode(challenge.id(), challenge.secretHash(), Fresh.hash(), now, expiry));
        assertFalse(store.consume(challenge.id(), challenge.secretHash()));
        Challenges.assertSame(Challenges.withCode(challenge, hash, now, expiry), store.find(challenge.id()));
        assertTrue(store.claimAttempt(challenge.id(), Claim.WITH_ID, now).isPresent());
    }

    @Test
    final void whatIsConsumedIsGone() {
        Challenge challenge =
                inserted(Challenges.of(Purpose.SIGNUP, Fresh.email().key(), now));
        Challenge other = inserted(Challenges.of(Purpose.SIGNUP, challenge.subject(), now));
        String id = challenge.id();
        OtpStore store = createOtpStore();
        assertFalse(store.consume(id, other.secretHash()));
        assertTrue(store.consume(id, challenge.secretHash()));
        assertFalse(store.consume(id, challenge.secretHash()));
        assertEquals(Optional.empty(), store.find(id));
        assertEquals(Optional.empty(), store.claimAttempt(id, Claim.WITH_ID, now));
        assertEquals(List.of(other), store.newest(challenge.subject(), Purpose.SIGNUP, now, 10));
        assertFalse(store.replaceCode(id, challenge.secretHash(), Fresh.hash(), now, now.plusSeconds(9)));
        store.giveBackAttempt(id, Claim.WITH_ID, challenge.secretHash(), now.plusSeconds(9));
        assertEquals(Optional.empty(), store.find(id));
    }

    @Test
    final void consumeDoesNotLookAtExpiryOrAttempts() {
        Challenge spent = inserted(Challenges.withAttempts(Challenges.fresh(now.minusSeconds(3600)), 5, 3));
        assertTrue(createOtpStore().consume(spent.id(), spent.secretHash()));
    }

    @Test
    final void deleteAllDeletesOneSubject() {
        String subject = Fresh.id();
        for (Purpose purpose : Challenges.purposes()) {
            inserted(Challenges.of(purpose, subject, now));
        }
        Challenge kept = inserted(Challenges.fresh(now));
        OtpStore store = createOtpStore();
        store.deleteAll(subject);
        store.deleteAll(subject);
        for (Purpose purpose : Challenges.purposes()) {
            assertEquals(List.of(), store.newest(subject, purpose, now, 100));
        }
        Challenges.assertSame(kept, store.find(kept.id()));
    }

    @Test
    final void purgeIsBoundedAndSparesWhatExpiresLater() {
        Challenges.drain(createOtpStore(), longAgo);
        Challenge kept = inserted(Challenges.fresh(longAgo.plusMillis(5)));
        for (int i = 0; i < 5; i++) {
            inserted(Challenges.fresh(longAgo.plusMillis(i)));
        }
        OtpStore store = createOtpStore();
        Instant before = kept.expiresAt();
        assertEquals(3, store.purge(before, 3));
        assertEquals(2, store.purge(before, 3));
        assertEquals(0, store.purge(before, 3));
        Challenges.assertSame(kept, store.find(kept.id()));
        assertEquals(1, store.purge(before.plusMillis(1), 10_000));
        assertEquals(Optional.empty(), store.find(kept.id()));
    }

    private Challenge inserted(Challenge challenge) {
        createOtpStore().insert(challenge);
        return challenge;
    }

    private Challenge stored(String id) {
        return createOtpStore().find(id).orElseThrow(() -> new AssertionError("The stored challenge is not found"));
    }

    private Optional<Challenge> claim(Challenge challenge, Claim claim) {
        return createOtpStore().claimAttempt(challenge.id(), claim, now);
    }
}
