package io.github.keystile.auth.mail.resend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResendMailerBuilderTest {
    private final ResendMailerBuilder builder = ResendMailer.builder(ResendStub.API_KEY, Mails.FROM);

    @Test
    @Tag("LOG-03")
    void theKeyIsNeverShown() {
        builder.fromName("Shop");
        assertThat(builder).hasToString("ResendMailerBuilder[baseUrl=https://api.resend.com, from=n***@shop.example]");
        assertThat(builder.build())
                .hasToString("ResendMailer[ResendSettings[baseUrl=https://api.resend.com, from=n***@shop.example]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "re_ secret", "re_secret\r\nX: y", "re_secret\n", "re_secr\u00e9t", "\0re_secret"})
    @Tag("MAL-05")
    void brokenKeysAreRefusedAndNotTold(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResendMailer.builder(key, Mails.FROM))
                .withMessageNotContaining("re_")
                .withNoCause();
    }

    @Test
    void keysHaveAnEnd() {
        assertThatCode(() -> ResendMailer.builder("k".repeat(256), Mails.FROM)).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> ResendMailer.builder("k".repeat(257), Mails.FROM));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.resend.com",
                "HTTPS://eu.example/resend/",
                "http://localhost:8080",
                "http://127.0.0.1",
                "http://[::1]:1"
            })
    @Tag("MAL-05")
    void httpsAndThisMachineAreFine(URI url) {
        assertThatCode(() -> builder.baseUrl(url).build()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.resend.com",
                "http://127.0.0.1.evil.test",
                "http://localhost.evil.test",
                "http://127.0.0.256",
                "http://10.0.0.1",
                "https:///emails",
                "/emails",
                "ftp://localhost",
                "mailto:a@b.example",
                "https://user:pw@api.resend.com",
                "http://localhost@evil.test",
                "https://api.resend.com?x=1",
                "https://api.resend.com#x"
            })
    @Tag("MAL-05")
    void otherBaseUrlsAreRefused(URI url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.baseUrl(url))
                .withMessageNotContaining("pw");
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
        assertThatCode(() -> builder.fromName("x".repeat(100))).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.fromName("x".repeat(101)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.099S", "PT5M1S"})
    @Tag("MAL-05")
    void timeoutsAreFinite(Duration timeout) {
        var fine = Duration.ofSeconds(1);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeouts(timeout, fine));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeouts(fine, timeout));
    }
}
