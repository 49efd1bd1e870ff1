package io.github.keystile.tests.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.EndOtherSessions;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Logout;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.testkit.CapturingMailer;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.token.JwtTokenIssuer;
import io.github.keystile.auth.token.TokenPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two applications in one process share nothing, and one serves many threads. */
class TwoServicesTest {
    private static final String PASSWORD = "correct horse battery";
    private static final int THREADS = 64;

    private final TestAuth shop = TestAuth.on(
            AuthStores.inMemory(),
            options -> options.otp(OtpPolicy.ofDefaults().withDigits(8)).appName("Shop"));
    private final TestAuth club = TestAuth.on(
            AuthStores.inMemory(),
            options ->
                    options.tokens(TokenPolicy.ofDefaults().withIssuer("club").withAudience("club")));

    @Test
    @Tag("API-03")
    void tokensAndAccountsOfOneMeanNothingToTheOther() {
        SignedIn inShop = shop.signUp("tom@example.com", PASSWORD);
        assertThat(shop.mailer().lastCode("tom@example.com")).hasSize(8);
        SignedIn inClub = club.signUp("tom@example.com", "another good password");
        assertThat(club.mailer().lastCode("tom@example.com")).hasSize(6);

        String shopAccess = inShop.tokens().accessToken();
        assertThatThrownBy(() -> club.service().verifyAccessToken(shopAccess)).isInstanceOf(AuthException.class);
        String shopRefresh = inShop.tokens().refreshToken();
        assertThatThrownBy(() -> club.service().refresh(new Refresh(shopRefresh, Caller.unknown())))
                .isInstanceOf(AuthException.class);
        club.service().logout(new Logout(shopAccess, Caller.unknown()));
        assertThat(shop.service()
                        .verifySession(new VerifySession(shopAccess, Caller.unknown()))
                        .user()
                        .id())
                .isNotEqualTo(inClub.user().id());
        assertThatThrownBy(() -> club.logIn("tom@example.com", PASSWORD)).isInstanceOf(AuthException.class);
    }

    @Test
    @Tag("API-03")
    void tokensOfOneTenantProveNothingToAnother() {
        RootSecret shared = RootSecret.generate();
        AccessClaims claims = new AccessClaims(
                "user-1",
                "session-1",
                "token-1",
                Set.of("admin"),
                Instant.EPOCH,
                Instant.parse("2999-01-01T00:00:00Z"),
                true);
        String token = JwtTokenIssuer.create(TokenPolicy.ofDefaults(), shared.forTenant("red"))
                .issueAccess(claims);
        try (AuthService red = brand(shared.forTenant("red"));
                AuthService blue = brand(shared.forTenant("blue"));
                AuthService none = brand(shared)) {
            assertThat(red.verifyAccessToken(token)).isEqualTo(claims);
            assertThatThrownBy(() -> blue.verifyAccessToken(token)).isInstanceOf(AuthException.class);
            assertThatThrownBy(() -> none.verifyAccessToken(token)).isInstanceOf(AuthException.class);
        }
    }

    private static AuthService brand(RootSecret secret) {
        return AuthService.builder(secret, AuthStores.inMemory(), new CapturingMailer())
                .build();
    }

    @Test
    @Tag("API-03")
    void manyThreadsOnBothGetWhatIsTheirs() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Boolean>> lives = new ArrayList<>();
            for (int i = 0; i < THREADS * 2; i++) {
                TestAuth auth = i % 2 == 0 ? shop : club;
                String email = "user" + i + "@example.com";
                String password = "good password no " + i;
                lives.add(() -> live(auth, email, password));
            }
            List<Future<Boolean>> ends = pool.invokeAll(lives, 300, TimeUnit.SECONDS);

            for (Future<Boolean> end : ends) {
                assertThat(end.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static boolean live(TestAuth auth, String email, String password) {
        SignedIn first = auth.signUp(email, password);
        SignedIn second = auth.logIn(email, password);
        SignedIn refreshed = auth.service().refresh(new Refresh(second.tokens().refreshToken(), Caller.unknown()));
        assertThatThrownBy(() -> auth.service().login(new Login(email, "not the password", Caller.unknown())))
                .isInstanceOf(AuthException.class);
        auth.service()
                .account()
                .endOtherSessions(new EndOtherSessions(refreshed.tokens().accessToken(), Caller.unknown()));
        assertThatThrownBy(() -> auth.service()
                        .verifySession(new VerifySession(first.tokens().accessToken(), Caller.unknown())))
                .isInstanceOf(AuthException.class);
        return auth.service()
                .verifySession(new VerifySession(refreshed.tokens().accessToken(), Caller.unknown()))
                .user()
                .email()
                .address()
                .equals(email);
    }
}
