package io.github.keystile.examples.usernamelogin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever logs out is logged out, or is told that they are not. */
class LogoutTest {
    private static final String OTHERS = "other=" + "y".repeat(40_000);
    private static final String[] CLEARED = {"username-login-access=; ", "username-login-refresh=; "};

    private final TestApp app = new TestApp();
    private Visitor ann;
    private String own;

    @BeforeEach
    void signUp() {
        ann = app.signedUp("ann", "ann@example.com", "correct horse battery");
        own = ann.cookies.entrySet().stream().map(Object::toString).collect(Collectors.joining("; "));
    }

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    @Tag("COK-01")
    void cookiesInSeveralHeadersKeepTheirOwnerSignedIn() throws Exception {
        List<String> headers = new ArrayList<>(List.of("Cookie: other=x"));
        ann.cookies.forEach((name, value) -> headers.add("Cookie: " + name + "=" + value));

        assertThat(RawHttp.get(app.port(), "/me", headers)).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @Tag("OUT-01")
    @ValueSource(strings = {"long", "doubled", "two headers", "two headers, doubled"})
    void noCookieHeaderKeepsTheSessionAlive(String kind) throws Exception {
        String planted = "username-login-access=planted; username-login-refresh=planted";
        List<String> headers = switch (kind) {
            case "long" -> List.of("Cookie: " + OTHERS + "; " + own);
            case "doubled" -> List.of("Cookie: " + planted + "; " + own);
            case "two headers" -> List.of("Cookie: " + OTHERS, "Cookie: " + own);
            default -> List.of("Cookie: " + planted, "Cookie: " + own);
        };

        assertThat(RawHttp.delete(app.port(), "/logout", headers))
                .startsWith("HTTP/1.1 200")
                .contains(CLEARED);
        assertThat(ann.get("/me").status()).isEqualTo(401);
    }

    @Test
    @Tag("OUT-01")
    void whileTheStoreIsDownTheBrowserForgetsAndIsToldTheTruth() throws Exception {
        app.clock.advance(Duration.ofHours(2));
        app.breakDatabase();

        assertThat(RawHttp.delete(app.port(), "/logout", List.of("Cookie: " + own)))
                .startsWith("HTTP/1.1 503")
                .contains(CLEARED);
    }
}
