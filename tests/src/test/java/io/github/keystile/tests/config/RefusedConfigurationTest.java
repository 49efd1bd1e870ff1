package io.github.keystile.tests.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Disclosure;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.Lockout;
import io.github.keystile.auth.mail.MailPolicy;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.password.BcryptPasswordHasher;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.auth.password.PasswordPolicy;
import io.github.keystile.auth.token.TokenAlgorithm;
import io.github.keystile.auth.token.TokenPolicy;
import io.github.keystile.tests.support.CapturedLog;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not run does not start, and says what to do instead. */
class RefusedConfigurationTest {
    private static final OtpPolicy OTP = OtpPolicy.ofDefaults();
    private static final TokenPolicy TOKENS = TokenPolicy.ofDefaults();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest(name = "{0}")
    @MethodSource("knobs")
    @Tag("CFG-01")
    void everyKnobRefusesWhatIsUnsafeAndNamesTheCure(String cure, ThrowingCallable setting) {
        assertThatIllegalArgumentException().isThrownBy(setting).withMessageContaining(cure);
    }

    static Stream<Arguments> knobs() {
        return Stream.of(
                knob("digits between 4 and 12", () -> OTP.withDigits(3)),
                knob("use more digits or OtpPolicy.shortCodes", () -> OTP.withDigits(4)),
                knob(
                        "use more digits or OtpPolicy.shortCodes",
                        () -> OTP.withDigits(4).withBudget(10, MINUTE)),
                knob("codeLifetime between", () -> OTP.withCodeLifetime(Duration.ofMillis(600_001))),
                knob("codeLifetime between", () -> OTP.withCodeLifetime(Duration.ZERO)),
                knob("linkLifetime between", () -> OTP.withLinkLifetime(Duration.ofMinutes(61))),
                knob("attempts between 1 and 10", () -> OTP.withAttempts(11, 3)),
                knob("attempts between 1 and 10", () -> OTP.withAttempts(0, 0)),
                knob("attemptsWithoutId between", () -> OTP.withAttempts(5, 6)),
                knob("codesPerDay between 1 and 20", () -> OTP.withBudget(21, MINUTE)),
                knob("cooldown between", () -> OTP.withBudget(10, Duration.ZERO)),
                knob("digits between 4 and 5", () -> OtpPolicy.shortCodes(3)),
                knob("accessLifetime between", () -> TOKENS.withAccessLifetime(Duration.ofHours(24))),
                knob("grace between", () -> TOKENS.withGrace(Duration.ofSeconds(61))),
                knob(
                        "absoluteLifetime between",
                        () -> TOKENS.withSessionLifetimes(Duration.ofDays(7), Duration.ofDays(401))),
                knob(
                        "refreshLifetime between",
                        () -> TOKENS.withSessionLifetimes(Duration.ofDays(31), Duration.ofDays(30))),
                knob("Set the issuer", () -> TOKENS.withNames("", "app")),
                knob("Set the audience", () -> TOKENS.withNames("app", " ")),
                knob("set 6 to 64", () -> PasswordPolicy.ofDefaults().withMinLength(5)),
                knob("set 64 to 1024", () -> PasswordPolicy.ofDefaults().withMaxLength(63)),
                knob("set 64 to 1024", () -> PasswordPolicy.ofDefaults().withMaxLength(1025)),
                knob("Set concurrent", () -> new HashingPolicy(0, 0, MINUTE)),
                knob("Set maxWait", () -> new HashingPolicy(1, 1, Duration.ofSeconds(61))),
                knob("Set capacity", () -> MailPolicy.ofDefaults().withCapacity(0)),
                knob("Set workers", () -> MailPolicy.ofDefaults().withWorkers(33)),
                knob("budget's max", () -> new Budget(0, MINUTE)),
                knob("budget's window", () -> new Budget(1, Duration.ZERO)),
                knob("lockout's failures", () -> new Lockout(0, MINUTE, MINUTE, MINUTE)),
                knob("lockout's longest", () -> new Lockout(1, MINUTE, Duration.ofSeconds(1), MINUTE)),
                knob("absolute https address", () -> builder().resetLink(URI.create("http://app.example.com/reset"))),
                knob("absolute https address", () -> builder().resetLink(URI.create("/reset"))),
                knob("without fragment and user", () -> builder().resetLink(URI.create("https://a@b.example.com/"))),
                knob("without fragment and user", () -> builder().resetLink(URI.create("https://b.example.com/#x"))),
                knob("a name of one line", () -> builder().appName("My\nApp")),
                knob("a name of one line", () -> builder().appName(" ")),
                knob("roles of 1 to 64 characters", () -> builder().signupRoles(Set.of("two words"))),
                knob(
                        "disclosure(Disclosure.EXPLICIT)",
                        () -> builder().sendMailInCall().build()),
                knob(
                        "openssl rand -base64 64",
                        () -> AuthService.builder(RootSecret.of(bytes(63)), AuthStores.inMemory(), message -> {})
                                .tokens(TOKENS.withAlgorithm(TokenAlgorithm.HS512))
                                .build()));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4, 9, 17, 31})
    @Tag("PWD-01")
    @Tag("CFG-01")
    void aBcryptCostThatIsGuessedTooFastIsRefused(int cost) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BcryptPasswordHasher.withCost(cost))
                .withMessageContaining("set 10 to 16");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "changeitchangeitchangeitchangeit",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "your-256-bit-secret",
                "0123012301230123012301230123012301230123"
            })
    @Tag("JWT-02")
    @Tag("CFG-02")
    void aWeakRootSecretIsRefusedWithTheCureAndWithoutBeingQuoted(String weak) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RootSecret.ofText(weak))
                .withMessageContaining("openssl rand -base64")
                .satisfies(refusal -> assertThat(
                                weak.length() < 8 || !refusal.getMessage().contains(weak))
                        .isTrue());
    }

    @Test
    @Tag("CFG-02")
    void aMissingVariableIsNamed() {
        assertThatThrownBy(() -> RootSecret.fromEnvironment("KEYSTILE_NO_SUCH_VARIABLE"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("KEYSTILE_NO_SUCH_VARIABLE");
    }

    @Test
    @Tag("CFG-02")
    void nothingStartsWithoutSecretStoresAndMailer() {
        AuthStores stores = AuthStores.inMemory();
        assertThatNullPointerException().isThrownBy(() -> AuthService.builder(null, stores, message -> {}));
        assertThatNullPointerException().isThrownBy(() -> AuthService.builder(RootSecret.generate(), null, m -> {}));
        assertThatNullPointerException().isThrownBy(() -> AuthService.builder(RootSecret.generate(), stores, null));
        assertThatNullPointerException().isThrownBy(() -> builder().tokens(TOKENS.withNames(null, "app")));
    }

    @Test
    @Tag("CFG-01")
    void whatShouldNotRunIsSaidOnce() {
        try (CapturedLog log = new CapturedLog()) {
            builder()
                    .otp(OtpPolicy.shortCodes(4))
                    .resetLink(URI.create("https://app.example.com/reset"))
                    .build()
                    .close();

            assertThat(log.text().lines().filter(line -> line.contains("Not for production")))
                    .singleElement()
                    .asString()
                    .contains("in-memory stores")
                    .contains("4 digits");
        }
    }

    @Test
    @Tag("CFG-01")
    void explicitDisclosureMayMailInTheCall() {
        try (AuthService service =
                builder().disclosure(Disclosure.EXPLICIT).sendMailInCall().build()) {
            assertThat(service.users().findById("nobody")).isEmpty();
        }
    }

    private static Arguments knob(String cure, ThrowingCallable setting) {
        return arguments(cure, setting);
    }

    private static AuthServiceBuilder builder() {
        return AuthService.builder(RootSecret.generate(), AuthStores.inMemory(), message -> {});
    }

    private static byte[] bytes(int length) {
        return "kTz0pD3xq7VbW9sLmN2yR8cJ5hF1gA6eU4iOZQwXrYtKvPnMbCdEfGhJlSaBuToI"
                .substring(0, length)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
