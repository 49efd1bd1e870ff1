package io.github.keystile.auth.testkit.attack;

import static io.github.keystile.auth.testkit.attack.TwoServices.PASSWORD;
import static io.github.keystile.auth.testkit.attack.TwoServices.outcome;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.Disclosure;
import io.github.keystile.auth.ListSessions;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.SessionInfo;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.UnreadableRowException;
import io.github.keystile.auth.event.AuthEvent;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.testkit.internal.Tomorrow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Somebody else wrote to a row, and it cannot be read: nobody comes in by it, nothing is deleted because of it, and an event
 * tells. The package says how to run it.
 */
public abstract class UnreadableRowsContract {
    private static final Duration PAST_THE_GRACE = Duration.ofSeconds(40);

    private final String address = Fresh.email("Unreadable").address();

    /** For subclasses. */
    protected UnreadableRowsContract() {}

    /**
     * Makes the adapters, on the database under test.
     *
     * @return the stores
     */
    protected abstract AuthStores createStores();

    /**
     * Writes a status that nobody has heard of into a user's row.
     *
     * @param id the user's
     */
    protected abstract void damageUser(String id);

    /**
     * Writes an epoch below 0 into a session's row.
     *
     * @param id the session's
     */
    protected abstract void damageSession(String id);

    @Test
    final void aLoginBurnsOneHashAndIsRefusedLikeAWrongPassword() {
        for (Disclosure disclosure : Disclosure.values()) {
            try (TestAuth auth = service(disclosure)) {
                String email = Fresh.email("Unreadable").address();
                String id = auth.signUp(email, PASSWORD).user().id();
                int verifies = auth.hasher().verifies();
                Object wrong = outcome(() -> auth.logIn(email, PASSWORD + "?"));
                assertEquals(verifies + 1, auth.hasher().verifies());
                damageUser(id);
                assertEquals(wrong, outcome(() -> auth.logIn(email, PASSWORD)), "like a wrong password");
                assertEquals(verifies + 2, auth.hasher().verifies(), "one hash, as a wrong password costs");
                assertTold(auth, id, "status");
                assertEquals(AuthEventType.LOGIN_FAILED, last(auth).type());
            }
        }
    }

    @Test
    final void aRefreshOfAnUnreadableUserIsRefusedAndDeletesNothing() {
        try (TestAuth auth = service(Disclosure.UNIFORM)) {
            SignedIn session = auth.signUp(address, PASSWORD);
            auth.clock().advance(PAST_THE_GRACE);
            damageUser(session.user().id());
            assertEquals(AuthError.INVALID_TOKEN, outcome(() -> refresh(auth, session)));
            assertTold(auth, session.user().id(), "status");
            assertTrue(createStores().sessions().find(session.sessionId()).isPresent(), "the session is there");
        }
    }

    /** The newest token, and one that would end the session as a theft if the row could be read. */
    @Test
    final void aRefreshOfAnUnreadableSessionIsRefusedAndDeletesNothing() {
        try (TestAuth auth = service(Disclosure.UNIFORM)) {
            SignedIn oldest = auth.signUp(address, PASSWORD);
            auth.clock().advance(PAST_THE_GRACE);
            SignedIn parent = refresh(auth, oldest);
            auth.clock().advance(PAST_THE_GRACE);
            SignedIn newest = refresh(auth, parent);
            auth.clock().advance(PAST_THE_GRACE);
            String id = newest.sessionId();
            damageSession(id);
            for (SignedIn shown : List.of(newest, parent, oldest)) {
                assertEquals(AuthError.INVALID_TOKEN, outcome(() -> refresh(auth, shown)));
                assertTold(auth, newest.user().id(), "epoch");
                assertThrows(
                        UnreadableRowException.class,
                        () -> createStores().sessions().find(id));
            }
        }
    }

    @Test
    final void listsLeaveItOut() {
        try (TestAuth auth = service(Disclosure.UNIFORM)) {
            SignedIn first = auth.signUp(address, PASSWORD);
            SignedIn second = auth.logIn(address, PASSWORD);
            damageSession(first.sessionId());
            List<String> listed = auth
                    .service()
                    .account()
                    .sessions(new ListSessions(second.tokens().accessToken(), Caller.unknown()))
                    .stream()
                    .map(SessionInfo::id)
                    .toList();
            assertEquals(List.of(second.sessionId()), listed);
        }
    }

    private TestAuth service(Disclosure disclosure) {
        TestAuth auth = TestAuth.on(createStores(), options -> options.disclosure(disclosure));
        auth.clock().set(Tomorrow.now());
        return auth;
    }

    private static SignedIn refresh(TestAuth auth, SignedIn session) {
        return auth.service().refresh(new Refresh(session.tokens().refreshToken(), Caller.unknown()));
    }

    /** By the event before the refusal's. */
    private static void assertTold(TestAuth auth, String userId, String column) {
        List<AuthEvent> events = auth.events();
        AuthEvent told = events.get(events.size() - 2);
        assertEquals(AuthEventType.UNREADABLE_ROW, told.type());
        assertEquals(userId, told.userId());
        assertEquals(column, told.reason());
    }

    private static AuthEvent last(TestAuth auth) {
        return auth.events().get(auth.events().size() - 1);
    }
}
