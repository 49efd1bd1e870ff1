package io.github.keystile.auth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginCheckTest {
    private static final OriginCheck CHECK =
            OriginCheck.allowing(URI.create("https://app.example"), URI.create("http://localhost:8080"));

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void safeMethodsPass(String method) {
        assertThat(CHECK.allows(method, "https://evil.example", "cross-site")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "TRACE", "get", "GET ", ""})
    void otherMethodsAreChecked(String method) {
        assertThat(CHECK.allows(method, "https://evil.example", "cross-site")).isFalse();
        assertThat(CHECK.allows(method, "https://evil.example", null)).isFalse();
        assertThat(CHECK.allows(method, "https://app.example", "same-origin")).isTrue();
    }

    @Test
    void onLoopbackMeansThisMachineAndThisPort() {
        OriginCheck loopback = OriginCheck.onLoopback(8000);

        for (String own : new String[] {"http://localhost:8000", "http://127.0.0.1:8000", "http://[::1]:8000"}) {
            assertThat(loopback.allows("POST", own, null)).isTrue();
        }
        for (String other : new String[] {"http://localhost:8001", "https://localhost:8000", "http://localhost"}) {
            assertThat(loopback.allows("POST", other, null)).isFalse();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> OriginCheck.onLoopback(0));
        assertThatIllegalArgumentException().isThrownBy(() -> OriginCheck.onLoopback(65_536));
    }

    @ParameterizedTest
    @CsvSource({
        "same-origin, true",
        "none, true",
        "same-site, false",
        "cross-site, false",
        "Same-Origin, false",
        "'', false",
        "'same-origin, cross-site', false"
    })
    void theBrowserSaysWhereItComesFrom(String site, boolean allowed) {
        assertThat(CHECK.allows("POST", null, site)).isEqualTo(allowed);
        assertThat(CHECK.allows("POST", "null", site)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://app.example", "https://sub.app.example", "", "*"})
    void aForeignOriginIsRefusedWhateverTheBrowserSaysBesides(String origin) {
        for (String site : new String[] {"same-origin", "none"}) {
            assertThat(CHECK.allows("POST", origin, site)).isFalse();
            assertThat(CHECK.allowsSocket(origin, site)).isFalse();
        }
    }

    @Test
    void socketsAreOpenedForOwnPagesAndForWhatIsNoBrowser() {
        assertThat(CHECK.allowsSocket("https://app.example", "same-origin")).isTrue();
        assertThat(CHECK.allowsSocket("https://app.example", null)).isTrue();
        assertThat(CHECK.allowsSocket(null, null)).isTrue();
        for (String site : new String[] {null, "cross-site", "same-site"}) {
            assertThat(CHECK.allowsSocket("https://evil.example", site)).isFalse();
            assertThat(CHECK.allowsSocket("null", site)).isFalse();
        }
        assertThat(CHECK.allowsSocket(null, "cross-site")).isFalse();
    }

    @Test
    void anAllowedOriginMayBeAnotherSite() {
        assertThat(CHECK.allows("POST", "https://app.example", "cross-site")).isTrue();
        assertThat(CHECK.allows("POST", "https://app.example", "same-site")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://app.example", "https://app.example:443", "HTTPS://APP.Example", "http://localhost:8080"
            })
    void allowedOrigins(String origin) {
        assertThat(CHECK.allows("POST", origin, null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "*",
                "http://app.example",
                "https://app.example:8443",
                "https://app.example.evil.example",
                "https://evilapp.example",
                "https://sub.app.example",
                "https://app.example@evil.example",
                "https://evil.example@app.example",
                "https://app.example/",
                "https://app.example/path",
                "https://app.example?",
                "https://app.example#",
                "https://app.example https://evil.example",
                "https://app.example.",
                "//app.example",
                "app.example",
                "http://localhost",
                "http://localhost:80",
                "https://app.example\u0000",
                "https://app.\u017fexample",
                "javascript:alert(1)",
                "file://"
            })
    void otherOrigins(String origin) {
        assertThat(CHECK.allows("POST", origin, null)).isFalse();
    }

    @Test
    void aRequestOfNoBrowserPasses() {
        assertThat(CHECK.allows("POST", null, null)).isTrue();
    }

    @Test
    void overlongOriginsAreRefused() {
        assertThat(CHECK.allows("POST", "https://" + "a".repeat(5_000_000), null))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"capacitor://localhost", "ionic://localhost", "http://localhost", "https://localhost"})
    void hybridAppsHaveOriginsOfTheirOwn(String origin) {
        OriginCheck check = OriginCheck.allowing(URI.create("https://app.example"), URI.create(origin));

        assertThat(check.allows("POST", origin, "cross-site")).isTrue();
        assertThat(check.allowsSocket(origin, null)).isTrue();
        assertThat(CHECK.allows("POST", origin, "same-origin")).isFalse();
        for (String other : new String[] {
            origin + ":8100", origin + ".evil.example", origin + "/", "app://localhost", "capacitor://evil", "null"
        }) {
            assertThat(check.allows("POST", other, null)).as(other).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file://localhost",
                "data://x",
                "capacitor://localhost/",
                "capacitor:localhost",
                "https://app.example/",
                "https://app.example/login",
                "https://user@app.example",
                "https://app.example?x",
                "app.example",
                "ftp://app.example",
                "https:///"
            })
    void refusesToAllowWhatIsNoOrigin(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OriginCheck.allowing(URI.create(origin)))
                .withMessageContaining("https://app.example");
    }

    @Test
    void refusesToAllowNothing() {
        assertThatIllegalArgumentException().isThrownBy(OriginCheck::allowing);
    }
}
