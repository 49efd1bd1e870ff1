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
import io.github.keystile.auth.web.SignedOut;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.AtOnce;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
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
        CookieSessions busy = CookieSessions.of(
                failing("refresh", AuthException.retryAfter(TOO_MANY_REQUESTS, Duration.ofSeconds(5))), cookies);
        CookieSessions broken = CookieSessions.of(failing("refresh", new StoreException("No database", null)), cookies);
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

        SignedOut out = new SignedOut(cookies.signOut(), Optional.empty());
        assertThat(sessions.signOut(accessOnly, CALLER)).isEqualTo(out);
        assertThat(sessions.signOut(refreshOnly, CALLER)).isEqualTo(out);
        assertThat(sessions.signOut(null, CALLER)).isEqualTo(out);

        refused(INVALID_TOKEN, () -> anna.verify(anna.first));
        refused(INVALID_TOKEN, () -> anna.verify(second));
    }

    @Test
    @Tag("OUT-01")
    void signOutFindsTheSessionBetweenPlantedCookiesAndBehindLongOnes() {
        SignedIn second = anna.logIn(Anna.PASSWORD);
        String others = "; x=" + "y".repeat(20_000) + "; ";
        String planted = cookies.name(CookieKind.ACCESS) + "=planted; " + cookies.name(CookieKind.REFRESH)
                + "=planted; " + cookies.name(CookieKind.ACCESS) + "=\"\"; ";

        sessions.signOut(others + header(cookies.signIn(anna.first.tokens())), CALLER)
                .requireEnded();
        sessions.signOut(planted + header(cookies.signIn(second.tokens())), CALLER)
                .requireEnded();

        refused(INVALID_TOKEN, () -> anna.verify(anna.first));
        refused(INVALID_TOKEN, () -> anna.verify(second));
    }

    @Test
    @Tag("OUT-01")
    void signOutClearsTheCookiesAndSaysThatTheSessionLivesOn() {
        StoreException down = new StoreException("No database", null);
        CookieSessions broken = CookieSessions.of(failing("logout", down), cookies);

        SignedOut out = broken.signOut(header(cookies.signIn(anna.first.tokens())), CALLER);

        assertThat(out.setCookies()).isEqualTo(cookies.signOut());
        assertThat(out.failure()).contains(down);
        assertThatThrownBy(out::requireEnded).isSameAs(down);
        anna.verify(anna.first);
    }

    @Test
    @Tag("OUT-01")
    void aCopyThatCannotBeEndedKeepsNoOtherFromEnding() {
        SignedIn second = anna.logIn(Anna.PASSWORD);
        AuthService firstFails = service((verb, arguments) -> {
            if (arguments != null
                    && arguments[0] instanceof Logout logout
                    && logout.token().equals(anna.first.tokens().accessToken())) {
                throw new StoreException("No database", null);
            }
        });
        String header = cookies.name(CookieKind.ACCESS) + "="
                + anna.first.tokens().accessToken() + "; " + header(cookies.signIn(second.tokens()));

        SignedOut out = CookieSessions.of(firstFails, cookies).signOut(header, CALLER);

        assertThat(out.failure()).isPresent();
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

    /** The same service, with a verb that fails. */
    private AuthService failing(String failingVerb, RuntimeException failure) {
        return service((verb, arguments) -> {
            if (verb.equals(failingVerb)) {
                throw failure;
            }
        });
    }

    /** The same service, with something before each verb. */
    private AuthService service(BiConsumer<String, Object[]> before) {
        return (AuthService) Proxy.newProxyInstance(
                AuthService.class.getClassLoader(), new Class<?>[] {AuthService.class}, (proxy, verb, arguments) -> {
                    before.accept(verb.getName(), arguments);
                    try {
                        return verb.invoke(anna.service, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
