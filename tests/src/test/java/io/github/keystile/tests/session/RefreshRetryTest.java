package io.github.keystile.tests.session;

import static io.github.keystile.auth.error.AuthError.INVALID_TOKEN;
import static io.github.keystile.tests.support.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ListSessions;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.session.Device;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.token.TokenPolicy;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.AtOnce;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An answer that was lost is asked for again after the grace; and what a lagging read must not do. */
class RefreshRetryTest {
    private static final Duration PAST_GRACE = Duration.ofSeconds(31);

    private final SessionStore facts = AuthStores.inMemory().sessions();
    private final List<String> verbs = new ArrayList<>();
    private Optional<Session> lagging = Optional.empty();
    private Runnable beforePassOver = () -> {};
    private final Anna anna = Anna.on(stores(), options -> options);

    @Test
    @Tag("RFR-08")
    void aRetryThirtySixSecondsLaterIsAnsweredAndIsNoTheft() {
        anna.later(PAST_GRACE);
        anna.refresh(anna.first);
        Session rotated = row();
        anna.later(Duration.ofSeconds(36));

        SignedIn again = anna.refresh(anna.first);

        anna.verify(again);
        assertThat(row().generation()).isEqualTo(2);
        assertThat(row().parent()).isZero();
        assertThat(row().expiresAt()).isEqualTo(rotated.expiresAt());
        assertThat(row().rotatedAt()).isEqualTo(anna.auth.clock().instant());
        assertThat(anna.happened(AuthEventType.REFRESH_RETRIED)).isEqualTo(1);
        assertThat(anna.happened(AuthEventType.REFRESH_TOKEN_REUSED)).isZero();
        anna.later(PAST_GRACE);
        anna.refresh(again);
        assertThat(row().generation()).isEqualTo(3);
        assertThat(row().parent()).isEqualTo(2);
    }

    @Test
    @Tag("RFR-08")
    void anAnswerMayBeLostAgainAndAgain() {
        for (int i = 0; i < 20; i++) {
            anna.later(PAST_GRACE);
            anna.refresh(anna.first);
        }
        assertThat(row().generation()).isEqualTo(20);
        assertThat(anna.happened(AuthEventType.REFRESH_RETRIED)).isEqualTo(19);
    }

    @Test
    @Tag("RFR-02")
    void whatWasPassedOverEndsTheSession() {
        anna.later(PAST_GRACE);
        SignedIn orphan = anna.refresh(anna.first);
        anna.later(PAST_GRACE);
        anna.refresh(anna.first);

        refused(INVALID_TOKEN, () -> anna.refresh(orphan));

        assertThat(facts.find(anna.first.sessionId())).isEmpty();
        assertThat(anna.happened(AuthEventType.REFRESH_TOKEN_REUSED)).isEqualTo(1);
    }

    @Test
    @Tag("RFR-03")
    void theLoserOfTwoRetriesGetsWhatTheWinnerMade() {
        anna.later(PAST_GRACE);
        anna.refresh(anna.first);
        anna.later(PAST_GRACE);
        beforePassOver = () -> {
            beforePassOver = () -> {};
            anna.refresh(anna.first);
            verbs.clear();
            verbs.addAll(List.of("rotate", "find"));
        };

        SignedIn loser = anna.refresh(anna.first);

        assertThat(verbs).containsExactly("rotate", "find", "passOver", "find");
        assertThat(row().generation()).isEqualTo(2);
        assertThat(anna.happened(AuthEventType.REFRESH_RETRIED)).isEqualTo(1);
        anna.later(PAST_GRACE);
        anna.refresh(loser);
        assertThat(row().generation()).isEqualTo(3);
    }

    @Test
    @Tag("RFR-03")
    void manyRetriesAtOnceShareOneSuccessor() throws Exception {
        anna.later(PAST_GRACE);
        anna.refresh(anna.first);
        anna.later(PAST_GRACE);

        List<SignedIn> won = AtOnce.run(32, tab -> anna.refresh(anna.first));

        assertThat(won).hasSize(32);
        assertThat(row().generation()).isEqualTo(2);
        assertThat(anna.happened(AuthEventType.REFRESH_RETRIED)).isEqualTo(1);
    }

    @Test
    @Tag("RFR-02")
    void aRetryThatLosesAgainstARotationIsOlderThanThePredecessor() {
        anna.later(PAST_GRACE);
        SignedIn second = anna.refresh(anna.first);
        anna.later(PAST_GRACE);
        beforePassOver = () -> anna.refresh(second);

        refused(INVALID_TOKEN, () -> anna.refresh(anna.first));

        assertThat(facts.find(anna.first.sessionId())).isEmpty();
    }

