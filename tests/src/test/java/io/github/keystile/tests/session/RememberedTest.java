package io.github.keystile.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.Stay;
import io.github.keystile.auth.web.AuthCookies;
import io.github.keystile.auth.web.CookiePolicy;
import io.github.keystile.auth.web.CookieSessions;
import io.github.keystile.tests.support.Anna;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** "Remember me", from login to login. */
class RememberedTest {
    private static final Caller CALLER = Caller.unknown();
    private static final Duration PAST_THE_ACCESS_TOKEN = Duration.ofMinutes(16);

    private final Anna anna = Anna.signedUp();
    private final AuthCookies cookies = AuthCookies.of(CookiePolicy.secure()).withClock(anna.auth.clock());

    @AfterEach
    void close() {
        anna.close();
    }

    private SignedIn logIn(Stay stay) {
        return anna.service.login(new Login(Anna.EMAIL, Anna.PASSWORD, stay, CALLER));
    }

    private List<String> resumed(List<String> setCookies) {
        anna.later(PAST_THE_ACCESS_TOKEN);
        String header = setCookies.stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .reduce((one, other) -> one + "; " + other)
                .orElseThrow();
        return CookieSessions.of(anna.service, cookies).resume(header, CALLER).setCookies();
    }

    private static void assertRemembered(List<String> setCookies) {
        assertThat(setCookies).hasSize(2).allMatch(cookie -> cookie.matches(".*; Max-Age=[1-9][0-9]+;.*"));
    }

    private static void assertUntilClosed(List<String> setCookies) {
        assertThat(setCookies)
                .hasSize(2)
                .noneMatch(cookie -> cookie.contains("Max-Age") || cookie.contains("Expires"))
                .noneMatch(cookie -> cookie.contains("=;"));
    }

    @Test
    @Tag("COK-02")
    void noNumberOfRefreshesRemembersWhoWishedToBeForgotten() {
        List<String> kept = cookies.signIn(logIn(Stay.UNTIL_CLOSED).tokens());
        assertUntilClosed(kept);
        for (int i = 0; i < 3; i++) {
            kept = resumed(kept);
            assertUntilClosed(kept);
        }
    }

    @Test
    @Tag("COK-02")
    void whoIsRememberedStaysSo() {
        assertRemembered(cookies.signIn(anna.first.tokens()));
        assertRemembered(cookies.signIn(anna.logIn(Anna.PASSWORD).tokens()));
        List<String> kept = cookies.signIn(logIn(Stay.REMEMBERED).tokens());
        assertRemembered(kept);
        assertRemembered(resumed(kept));
    }

    @Test
    @Tag("COK-02")
    void aNewPasswordChangesNothingAboutIt() {
        assertUntilClosed(cookies.signIn(
                anna.change(logIn(Stay.UNTIL_CLOSED), Anna.PASSWORD, Anna.NEXT).tokens()));
        SignedIn again = anna.service.login(new Login(Anna.EMAIL, Anna.NEXT, Stay.REMEMBERED, CALLER));
        assertRemembered(
                cookies.signIn(anna.change(again, Anna.NEXT, Anna.PASSWORD).tokens()));
    }

    /** An answer that got lost, or another tab's, says the same. */
    @Test
    @Tag("COK-02")
    void neitherDoesARefreshThatIsAskedForAgain() {
        List<String> kept = cookies.signIn(logIn(Stay.UNTIL_CLOSED).tokens());
        assertUntilClosed(resumed(kept));
        assertUntilClosed(resumed(kept));
    }
}
