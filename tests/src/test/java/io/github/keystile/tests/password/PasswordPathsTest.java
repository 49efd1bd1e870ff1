package io.github.keystile.tests.password;

import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.auth.error.AuthError.PASSWORD_BREACHED;
import static io.github.keystile.auth.error.AuthError.PASSWORD_INVALID;
import static io.github.keystile.auth.error.AuthError.PASSWORD_MATCHES_IDENTITY;
import static io.github.keystile.auth.error.AuthError.PASSWORD_TOO_COMMON;
import static io.github.keystile.auth.error.AuthError.PASSWORD_TOO_LONG;
import static io.github.keystile.auth.error.AuthError.PASSWORD_TOO_SHORT;
import static io.github.keystile.tests.support.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.password.BcryptPasswordHasher;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same rules on every path that sets a password. */
class PasswordPathsTest {
    private static final String GRIN = "\uD83D\uDE00";
    private static final Map<String, AuthError> REFUSED = Map.ofEntries(
            Map.entry("", PASSWORD_TOO_SHORT),
            Map.entry("kurz7zz", PASSWORD_TOO_SHORT),
            Map.entry(GRIN.repeat(7), PASSWORD_TOO_SHORT),
            Map.entry("x".repeat(257), PASSWORD_TOO_LONG),
            Map.entry("x".repeat(1_048_576), PASSWORD_TOO_LONG),
            Map.entry(GRIN.repeat(257), PASSWORD_TOO_LONG),
            Map.entry("abc\u0000abcdefgh", PASSWORD_INVALID),
            Map.entry("\u0000".repeat(8), PASSWORD_INVALID),
            Map.entry("habcdegf\uD800", PASSWORD_INVALID),
            Map.entry("\uDC00abcdefgh", PASSWORD_INVALID),
            Map.entry("password1", PASSWORD_TOO_COMMON),
            Map.entry("PassWord1", PASSWORD_TOO_COMMON),
            Map.entry(PasswordPath.EMAIL, PASSWORD_MATCHES_IDENTITY),
            Map.entry("MARTIN.BAUER@Example.com", PASSWORD_MATCHES_IDENTITY),
            Map.entry("Martin.Bauer", PASSWORD_MATCHES_IDENTITY),
            Map.entry(PasswordPath.USERNAME, PASSWORD_MATCHES_IDENTITY),
            Map.entry(PasswordPath.APP_NAME, PASSWORD_MATCHES_IDENTITY),
            Map.entry(PasswordPath.BREACHED, PASSWORD_BREACHED));

    @ParameterizedTest
    @EnumSource
    @Tag("PWD-05")
    @Tag("PWD-09")
    @Tag("PWD-10")
    @Tag("PWD-11")
    @Tag("PWD-12")
    @Tag("OTP-12")
    void everyPathRefusesTheSamePasswordsAndThenTakesAGoodOne(PasswordPath path) {
        try (PasswordPath.Attempt attempt = path.begin(options -> options)) {
            for (Map.Entry<String, AuthError> refused : REFUSED.entrySet()) {
                refused(refused.getValue(), () -> attempt.set(refused.getKey()));
            }

            attempt.set(Anna.NEXT);

            attempt.logIn(Anna.NEXT);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("PWD-10")
    void breachesAreAskedForOncePerPasswordThatIsSetAndNeverAtLogin(PasswordPath path) {
        List<String> asked = new ArrayList<>();
        try (PasswordPath.Attempt attempt = path.begin(options -> options.breachChecker(password -> {
            asked.add(password);
            return false;
        }))) {
            asked.clear();

            attempt.set(Anna.NEXT);
            attempt.logIn(Anna.NEXT);
            refused(INVALID_CREDENTIALS, () -> attempt.logIn("Not the password"));

            assertThat(asked).containsExactly(Anna.NEXT);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("PWD-06")
    void bothSpellingsOfAnAccentAreOnePasswordAndSpacesAndCaseCount(PasswordPath path) {
        try (PasswordPath.Attempt attempt = path.begin(options -> options)) {
            attempt.set(" \u00c4pfel und Birnen ");

            attempt.logIn(" A\u0308pfel und Birnen ");
            for (String other : List.of(
                    "\u00c4pfel und Birnen",
                    " \u00c4pfel und Birnen",
                    " \u00e4pfel und birnen ",
                    " Apfel und Birnen ")) {
                refused(INVALID_CREDENTIALS, () -> attempt.logIn(other));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("PWD-02")
    void everyCharacterCountsBeyondTheSeventyTwoBytesOfBcrypt(PasswordPath path) {
        String long70 = "all of these words are in it so that bcrypt has to read to its end now";
        String long72 = long70 + "aa";
        String straddling = long70 + GRIN;
        try (PasswordPath.Attempt attempt =
                path.begin(options -> options.passwordHasher(BcryptPasswordHasher.withCost(10)))) {
            attempt.set(long72 + "X");

            attempt.logIn(long72 + "X");
            for (String other : List.of(long72 + "Y", long72, long72 + "XX", straddling)) {
                refused(INVALID_CREDENTIALS, () -> attempt.logIn(other));
            }
        }
        try (PasswordPath.Attempt attempt =
                path.begin(options -> options.passwordHasher(BcryptPasswordHasher.withCost(10)))) {
            attempt.set(straddling);

            attempt.logIn(straddling);
            for (String other : List.of(long70 + "\uD83D\uDE01", long70, straddling + "a")) {
                refused(INVALID_CREDENTIALS, () -> attempt.logIn(other));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("PWD-05")
    void whatUtf8CannotSayNeverEqualsAnotherPassword(PasswordPath path) {
        try (PasswordPath.Attempt attempt =
                path.begin(options -> options.passwordHasher(BcryptPasswordHasher.withCost(10)))) {
            attempt.set("habcdegf?");

            attempt.logIn("habcdegf?");
            for (String other : List.of("habcdegf\uD800", "habcdegf\uDBFF", "habcdegf?\u0000abcdefgh?")) {
                refused(INVALID_CREDENTIALS, () -> attempt.logIn(other));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("PWD-09")
    void theThreeThousandCommonestPasswordsAreRefused(PasswordPath path) throws IOException {
        List<String> common = commonPasswords();
        Budget wide = new Budget(100_000, Duration.ofMinutes(10));
        LimitPolicy limits = Options.ofCaller(wide);
        try (PasswordPath.Attempt attempt = path.begin(options -> options.limits(limits))) {
            for (String password : common) {
                refused(PASSWORD_TOO_COMMON, () -> attempt.set(password));
            }
        }
    }

    private static List<String> commonPasswords() throws IOException {
        String named = System.getProperty("KEYSTILE_VECTORS", System.getenv("KEYSTILE_VECTORS"));
        Stream<Path> folders = named != null
                ? Stream.of(Path.of(named))
                : Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                        .map(folder -> folder.resolve("shared").resolve("vectors"));
        List<Path> files = folders.map(folder -> folder.resolve("passwords/zxcvbn_top3000_len8plus.txt"))
                .filter(Files::exists)
                .toList();
        assumeTrue(!files.isEmpty(), "no test data passwords/zxcvbn_top3000_len8plus.txt; set KEYSTILE_VECTORS");
        return Files.readAllLines(files.get(0));
    }
}
