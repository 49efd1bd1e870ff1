package io.github.keystile.tests.session;

import static io.github.keystile.auth.error.AuthError.INVALID_TOKEN;
import static io.github.keystile.auth.error.AuthError.TOO_MANY_REQUESTS;
import static io.github.keystile.tests.support.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.Logout;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.web.AuthCookies;
import io.github.keystile.auth.web.CookieKind;
import io.github.keystile.auth.web.CookiePolicy;
import io.github.keystile.auth.web.CookieSession;
import io.github.keystile.auth.web.CookieSessions;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.AtOnce;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A browser that keeps its tokens in cookies. */
class CookieSessionsTest {
    private static final Caller CALLER = Caller.unknown();

    private final Anna anna = Anna.signedUp();
    private final AuthCookies cookies = AuthCookies.of(CookiePolicy.secure()).withClock(anna.auth.clock());
    private final CookieSessions sessions = CookieSessions.of(anna.service, cookies);

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    void aGoodAccessTokenIsEnoughAndSetsNothing() {
        CookieSession visitor = sessions.resume(header(cookies.signIn(anna.first.tokens())), CALLER);

        assertThat(visitor.claims().map(AccessClaims::userId)).contains(anna.id());
        assertThat(visitor.accessToken()).isEqualTo(anna.first.tokens().accessToken());
        assertThat(visitor.setCookies()).isEmpty();
    }

    @Test
    void anAccessTokenThatRanOutIsReplacedByTheRefreshToken() {
        List<String> old = cookies.signIn(anna.first.tokens());
        anna.later(Duration.ofMinutes(16));

        CookieSession visitor = sessions.resume(header(old), CALLER);

        assertThat(visitor.claims().map(AccessClaims::sessionId)).contains(anna.first.sessionId());
        anna.service.verifySession(new VerifySession(visitor.accessToken(), CALLER));
        assertThat(sessions.resume(header(visitor.setCookies()), CALLER).setCookies())
                .as("the new cookies are good")
                .isEmpty();
    }

    @Test
    @Tag("RFR-04")
    void tabsThatResumeAtOnceAllStaySignedIn() throws Exception {
        String old = header(cookies.signIn(anna.first.tokens()));
        anna.later(Duration.ofMinutes(16));

        List<CookieSession> visitors = AtOnce.run(8, i -> sessions.resume(old, CALLER));

        assertThat(visitors)
                .hasSize(8)
                .allSatisfy(visitor -> anna.service.verifySession(new VerifySession(visitor.accessToken(), CALLER)));
    }

    @Test
    void anAccessTokenOfAnotherApplicationGivesWayToAGoodRefreshToken() {
        String header = "__Host-keystile-access=x.y.z; __Host-keystile-refresh="
                + anna.first.tokens().refreshToken();
        anna.later(Duration.ofSeconds(31));

        assertThat(sessions.resume(header, CALLER).claims()).isPresent();
    }

    @Test
    void nobodyIsNobody() {
        for (String header : new String[] {null, "", "a=b", "__Host-keystile-access=", "keystile-access=x"}) {
            assertThat(sessions.resume(header, CALLER)).isEqualTo(nobody(List.of()));
        }
    }

    @Test
    @Tag("OUT-01")
    void deadCookiesAreForgotten() {
        String header = header(cookies.signIn(anna.first.tokens()));
        anna.service.logout(new Logout(anna.first.tokens().refreshToken(), CALLER));
        anna.later(Duration.ofMinutes(16));

        assertThat(sessions.resume(header, CALLER)).isEqualTo(nobody(cookies.signOut()));
        anna.later(Duration.ofDays(8));
        assertThat(sessions.resume(header, CALLER)).isEqualTo(nobody(cookies.signOut()));
    }

    @Test
    void aRefusalThatWillPassKeepsTheCookies() {
        CookieSessions busy =
                CookieSessions.of(failing(AuthException.retryAfter(TOO_MANY_REQUESTS, Duration.ofSeconds(5))), cookies);
        CookieSessions broken = CookieSessions.of(failing(new StoreException("No database", null)), cookies);
        String header = header(cookies.signIn(anna.first.tokens()));
        anna.later(Duration.ofMinutes(16));

        refused(TOO_MANY_REQUESTS, () -> busy.resume(header, CALLER));
        assertThatThrownBy(() -> broken.resume(header, CALLER)).isInstanceOf(StoreException.class);
        assertThat(sessions.resume(header, CALLER).claims()).isPresent();
    }

    @Test
    @Tag("OUT-01")
    void signOutEndsTheSessionWhicheverTokenIsLeft() {
        SignedIn second = anna.logIn(Anna.PASSWORD);
        String accessOnly =
                cookies.name(CookieKind.ACCESS) + "=" + anna.first.tokens().accessToken();
        String refreshOnly =
                cookies.name(CookieKind.REFRESH) + "=" + second.tokens().refreshToken();

        assertThat(sessions.signOut(accessOnly, CALLER)).isEqualTo(cookies.signOut());
        assertThat(sessions.signOut(refreshOnly, CALLER)).isEqualTo(cookies.signOut());
        assertThat(sessions.signOut(null, CALLER)).isEqualTo(cookies.signOut());

        refused(INVALID_TOKEN, () -> anna.verify(anna.first));
        refused(INVALID_TOKEN, () -> anna.verify(second));
    }

    private static CookieSession nobody(List<String> setCookies) {
        return new CookieSession(Optional.empty(), "", setCookies);
    }

    /** What a browser makes of {@code Set-Cookie}. */
    private static String header(List<String> setCookies) {
        return String.join(
                "; ",
                setCookies.stream()
                        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                        .toList());
    }

    /** The same service, with a refresh that fails. */
    private AuthService failing(RuntimeException failure) {
        return (AuthService) Proxy.newProxyInstance(
                AuthService.class.getClassLoader(), new Class<?>[] {AuthService.class}, (proxy, verb, arguments) -> {
                    if (verb.getName().equals("refresh")) {
                        throw failure;
                    }
                    try {
                        return verb.invoke(anna.service, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
