package io.github.keystile.auth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.mail.MailText;
import io.github.keystile.auth.user.EmailAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CapturingMailerTest {
    private final CapturingMailer mailer = new CapturingMailer(Duration.ofMillis(50));

    @Test
    void readsTheNewestCodeOfAnAddress() {
        send("anna@example.com", MailPurpose.SIGNUP_CODE, "in 2026:\n\n  012345\r\n\nfor 10 minutes");
        send("anna@example.com", MailPurpose.SIGNUP_CODE, "987654");
        send("ben@example.com", MailPurpose.SIGNUP_CODE, "1111");
        send("anna@example.com", MailPurpose.PASSWORD_CHANGED, "changed in\n2026 it was");
        assertThat(mailer.lastCode("ANNA@example.com")).isEqualTo("987654");
        assertThat(mailer.lastCode("ben@example.com")).isEqualTo("1111");
        mailer.clear();
        send("anna@example.com", MailPurpose.SIGNUP_CODE, "in 2026:\n\n  012345\r\n\nfor 10 minutes");
        assertThat(mailer.lastCode("anna@example.com")).isEqualTo("012345");
    }

    @Test
    void readsTheNewestLinkOfAnAddress() {
        send("anna@example.com", MailPurpose.PASSWORD_RESET_LINK, "go to https://example.com/reset?token=Aa_-0\nsoon");
        assertThat(mailer.lastLink("anna@example.com")).isEqualTo("https://example.com/reset?token=Aa_-0");
    }

    @Test
    void saysWhatDidArriveWithoutAddressesOrCodes() {
        send("ben@example.com", MailPurpose.SIGNUP_CODE, "424242");
        assertThatThrownBy(() -> mailer.lastCode("anna@example.com"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("SIGNUP_CODE")
                .hasMessageNotContainingAny("424242", "anna@example.com", "ben@example.com");
        assertThatThrownBy(() -> mailer.await("ben@example.com", MailPurpose.PASSWORD_CHANGED))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("PASSWORD_CHANGED");
        assertThatThrownBy(() -> mailer.awaitCount(2))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("2 mails");
    }

    @Test
    void waitsForMailsThatAreOnTheirWay() {
        CapturingMailer patient = new CapturingMailer();
        MailMessage message = message("anna@example.com", MailPurpose.SIGNUP_CODE, "123456");
        CompletableFuture<Void> sending = CompletableFuture.runAsync(
                () -> patient.send(message), CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));
        assertThat(patient.lastCode("anna@example.com")).isEqualTo("123456");
        assertThat(patient.await("anna@example.com", MailPurpose.SIGNUP_CODE)).isEqualTo(message);
        assertThat(patient.awaitCount(1)).containsExactly(message);
        sending.join();
    }

    @Test
    void failsAsOftenAsItIsTold() {
        MailException first = MailException.temporary("busy", null, null);
        MailException second = MailException.permanent("unknown", null);
        mailer.failNext(first);
        mailer.failNext(second);
        assertThatThrownBy(() -> send("anna@example.com", MailPurpose.SIGNUP_CODE, "1"))
                .isSameAs(first);
        assertThatThrownBy(() -> send("anna@example.com", MailPurpose.SIGNUP_CODE, "2"))
                .isSameAs(second);
        send("anna@example.com", MailPurpose.SIGNUP_CODE, "3");
        assertThat(mailer.messages()).hasSize(1);
    }

    private void send(String to, MailPurpose purpose, String text) {
        mailer.send(message(to, purpose, text));
    }

    private static MailMessage message(String to, MailPurpose purpose, String text) {
        return new MailMessage(EmailAddress.of(to), purpose, new MailText("subject", text, "<p></p>"), "key");
    }
}
