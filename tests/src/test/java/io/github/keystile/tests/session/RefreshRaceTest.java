package io.github.keystile.tests.session;

import static io.github.keystile.auth.error.AuthError.INVALID_TOKEN;
import static io.github.keystile.tests.support.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.Tokens;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.session.InMemorySessionStore;
import io.github.keystile.auth.session.PassOver;
import io.github.keystile.auth.session.Rotation;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.AtOnce;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RefreshRaceTest {
    private static final Duration PAST_GRACE = Duration.ofSeconds(31);

    @Test
    @Tag("RFR-03")
    @Tag("RFR-04")
    void twoRacingTabsBothWinAndNothingForks() throws Exception {
        assertNothingForks(2);
    }

    @Test
    @Tag("RFR-03")
    void ofManyRacingTabsEveryOneWinsAndOneGenerationIsLeft() throws Exception {
        assertNothingForks(32);
    }

    @Test
    @Tag("RFR-08")
    void whoGetsNoAnswerAfterTheRotationTriesAgainWithinTheGrace() {
        DyingSessions sessions = new DyingSessions();
        AuthStores stores = AuthStores.inMemory().withSessions(sessions);
        try (Anna anna = Anna.on(stores, options -> options)) {
            anna.later(PAST_GRACE);
            sessions.diesAfterRotating.set(true);

            assertThatThrownBy(() -> anna.refresh(anna.first)).isInstanceOf(StoreException.class);
            SignedIn again = anna.refresh(anna.first);

            assertThat(sessions.find(again.sessionId()).orElseThrow().generation())
                    .isEqualTo(1);
            anna.later(Duration.ofSeconds(36));
            SignedIn late = anna.refresh(anna.first);
            assertThat(sessions.find(late.sessionId()).orElseThrow().generation())
                    .isEqualTo(2);
            refused(INVALID_TOKEN, () -> anna.refresh(again));
            refused(INVALID_TOKEN, () -> anna.refresh(late));
        }
    }

    @Test
    @Tag("RFR-05")
    void aTokenWithAnotherSessionOrGenerationWrittenIntoItIsRefusedAndEndsNothing() {
        try (Anna anna = Anna.signedUp()) {
            SignedIn other = anna.logIn(Anna.PASSWORD);
            String token = anna.first.tokens().refreshToken();
            anna.later(PAST_GRACE);

            List<String> forgeries = List.of(
                    rewritten(token, anna.first.sessionId(), other.sessionId()),
                    rewritten(token, "\"gen\":0", "\"gen\":5"),
                    token.substring(0, token.lastIndexOf('.') + 1));
            for (String forgery : forgeries) {
                assertThat(forgery).isNotEqualTo(token);
                refused(INVALID_TOKEN, () -> anna.refresh(withRefresh(anna.first, forgery)));
            }

            anna.refresh(anna.first);
            anna.refresh(other);
        }
    }

    @Test
    @Tag("RFR-05")
    void nothingThatIsStoredOpensASession() {
        try (Anna anna = Anna.signedUp()) {
            String stored = anna.stores
                    .sessions()
                    .find(anna.first.sessionId())
                    .orElseThrow()
                    .toString();

            String[] parts = anna.first.tokens().refreshToken().split("\\.", -1);

            assertThat(stored).doesNotContain(parts[1]).doesNotContain(parts[2]);
            refused(INVALID_TOKEN, () -> anna.refresh(withRefresh(anna.first, anna.first.sessionId())));
        }
    }

    private static void assertNothingForks(int tabs) throws Exception {
        try (Anna anna = Anna.signedUp()) {
            anna.later(PAST_GRACE);

            List<SignedIn> won = AtOnce.run(tabs, tab -> anna.refresh(anna.first));

            assertThat(won).hasSize(tabs).allSatisfy(anna::verify);
            Session session =
                    anna.stores.sessions().find(anna.first.sessionId()).orElseThrow();
            assertThat(session.generation()).isEqualTo(1);
            assertThat(anna.stores.sessions().list(anna.id(), SessionCursor.start(), 100))
                    .hasSize(1);
            assertThat(anna.happened(AuthEventType.REFRESH_TOKEN_REUSED)).isZero();
            anna.later(PAST_GRACE);
            AtOnce.run(tabs, tab -> anna.refresh(won.get(tab)));
            assertThat(anna.stores.sessions().find(session.id()).orElseThrow().generation())
                    .isEqualTo(2);
        }
    }

    private static SignedIn withRefresh(SignedIn session, String token) {
        return new SignedIn(
                session.user(),
                new Tokens(
                        session.tokens().accessToken(),
                        session.tokens().accessExpiresAt(),
                        token,
                        session.tokens().refreshExpiresAt(),
                        session.tokens().remembered()),
                session.sessionId());
    }

    private static String rewritten(String token, String from, String to) {
        String[] parts = token.split("\\.", -1);
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        assertThat(payload).contains(from);
        String forged = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(payload.replace(from, to).getBytes(StandardCharsets.UTF_8));
        return parts[0] + "." + forged + "." + parts[2];
    }

    /** Loses the connection right after the statement. */
    private static final class DyingSessions implements SessionStore {
        private final SessionStore sessions = new InMemorySessionStore();
        private final AtomicBoolean diesAfterRotating = new AtomicBoolean();

        @Override
        public boolean rotate(Rotation rotation) {
            boolean rotated = sessions.rotate(rotation);
            if (diesAfterRotating.getAndSet(false)) {
                throw new StoreException("rotate a session", null);
            }
            return rotated;
        }

        @Override
        public boolean passOver(PassOver step) {
            return sessions.passOver(step);
        }

        @Override
        public boolean endIfReplayed(String id, String userId, long shownGeneration) {
            return sessions.endIfReplayed(id, userId, shownGeneration);
        }

        @Override
        public void insert(Session session) {
            sessions.insert(session);
        }

        @Override
        public Optional<Session> find(String id) {
            return sessions.find(id);
        }

        @Override
        public List<Session> list(String userId, SessionCursor after, int limit) {
            return sessions.list(userId, after, limit);
        }

        @Override
        public boolean end(String id, String userId) {
            return sessions.end(id, userId);
        }

        @Override
        public int endAll(String userId) {
            return sessions.endAll(userId);
        }

        @Override
        public int endAllExcept(String userId, String keptId) {
            return sessions.endAllExcept(userId, keptId);
        }

        @Override
        public int purge(Instant expiredBefore, int limit) {
            return sessions.purge(expiredBefore, limit);
        }
    }
}
