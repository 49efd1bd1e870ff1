package io.github.keystile.tests.login;

import static io.github.keystile.auth.error.AuthError.ACCOUNT_LOCKED;
import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.auth.error.AuthError.USER_NOT_FOUND;
import static io.github.keystile.tests.support.Refusals.refused;
import static io.github.keystile.tests.support.Refusals.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.Disclosure;
import io.github.keystile.auth.SetUsername;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.limit.InMemoryRateLimiter;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.AtOnce;
import io.github.keystile.tests.support.Refusals;
import io.github.keystile.tests.support.WatchedHasher;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LockoutFlowTest {
    private static final String WRONG = "Not the password";
    private static final String NOBODY = "nobody@example.com";

    private final WatchedHasher hasher = new WatchedHasher();
    private final Anna anna = Anna.signedUp(options -> options.passwordHasher(hasher)
            .disclosure(Disclosure.EXPLICIT)
            .hashing(HashingPolicy.ofDefaults().withQueue(400)));

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    @Tag("LGN-03")
    void nineWrongPasswordsDoNotLock() {
        fail(9);

        anna.logIn(Anna.PASSWORD);
        fail(9);
        anna.logIn(Anna.PASSWORD);
    }

    @Test
    @Tag("LGN-03")
    void tenWrongPasswordsLockForFifteenMinutesAndTheLockTellsHowLong() {
        fail(10);
        anna.later(Duration.ofMinutes(4));

        AuthException refusal = refused(ACCOUNT_LOCKED, () -> anna.logIn(Anna.PASSWORD));

        assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(11));
        anna.later(Duration.ofMinutes(11).minusMillis(1));
        assertThat(refused(ACCOUNT_LOCKED, () -> anna.logIn(Anna.PASSWORD)).retryAfter())
                .contains(Duration.ofSeconds(1));
        anna.later(Duration.ofMillis(1));
        anna.logIn(Anna.PASSWORD);
    }

    @Test
    @Tag("LGN-03")
    void everyFurtherWrongPasswordDoublesTheLockToAtMostAnHour() {
        fail(10);
        for (int minutes : new int[] {15, 30, 60, 60, 60}) {
            AuthException refusal = refused(ACCOUNT_LOCKED, () -> anna.logIn(WRONG));
            assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(minutes));
            anna.later(Duration.ofMinutes(minutes));
            fail(1);
        }
        anna.later(Duration.ofHours(1));
        anna.logIn(Anna.PASSWORD);
    }

    @Test
    @Tag("LGN-03")
    void loginsDuringALockDoNotProlongIt() {
        fail(10);
        times(50, () -> refused(ACCOUNT_LOCKED, () -> anna.logIn(WRONG)));

        anna.later(Duration.ofMinutes(15));

        anna.logIn(Anna.PASSWORD);
    }

    @Test
    @Tag("LGN-03")
    void unknownIdentifiersLockAlike() {
        times(10, () -> refused(USER_NOT_FOUND, () -> anna.auth.logIn(NOBODY, WRONG)));

        assertThat(refused(ACCOUNT_LOCKED, () -> anna.auth.logIn(NOBODY, WRONG)).retryAfter())
                .contains(Duration.ofMinutes(15));
        refused(ACCOUNT_LOCKED, () -> anna.auth.logIn("NOBODY@EXAMPLE.COM", WRONG));
    }

    @Test
    @Tag("LGN-03")
    void allIdentifiersOfAnAccountShareItsFailures() {
        anna.service.users().setUsername(new SetUsername(anna.id(), "anna", Caller.unknown()));
        fail(5);
        times(5, () -> refused(INVALID_CREDENTIALS, () -> anna.auth.logIn("anna", WRONG)));

        refused(ACCOUNT_LOCKED, () -> anna.logIn(Anna.PASSWORD));
    }

    @Test
    @Tag("LGN-03")
    void manyLoginsAtOnceCompareTheStoredHashTenTimes() throws Exception {
        hasher.forget();

        AtOnce.run(64, thread -> Refusals.refusal(() -> anna.logIn(WRONG)));

        assertThat(hasher.compared()).filteredOn("a stored hash"::equals).hasSize(10);
        assertThat(hasher.compared()).hasSize(64);
    }

    @Test
    @Tag("LGN-04")
    void aLockedAccountsHashIsNotLookedAt() {
        fail(10);
        hasher.forget();

        refused(ACCOUNT_LOCKED, () -> anna.logIn(Anna.PASSWORD));

        assertThat(hasher.compared()).containsExactly("nothing");
    }

    @Test
    @Tag("LGN-05")
    void aLockStopsNeitherRefreshNorResetNorCodes() {
        fail(10);
        anna.later(Duration.ofSeconds(31));

        anna.refresh(anna.first);
        anna.verify(anna.first);
        anna.finish(anna.resetTicket(), Anna.NEXT);
    }

    @Test
    @Tag("LGN-05")
    void aLockStopsTheCurrentPasswordOfAChangeToo() {
        fail(10);

        AuthException refusal = refused(ACCOUNT_LOCKED, () -> anna.change(anna.first, Anna.PASSWORD, Anna.NEXT));

        assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(15));
        anna.verify(anna.first);
    }

    @Test
    void aResetLiftsTheLock() {
        fail(10);
        refused(ACCOUNT_LOCKED, () -> anna.logIn(Anna.PASSWORD));

        anna.finish(anna.resetCode(), Anna.NEXT);

        anna.logIn(Anna.NEXT);
        fail(9);
        anna.logIn(Anna.NEXT);
    }

    @Test
    @Tag("LGN-07")
    void aFloodOfOtherIdentifiersDoesNotForgetAVictimsFailures() {
        RateLimiter small = new InMemoryRateLimiter(1_000);
        AuthStores stores = AuthStores.inMemory().withLimits(small);
        try (Anna victim = Anna.on(stores, options -> options)) {
            times(9, () -> refused(INVALID_CREDENTIALS, () -> victim.logIn(WRONG)));
            for (int i = 0; i < 5_000; i++) {
                String other = "u" + i + "@example.com";
                refused(INVALID_CREDENTIALS, () -> victim.auth.logIn(other, WRONG));
            }
            refused(INVALID_CREDENTIALS, () -> victim.logIn(WRONG));

            refused(INVALID_CREDENTIALS, () -> victim.logIn(Anna.PASSWORD));
        }
    }

    private void fail(int number) {
        times(number, () -> refused(INVALID_CREDENTIALS, () -> anna.logIn(WRONG)));
    }
}
