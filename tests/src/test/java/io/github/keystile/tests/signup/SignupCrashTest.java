package io.github.keystile.tests.signup;

import static io.github.keystile.tests.support.Door.ANNA;
import static io.github.keystile.tests.support.Door.PASSWORD;
import static io.github.keystile.tests.support.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.tests.support.Door;
import io.github.keystile.tests.support.Options;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever step of finishing a signup fails, trying again mends it or starting again does. */
class SignupCrashTest {
    private static final List<Consumer<Broken>> MOMENTS = List.of(Broken::failOnceBefore, Broken::failOnceAfter);

    @ParameterizedTest
    @ValueSource(strings = {"claimAttempt", "insert"})
    @Tag("SGN-04")
    void aFailureUpToTheInsertIsMendedByTryingAgain(String method) {
        for (Consumer<Broken> moment : MOMENTS) {
            Broken broken = new Broken(method);
            try (Door door = door(broken, method.equals("insert"))) {
                ChallengeCode code = door.start(ANNA);
                moment.accept(broken);
                assertThatThrownBy(() -> door.finish(code)).isInstanceOf(StoreException.class);
                assertFinishes(door, code);
            }
        }
    }

    @Test
    @Tag("SGN-04")
    void aCrashBetweenInsertAndConsumeIsMendedByTryingAgain() {
        Broken broken = new Broken("consume");
        try (Door door = door(broken, false)) {
            ChallengeCode code = door.start(ANNA);
            broken.failOnceBefore();
            assertThatThrownBy(() -> door.finish(code)).isInstanceOf(StoreException.class);
            assertThat(door.hasUser(ANNA)).isTrue();
            assertFinishes(door, code);
            assertThat(refusal(() -> door.finish(code))).isEqualTo(AuthError.INVALID_CODE);
        }
    }

    @Test
    void afterTheConsumeTheNewUserLogsIn() {
        Broken broken = new Broken("consume");
        try (Door door = door(broken, false)) {
            ChallengeCode code = door.start(ANNA);
            broken.failOnceAfter();
            assertThatThrownBy(() -> door.finish(code)).isInstanceOf(StoreException.class);
            assertThat(refusal(() -> door.finish(code))).isEqualTo(AuthError.INVALID_CODE);
            assertThat(door.lets(ANNA, PASSWORD)).isTrue();
        }
    }

    @Test
    @Tag("OTP-04")
    void aLimiterThatFailsIsANoAndTheAttemptStaysSpent() {
        Broken broken = new Broken("take");
        AuthStores plain = AuthStores.inMemory();
        AuthStores stores = plain.withLimits(broken.around(RateLimiter.class, plain.limits()));
        try (Door door = Door.on(stores, Options::finishByEmail)) {
            broken.failOnceBefore();
            assertThatThrownBy(() -> door.request(ANNA, PASSWORD)).isInstanceOf(StoreException.class);
            assertThat(door.allMails()).isEmpty();
        }
    }

    @Test
    void aSessionThatIsNotStoredIsNotHandedOut() {
        Broken broken = new Broken("insert");
        AuthStores plain = AuthStores.inMemory();
        AuthStores stores = plain.withSessions(broken.around(SessionStore.class, plain.sessions()));
        try (Door door = Door.on(stores, options -> options)) {
            ChallengeCode code = door.start(ANNA);
            broken.failOnceBefore();
            assertThatThrownBy(() -> door.finish(code)).isInstanceOf(StoreException.class);
            assertThat(door.lets(ANNA, PASSWORD)).isTrue();
        }
    }

    private static void assertFinishes(Door door, ChallengeCode code) {
        SignedIn anna = door.finish(code);
        assertThat(anna.user().email().address()).isEqualTo(ANNA);
        assertThat(door.service().users().sessions(anna.user().id(), SessionCursor.start(), 100))
                .hasSize(1);
        assertThat(door.lets(ANNA, PASSWORD)).isTrue();
    }

    private static Door door(Broken broken, boolean users) {
        AuthStores plain = AuthStores.inMemory();
        AuthStores stores = users
                ? plain.withUsers(broken.around(UserStore.class, plain.users()))
                : plain.withChallenges(broken.around(OtpStore.class, plain.challenges()));
        return Door.on(stores, options -> options);
    }
}
