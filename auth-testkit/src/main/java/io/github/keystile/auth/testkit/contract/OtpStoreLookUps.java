package io.github.keystile.auth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.OtpStore.Claim;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.testkit.internal.HostileTexts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * By what every {@link OtpStore} finds challenges, and by what it does not; beside {@link OtpStoreContract}. The
 * package says how to run it.
 */
public abstract class OtpStoreLookUps extends Contract {
    /** For subclasses. */
    protected OtpStoreLookUps() {}

    /**
     * Makes an adapter. Called many times in a test: every adapter must be a new object and all of them must work on
     * the same database, as the processes of one application do. Only an in-memory store may be the same object.
     *
     * @return a fresh adapter on the database under test
     */
    protected abstract OtpStore createOtpStore();

    @Test
    final void anIdThatIsStoredIsNotStoredAgain() {
        Challenge challenge = inserted(Challenges.fresh(now));
        OtpStore store = createOtpStore();
        store.claimAttempt(challenge.id(), Claim.WITHOUT_ID, now);
        Challenge another =
                Challenges.withId(challenge.id(), Challenges.of(Purpose.PASSWORD_RESET_LINK, Fresh.id(), now));
        for (Challenge again : List.of(challenge, another)) {
            assertThrows(StoreException.class, () -> store.insert(again), "insert of an id that is stored");
            Challenges.assertSame(Challenges.withAttempts(challenge, 1, 1), store.find(challenge.id()));
        }
        assertEquals(Optional.empty(), store.findLink(Purpose.PASSWORD_RESET_LINK, another.secretHash()));
        assertEquals(List.of(), store.newest(another.subject(), another.purpose(), now, 100));
    }

    @Test
    final void findsWhatHasExpired() {
        Challenge challenge = inserted(Challenges.fresh(longAgo.plus(Challenges.LIFETIME.multipliedBy(9))));
        Challenges.assertSame(challenge, createOtpStore().find(challenge.id()));
    }

    @Test
    final void findLinkFindsWhatHasThePurposeOnlyAndChangesNothing() {
        Challenge link = inserted(Challenges.of(Purpose.PASSWORD_RESET_LINK, Fresh.id(), now));
        Challenge code = inserted(Challenges.fresh(now));
        Challenge signup = inserted(Challenges.of(Purpose.SIGNUP, Fresh.email().key(), now));
        OtpStore store = createOtpStore();
        for (int i = 0; i < 5; i++) {
            Challenges.assertSame(link, store.findLink(Purpose.PASSWORD_RESET_LINK, link.secretHash()));
        }
        assertEquals(Optional.empty(), store.findLink(Purpose.PASSWORD_RESET_LINK, code.secretHash()));
        assertEquals(Optional.empty(), store.findLink(Purpose.PASSWORD_RESET_LINK, signup.secretHash()));
        assertTrue(store.consume(link.id(), link.secretHash()));
        assertEquals(Optional.empty(), store.findLink(Purpose.PASSWORD_RESET_LINK, link.secretHash()));
    }

    @Test
    final void findLinkFindsWhatHasExpiredAndWhatWasReplaced() {
        Challenge link = inserted(Challenges.of(Purpose.PASSWORD_RESET_LINK, Fresh.id(), now.minusSeconds(3600)));
        Challenges.assertSame(link, createOtpStore().findLink(Purpose.PASSWORD_RESET_LINK, link.secretHash()));
        String hash = Fresh.hash();
        assertTrue(createOtpStore().replaceCode(link.id(), link.secretHash(), hash, now, now.plusSeconds(1)));
        assertEquals(Optional.empty(), createOtpStore().findLink(Purpose.PASSWORD_RESET_LINK, link.secretHash()));
        Challenges.assertSame(
                Challenges.withCode(link, hash, now, now.plusSeconds(1)),
                createOtpStore().findLink(Purpose.PASSWORD_RESET_LINK, hash));
    }

    @Test
    final void hostileAndSimilarIdsAreUnknownAndHarmless() {
        Challenge challenge = inserted(Challenges.withId(Challenges.fresh(now)));
        String hash = challenge.secretHash();
        OtpStore store = createOtpStore();
        for (String id : HostileTexts.like(challenge.id())) {
            assertEquals(Optional.empty(), store.find(id));
            assertEquals(Optional.empty(), store.claimAttempt(id, Claim.WITH_ID, now));
            store.giveBackAttempt(id, Claim.WITH_ID, hash, now.plusSeconds(9999));
            assertFalse(store.replaceCode(id, hash, Fresh.hash(), now, challenge.expiresAt()));
            assertFalse(store.consume(id, hash));
        }
        Challenges.assertSame(challenge, store.find(challenge.id()));
    }

