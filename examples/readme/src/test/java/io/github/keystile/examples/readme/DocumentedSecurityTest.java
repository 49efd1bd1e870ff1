package io.github.keystile.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.limit.Lockout;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.auth.token.TokenPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an auditor asks for is written down, and the numbers there are those of the code. */
@Tag("API-05")
class DocumentedSecurityTest {
    private final Map<String, String> limits = Readme.read().lines().stream()
            .filter(line -> line.matches("\\| .* \\| .* \\| .* \\|"))
            .map(line -> line.split(" *\\| *"))
            .collect(Collectors.toMap(cells -> cells[1], cells -> cells[2] + " " + cells[3], (a, b) -> a));

    @Test
    void limitsOfCodesAndMails() {
        OtpPolicy codes = OtpPolicy.ofDefaults();
        assertRow(
                "code: digits, life, guesses (without the challenge id)",
                "%d, %d min, %d (%d) `OtpPolicy`",
                codes.digits(),
                codes.codeLifetime().toMinutes(),
                codes.attempts(),
                codes.attemptsWithoutId());
        assertRow(
                "mails to one mailbox",
                "%d in 24 h, %d s apart for one purpose `OtpPolicy`",
                codes.codesPerDay(),
                codes.cooldown().toSeconds());
    }

    @Test
    void limitsOfGuessesAndCalls() {
        LimitPolicy policy = LimitPolicy.ofDefaults();
        Lockout passwords = policy.wrongPasswords();
        assertRow(
                "wrong passwords, then locked",
                "%d, then %d min doubling to %d h `LimitPolicy`",
                passwords.failures(),
                passwords.first().toMinutes(),
                passwords.longest().toHours());
        assertRow(
                "wrong codes in a row, then links only",
                "%d `LimitPolicy`",
                policy.wrongCodes().failures());
        assertThat(policy.loginsPerCaller().window())
                .isEqualTo(policy.codeChecksPerCaller().window());
        assertRow(
                "one caller (IPv6: one /64)",
                "%d logins and %d codes in %d min, %d requests in %d h `LimitPolicy`",
                policy.loginsPerCaller().max(),
                policy.codeChecksPerCaller().max(),
                policy.loginsPerCaller().window().toMinutes(),
                policy.requestsPerCaller().max(),
                policy.requestsPerCaller().window().toHours());
        assertRow(
                "one submitted identifier",
                "%d requests in %d h `LimitPolicy`",
                policy.requestsPerIdentifier().max(),
                policy.requestsPerIdentifier().window().toHours());
        assertRow(
                "hashes at once",
                "one per processor, half of them for signups, %d s of waiting `HashingPolicy`",
                HashingPolicy.ofDefaults().maxWait().toSeconds());
    }

    @Test
    void lifeAndNumberOfSessions() {
        TokenPolicy tokens = TokenPolicy.ofDefaults();
        assertRow(
                "tokens",
                "access %d min; session %d days sliding, %d days absolute `TokenPolicy`",
                tokens.accessLifetime().toMinutes(),
                tokens.refreshLifetime().toDays(),
                tokens.absoluteLifetime().toDays());
        assertThat(limits.get("sessions of one account")).startsWith("any number");
    }

    @Test
    void waysInDutiesAndWhatIsLeftOver() throws Exception {
        Path file = Readme.folder().resolve("SECURITY.md");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).contains("## What is promised", "## What your application must do", "## What is left over");
        assertThat(String.join(" ", lines))
                .contains("four ways to a session", "`login`", "signup", "refresh token", "`signInAfterReset()`")
                .contains("A stranger can lock password guessing")
                .contains("Stateless checks lag by up to the access token's life ("
                        + TokenPolicy.ofDefaults().accessLifetime().toMinutes() + " minutes)")
                .contains("Who reads the mailbox owns the account");
    }

    private void assertRow(String what, String format, Object... numbers) {
        assertThat(limits).containsEntry(what, String.format(Locale.ROOT, format, numbers));
    }
}
