package io.github.keystile.auth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.limit.InMemoryRateLimiter;
import io.github.keystile.auth.password.BcryptPasswordHasher;
import io.github.keystile.auth.testkit.TestAuth;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a flow costs, limits left out but for one login: they live in a store of their own here. */
class StatementsPerFlowTest {
    private static final String PASSWORD = "correct horse";
    private static final Caller CALLER = Caller.unknown();

    private final StatementCounter counter = new StatementCounter();
    private AuthStores stores;
    private TestAuth test;
    private AuthService auth;

    @BeforeEach
    void open() {
        JdbcStores jdbc = JdbcStores.on(counter.on(TestDatabase.H2.emptied())).tablePrefix(TestDatabase.PREFIX);
        stores = AuthStores.of(jdbc.users(), jdbc.challenges(), jdbc.sessions(), new InMemoryRateLimiter());
        test = TestAuth.on(stores, options -> options);
        auth = test.service();
    }

    @AfterEach
    void close() {
        test.close();
        assertThat(counter.open()).isZero();
    }

    private <T> T costs(int statements, Supplier<T> flow) {
        counter.take();
        T result = flow.get();
        assertThat(counter.take()).isEqualTo(statements);
        return result;
    }

    @Test
    void tokensAreCheckedForNothingAndSessionsForTwo() {
        String token = test.signUp("ann@example.com", PASSWORD).tokens().accessToken();
        costs(0, () -> auth.verifyAccessToken(token));
        costs(2, () -> auth.verifySession(new VerifySession(token, CALLER)));
    }

    @Test
    void aLoginCostsTwo() {
        test.signUp("ann@example.com", PASSWORD);
        costs(2, () -> test.logIn("ann@example.com", PASSWORD));
    }

    @Test
    void withLimitsALoginCostsFiveAndOneMoreWithARowNeverSeen() {
        AuthStores all = JdbcStores.on(counter.on(TestDatabase.H2.emptied()))
                .tablePrefix(TestDatabase.PREFIX)
                .all();
        try (TestAuth limited = TestAuth.on(all, options -> options)) {
            limited.signUp("ann@example.com", PASSWORD);
            Caller caller = Caller.at("203.0.113.7");
            costs(5, () -> limited.service().login(new Login("ann@example.com", PASSWORD, caller)));
            costs(5, () -> limited.service().login(new Login("ann@example.com", PASSWORD, caller)));
            Caller another = Caller.at("203.0.113.8");
            costs(6, () -> limited.service().login(new Login("ann@example.com", PASSWORD, another)));
            costs(
                    3,
                    () -> assertThatThrownBy(
                            () -> limited.service().login(new Login("ann@example.com", "wrong horse", caller))));
        }
    }

    @Test
    void aFailedLoginCostsOneForKnownAndUnknown() {
        test.signUp("ann@example.com", PASSWORD);
        for (String identifier : new String[] {"ann@example.com", "nobody@example.com", "nobody"}) {
            costs(1, () -> assertThatThrownBy(() -> auth.login(new Login(identifier, "wrong horse", CALLER))));
        }
    }

    @Test
    void aLoginThatRehashesCostsThree() {
        try (TestAuth weaker =
                TestAuth.on(stores, options -> options.passwordHasher(BcryptPasswordHasher.withCost(10)))) {
            weaker.signUp("ann@example.com", PASSWORD);
        }
        try (TestAuth stronger =
                TestAuth.on(stores, options -> options.passwordHasher(BcryptPasswordHasher.withCost(11)))) {
            costs(3, () -> stronger.logIn("ann@example.com", PASSWORD));
            costs(2, () -> stronger.logIn("ann@example.com", PASSWORD));
        }
    }

    @Test
    void aRefreshCostsTwoAndForTheLoserOfARaceThree() {
        SignedIn ann = test.signUp("ann@example.com", PASSWORD);
        test.clock().advance(Duration.ofMinutes(1));
        Refresh refresh = new Refresh(ann.tokens().refreshToken(), CALLER);
        costs(2, () -> auth.refresh(refresh));
        costs(3, () -> auth.refresh(refresh));
    }

    @Test
    void aRefreshAfterALostAnswerCostsFour() {
        SignedIn ann = test.signUp("ann@example.com", PASSWORD);
        test.clock().advance(Duration.ofMinutes(1));
        Refresh refresh = new Refresh(ann.tokens().refreshToken(), CALLER);
        auth.refresh(refresh);
        test.clock().advance(Duration.ofMinutes(1));
        costs(4, () -> auth.refresh(refresh));
    }

    @Test
    void aTheftCostsFourAndARefreshOfAnEndedSessionThree() {
        SignedIn ann = test.signUp("ann@example.com", PASSWORD);
        SignedIn next = ann;
        for (int i = 0; i < 2; i++) {
            test.clock().advance(Duration.ofMinutes(1));
            next = auth.refresh(new Refresh(next.tokens().refreshToken(), CALLER));
        }
        Refresh replay = new Refresh(ann.tokens().refreshToken(), CALLER);
        costs(4, () -> assertThatThrownBy(() -> auth.refresh(replay)));
        costs(3, () -> assertThatThrownBy(() -> auth.refresh(replay)));
    }

    @Test
    void askingForAResetCostsTwoForKnownAndUnknown() {
        test.signUp("ann@example.com", PASSWORD);
        for (String identifier : new String[] {"ann@example.com", "nobody@example.com", "nobody"}) {
            StartPasswordReset request = new StartPasswordReset(identifier, ResetBy.CODE, CALLER);
            costs(2, () -> auth.startPasswordReset(request));
        }
    }
}
