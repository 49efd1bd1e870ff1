package io.github.keystile.tests.session;

import static io.github.keystile.auth.error.AuthError.INVALID_TOKEN;
import static io.github.keystile.tests.support.Refusals.refused;
import static io.github.keystile.tests.support.Refusals.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.EndOtherSessions;
import io.github.keystile.auth.EndSession;
import io.github.keystile.auth.ListSessions;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Logout;
import io.github.keystile.auth.LogoutEverywhere;
import io.github.keystile.auth.SessionInfo;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.tests.support.Anna;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final Anna anna = Anna.signedUp();

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    @Tag("OUT-01")
    void logoutByEitherTokenEndsTheSessionOnTheServer() {
        SignedIn second = anna.logIn(Anna.PASSWORD);
        anna.service.logout(new Logout(anna.first.tokens().accessToken(), Caller.unknown()));
        anna.service.logout(new Logout(second.tokens().refreshToken(), Caller.unknown()));

        for (SignedIn ended : List.of(anna.first, second)) {
            refused(INVALID_TOKEN, () -> anna.verify(ended));
            refused(INVALID_TOKEN, () -> anna.refresh(ended));
        }
        assertThat(anna.stores.sessions().list(anna.id(), SessionCursor.start(), 100))
                .isEmpty();
        assertThat(anna.happened(AuthEventType.LOGGED_OUT)).isEqualTo(2);
    }

    @Test
    @Tag("OUT-01")
    void anotherSpellingOfAnEndedTokenIsEndedToo() {
        String access = anna.first.tokens().accessToken();
        anna.service.logout(new Logout(access, Caller.unknown()));

        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=";
        for (int i = 0; i < alphabet.length(); i++) {
            char last = alphabet.charAt(i);
            String copy = access.substring(0, access.length() - 1) + last;
            refused(INVALID_TOKEN, () -> anna.service.verifySession(new VerifySession(copy, Caller.unknown())));
            refused(
                    INVALID_TOKEN,
                    () -> anna.service.verifySession(new VerifySession(access + last, Caller.unknown())));
        }
    }

    @Test
    @Tag("OUT-02")
    void logoutMayBeRepeatedAndForgedTokensHaveNoEffect() {
        SignedIn other = anna.logIn(Anna.PASSWORD);
        times(3, () -> anna.service.logout(new Logout(anna.first.tokens().accessToken(), Caller.unknown())));
        String token = other.tokens().accessToken();
        for (String forged : List.of(
                "",
                "x",
                "\u0000",
                other.sessionId(),
                token.substring(0, token.length() - 4) + (token.endsWith("AAAA") ? "EEEE" : "AAAA"),
                token + "A")) {
            anna.service.logout(new Logout(forged, Caller.unknown()));
        }

        anna.verify(other);
        assertThat(anna.happened(AuthEventType.LOGGED_OUT)).isEqualTo(1);
    }

    @Test
    @Tag("OUT-02")
    void logoutWorksWithAnExpiredToken() {
        anna.later(Duration.ofHours(1));

        anna.service.logout(new Logout(anna.first.tokens().accessToken(), Caller.unknown()));

        refused(INVALID_TOKEN, () -> anna.refresh(anna.first));
    }

    @Test
    @Tag("OUT-03")
    void logoutEverywhereEndsAllSessionsOfThisUserOnly() {
        SignedIn second = anna.logIn(Anna.PASSWORD);
        SignedIn bert = anna.auth.signUp("bert@example.com", Anna.PASSWORD);

        anna.service
                .account()
                .logoutEverywhere(new LogoutEverywhere(second.tokens().accessToken(), Caller.unknown()));
        assertThat(anna.stored().epoch()).isEqualTo(1);

        for (SignedIn ended : List.of(anna.first, second)) {
            refused(INVALID_TOKEN, () -> anna.verify(ended));
            refused(INVALID_TOKEN, () -> anna.refresh(ended));
        }
        anna.verify(bert);
        anna.verify(anna.logIn(Anna.PASSWORD));
    }

    @Test
    @Tag("OUT-03")
    void theOtherSessionsCanBeEndedAndThisOneKept() {
        SignedIn second = anna.logIn(Anna.PASSWORD);
        SignedIn third = anna.logIn(Anna.PASSWORD);
        SignedIn bert = anna.auth.signUp("bert@example.com", Anna.PASSWORD);

        anna.service
                .account()
                .endOtherSessions(new EndOtherSessions(second.tokens().accessToken(), Caller.unknown()));

        anna.verify(second);
        anna.refresh(second);
        anna.verify(bert);
        for (SignedIn ended : List.of(anna.first, third)) {
            refused(INVALID_TOKEN, () -> anna.verify(ended));
            refused(INVALID_TOKEN, () -> anna.refresh(ended));
        }
    }

    @Test
    void sessionsAreListedNewestFirstWithTheirDevices() {
        anna.later(Duration.ofSeconds(40));
        SignedIn phone = anna.service.login(new Login(
                Anna.EMAIL,
                Anna.PASSWORD,
                Caller.at("203.0.113.7").withUserAgent("Phone\r\n\u00fc").withLocale(Locale.GERMAN)));
        anna.later(Duration.ofSeconds(40));
        anna.refresh(anna.first);

        List<SessionInfo> sessions =
                anna.service.account().sessions(new ListSessions(phone.tokens().accessToken(), Caller.unknown()));

        assertThat(sessions).extracting(SessionInfo::id).containsExactly(phone.sessionId(), anna.first.sessionId());
        assertThat(sessions.get(0).device().ip()).isEqualTo("203.0.113.7");
        assertThat(sessions.get(0).device().userAgent()).isEqualTo("Phone???");
        assertThat(sessions.get(1).lastSeenAt())
                .isEqualTo(sessions.get(1).createdAt().plusSeconds(80));
        assertThat(sessions).extracting(SessionInfo::current).containsExactly(true, false);
        assertThat(anna.service
                        .verifySession(new VerifySession(phone.tokens().accessToken(), Caller.unknown()))
                        .session()
                        .current())
                .isTrue();
        assertThat(anna.service.users().sessions(anna.id(), SessionCursor.start(), 100))
                .as("for an administrator none is the current one")
                .noneMatch(SessionInfo::current)
                .usingRecursiveComparison()
                .ignoringFields("current")
                .isEqualTo(sessions);
    }

    @Test
    void aSessionThatExpiredIsNotListed() {
        anna.later(Duration.ofDays(7));
        SignedIn fresh = anna.logIn(Anna.PASSWORD);

        assertThat(anna.service
                        .account()
                        .sessions(new ListSessions(fresh.tokens().accessToken(), Caller.unknown())))
                .extracting(SessionInfo::id)
                .containsExactly(fresh.sessionId());
    }

    @Test
    void oneSessionCanBeEndedFromAnother() {
        SignedIn second = anna.logIn(Anna.PASSWORD);

        end(second, anna.first.sessionId());
        end(second, anna.first.sessionId());

        refused(INVALID_TOKEN, () -> anna.verify(anna.first));
        anna.verify(second);
        assertThat(anna.happened(AuthEventType.SESSION_ENDED)).isEqualTo(1);
    }

    @Test
    @Tag("OUT-02")
    void aSessionOfSomebodyElseCannotBeEnded() {
        SignedIn bert = anna.auth.signUp("bert@example.com", Anna.PASSWORD);

        end(bert, anna.first.sessionId());
        end(bert, "no session at all");

        anna.verify(anna.first);
        assertThat(anna.happened(AuthEventType.SESSION_ENDED)).isZero();
    }

    @Test
    @Tag("JWT-15")
    void anEndedSessionManagesNoOthers() {
        SignedIn second = anna.logIn(Anna.PASSWORD);
        anna.service.logout(new Logout(second.tokens().accessToken(), Caller.unknown()));
        String ended = second.tokens().accessToken();

        refused(INVALID_TOKEN, () -> anna.service.account().sessions(new ListSessions(ended, Caller.unknown())));
        refused(
                INVALID_TOKEN,
                () -> anna.service.account().logoutEverywhere(new LogoutEverywhere(ended, Caller.unknown())));
        refused(
                INVALID_TOKEN,
                () -> anna.service.account().endOtherSessions(new EndOtherSessions(ended, Caller.unknown())));
        refused(INVALID_TOKEN, () -> end(second, anna.first.sessionId()));

        anna.verify(anna.first);
    }

    private void end(SignedIn asking, String sessionId) {
        anna.service.account().endSession(new EndSession(asking.tokens().accessToken(), sessionId, Caller.unknown()));
    }
}
