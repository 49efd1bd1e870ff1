package io.github.keystile.auth.mail.resend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.mail.MailText;
import io.github.keystile.auth.user.EmailAddress;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire. */
@Timeout(300)
class ResendRequestTest {
    private ResendStub stub;

    @BeforeEach
    void start() throws IOException {
        stub = new ResendStub();
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    @Tag("MAL-05")
    void theRequestHasWhatResendWantsAndNothingElse() {
        Mails.at(stub).build().send(Mails.to("Ann@example.com"));
        ResendStub.Request request = stub.only();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /emails");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("Idempotency-Key")).isEqualTo("key-1");
        assertThat(request.header("User-Agent")).isEqualTo("keystile-auth-mail-resend");
        JsonNode body = request.json();
        assertThat(body.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("from", "to", "subject", "text", "html", "headers");
        assertThat(body.path("from").textValue()).isEqualTo("no-reply@shop.example");
        assertThat(body.path("to").textValue()).isEqualTo("Ann@example.com");
        assertThat(body.path("headers")).hasToString("{\"Auto-Submitted\":\"auto-generated\"}");
    }

    @Test
    @Tag("MAL-05")
    void theKeyIsInItsHeaderAndNowhereElse() {
        Mails.at(stub).build().send(Mails.to("ann@example.com"));
        ResendStub.Request request = stub.only();
        assertThat(request.header("Authorization")).isEqualTo("Bearer " + ResendStub.API_KEY);
        assertThat(request.path() + request.body()).doesNotContain(ResendStub.API_KEY);
        assertThat(request.headers().entrySet())
                .filteredOn(header -> header.toString().contains(ResendStub.API_KEY))
                .extracting(Map.Entry::getKey)
                .containsExactly("Authorization");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Shop|Shop <no-reply@shop.example>",
                "Ann's Käse 2|Ann's Käse 2 <no-reply@shop.example>",
                "Shop, Inc.|\"Shop, Inc.\" <no-reply@shop.example>",
                "x\",\"to\":[\"evil@evil.test|\"x\\\",\\\"to\\\":[\\\"evil@evil.test\" <no-reply@shop.example>",
                "a\\|\"a\\\\\" <no-reply@shop.example>",
                "<evil@evil.test>|\"<evil@evil.test>\" <no-reply@shop.example>"
            })
    @Tag("MAL-05")
    void theSendersNameStaysData(String name, String from) {
        Mails.at(stub).fromName(name).build().send(Mails.to("ann@example.com"));
        JsonNode body = stub.only().json();
        assertThat(body.path("from").textValue()).isEqualTo(from);
        assertThat(body.path("to").textValue()).isEqualTo("ann@example.com");
        assertThat(body).hasSize(6);
    }

    @Test
    @Tag("MAL-05")
    void textsStayData() {
        String subject = "\",\"to\":[\"evil@evil.test\"],\"x\":\"\\";
        String evil = subject + "\u2028";
        Mails.at(stub)
                .build()
                .send(new MailMessage(
                        EmailAddress.of("ann@example.com"),
                        MailPurpose.SIGNUP_CODE,
                        new MailText(subject, evil + "\0\n", evil),
                        "k"));
        JsonNode body = stub.only().json();
        assertThat(body.path("to").textValue()).isEqualTo("ann@example.com");
        assertThat(body.path("subject").textValue()).isEqualTo(subject);
        assertThat(body.path("text").textValue()).isEqualTo(evil + "\0\n");
        assertThat(body).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\r\nX-Evil: 1", "a\nb", "a\0b", "\u00e4", "k\u2028"})
    @Tag("MAL-02")
    void idempotencyKeysThatAreNoHeaderValueGoNowhere(String key) {
        assertThat(Mails.failure(Mails.at(stub).build(), Mails.to("ann@example.com", key))
                        .temporary())
                .isFalse();
        assertThat(stub.requests()).isEmpty();
    }

    @Test
    @Tag("MAL-02")
    void idempotencyKeysHaveAnEnd() {
        ResendMailer mailer = Mails.at(stub).build();
        mailer.send(Mails.to("ann@example.com", "k".repeat(256)));
        Mails.failure(mailer, Mails.to("ann@example.com", "k".repeat(257)));
        assertThat(stub.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00b", "\ud83d "})
    void brokenUnicodeGoesNowhere(String broken) {
        var mail = new MailMessage(
                EmailAddress.of("ann@example.com"), MailPurpose.SIGNUP_CODE, new MailText("s", broken, "h"), "k");
        assertThat(Mails.failure(Mails.at(stub).build(), mail).temporary()).isFalse();
        assertThat(stub.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void theBaseUrlMayEndWithASlash(String end) {
        Mails.at(stub).baseUrl(URI.create(stub.url() + end)).build().send(Mails.to("ann@example.com"));
        assertThat(stub.only().path()).isEqualTo("/emails");
    }
}
