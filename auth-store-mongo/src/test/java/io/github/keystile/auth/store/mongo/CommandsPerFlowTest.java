package io.github.keystile.auth.store.mongo;

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
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.auth.testkit.contract.Samples;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a flow costs, limits left out but for one login: they live in a store of their own here. */
class CommandsPerFlowTest {
    private static final String PASSWORD = "correct horse";
    private static final Caller CALLER = Caller.unknown();

    private TestServer server;
    private TestAuth test;
    private AuthService auth;

    @BeforeEach
    void open() {
        server = TestServer.start();
        MongoStores mongo = server.indexed();
        AuthStores stores =
                AuthStores.of(mongo.users(), mongo.challenges(), mongo.sessions(), new InMemoryRateLimiter());
        test = TestAuth.on(stores, options -> options);
        // So late that no server deletes what it stores as expired.
        test.clock().set(Samples.NOW);
        auth = test.service();
    }

    @AfterEach
    void close() {
        test.close();
        server.close();
    }

    private void costs(int commands, Runnable flow) {
        server.commands().take();
        flow.run();
        assertThat(server.commands().take()).hasSize(commands);
    }

    @Test
    void tokensAreCheckedForNothingAndSessionsForTwo() {
        String token = test.signUp("ann@example.com", PASSWORD).tokens().accessToken();
        costs(0, () -> auth.verifyAccessToken(token));
        costs(2, () -> auth.verifySession(new VerifySession(token, CALLER)));
    }

    @Test
    void aLoginCostsTwoAndAFailedOneOneForKnownAndUnknown() {
        test.signUp("ann@example.com", PASSWORD);
        costs(2, () -> test.logIn("ann@example.com", PASSWORD));
        for (String identifier : new String[] {"ann@example.com", "nobody@example.com", "nobody"}) {
            costs(1, () -> assertThatThrownBy(() -> auth.login(new Login(identifier, "wrong horse", CALLER))));
        }
    }

    @Test
    void withLimitsALoginCostsSeven() {
        try (TestAuth limited = TestAuth.on(server.stores().all(), options -> options)) {
            limited.clock().set(Samples.NOW);
            limited.signUp("ann@example.com", PASSWORD);
            Login login = new Login("ann@example.com", PASSWORD, Caller.at("203.0.113.7"));
            costs(7, () -> limited.service().login(login));
            costs(7, () -> limited.service().login(login));
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
