package io.github.keystile.auth.testkit.attack;

import static io.github.keystile.auth.testkit.attack.TwoServices.PASSWORD;
import static io.github.keystile.auth.testkit.attack.TwoServices.outcome;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.DeleteUser;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.EnableUser;
import io.github.keystile.auth.EndOtherSessions;
import io.github.keystile.auth.EndSession;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.ListSessions;
import io.github.keystile.auth.Logout;
import io.github.keystile.auth.LogoutEverywhere;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.StartEmailVerification;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.testkit.contract.Race;
import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.web.AuthCookies;
import io.github.keystile.auth.web.CookieKind;
import io.github.keystile.auth.web.CookiePolicy;
import io.github.keystile.auth.web.CookieSession;
import io.github.keystile.auth.web.CookieSessions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Somebody has a copy of a session's tokens, or of the cookies that hold them: what ends the session ends the copy, on
 * your stores. The package says how to run it.
 */
public abstract class AuthServiceThefts extends ServiceContract {
    private static final String NEW_PASSWORD = "another horse battery";
    private static final String THIEFS_PASSWORD = "a horse of the thief";
    private static final Duration PAST_THE_GRACE = Duration.ofSeconds(40);
    private static final Duration PAST_THE_ACCESS_TOKEN = Duration.ofMinutes(16);
    private static final Duration COOLDOWN = Duration.ofSeconds(60);

    private final String address = Fresh.email("Theft").address();

    /** For subclasses. */
    protected AuthServiceThefts() {}

    @Test
    final void aThiefWhoComesSecondGoesOnUntilTheOwnerRefreshesNext() {
        SignedIn stolen = services().signUp(address);
        SignedIn elsewhere = services().logIn(address, PASSWORD);
        services().clock().advance(PAST_THE_GRACE);
        SignedIn owner = refresh(stolen);
        services().clock().advance(PAST_THE_GRACE);
        SignedIn thief = refresh(stolen);
        services().clock().advance(PAST_THE_GRACE);
        assertWorthless(owner);
        assertWorthless(thief);
        assertWorthless(stolen);
        assertAlive(elsewhere);
    }

    @Test
    final void aThiefWhoComesThirdEndsTheSession() {
        SignedIn stolen = services().signUp(address);
        services().clock().advance(PAST_THE_GRACE);
        SignedIn owner = refresh(stolen);
        services().clock().advance(PAST_THE_GRACE);
        SignedIn next = refresh(owner);
        assertWorthless(stolen);
        assertWorthless(next);
        assertAlive(services().logIn(address, PASSWORD));
    }

    @Test
    final void anOwnerWhoComesSecondMakesTheThiefsTokensWorthless() {
        SignedIn owner = services().signUp(address);
        services().clock().advance(PAST_THE_GRACE);
        SignedIn thief = refresh(owner);
        services().clock().advance(PAST_THE_GRACE);
        SignedIn next = refresh(owner);
        services().clock().advance(PAST_THE_GRACE);
        assertEquals(Optional.empty(), resume(refreshCookie(thief)).claims(), "the thief is signed out, and warned of");
        assertWorthless(thief);
        assertWorthless(next);
        assertAlive(services().logIn(address, PASSWORD));
    }

    @Test
    final void whoGetsNoAnswerIsAnsweredHoweverLateTheyAskAgain() {
        SignedIn first = services().signUp(address);
        services().clock().advance(PAST_THE_GRACE);
        refresh(first);
        services().clock().advance(PAST_THE_ACCESS_TOKEN);
        SignedIn again = refresh(first);
        assertEquals(first.sessionId(), again.sessionId());
        services().clock().advance(PAST_THE_GRACE);
        assertAlive(refresh(again));
    }

