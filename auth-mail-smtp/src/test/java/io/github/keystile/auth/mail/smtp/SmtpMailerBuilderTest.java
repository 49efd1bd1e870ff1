package io.github.keystile.auth.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpMailerBuilderTest {
    private final SmtpMailerBuilder builder = SmtpMailer.builder("smtp.example.com", Mails.FROM);

    @ParameterizedTest
    @CsvSource({"STARTTLS_REQUIRED,587", "IMPLICIT_TLS,465", "OFF,25"})
    void thePortFollowsTheProtection(SmtpSecurity security, int port) {
        assertThat(builder.security(security).build()).hasToString(description(port, security, false));
        assertThat(builder.port(2525).build()).hasToString(description(2525, security, false));
    }

    @Test
    @Tag("MAL-04")
    void startTlsIsRequiredUnlessSaidOtherwise() {
        assertThat(builder.build()).hasToString(description(587, SmtpSecurity.STARTTLS_REQUIRED, false));
    }

    @Test
    @Tag("MAL-04")
    void everyProtectionChecksNamesTrustsNobodyBlindlyAndHasTimeouts() {
        for (SmtpSecurity security : SmtpSecurity.values()) {
            var ten = Duration.ofSeconds(10);
            Properties properties = new SmtpSettings(
                            "h", 1, security, Mails.FROM, null, null, null, ten, ten, ten, null)
                    .toProperties();
            assertThat(properties)
                    .containsEntry("mail.smtp.ssl.checkserveridentity", "true")
                    .containsEntry("mail.smtp.socketFactory.fallback", "false")
                    .containsEntry("mail.smtp.connectiontimeout", "10000")
                    .containsEntry("mail.smtp.timeout", "10000")
                    .containsEntry("mail.smtp.writetimeout", "10000")
                    .doesNotContainKey("mail.smtp.ssl.trust");
        }
    }

    @Test
    void credentialsAreNeverShown() {
        builder.credentials("shop-user", "s3cret-pw");
        assertThat(builder.toString() + builder.build()).doesNotContain("shop-user", "s3cret-pw");
        assertThat(builder.build()).hasToString(description(587, SmtpSecurity.STARTTLS_REQUIRED, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "h\r\nQUIT", "m\u00fcller.example", "smtp://h", "h/x"})
    void whatIsNoHostIsRefused(String host) {
        assertThatIllegalArgumentException().isThrownBy(() -> SmtpMailer.builder(host, Mails.FROM));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void whatIsNoPortIsRefused(int port) {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.port(port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a\nBcc: evil@evil.test",
                "a\rb",
                "a\0b",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\ud800",
                "\udc00a"
            })
    @Tag("MAL-02")
    void namesThatAreNotOneLineAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.fromName(name));
    }

    @Test
    @Tag("MAL-02")
    void longNamesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.fromName("x".repeat(101)));
    }

    @ParameterizedTest
    @CsvSource({"'',pw", "user,''", "'a\0b',pw", "user,'p\0w'", "'a\rb',pw"})
    void brokenCredentialsAreRefusedAndNotTold(String user, String password) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.credentials(user, password))
                .withMessageNotContaining("pw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.099S", "PT5M1S"})
    @Tag("MAL-04")
    void timeoutsAreFinite(Duration timeout) {
        var fine = Duration.ofSeconds(1);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeouts(timeout, fine, fine));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeouts(fine, timeout, fine));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeouts(fine, fine, timeout));
    }

    private static String description(int port, SmtpSecurity security, boolean login) {
        return "SmtpMailer[SmtpSettings[host=smtp.example.com, port=" + port + ", security=" + security
                + ", from=n***@shop.example, login=" + login + "]]";
    }
}
