package io.github.keystile.tests.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.InvitePolicy;
import io.github.keystile.auth.ResetPolicy;
import io.github.keystile.auth.SignupPolicy;
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
import io.github.keystile.tests.support.Options;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
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
                built("use more digits or OtpPolicy.shortCodes", options -> options.otp(OTP.withDigits(4))),
                built(
                        "use more digits or OtpPolicy.shortCodes",
                        options -> options.otp(OtpPolicy.shortCodes(4).withCodesPerDay(4))),
                knob("codeLifetime between", () -> OTP.withCodeLifetime(Duration.ofMillis(600_001))),
                knob("codeLifetime between", () -> OTP.withCodeLifetime(Duration.ZERO)),
                knob("linkLifetime between", () -> OTP.withLinkLifetime(Duration.ofMinutes(61))),
                knob("attempts between 1 and 10", () -> OTP.withAttempts(11)),
                knob("attempts between 1 and 10", () -> OTP.withAttempts(0)),
                built("attemptsWithoutId between", options -> options.otp(OTP.withAttemptsWithoutId(6))),
                knob("codesPerDay between 1 and 20", () -> OTP.withCodesPerDay(21)),
                knob("cooldown between", () -> OTP.withCooldown(Duration.ZERO)),
                knob("digits between 4 and 5", () -> OtpPolicy.shortCodes(3)),
                knob("accessLifetime between", () -> TOKENS.withAccessLifetime(Duration.ofHours(24))),
                knob("grace between", () -> TOKENS.withGrace(Duration.ofSeconds(61))),
                knob("absoluteLifetime between", () -> TOKENS.withAbsoluteLifetime(Duration.ofDays(401))),
                built(
                        "refreshLifetime between",
                        options -> options.tokens(TOKENS.withRefreshLifetime(Duration.ofDays(31)))),
                built(
                        "refreshLifetime between",
                        options -> options.tokens(TOKENS.withRefreshLifetime(Duration.ofMinutes(14)))),
                knob("Set the issuer", () -> TOKENS.withIssuer("")),
                knob("Set the audience", () -> TOKENS.withAudience(" ")),
                knob("set 6 to 64", () -> PasswordPolicy.ofDefaults().withMinLength(5)),
                knob("set 64 to 1024", () -> PasswordPolicy.ofDefaults().withMaxLength(63)),
                knob("set 64 to 1024", () -> PasswordPolicy.ofDefaults().withMaxLength(1025)),
                knob("Set concurrent", () -> HashingPolicy.ofDefaults().withConcurrent(0)),
                knob("Set maxWait", () -> HashingPolicy.ofDefaults().withMaxWait(Duration.ofSeconds(61))),
                knob("Set capacity", () -> MailPolicy.ofDefaults().withCapacity(0)),
                knob("Set workers", () -> MailPolicy.ofDefaults().withWorkers(33)),
                built(
                        "Set firstRetry",
                        options -> options.mails(MailPolicy.ofDefaults().withLongestRetry(Duration.ofMillis(999)))),
                knob("budget's max", () -> new Budget(0, MINUTE)),
                knob("budget's window", () -> new Budget(1, Duration.ZERO)),
                knob("lockout's failures", () -> new Lockout(0, MINUTE, MINUTE, MINUTE)),
                knob("lockout's longest", () -> new Lockout(1, MINUTE, Duration.ofSeconds(1), MINUTE)),
                linking("absolute https address", "http://app.example.com/reset"),
                linking("absolute https address", "/reset"),
                linking("without fragment and user", "https://a@b.example.com/"),
                linking("without fragment and user", "https://b.example.com/#x"),
                knob("a name of one line", () -> builder().appName("My\nApp")),
                knob("a name of one line", () -> builder().appName(" ")),
                knob("a name of one line", () -> builder().appName("n".repeat(101))),
                knob("a name of one line", () -> builder().appName("My\u2028App")),
                knob("a name of one line", () -> builder().appName("My\u2029App")),
                knob("a name of one line", () -> builder().appName("My \ud83c")),
                knob("a name of one line", () -> builder().appName("\udf36 App")),
                knob("a name of one line", () -> builder().appName("My\u0085App")),
                knob("a name of one line", () -> builder().appName("My\u007fApp")),
                linking("a character is broken", "https://app.example.com/\ud83c/reset"),
                inviting("a character is broken", "https://app.example.com/?to=\udf36&"),
                inviting("absolute https address", "http://app.example.com/accept"),
                knob(
                        "roles of 1 to 64 characters",
                        () -> SignupPolicy.ofDefaults().withRoles(Set.of("two words"))),
                built(
                        "disclosure(Disclosure.EXPLICIT)",
                        options -> options.mails(MailPolicy.ofDefaults().withSendInCall(true))),
                built(
                        "an executor of mails that has threads of its own",
                        options -> options.mails(MailPolicy.ofDefaults().withExecutor(Runnable::run))),
                knob(
                        "openssl rand -base64 64",
                        () -> AuthService.builder(RootSecret.of(bytes(63)), AuthStores.inMemory(), message -> {})
                                .tokens(TOKENS.withAlgorithm(TokenAlgorithm.HS512))
                                .build()));
    }

    /** What bounds one another may be set in any order, since it is looked at when all is said. */
    @Test
    @Tag("CFG-01")
    void onlyTheLastValuesCount() {
        assertThatNoException()
                .isThrownBy(() -> builder()
                        .otp(OTP.withDigits(4)
                                .withAttemptsWithoutId(10)
                                .withAttempts(3)
                                .withCodesPerDay(3)
                                .withAttemptsWithoutId(3))
                        .tokens(TOKENS.withAbsoluteLifetime(Duration.ofDays(1))
                                .withRefreshLifetime(Duration.ofDays(90))
                                .withAbsoluteLifetime(Duration.ofDays(90)))
                        .mails(MailPolicy.ofDefaults()
                                .withLongestRetry(Duration.ofMillis(1))
                                .withFirstRetry(Duration.ofMillis(1)))
                        .build()
                        .close());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4, 9, 16, 31})
    @Tag("PWD-01")
    @Tag("CFG-01")
    void aBcryptCostThatIsGuessedTooFastIsRefused(int cost) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BcryptPasswordHasher.withCost(cost))
                .withMessageContaining("set 10 to 15");
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
        assertThatNullPointerException().isThrownBy(() -> builder().tokens(null));
    }

    @Test
    @Tag("CFG-01")
    void whatShouldNotRunIsSaidOnce() {
        try (CapturedLog log = new CapturedLog()) {
            builder()
                    .otp(OtpPolicy.shortCodes(4))
                    .reset(Options.WITH_LINKS)
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
        try (AuthService service = Options.mailInCall(builder()).build()) {
            assertThat(service.users().findById("nobody")).isEmpty();
        }
    }

    private static Arguments knob(String cure, ThrowingCallable setting) {
        return arguments(cure, setting);
    }

    private static Arguments built(String cure, UnaryOperator<AuthServiceBuilder> options) {
        return knob(cure, () -> options.apply(builder()).build());
    }

    private static Arguments linking(String cure, String page) {
        return built(cure, options -> options.reset(ResetPolicy.ofDefaults().withLinkPage(URI.create(page))));
    }

    private static Arguments inviting(String cure, String page) {
        return built(cure, options -> options.invite(InvitePolicy.ofDefaults().withLinkPage(URI.create(page))));
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
