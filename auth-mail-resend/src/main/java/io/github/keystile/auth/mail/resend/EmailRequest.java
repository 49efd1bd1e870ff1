package io.github.keystile.auth.mail.resend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.mail.MailMessage;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A mail as {@code POST /emails} wants it. Every try to send one mail is the same request, byte by byte: Resend
 * refuses a known idempotency key with another body.
 */
final class EmailRequest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[!-~]{1,256}");

    private EmailRequest() {}

    /**
     * Composes and checks.
     *
     * @throws MailException permanent, if anything in it must not go over the wire
     */
    static HttpRequest of(MailMessage mail, ResendSettings settings) {
        // The JDK's own exception would quote the header.
        if (!IDEMPOTENCY_KEY.matcher(mail.idempotencyKey()).matches()) {
            throw MailException.permanent("its idempotency key is not 1 to 256 printable ASCII characters", null);
        }
        return HttpRequest.newBuilder(settings.emails())
                .header("Authorization", "Bearer " + settings.apiKey())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("User-Agent", "keystile-auth-mail-resend")
                .header("Idempotency-Key", mail.idempotencyKey())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body(mail, settings)))
                .build();
    }

    private static byte[] body(MailMessage mail, ResendSettings settings) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("from", settings.from());
        body.put("to", mail.to().address());
        body.put("subject", mail.text().subject());
        body.put("text", mail.text().text());
        body.put("html", mail.text().html());
        // RFC 3834, section 5: vacation notices must not answer.
        body.putObject("headers").put("Auto-Submitted", "auto-generated");
        try {
            // Not by Jackson, which lets lone surrogates through.
            ByteBuffer bytes =
                    StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(JSON.writeValueAsString(body)));
            var exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw MailException.permanent("its text is not well-formed Unicode", null);
        }
    }
}