    @Test
    @Tag("RFR-02")
    void aReadThatLagsEndsNothing() {
        Session start = row();
        anna.later(PAST_GRACE);
        SignedIn second = anna.refresh(anna.first);
        Session rotated = row();
        anna.later(PAST_GRACE);
        SignedIn third = anna.refresh(second);
        Session facts = row();

        lagging = Optional.of(start);
        refused(INVALID_TOKEN, () -> anna.refresh(third));
        lagging = Optional.of(rotated);
        refused(INVALID_TOKEN, () -> anna.refresh(third));
        lagging = Optional.of(new Session(
                start.id(),
                start.userId(),
                start.epoch(),
                9,
                7,
                start.rotatedAt(),
                start.createdAt(),
                start.expiresAt(),
                start.absoluteExpiresAt(),
                start.device()));
        refused(INVALID_TOKEN, () -> anna.refresh(third));
        refused(INVALID_TOKEN, () -> anna.refresh(second));

        assertThat(this.facts.find(start.id())).contains(facts);
        assertThat(anna.happened(AuthEventType.REFRESH_TOKEN_REUSED)).isZero();
    }

    @Test
    void nothingIsDeletedForAUserWhoMayNotEnterNorForADeadEpoch() {
        anna.later(PAST_GRACE);
        Session row = row();
        anna.stores.users().replace(anna.stored().withUser(anna.stored().user().withStatus(UserStatus.DISABLED)));
        refused(INVALID_TOKEN, () -> anna.refresh(anna.first));
        anna.stores.users().replace(anna.stored().withUser(anna.stored().user().withStatus(UserStatus.ACTIVE)));
        anna.stores.users().raiseEpoch(anna.id());
        refused(INVALID_TOKEN, () -> anna.refresh(anna.first));
        assertThat(row()).isEqualTo(row);
    }

    @Test
    @Tag("RFR-01")
    void withoutAGraceEveryRefreshRotatesWhateverTheClockOfAnotherProcess() {
        try (Anna bare =
                Anna.signedUp(options -> options.tokens(TokenPolicy.ofDefaults().withGrace(Duration.ZERO)))) {
            SignedIn second = bare.refresh(bare.first);
            bare.later(Duration.ofSeconds(-5));
            SignedIn third = bare.refresh(second);
            SignedIn again = bare.refresh(second);

            assertThat(bare.happened(AuthEventType.REFRESH_RETRIED)).isEqualTo(1);
            refused(INVALID_TOKEN, () -> bare.refresh(third));
            refused(INVALID_TOKEN, () -> bare.refresh(again));
        }
    }

    @Test
    @Tag("OUT-03")
    void ownersSeeWhereASessionWasLastUsed() {
        anna.later(PAST_GRACE);
        Caller train = Caller.at("192.0.2.7").withUserAgent("Train/1");
        anna.service.refresh(new Refresh(anna.first.tokens().refreshToken(), train));
        assertThat(row().device()).isEqualTo(new Device("Train/1", "192.0.2.7"));
        anna.later(PAST_GRACE);
        Caller home = Caller.at("192.0.2.8");
        SignedIn again = anna.service.refresh(new Refresh(anna.first.tokens().refreshToken(), home));
        assertThat(anna.service
                        .account()
                        .sessions(new ListSessions(again.tokens().accessToken(), Caller.unknown())))
                .singleElement()
                .satisfies(info -> assertThat(info.device()).isEqualTo(new Device("Train/1", "192.0.2.8")));
    }

    private Session row() {
        return facts.find(anna.first.sessionId()).orElseThrow();
    }

    /** Facts are written to one place and, where a test says so, read from another. */
    private AuthStores stores() {
        AuthStores memory = AuthStores.inMemory();
        SessionStore watched = (SessionStore) Proxy.newProxyInstance(
                SessionStore.class.getClassLoader(), new Class<?>[] {SessionStore.class}, (proxy, verb, arguments) -> {
                    if (verb.getName().equals("passOver")) {
                        beforePassOver.run();
                    }
                    synchronized (verbs) {
                        verbs.add(verb.getName());
                    }
                    if (verb.getName().equals("find") && lagging.isPresent()) {
                        return lagging;
                    }
                    try {
                        return verb.invoke(facts, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return memory.withSessions(watched);
    }
}
