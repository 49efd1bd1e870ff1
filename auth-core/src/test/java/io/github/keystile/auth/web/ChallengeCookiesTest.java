package io.github.keystile.auth.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.ResetTicket;
import io.github.keystile.auth.key.RootSecret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One browser, several tabs that wait for codes. */
class ChallengeCookiesTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final CookieKind SIGNUP = CookieKind.SIGNUP_CHALLENGE;

    private final RootSecret secret = RootSecret.generate();
    private String jar = "theme=dark";

    @Test
    @Tag("COK-01")
    void eachAddressFindsItsOwn() {
        keep("ann@example.com", "id-ann");
        keep("bob@example.com", "id-bob");

        assertThat(find("ann@example.com")).isEqualTo("id-ann");
        for (String dressed : new String[] {
            " ANN@Example.COM ", "\u00a0ann@example.com\u00a0", "\ufeffann@example.com", "ann@example.com\u3000\t"
        }) {
            assertThat(find(dressed)).isEqualTo("id-ann");
        }
        assertThat(find("bob@example.com")).isEqualTo("id-bob");
        assertThat(find("cid@example.com")).isEqualTo("none");
    }

    @Test
    @Tag("COK-01")
    void theNewestFiveAreKeptAndOneOfEach() {
        for (int i = 1; i <= 6; i++) {
            keep("user" + i, "id-" + i);
        }
        keep("user4", "id-4b");

        assertThat(find("user1")).isEqualTo("none");
        assertThat(find("user2")).isEqualTo("id-2");
        assertThat(find("user4")).isEqualTo("id-4b");
        assertThat(jar.split("id-", -1)).hasSize(1 + 5);
        assertThat(jar.length()).isLessThan(400);
    }

    @Test
    @Tag("COK-01")
    void oneIsForgottenAndTheOthersAreKept() {
        keep("ann", "id-ann");
        keep("bob", "id-bob");

        set(waiting(NOW).forget(SIGNUP, "ann", jar));
        assertThat(find("ann")).isEqualTo("none");
        assertThat(find("bob")).isEqualTo("id-bob");
        assertThat(waiting(NOW).forget(SIGNUP, "bob", jar))
                .isEqualTo(cookies(NOW).clear(SIGNUP));
    }

    @Test
    @Tag("COK-01")
    void eachIsKeptAsLongAsItIsGoodForSomething() {
        keep("ann", "id-ann");
        Instant later = NOW.plus(Duration.ofMinutes(30));
        String set = waiting(later).keep(SIGNUP, "bob", started("id-bob", later), jar);
        set(set);

        assertThat(set).contains("; Max-Age=4200;");
        Instant over = NOW.plus(Duration.ofMinutes(70));
        assertThat(waiting(over.minusSeconds(1)).find(SIGNUP, "ann", jar)).contains("id-ann");
        assertThat(waiting(over).find(SIGNUP, "ann", jar)).isEmpty();
        assertThat(waiting(over).find(SIGNUP, "bob", jar)).contains("id-bob");
    }

    @Test
    void ticketsAreKeptForTheirAccount() {
        set(waiting(NOW).keepTicket("ann", new ResetTicket("t-ann", NOW.plusSeconds(600)), jar));
        set(waiting(NOW).keepTicket("bob", new ResetTicket("t-bob", NOW.plusSeconds(600)), jar));

        assertThat(waiting(NOW).find(CookieKind.TICKET, "ann", jar)).contains("t-ann");
        assertThat(waiting(NOW).find(CookieKind.TICKET, "bob", jar)).contains("t-bob");
        assertThat(find("ann")).as("another kind").isEqualTo("none");
    }

    @Test
    @Tag("COK-01")
    void theCookieTellsNoAddressToThoseWithoutTheSecret() {
        keep("ann@example.com", "id-ann");

        assertThat(jar).doesNotContain("ann@");
        ChallengeCookies other = ChallengeCookies.of(cookies(NOW), RootSecret.generate());
        assertThat(other.find(SIGNUP, "ann@example.com", jar)).isEmpty();
        assertThat(other.keep(SIGNUP, "ann@example.com", started("x", NOW), null)
                        .substring(0, 42))
                .isNotEqualTo(waiting(NOW)
                        .keep(SIGNUP, "ann@example.com", started("x", NOW), null)
                        .substring(0, 42));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "|", ":", "::", "id", "AAAAAAAAAAAAAAAA:x:99999999999999999999", "AAAA:x:9999999999"})
    void whatItDidNotWriteIsNothing(String value) {
        jar = cookies(NOW).name(SIGNUP) + "=" + value;

        assertThat(find("ann")).isEqualTo("none");
        keep("ann", "id-ann");
        assertThat(find("ann")).isEqualTo("id-ann");
    }

    private void keep(String identifier, String id) {
        set(waiting(NOW).keep(SIGNUP, identifier, started(id, NOW), jar));
    }

    private String find(String identifier) {
        return waiting(NOW).find(SIGNUP, identifier, jar).orElse("none");
    }

    private static ChallengeStarted started(String id, Instant at) {
        return new ChallengeStarted(id, at.plus(Duration.ofMinutes(10)), at.plusSeconds(60));
    }

    private ChallengeCookies waiting(Instant now) {
        return ChallengeCookies.of(cookies(now), secret);
    }

    private static AuthCookies cookies(Instant now) {
        return AuthCookies.of(CookiePolicy.secure()).withClock(Clock.fixed(now, ZoneOffset.UTC));
    }

    /** What a browser does with it. */
    private void set(String setCookie) {
        String pair = setCookie.substring(0, setCookie.indexOf(';'));
        String name = pair.substring(0, pair.indexOf('=') + 1);
        jar = jar.replaceAll("(; )?" + name + "[^;]*", "") + "; " + pair;
    }
}
