package io.github.keystile.auth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keystile.auth.Tokens;
import io.github.keystile.auth.Vectors;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthCookiesTest {
    private static final AuthCookies COOKIES = AuthCookies.of(CookiePolicy.secure());
    private static final AuthCookies LOOPBACK = AuthCookies.of(CookiePolicy.loopbackHttp());
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    @Tag("COK-01")
    void setsGuardedCookies() {
        assertThat(COOKIES.set(CookieKind.ACCESS, "a.b-c_d", HOUR))
                .isEqualTo("__Host-keystile-access=a.b-c_d; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax");
        assertThat(LOOPBACK.set(CookieKind.REFRESH, "a.b-c_d", HOUR))
                .isEqualTo("keystile-refresh=a.b-c_d; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax");
        assertThat(AuthCookies.of(CookiePolicy.secure()
                                .withSameSite(SameSite.STRICT)
                                .withName("shop"))
                        .set(CookieKind.TICKET, "x", Duration.ofMillis(1999)))
                .isEqualTo("__Host-shop-ticket=x; Path=/; Max-Age=1; Secure; HttpOnly; SameSite=Strict");
    }

    @Test
    @Tag("COK-01")
    void cookiesInsideThePagesOfOthersAreKeptApart() {
        CookiePolicy embedded =
                CookiePolicy.secure().withSameSite(SameSite.NONE).withPartitioned(true);

        assertThat(AuthCookies.of(embedded).set(CookieKind.ACCESS, "x", HOUR))
                .isEqualTo(
                        "__Host-keystile-access=x; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=None; Partitioned");
        assertThat(AuthCookies.of(embedded).clear(CookieKind.ACCESS))
                .isEqualTo("__Host-keystile-access=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=None; Partitioned");
    }

    @Test
    @Tag("COK-01")
    void refusesWhatBrowsersDropOverPlainHttp() {
        for (CookiePolicy policy : List.of(
                CookiePolicy.loopbackHttp().withSameSite(SameSite.NONE),
                CookiePolicy.loopbackHttp().withPartitioned(true))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AuthCookies.of(policy))
                    .withMessageContaining("https");
            assertThat(AuthCookies.of(policy.withHttps(true))).isNotNull();
        }
    }

    @Test
    @Tag("COK-02")
    void whoIsNotRememberedIsForgottenWithTheBrowserAndNotLater() {
        Instant now = Instant.parse("2026-11-21T10:00:00Z");
        AuthCookies cookies = COOKIES.withClock(Clock.fixed(now, ZoneOffset.UTC));

        assertThat(cookies.signIn(new Tokens("acc", now.plusSeconds(900), "ref", now.plusSeconds(604_800), false)))
                .containsExactly(
                        "__Host-keystile-access=acc; Path=/; Secure; HttpOnly; SameSite=Lax",
                        "__Host-keystile-refresh=ref; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(cookies.signIn(new Tokens("acc", now, "ref", now, false)))
                .as("what has run out")
                .isEqualTo(cookies.signOut());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> cookies.signIn(new Tokens("a;b", now.plusSeconds(9), "ref", now.plusSeconds(9), false)));
    }

    @Test
    @Tag("COK-01")
    void clearsWithTheSameAttributes() {
        assertThat(COOKIES.clear(CookieKind.SIGNUP_CHALLENGE))
                .isEqualTo("__Host-keystile-signup=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
        assertThat(LOOPBACK.clear(CookieKind.SIGNUP_CHALLENGE))
                .isEqualTo("keystile-signup=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }

    @Test
    @Tag("COK-01")
    void whatAVerbAnsweredIsKeptForAsLongAsItLives() {
        Instant now = Instant.parse("2026-11-21T10:00:00Z");
        AuthCookies cookies = COOKIES.withClock(Clock.fixed(now, ZoneOffset.UTC));
        Tokens tokens = new Tokens("acc", now.plusSeconds(900), "ref", now.plusSeconds(604_800), true);

        assertThat(cookies.signIn(tokens))
                .containsExactly(
                        "__Host-keystile-access=acc; Path=/; Max-Age=900; Secure; HttpOnly; SameSite=Lax",
                        "__Host-keystile-refresh=ref; Path=/; Max-Age=604800; Secure; HttpOnly; SameSite=Lax");
        assertThat(cookies.signOut())
                .containsExactly(cookies.clear(CookieKind.ACCESS), cookies.clear(CookieKind.REFRESH));
    }

    @Test
    void whatRanOutIsForgottenAndWhatOutlivesBrowsersIsKeptTheirWay() {
        Instant now = Instant.parse("2026-11-21T10:00:00Z");
        AuthCookies cookies = COOKIES.withClock(Clock.fixed(now, ZoneOffset.UTC));

        assertThat(cookies.until(CookieKind.TICKET, "t1", now.plusMillis(999)))
                .isEqualTo(cookies.clear(CookieKind.TICKET));
        assertThat(cookies.until(CookieKind.TICKET, "t1", now.minusSeconds(5)))
                .isEqualTo(cookies.clear(CookieKind.TICKET));
        assertThat(cookies.until(CookieKind.TICKET, "t1", now.plus(Duration.ofDays(500))))
                .isEqualTo(cookies.set(CookieKind.TICKET, "t1", Duration.ofDays(400)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example, true",
        "HTTPS://app.example/path, true",
        "https://localhost:8443, true",
        "http://localhost:8000, false",
        "http://127.0.0.1, false",
        "http://[::1]:8000, false"
    })
    @Tag("COK-01")
    void theAddressThatPeopleTypeDecidesAboutThePolicy(URI origin, boolean https) {
        assertThat(CookiePolicy.forOrigin(origin))
                .isEqualTo(https ? CookiePolicy.secure() : CookiePolicy.loopbackHttp());
    }

    @ParameterizedTest
    @Tag("COK-01")
    @ValueSource(
            strings = {"http://app.example", "http://127.0.0.1.example", "ftp://localhost", "localhost", "https:///"})
    void cookiesDoNotTravelReadable(URI origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CookiePolicy.forOrigin(origin))
                .withMessageContaining("https");
    }

    @ParameterizedTest
    @Tag("COK-01")
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a;b",
                "a,b",
                "a\"b",
                "a\\b",
                "a\rb",
                "a\nb",
                "a\r\nSet-Cookie: x=y",
                "a\u0000",
                "a\u007f",
                "é",
                "a\t"
            })
    void refusesValuesThatCouldAddSomething(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> COOKIES.set(CookieKind.ACCESS, value, HOUR))
                .withMessageContaining("__Host-keystile-access");
    }

    @Test
    @Tag("COK-01")
    void keepsNameAndValueUnder4096Bytes() {
        int room = 4095 - "__Host-keystile-access=".length();

        assertThat(COOKIES.set(CookieKind.ACCESS, "x".repeat(room), HOUR)).contains("x".repeat(room));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> COOKIES.set(CookieKind.ACCESS, "x".repeat(room + 1), HOUR))
                .withMessageContaining("4096");
    }

    @Test
    void keepsCookiesFor1SecondTo400Days() {
        assertThat(COOKIES.set(CookieKind.ACCESS, "x", Duration.ofDays(400))).contains("Max-Age=34560000;");
        for (Duration life : new Duration[] {Duration.ofMillis(999), Duration.ofSeconds(-1), Duration.ofDays(401)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> COOKIES.set(CookieKind.ACCESS, "x", life));
        }
    }

    @ParameterizedTest
    @EnumSource(CookieKind.class)
    void readsWhatItSet(CookieKind kind) {
        String pair = COOKIES.set(kind, "a=b!#$%&'()*+-./:<=>?@[]^_`{|}~", HOUR).split(";", -1)[0];

        assertThat(COOKIES.read(kind, pair)).contains("a=b!#$%&'()*+-./:<=>?@[]^_`{|}~");
        assertThat(COOKIES.read(kind, "theme=dark; " + pair + ";lang=en")).contains("a=b!#$%&'()*+-./:<=>?@[]^_`{|}~");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "=",
                "__Host-keystile-access",
                "__Host-keystile-access=",
                "__host-keystile-access=x",
                "keystile-access=x",
                "x__Host-keystile-access=x",
                "a=__Host-keystile-access=x",
                "__Host-keystile-access =x",
                "__Host-keystile-access=\"x\"",
                "__Host-keystile-access=x y",
                "__Host-keystile-access=x,y",
                "__Host-keystile-refresh=x"
            })
    void findsNothingElse(String header) {
        assertThat(COOKIES.read(CookieKind.ACCESS, header)).isEmpty();
    }

    @ParameterizedTest
    @Tag("COK-01")
    @ValueSource(strings = {"\u2000", "\u2028", "\u205f", "\u3000", "\u1680", "\u00a0", "\u0085", "\u000b", "\u001c"})
    void blanksThatBrowsersKeepInNamesAreNotTakenOff(String blank) {
        // A neighbouring subdomain may set such a cookie: to the browser, its name does not begin with __Host-.
        String planted = blank + "__Host-keystile-access=planted";

        assertThat(COOKIES.read(CookieKind.ACCESS, planted)).isEmpty();
        assertThat(COOKIES.read(CookieKind.ACCESS, "__Host-keystile-access=own; " + planted))
                .contains("own");
        assertThat(COOKIES.read(CookieKind.ACCESS, "x=y;\t __Host-keystile-access=own \t; a=b"))
                .contains("own");
    }

    @Test
    @Tag("COK-01")
    void readsNoValueThatItWouldNotSet() {
        String longest = "a".repeat(4095 - "__Host-keystile-access=".length());

        assertThat(COOKIES.read(CookieKind.ACCESS, "__Host-keystile-access=" + longest))
                .contains(longest);
        assertThat(COOKIES.read(CookieKind.ACCESS, "__Host-keystile-access=" + longest + "a"))
                .isEmpty();
    }

    @Test
    @Tag("COK-01")
    void takesATossedCookieForAbsent() {
        assertThat(COOKIES.read(CookieKind.ACCESS, "__Host-keystile-access=a; __Host-keystile-access=b"))
                .isEmpty();
        assertThat(COOKIES.read(CookieKind.ACCESS, "__Host-keystile-access=a; x=y; __Host-keystile-access=a"))
                .isEmpty();
        assertThat(COOKIES.read(CookieKind.ACCESS, "__Host-keystile-access=; __Host-keystile-access=a"))
                .isEmpty();
    }

    @Test
    @Tag("COK-01")
    void longCookiesOfOthersHideNoneOfOurs() {
        String others = "x=" + "y".repeat(100_000) + ";z=1;;";

        assertThat(COOKIES.read(CookieKind.ACCESS, others + " __Host-keystile-access=a"))
                .contains("a");
        assertThat(COOKIES.read(CookieKind.ACCESS, "__Host-keystile-access=a; " + others))
                .contains("a");
        assertThat(COOKIES.read(CookieKind.ACCESS, others)).isEmpty();
        assertThat(COOKIES.read(CookieKind.ACCESS, null)).isEmpty();
    }

    @Test
    void neverThrowsForWhatAClientSends() {
        Random random = new Random(20261121);
        String alphabet = "__Host-keystile-access=;; =a\"\\,\u0000é\n";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder header = new StringBuilder();
            for (int j = random.nextInt(60); j > 0; j--) {
                header.append(
                        random.nextInt(4) == 0
                                ? "__Host-keystile-access="
                                : alphabet.substring(random.nextInt(alphabet.length()))
                                        .substring(0, 1));
            }
            assertThat(COOKIES.read(CookieKind.ACCESS, header.toString()).orElse("x"))
                    .matches("[!-~]+")
                    .doesNotContain(";", ",", "\"", "\\");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a b", "a;b", "a=b", "é", "123456789012345678901234567890123"})
    void refusesNamesThatAreNoCookieNames(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CookiePolicy.secure().withName(name));
    }

    @Test
    @Tag("API-02")
    @Tag("COK-01")
    void naughtyStringsAreNeitherWrittenNorReadAsMoreThanOneValue() {
        for (JsonNode string : Vectors.json("strings/blns.json")) {
            String raw = string.asText();
            String pair = "__Host-keystile-access=" + raw;
            try {
                assertThat(COOKIES.set(CookieKind.ACCESS, raw, HOUR))
                        .isEqualTo(pair + "; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax");
                assertThat(COOKIES.read(CookieKind.ACCESS, pair)).contains(raw);
            } catch (IllegalArgumentException refused) {
                assertThat(COOKIES.read(CookieKind.ACCESS, pair)).isNotEqualTo(Optional.of(raw));
            }
            assertThat(COOKIES.read(CookieKind.ACCESS, raw)).isEmpty();
            assertThat(OriginCheck.onLoopback(80).allows("POST", raw, raw)).isFalse();
        }
    }
}