    @Test
    final void tabsThatRaceWithOneCookieAllGoOnAndNothingForks() {
        SignedIn first = services().signUp(address);
        services().clock().advance(PAST_THE_ACCESS_TOKEN);
        try (Race<AuthService> tabs = new Race<>(threads(), services()::next)) {
            List<CookieSession> visitors =
                    tabs.run((service, tab) -> cookies(service).resume(bothCookies(first), Caller.unknown()));
            visitors.forEach(
                    visitor -> any().verifySession(new VerifySession(visitor.accessToken(), Caller.unknown())));
            assertEquals(
                    1,
                    any().account()
                            .sessions(new ListSessions(visitors.get(0).accessToken(), Caller.unknown()))
                            .size(),
                    "sessions");
            Session session = createStores().sessions().find(first.sessionId()).orElseThrow();
            assertEquals(1, session.generation(), "all tabs share one successor");
            services().clock().advance(PAST_THE_GRACE);
            assertNotEquals(
                    Optional.empty(), resume(refreshCookie(visitors.get(0))).claims(), "a tab goes on");
            assertNobody(resume(refreshCookie(first)));
        }
    }

    @Test
    final void nothingIsLeftAfterALogout() {
        stolenThen(owner -> {
            cookies(any()).signOut(bothCookies(owner), Caller.unknown());
            return services().logIn(address, PASSWORD);
        });
    }

    @Test
    final void nothingIsLeftAfterALogoutEverywhere() {
        stolenThen(owner -> {
            any().account()
                    .logoutEverywhere(new LogoutEverywhere(
                            services().logIn(address, PASSWORD).tokens().accessToken(), Caller.unknown()));
            return services().logIn(address, PASSWORD);
        });
    }

    @Test
    final void nothingIsLeftOfASessionThatIsEndedFromAnother() {
        stolenThen(owner -> {
            SignedIn elsewhere = services().logIn(address, PASSWORD);
            any().account()
                    .endSession(new EndSession(elsewhere.tokens().accessToken(), owner.sessionId(), Caller.unknown()));
            return elsewhere;
        });
    }

    @Test
    final void nothingIsLeftOfOtherSessionsWhenTheyAreEnded() {
        stolenThen(owner -> {
            SignedIn elsewhere = services().logIn(address, PASSWORD);
            any().account()
                    .endOtherSessions(new EndOtherSessions(elsewhere.tokens().accessToken(), Caller.unknown()));
            return elsewhere;
        });
    }

    @Test
    final void nothingIsLeftAfterAResetByCode() {
        stolenThen(owner -> reset(services().startReset(address)));
    }

    @Test
    final void nothingIsLeftAfterAResetByLink() {
        stolenThen(owner -> reset(new LinkProof(services().startResetByLink(address))));
    }

    @Test
    final void nothingIsLeftAfterAChangeOfThePassword() {
        stolenThen(owner -> any().account()
                .changePassword(
                        new ChangePassword(owner.tokens().accessToken(), PASSWORD, NEW_PASSWORD, Caller.unknown())));
    }

    @Test
    final void nothingIsLeftWhileDisabledNorWhenEnabledAgain() {
        stolenThen(owner -> {
            any().users().disable(new DisableUser(owner.user().id(), Caller.unknown()));
            assertWorthless(owner);
            any().users().enable(new EnableUser(owner.user().id(), Caller.unknown()));
            return services().logIn(address, PASSWORD);
        });
    }

    @Test
    final void nothingIsLeftForWhoSignsUpWithTheAddressOfADeletedUser() {
        stolenThen(owner -> {
            any().users().delete(new DeleteUser(owner.user().id(), Caller.unknown()));
            assertWorthless(owner);
            services().clock().advance(COOLDOWN);
            SignedIn successor = services().signUp(address);
            assertNotEquals(owner.user().id(), successor.user().id());
            return successor;
        });
    }

    /** The thief has refreshed before, unnoticed, as close to the end as they can; the event signs the owner in anew. */
    private void stolenThen(UnaryOperator<SignedIn> event) {
        SignedIn first = services().signUp(address);
        services().clock().advance(PAST_THE_GRACE);
        SignedIn stolen = refresh(first);
        SignedIn owner = event.apply(stolen);
        assertWorthless(stolen);
        assertWorthless(first);
        assertAlive(owner);
        // Where nothing strict is asked, the access cookie alone went on until now.
        assertNobody(resume(bothCookies(stolen)));
    }

