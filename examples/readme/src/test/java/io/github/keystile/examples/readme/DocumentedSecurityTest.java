package io.github.keystile.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.limit.Lockout;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.auth.token.TokenPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an auditor asks for is written down, and the numbers there are those of the code. */
@Tag("API-05")
class DocumentedSecurityTest {
    private final Map<String, String> limits = Page.readme().lines().stream()
            .filter(line -> line.matches("\\| .* \\| .* \\| .* \\|"))
            .map(line -> line.split(" *\\| *"))
            .collect(Collectors.toMap(cells -> cells[1], cells -> cells[2] + " " + cells[3], (a, b) -> a));

    @Test
    void limitsOfCodesAndMails() {
        OtpPolicy codes = OtpPolicy.ofDefaults();
        assertRow(
                "code: digits, life, guesses (without the challenge id)",
                codes.digits() + ", " + codes.codeLifetime().toMinutes() + " min, " + codes.attempts() + " ("
                        + codes.attemptsWithoutId() + ") `OtpPolicy`");
        assertRow(
                "mails to one mailbox",
                codes.codesPerDay() + " in 24 h, " + codes.cooldown().toSeconds()
                        + " s apart for one purpose `OtpPolicy`");
    }

    @Test
    void limitsOfGuessesAndCalls() {
        LimitPolicy policy = LimitPolicy.ofDefaults();
        Lockout passwords = policy.wrongPasswords();
        assertRow(
                "wrong passwords, then locked",
                passwords.failures() + ", then " + passwords.first().toMinutes() + " min doubling to "
                        + passwords.longest().toHours() + " h `LimitPolicy`");
        assertRow(
                "wrong codes in a row, then links only, until a password is set or `users().unlock`",
                policy.wrongCodes().failures() + " `LimitPolicy`");
        assertThat(policy.wrongLoginsPerCaller().window())
                .isEqualTo(policy.wrongCodesPerCaller().window());
        assertRow(
                "one caller (IPv6: one /64)",
                policy.wrongLoginsPerCaller().max() + " wrong logins and "
                        + policy.wrongCodesPerCaller().max() + " wrong codes in "
                        + policy.wrongLoginsPerCaller().window().toMinutes() + " min, "
                        + policy.requestsPerCaller().max() + " requests in "
                        + policy.requestsPerCaller().window().toHours() + " h `LimitPolicy`");
        assertRow(
                "logins to one account",
                policy.loginsPerAccount().max() + " in "
                        + policy.loginsPerAccount().window().toHours() + " h `LimitPolicy`");
        assertRow(
                "one submitted identifier",
                policy.requestsPerIdentifier().max() + " requests and "
                        + policy.wrongCodesPerIdentifier().max() + " wrong codes of each purpose in "
                        + policy.requestsPerIdentifier().window().toHours() + " h `LimitPolicy`");
        assertRow(
                "hashes at once",
                "one per processor, half of them for signups; "
                        + HashingPolicy.ofDefaults().queue() + " calls wait, "
                        + HashingPolicy.ofDefaults().maxWait().toSeconds()
                        + " s at most, addresses take turns `HashingPolicy`");
        assertRow(
                "one caller, and one account or address: a `BreachChecker` is asked",
                policy.requestsPerCaller().max() + " times and "
                        + policy.requestsPerIdentifier().max() + " times in "
                        + policy.requestsPerIdentifier().window().toHours() + " h `LimitPolicy`, with requests");
    }

    @Test
    void lifeAndNumberOfSessions() {
        TokenPolicy tokens = TokenPolicy.ofDefaults();
        assertRow(
                "tokens",
                "access " + tokens.accessLifetime().toMinutes() + " min; session "
                        + tokens.refreshLifetime().toDays() + " days sliding, "
                        + tokens.absoluteLifetime().toDays() + " days absolute `TokenPolicy`");
        assertThat(limits.get("sessions of one account")).startsWith("any number");
    }

    @Test
    void reportingAndWhatIsPromised() throws Exception {
        assertThat(read("SECURITY.md"))
                .contains("## Reporting", "## What is promised")
                .contains(
                        "four ways to a session",
                        "`login`",
                        "signup",
                        "refresh token",
                        "`ResetPolicy.withSignIn(true)`");
    }

    @Test
    void dutiesNumbersAndWhatIsLeftOver() throws Exception {
        OtpPolicy codes = OtpPolicy.ofDefaults();
        OtpPolicy four = OtpPolicy.shortCodes(4);
        OtpPolicy five = OtpPolicy.shortCodes(5);
        LimitPolicy limits = LimitPolicy.ofDefaults();
        TokenPolicy tokens = TokenPolicy.ofDefaults();
        long accessMinutes = tokens.accessLifetime().toMinutes();
        assertThat(read("docs/threat-model.md"))
                .contains("## What your application must do", "TLS", "proxy", "origin check", "Host` header")
                .contains("## Every number, and why")
                .contains("| " + codes.digits() + " digits, "
                        + codes.codeLifetime().toMinutes() + " minutes |")
                .contains("| " + codes.attempts() + " attempts, of them " + codes.attemptsWithoutId() + " without")
                .contains("| " + codes.codesPerDay() + " codes in 24 hours for a mailbox")
                .contains("| 4 digits: " + four.codesPerDay() + " codes × " + four.attempts() + " attempts; 5 digits: "
                        + five.codesPerDay() + " × " + five.attempts() + " |")
                .contains("| " + codes.cooldown().toSeconds() + " seconds between mails")
                .contains("| " + limits.wrongCodes().failures() + " wrong codes in a row")
                .contains("| " + limits.wrongPasswords().failures() + " wrong passwords, "
                        + limits.wrongPasswords().first().toMinutes() + " minutes, doubling to an hour |")
                .contains("| access tokens " + accessMinutes + " minutes |")
                .contains("| sessions " + tokens.refreshLifetime().toDays() + " days sliding, "
                        + tokens.absoluteLifetime().toDays() + " days absolute |")
                .contains("| grace of " + tokens.grace().toSeconds() + " seconds")
                .contains("## Left over", "lag** by up to the access token's life (" + accessMinutes + " minutes)")
                .contains("lock the password an hour at a time", "Who reads the mailbox owns the account");
    }

    private static String read(String file) throws IOException {
        return String.join(" ", Files.readAllLines(Page.folder().resolve(file)));
    }

    private void assertRow(String what, String numbers) {
        assertThat(limits).containsEntry(what, numbers);
    }
}
