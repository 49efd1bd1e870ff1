package io.github.keystile.tests.session;

import static io.github.keystile.auth.error.AuthError.INVALID_TOKEN;
import static io.github.keystile.auth.error.AuthError.TOKEN_EXPIRED;
import static io.github.keystile.tests.support.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.SetRoles;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.token.TokenPolicy;
import io.github.keystile.tests.support.Anna;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RefreshTest {
    private static final Duration PAST_GRACE = Duration.ofSeconds(31);

    private final Anna anna = Anna.signedUp();

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    @Tag("RFR-01")
    void anOldCurrentTokenIsRotated() {
        anna.later(PAST_GRACE);

        SignedIn second = anna.refresh(anna.first);

        assertThat(second.sessionId()).isEqualTo(anna.first.sessionId());
        assertThat(second.tokens().refreshToken())
                .isNotEqualTo(anna.first.tokens().refreshToken());
        assertThat(session().generation()).isEqualTo(1);
        assertThat(session().rotatedAt()).isEqualTo(anna.auth.clock().instant());
        anna.verify(second);
    }

    @Test
    @Tag("RFR-04")
    void aYoungCurrentTokenIsAnsweredButNotRotated() {
        Instant rotatedAt = session().rotatedAt();
        anna.later(Duration.ofSeconds(29));

        SignedIn again = anna.refresh(anna.first);

        assertThat(session().generation()).isZero();
        assertThat(session().rotatedAt()).isEqualTo(rotatedAt);
        anna.verify(again);
        anna.later(Duration.ofSeconds(2));
        anna.refresh(again);
        assertThat(session().generation()).isEqualTo(1);
    }

    @Test
    @Tag("RFR-04")
    void thePredecessorIsAnsweredWithTheSuccessorDuringTheGrace() {
        anna.later(PAST_GRACE);
        SignedIn winner = anna.refresh(anna.first);
        anna.later(Duration.ofSeconds(29));

        SignedIn loser = anna.refresh(anna.first);

        assertThat(session().generation()).isEqualTo(1);
        anna.later(PAST_GRACE);
        anna.refresh(loser);
        assertThat(session().generation()).isEqualTo(2);
        anna.refresh(winner);
        assertThat(session().generation()).isEqualTo(2);
    }

    @Test
    @Tag("RFR-04")
    void theGraceMeansWhatItSays() {
        anna.later(PAST_GRACE);
        anna.refresh(anna.first);
        anna.later(Duration.ofMillis(29_999));
        anna.refresh(anna.first);
        assertThat(session().generation()).isEqualTo(1);

        anna.later(Duration.ofMillis(1));

        anna.refresh(anna.first);
        assertThat(session().generation()).isEqualTo(2);
    }

    @Test
    @Tag("RFR-02")
    void aTokenOlderThanThePredecessorEndsTheSessionEvenWithinTheGrace() {
        anna.later(PAST_GRACE);
        SignedIn second = anna.refresh(anna.first);
        anna.later(PAST_GRACE);
        SignedIn third = anna.refresh(second);

        refused(INVALID_TOKEN, () -> anna.refresh(anna.first));

        assertTheftEndedTheSession(third);
    }

    @Test
    @Tag("RFR-02")
    void aTheftEndsNoOtherSession() {
        SignedIn elsewhere = anna.logIn(Anna.PASSWORD);
        anna.later(PAST_GRACE);
        SignedIn second = anna.refresh(anna.first);
        anna.later(PAST_GRACE);
        anna.refresh(second);

        refused(INVALID_TOKEN, () -> anna.refresh(anna.first));

        assertThat(anna.stores.sessions().find(anna.first.sessionId())).isEmpty();
        anna.verify(elsewhere);
        anna.refresh(elsewhere);
    }

    @Test
    void aTokenFromTheFutureOfARestoredDatabaseIsRefusedAndEndsNothing() {
        Session backup = session();
        anna.later(PAST_GRACE);
        SignedIn second = anna.refresh(anna.first);
        anna.stores.sessions().end(backup.id(), anna.id());
        anna.stores.sessions().insert(backup);

        refused(INVALID_TOKEN, () -> anna.refresh(second));

        assertThat(anna.stores.sessions().find(backup.id())).contains(backup);
        assertThat(anna.happened(AuthEventType.REFRESH_TOKEN_REUSED)).isZero();
    }

    @Test
    void aRotationInTheFutureCountsAsWithinTheGrace() {
        anna.later(PAST_GRACE);
        SignedIn second = anna.refresh(anna.first);
        anna.later(Duration.ofSeconds(-5));

        anna.refresh(anna.first);
        anna.refresh(second);

        assertThat(session().generation()).isEqualTo(1);
        assertThat(anna.happened(AuthEventType.REFRESH_TOKEN_REUSED)).isZero();
    }

    @Test
    @Tag("RFR-06")
    void aReplayNeverExtendsAnExpiry() {
        anna.later(PAST_GRACE);
        SignedIn second = anna.refresh(anna.first);
        Instant expiresAt = session().expiresAt();
        anna.later(Duration.ofSeconds(10));

        SignedIn replay = anna.refresh(anna.first);
        SignedIn young = anna.refresh(second);

        assertThat(session().expiresAt()).isEqualTo(expiresAt);
        assertThat(replay.tokens().refreshExpiresAt()).isEqualTo(second.tokens().refreshExpiresAt());
        assertThat(young.tokens().refreshExpiresAt()).isEqualTo(second.tokens().refreshExpiresAt());
    }

    @Test
    @Tag("RFR-06")
    void aSessionThatIsNotRefreshedEndsAfterSevenDays() {
        anna.later(Duration.ofDays(7).minusSeconds(1));
        SignedIn second = anna.refresh(anna.first);

        anna.later(Duration.ofDays(7));

        refused(TOKEN_EXPIRED, () -> anna.refresh(second));
    }

    @Test
    @Tag("RFR-06")
    @Tag("JWT-13")
    void aSessionRefreshedDailyEndsAtTheAbsoluteCap() {
        Instant cap = anna.auth.clock().instant().plus(TokenPolicy.ofDefaults().absoluteLifetime());
        SignedIn latest = anna.first;
        for (int day = 1; day < 30; day++) {
            anna.later(Duration.ofDays(1));
            latest = anna.refresh(latest);
            assertThat(latest.tokens().refreshExpiresAt()).isBeforeOrEqualTo(cap);
            assertThat(latest.tokens().accessExpiresAt()).isBeforeOrEqualTo(cap);
        }
        anna.later(Duration.ofDays(1).minusMinutes(5));
        SignedIn last = anna.refresh(latest);
        assertThat(last.tokens().accessExpiresAt()).isBeforeOrEqualTo(cap);
        anna.later(Duration.ofMinutes(5));

        refused(TOKEN_EXPIRED, () -> anna.refresh(last));
        assertThat(session().expiresAt()).isBeforeOrEqualTo(cap);
    }

    @Test
    @Tag("RFR-07")
    void rolesAreReadAtEveryRefresh() {
        anna.service.users().setRoles(new SetRoles(anna.id(), Set.of("admin"), Caller.unknown()));

        SignedIn second = anna.refresh(anna.first);

        assertThat(anna.service.verifyAccessToken(second.tokens().accessToken()).roles())
                .containsExactly("admin");
    }

    private void assertTheftEndedTheSession(SignedIn newest) {
        assertThat(anna.stores.sessions().find(anna.first.sessionId())).isEmpty();
        refused(INVALID_TOKEN, () -> anna.refresh(newest));
        refused(INVALID_TOKEN, () -> anna.verify(newest));
        assertThat(anna.auth.events())
                .filteredOn(event -> event.type() == AuthEventType.REFRESH_TOKEN_REUSED)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.userId()).isEqualTo(anna.id());
                    assertThat(event.sessionId()).isEqualTo(anna.first.sessionId());
                });
    }

    private Session session() {
        return anna.stores.sessions().find(anna.first.sessionId()).orElseThrow();
    }
}
