package io.github.keystile.auth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.OtpStore.Claim;
import io.github.keystile.auth.otp.PendingSignup;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.user.Username;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every {@link OtpStore} must pass. Extend it beside your store and say how adapters are made, as with {@link
 * UserStoreContract}. Every test uses ids and subjects that were never used before: the database need not be empty
 * and is not cleaned; but challenges that expired before tomorrow are purged.
 */
public abstract class OtpStoreContract extends OtpStoreRaces {
    /** For subclasses. */
    protected OtpStoreContract() {}

    @Test
    final void keepsEveryField() {
        for (Purpose purpose : Purpose.values()) {
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
                    purpose == Purpose.SIGNUP ? Challenges.pending() : null);
            assertSame(challenge, createOtpStore().find(inserted(challenge).id()));
        }
    }

    @Test
    @Tag("SGN-01")
    final void keepsEveryFieldOfThePendingSignup() {
        PendingSignup full = new PendingSignup(
                Fresh.id() + "-Az_".repeat(8),
                Fresh.email("Mixed.CASE+tag"),
                Fresh.username("Mixed.CASE"),
                "{test}" + "$./Az09=+".repeat(27),
                Users.difficultAttributes());
        PendingSignup bare = new PendingSignup(full.userId(), Fresh.email(), null, Fresh.hash(), full.attributes());
        Challenge signup = Challenges.of(Purpose.SIGNUP, Fresh.email().key(), now);
        for (PendingSignup pending : List.of(full, bare)) {
            Challenge challenge = inserted(Challenges.withPending(withId(signup), pending));
            assertSame(challenge, createOtpStore().find(challenge.id()));
        }
    }

    @Test
    @Tag("STO-06")
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
    @Tag("EML-06")
    @Tag("STO-02")
    @Tag("STO-04")
    final void hostileAndSimilarIdsAreUnknownAndHarmless() {
        Challenge challenge = inserted(withId(Challenges.fresh(now)));
        String hash = challenge.secretHash();
        OtpStore store = createOtpStore();
        for (String id : HostileTexts.like(challenge.id())) {
            assertEquals(Optional.empty(), store.find(id));
            assertEquals(Optional.empty(), store.claimAttempt(id, Claim.WITH_ID, now));
            store.giveBackAttempt(id, Claim.WITH_ID, hash, now.plusSeconds(9999));
            assertFalse(store.replaceCode(id, hash, Fresh.hash(), now, challenge.expiresAt()));
            assertFalse(store.consume(id, hash));
        }
        assertSame(challenge, store.find(challenge.id()));
    }

    @Test
    @Tag("EML-06")
    @Tag("STO-02")
    @Tag("STO-04")
    @Tag("OTP-08")
    final void hostileAndSimilarHashesMatchNothing() {
        Challenge challenge = inserted(Challenges.of(Purpose.PASSWORD_RESET_LINK, Fresh.id(), now));
        OtpStore store = createOtpStore();
        for (String hash : HostileTexts.like(challenge.secretHash())) {
            assertEquals(Optional.empty(), store.findLink(hash));
            store.giveBackAttempt(challenge.id(), Claim.WITH_ID, hash, now.plusSeconds(9999));
            assertFalse(store.replaceCode(challenge.id(), hash, Fresh.hash(), now, challenge.expiresAt()));
            assertFalse(store.consume(challenge.id(), hash));
        }
        assertSame(challenge, store.find(challenge.id()));
    }

    @Test
    @Tag("EML-06")
    @Tag("STO-02")
    @Tag("STO-04")
    final void hostileAndSimilarSubjectsHaveNoChallenges() {
        Challenge challenge =
                inserted(Challenges.of(Purpose.SIGNUP, "aXb" + Fresh.email().key(), now));
        OtpStore store = createOtpStore();
        for (String subject : HostileTexts.like(challenge.subject())) {
            assertEquals(List.of(), store.pendingSignups(subject, now, 10));
            assertEquals(List.of(), store.liveIds(subject, Purpose.SIGNUP, now, 100));
            store.deleteAll(subject);
        }
        String wildcard = "a_b" + challenge.subject().substring(3);
        store.deleteAll(wildcard);
        assertEquals(List.of(), store.pendingSignups(wildcard, now, 10));
        assertSame(challenge, store.find(challenge.id()));
    }

    @Test
    @Tag("OTP-02")
    final void findsWhatHasExpired() {
        Challenge challenge = inserted(Challenges.fresh(longAgo.plus(Challenges.LIFETIME.multipliedBy(9))));
        assertSame(challenge, createOtpStore().find(challenge.id()));
    }

    @Test
    @Tag("RST-02")
    @Tag("RST-14")
    final void findLinkFindsLinksOnlyAndChangesNothing() {
        Challenge link = inserted(Challenges.of(Purpose.PASSWORD_RESET_LINK, Fresh.id(), now));
        Challenge code = inserted(Challenges.fresh(now));
        Challenge signup = inserted(Challenges.of(Purpose.SIGNUP, Fresh.email().key(), now));
        OtpStore store = createOtpStore();
        for (int i = 0; i < 5; i++) {
            assertSame(link, store.findLink(link.secretHash()));
        }
        assertEquals(Optional.empty(), store.findLink(code.secretHash()));
        assertEquals(Optional.empty(), store.findLink(signup.secretHash()));
        assertTrue(store.consume(link.id(), link.secretHash()));
        assertEquals(Optional.empty(), store.findLink(link.secretHash()));
    }

    @Test
    final void findLinkFindsWhatHasExpiredAndWhatWasReplaced() {
        Challenge link = inserted(Challenges.of(Purpose.PASSWORD_RESET_LINK, Fresh.id(), now.minusSeconds(3600)));
        assertSame(link, createOtpStore().findLink(link.secretHash()));
        String hash = Fresh.hash();
        assertTrue(createOtpStore().replaceCode(link.id(), link.secretHash(), hash, now, now.plusSeconds(1)));
        assertEquals(Optional.empty(), createOtpStore().findLink(link.secretHash()));
        assertSame(
                Challenges.withCode(link, hash, now, now.plusSeconds(1)),
                createOtpStore().findLink(hash));
    }

    @Test
    @Tag("SGN-01")
    final void pendingSignupsAreTheNewestOfOneAddress() {
        String email = Fresh.email().key();
        List<Challenge> signups = IntStream.range(0, 4)
                .mapToObj(i -> Challenges.of(Purpose.SIGNUP, email, now.plusMillis(i)))
                .toList();
        for (int i : new int[] {2, 0, 3, 1}) {
            inserted(signups.get(i));
        }
        inserted(Challenges.of(Purpose.SIGNUP, Fresh.email().key(), now));
        inserted(Challenges.of(Purpose.EMAIL_VERIFICATION, email, now));
        OtpStore store = createOtpStore();
        assertEquals(ids(signups, 3, 2, 1, 0), ids(store.pendingSignups(email, now, 10)));
        assertEquals(ids(signups, 3, 2), ids(store.pendingSignups(email, now, 2)));
        assertSame(signups.get(3), store.pendingSignups(email, now, 1).stream().findFirst());
        Instant expiryOfSecond = signups.get(1).expiresAt();
        assertEquals(ids(signups, 3, 2), ids(store.pendingSignups(email, expiryOfSecond, 10)), "expiresAt > time");
        assertEquals(ids(signups, 3, 2, 1), ids(store.pendingSignups(email, expiryOfSecond.minusMillis(1), 10)));
        assertTrue(store.consume(signups.get(3).id(), signups.get(3).secretHash()));
        assertEquals(ids(signups, 2, 1, 0), ids(store.pendingSignups(email, now.minusSeconds(9999), 10)));
    }

    @Test
    @Tag("OTP-02")
    @Tag("OTP-07")
    final void liveIdsAreTheNewestOfOneSubjectAndPurpose() {
        String subject = Fresh.id();
        List<Challenge> codes = IntStream.range(0, 4)
                .mapToObj(i -> Challenges.of(Purpose.PASSWORD_RESET_CODE, subject, now.plusMillis(i)))
                .toList();
        for (int i : new int[] {2, 0, 3, 1}) {
            inserted(codes.get(i));
        }
        inserted(Challenges.of(Purpose.EMAIL_VERIFICATION, subject, now));
        inserted(Challenges.fresh(now));
        OtpStore store = createOtpStore();
        Purpose purpose = Purpose.PASSWORD_RESET_CODE;
        assertEquals(ids(codes, 3, 2, 1, 0), store.liveIds(subject, purpose, now, 100));
        assertEquals(ids(codes, 3, 2, 1), store.liveIds(subject, purpose, now, 3));
        Instant expiryOfSecond = codes.get(1).expiresAt();
        assertEquals(ids(codes, 3, 2), store.liveIds(subject, purpose, expiryOfSecond, 100), "now < expiresAt");
        assertEquals(ids(codes, 3, 2, 1), store.liveIds(subject, purpose, expiryOfSecond.minusMillis(1), 100));
        assertTrue(store.consume(codes.get(3).id(), codes.get(3).secretHash()));
        assertEquals(ids(codes, 2, 1, 0), store.liveIds(subject, purpose, now, 100));
    }

    @Test
    @Tag("OTP-04")
    final void aClaimIsCountedAndStored() {
        Challenge challenge =
                inserted(Challenges.of(Purpose.SIGNUP, Fresh.email().key(), now));
        assertSame(Challenges.withAttempts(challenge, 1, 0), claim(challenge, Claim.WITH_ID));
        assertSame(Challenges.withAttempts(challenge, 1, 0), createOtpStore().find(challenge.id()));
        assertSame(Challenges.withAttempts(challenge, 2, 1), claim(challenge, Claim.WITHOUT_ID));
        assertSame(Challenges.withAttempts(challenge, 2, 1), createOtpStore().find(challenge.id()));
    }

    @Test
    @Tag("OTP-04")
    @Tag("OTP-16")
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
        assertSame(Challenges.withAttempts(challenge, 5, 3), createOtpStore().find(challenge.id()));
        Challenge withId = inserted(Challenges.withMax(Challenges.fresh(now), 1, 0));
        assertEquals(Optional.empty(), claim(withId, Claim.WITHOUT_ID));
        assertTrue(claim(withId, Claim.WITH_ID).isPresent());
    }

    @Test
    @Tag("OTP-02")
    final void nothingIsClaimedFromExpiryOn() {
        Challenge challenge = inserted(Challenges.fresh(now));
        Instant expiry = challenge.expiresAt();
        OtpStore store = createOtpStore();
        assertEquals(Optional.empty(), store.claimAttempt(challenge.id(), Claim.WITH_ID, expiry));
        assertEquals(Optional.empty(), store.claimAttempt(challenge.id(), Claim.WITH_ID, expiry.plusSeconds(99)));
        assertSame(challenge, store.find(challenge.id()));
        assertTrue(store.claimAttempt(challenge.id(), Claim.WITH_ID, expiry.minusMillis(1))
                .isPresent());
    }

    @Test
    @Tag("OTP-11")
    final void givesBackWhatWasClaimed() {
        Challenge challenge = inserted(Challenges.fresh(now));
        Challenge two = Challenges.withAttempts(challenge, 2, 1);
        claim(challenge, Claim.WITH_ID);
        claim(challenge, Claim.WITHOUT_ID);
        OtpStore store = createOtpStore();
        Instant expiry = challenge.expiresAt();
        store.giveBackAttempt(challenge.id(), Claim.WITH_ID, Fresh.hash(), expiry.plusSeconds(9));
        assertSame(two, store.find(challenge.id()));
        store.giveBackAttempt(challenge.id(), Claim.WITHOUT_ID, challenge.secretHash(), now);
        assertSame(Challenges.withAttempts(challenge, 1, 0), store.find(challenge.id()));
        store.giveBackAttempt(challenge.id(), Claim.WITH_ID, challenge.secretHash(), expiry.plusMillis(1));
        Challenge longer = Challenges.withCode(challenge, challenge.secretHash(), now, expiry.plusMillis(1));
        assertSame(longer, store.find(challenge.id()));
        store.giveBackAttempt(challenge.id(), Claim.WITHOUT_ID, challenge.secretHash(), expiry);
        assertSame(longer, store.find(challenge.id()));
    }

    @Test
    @Tag("OTP-06")
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
        assertSame(Challenges.withCode(challenge, hash, now, expiry), store.find(challenge.id()));
        assertTrue(store.claimAttempt(challenge.id(), Claim.WITH_ID, now).isPresent());
    }

    @Test
    @Tag("OTP-03")
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
        assertEquals(List.of(other.id()), ids(store.pendingSignups(challenge.subject(), now, 10)));
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
    @Tag("RST-06")
    final void deleteAllDeletesOneSubject() {
        String subject = Fresh.id();
        for (Purpose purpose : Purpose.values()) {
            inserted(Challenges.of(purpose, subject, now));
        }
        Challenge kept = inserted(Challenges.fresh(now));
        OtpStore store = createOtpStore();
        store.deleteAll(subject);
        store.deleteAll(subject);
        for (Purpose purpose : Purpose.values()) {
            assertEquals(List.of(), store.liveIds(subject, purpose, now, 100));
        }
        assertSame(kept, store.find(kept.id()));
    }

    @Test
    @Tag("STO-08")
    final void purgeIsBoundedAndSparesWhatExpiresLater() {
        drain();
        Challenge kept = inserted(Challenges.fresh(longAgo.plusMillis(5)));
        for (int i = 0; i < 5; i++) {
            inserted(Challenges.fresh(longAgo.plusMillis(i)));
        }
        OtpStore store = createOtpStore();
        Instant before = kept.expiresAt();
        assertEquals(3, store.purge(before, 3));
        assertEquals(2, store.purge(before, 3));
        assertEquals(0, store.purge(before, 3));
        assertSame(kept, store.find(kept.id()));
        assertEquals(1, store.purge(before.plusMillis(1), 10_000));
        assertEquals(Optional.empty(), store.find(kept.id()));
    }

    private Optional<Challenge> claim(Challenge challenge, Claim claim) {
        return createOtpStore().claimAttempt(challenge.id(), claim, now);
    }

    private static Challenge withId(Challenge base) {
        return new Challenge(
                Fresh.id().substring(2) + "aZ",
                base.purpose(),
                base.subject(),
                base.epoch(),
                base.secretHash(),
                base.attempts(),
                base.attemptsWithoutId(),
                base.maxAttempts(),
                base.maxAttemptsWithoutId(),
                base.issuedAt(),
                base.expiresAt(),
                base.pending());
    }

    private static List<String> ids(List<Challenge> challenges) {
        return challenges.stream().map(Challenge::id).toList();
    }

    private static List<String> ids(List<Challenge> challenges, int... which) {
        return IntStream.of(which).mapToObj(i -> challenges.get(i).id()).toList();
    }

    /** Addresses and usernames are equal by key: that they are kept as typed needs a look of its own. */
    private static void assertSame(Challenge expected, Optional<Challenge> found) {
        Challenge actual = found.orElseThrow(() -> new AssertionError("The stored challenge is not found"));
        assertEquals(expected, actual);
        assertEquals(typed(expected), typed(actual));
    }

    private static List<String> typed(Challenge challenge) {
        PendingSignup pending = challenge.pending();
        return pending == null
                ? List.of()
                : List.of(
                        pending.email().address(),
                        Optional.ofNullable(pending.username())
                                .map(Username::name)
                                .orElse(""));
    }
}