    @Test
    final void hostileAndSimilarHashesMatchNothing() {
        Challenge challenge = inserted(Challenges.of(Purpose.PASSWORD_RESET_LINK, Fresh.id(), now));
        OtpStore store = createOtpStore();
        for (String hash : HostileTexts.like(challenge.secretHash())) {
            assertEquals(Optional.empty(), store.findLink(Purpose.PASSWORD_RESET_LINK, hash));
            store.giveBackAttempt(challenge.id(), Claim.WITH_ID, hash, now.plusSeconds(9999));
            assertFalse(store.replaceCode(challenge.id(), hash, Fresh.hash(), now, challenge.expiresAt()));
            assertFalse(store.consume(challenge.id(), hash));
        }
        Challenges.assertSame(challenge, store.find(challenge.id()));
    }

    @Test
    final void hostileAndSimilarSubjectsHaveNoChallenges() {
        Challenge challenge =
                inserted(Challenges.of(Purpose.SIGNUP, "aXb" + Fresh.email().key(), now));
        OtpStore store = createOtpStore();
        for (String subject : HostileTexts.like(challenge.subject())) {
            assertEquals(List.of(), store.newest(subject, Purpose.SIGNUP, now, 100));
            store.deleteAll(subject);
        }
        String wildcard = "a_b" + challenge.subject().substring(3);
        store.deleteAll(wildcard);
        assertEquals(List.of(), store.newest(wildcard, Purpose.SIGNUP, now, 10));
        Challenges.assertSame(challenge, store.find(challenge.id()));
    }

    @Test
    final void newestAreOfOneSubjectAndPurposeTheLatestFirst() {
        for (Purpose purpose : Challenges.purposes()) {
            String subject = Fresh.email().key();
            List<Challenge> all = IntStream.range(0, 4)
                    .mapToObj(i -> Challenges.of(purpose, subject, now.plusMillis(i)))
                    .toList();
            for (int i : new int[] {2, 0, 3, 1}) {
                inserted(all.get(i));
            }
            inserted(Challenges.of(purpose, Fresh.email().key(), now));
            inserted(Challenges.of(
                    purpose.equals(Purpose.SIGNUP) ? Purpose.EMAIL_VERIFICATION : Purpose.SIGNUP, subject, now));
            OtpStore store = createOtpStore();
            assertEquals(pick(all, 3, 2, 1, 0), store.newest(subject, purpose, now, 100));
            assertEquals(pick(all, 3, 2, 1), store.newest(subject, purpose, now, 3));
            Challenges.assertSame(
                    all.get(3), store.newest(subject, purpose, now, 1).stream().findFirst());
            Instant expiryOfSecond = all.get(1).expiresAt();
            assertEquals(pick(all, 3, 2), store.newest(subject, purpose, expiryOfSecond, 10), "expiresAt > time");
            assertEquals(pick(all, 3, 2, 1), store.newest(subject, purpose, expiryOfSecond.minusMillis(1), 10));
            assertTrue(store.consume(all.get(3).id(), all.get(3).secretHash()));
            assertEquals(pick(all, 2, 1, 0), store.newest(subject, purpose, now.minusSeconds(9999), 10));
        }
    }

    @Test
    final void newestOfOneMillisecondAreOrderedById() {
        String subject = Fresh.id();
        List<Challenge> all = Stream.generate(() -> Challenges.of(Purpose.PASSWORD_RESET_CODE, subject, now))
                .limit(8)
                .sorted(Comparator.comparing(Challenge::id))
                .toList();
        for (int i : new int[] {3, 7, 0, 5, 1, 6, 2, 4}) {
            inserted(all.get(i));
        }
        OtpStore store = createOtpStore();
        assertEquals(
                pick(all, 7, 6, 5, 4, 3, 2, 1, 0),
                store.newest(subject, Purpose.PASSWORD_RESET_CODE, now, 100),
                "the greatest id first");
        assertEquals(pick(all, 7, 6, 5), store.newest(subject, Purpose.PASSWORD_RESET_CODE, now, 3));
    }

    @Test
    final void newestFollowARenewedCode() {
        Challenge first = inserted(Challenges.fresh(now));
        Challenge second = inserted(Challenges.of(first.purpose(), first.subject(), now.plusMillis(1)));
        OtpStore store = createOtpStore();
        Instant later = now.plusSeconds(60);
        Instant expiry = later.plus(Challenges.LIFETIME);
        String hash = Fresh.hash();
        assertTrue(store.replaceCode(first.id(), first.secretHash(), hash, later, expiry));
        Challenge renewed = Challenges.withCode(first, hash, later, expiry);
        assertEquals(List.of(renewed, second), store.newest(first.subject(), first.purpose(), now, 10));
        assertEquals(
                List.of(renewed), store.newest(first.subject(), first.purpose(), second.expiresAt(), 10), "renewed");
    }

    private Challenge inserted(Challenge challenge) {
        createOtpStore().insert(challenge);
        return challenge;
    }

    private static List<Challenge> pick(List<Challenge> challenges, int... which) {
        return IntStream.of(which).mapToObj(challenges::get).toList();
    }
}
