package io.github.keystile.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.user.EmailAddress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleMailerTest {
    @Test
    void printsRecipientSubjectAndTextButNoHtml() {
        var console = new ByteArrayOutputStream();
        new ConsoleMailer(new PrintStream(console, true, StandardCharsets.UTF_8))
                .send(new MailMessage(
                        EmailAddress.of("ann@example.com"),
                        MailPurpose.SIGNUP_CODE,
                        new MailText("The subject", "The text: 123456\n", "<p>html</p>"),
                        "key"));
        assertThat(console.toString(StandardCharsets.UTF_8))
                .contains("ann@example.com", "The subject", "The text: 123456")
                .doesNotContain("html");
    }
}
