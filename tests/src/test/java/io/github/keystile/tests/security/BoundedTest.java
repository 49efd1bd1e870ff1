package io.github.keystile.tests.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.limit.InMemoryRateLimiter;
import io.github.keystile.auth.otp.InMemoryOtpStore;
import io.github.keystile.auth.session.InMemorySessionStore;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.auth.user.InMemoryUserStore;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BoundedTest {
    private static final String EMAIL = "boris@example.com";
    private static final String PASSWORD = "correct horse battery";

    @Test
    @Tag("LGN-07")
    void aFloodOfStrangersMakesNobodysFailuresForgotten() {
        AuthStores small = AuthStores.of(
                new InMemoryUserStore(),
                new InMemoryOtpStore(),
                new InMemorySessionStore(),
                new InMemoryRateLimiter(1000));
        try (TestAuth auth = TestAuth.on(small, options -> options)) {
            auth.signUp(EMAIL, PASSWORD);
            for (int i = 0; i < 9; i++) {
                assertWrong(auth, EMAIL);
            }
            for (int i = 0; i < 20_000; i++) {
                assertWrong(auth, "stranger" + i + "@example.com");
            }
            assertWrong(auth, EMAIL);

            assertThatThrownBy(() -> auth.logIn(EMAIL, PASSWORD))
                    .as("the right password after the tenth failure")
                    .isInstanceOf(AuthException.class);
            auth.clock().advance(Duration.ofMinutes(15));
            assertThat(auth.logIn(EMAIL, PASSWORD).user().email().address()).isEqualTo(EMAIL);
        }
    }

    @Test
    @Tag("SGN-08")
    void oneCallerBeginsSixtySignupsAnHourAndTheyAreGoneTwoHoursLater() {
        try (TestAuth auth = TestAuth.inMemory()) {
            Caller caller = Caller.at("203.0.113.7");
            int begun = 0;
            ChallengeStarted first = null;
            for (int i = 0; i < 1000; i++) {
                try {
                    ChallengeStarted started = auth.service()
                            .startSignup(
                                    new StartSignup("u" + i + "@example.com", PASSWORD, SignupProfile.none(), caller));
                    first = first == null ? started : first;
                    begun++;
                } catch (AuthException refusal) {
                    assertThat(refusal.code()).isEqualTo(AuthError.TOO_MANY_REQUESTS);
                }
            }
            assertThat(begun).isEqualTo(60);

            auth.clock().advance(Duration.ofMinutes(71));
            assertThat(auth.service().purgeExpired()).isGreaterThanOrEqualTo(60);
            String id = first.challengeId();
            assertThatThrownBy(() -> auth.service().resendCode(new ResendCode(id, Caller.unknown())))
                    .isInstanceOf(AuthException.class);
        }
    }

    @Test
    @Tag("SGN-08")
    void whatIsKeptOfASignupIsBounded() {
        assertThatThrownBy(() -> SignupProfile.none().with("preferences", "x".repeat(1 << 20)))
                .isInstanceOfSatisfying(
                        AuthException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(AuthError.INVALID_ATTRIBUTES));
    }

    private static void assertWrong(TestAuth auth, String email) {
        assertThatThrownBy(() -> auth.service().login(new Login(email, "not the password", Caller.unknown())))
                .isInstanceOf(AuthException.class);
    }
}