    /** Whatever the thief tries, at either process; trying must not harm the owner either. */
    private void assertWorthless(SignedIn stolen) {
        String access = stolen.tokens().accessToken();
        assertNobody(resume(refreshCookie(stolen)));
        tries(stolen).forEach((what, call) -> assertEquals(AuthError.INVALID_TOKEN, outcome(call), what));
        any().logout(new Logout(access, Caller.unknown()));
        any().logout(new Logout(stolen.tokens().refreshToken(), Caller.unknown()));
        cookies(any()).signOut(bothCookies(stolen), Caller.unknown());
    }

    private Map<String, Supplier<?>> tries(SignedIn stolen) {
        String access = stolen.tokens().accessToken();
        Map<String, Supplier<?>> tries = new LinkedHashMap<>();
        tries.put("refresh", () -> refresh(stolen));
        tries.put("verifySession", () -> any().verifySession(new VerifySession(access, Caller.unknown())));
        tries.put("sessions", () -> any().account().sessions(new ListSessions(access, Caller.unknown())));
        tries.put("endOtherSessions", () -> {
            any().account().endOtherSessions(new EndOtherSessions(access, Caller.unknown()));
            return "done";
        });
        tries.put("logoutEverywhere", () -> {
            any().account().logoutEverywhere(new LogoutEverywhere(access, Caller.unknown()));
            return "done";
        });
        tries.put(
                "changePassword",
                () -> any().account()
                        .changePassword(new ChangePassword(access, PASSWORD, THIEFS_PASSWORD, Caller.unknown())));
        tries.put(
                "startEmailVerification",
                () -> any().account().startEmailVerification(new StartEmailVerification(access, Caller.unknown())));
        return tries;
    }

    private void assertAlive(SignedIn owner) {
        any().verifySession(new VerifySession(owner.tokens().accessToken(), Caller.unknown()));
        services().clock().advance(PAST_THE_ACCESS_TOKEN);
        CookieSession visitor = resume(bothCookies(owner));
        assertEquals(
                Optional.of(owner.sessionId()),
                visitor.claims().map(AccessClaims::sessionId),
                "the owner is signed in");
        any().verifySession(new VerifySession(visitor.accessToken(), Caller.unknown()));
    }

    private void assertNobody(CookieSession visitor) {
        CookieSession nobody = new CookieSession(Optional.empty(), "", cookies().signOut());
        assertEquals(nobody, visitor, "nobody, whose cookies are dropped");
    }

    private SignedIn reset(ResetProof proof) {
        any().finishPasswordReset(new FinishPasswordReset(proof, NEW_PASSWORD, Caller.unknown()));
        return services().logIn(address, NEW_PASSWORD);
    }

    private SignedIn refresh(SignedIn session) {
        return any().refresh(new Refresh(session.tokens().refreshToken(), Caller.unknown()));
    }

    private CookieSession resume(String cookieHeader) {
        return cookies(any()).resume(cookieHeader, Caller.unknown());
    }

    private String bothCookies(SignedIn session) {
        String access =
                cookies().name(CookieKind.ACCESS) + "=" + session.tokens().accessToken();
        return access + "; " + refreshCookie(session);
    }

    private String refreshCookie(SignedIn session) {
        return cookies().name(CookieKind.REFRESH) + "=" + session.tokens().refreshToken();
    }

    private String refreshCookie(CookieSession visitor) {
        String start = cookies().name(CookieKind.REFRESH) + "=";
        return visitor.setCookies().stream()
                .filter(cookie -> cookie.startsWith(start))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private AuthCookies cookies() {
        return AuthCookies.of(CookiePolicy.secure()).withClock(services().clock());
    }

    private CookieSessions cookies(AuthService service) {
        return CookieSessions.of(service, cookies());
    }

    private AuthService any() {
        return services().next();
    }
}
